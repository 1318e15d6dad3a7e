#include "formats/graphdef/text.h"

#include "formats/graphdef/values.h"
#include "schema/tensorflow.pb.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace ara::formats::graphdef {
namespace {

struct First {
  std::string_view word;
  TextKind kind;
};
// Fields a text of each message may begin with.
constexpr std::array kFirst{
    First{"node", TextKind::graphDef},           First{"library", TextKind::graphDef},
    First{"version", TextKind::graphDef},        First{"versions", TextKind::graphDef},
    First{"meta_info_def", TextKind::metaGraph}, First{"graph_def", TextKind::metaGraph},
    First{"saver_def", TextKind::metaGraph},     First{"saved_model_schema_version", TextKind::savedModel},
    First{"meta_graphs", TextKind::savedModel},
};

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Without leading space, comments and a byte order mark.
std::string_view fromFirstWord(std::string_view s) {
  if (s.starts_with("\xef\xbb\xbf")) s.remove_prefix(3);
  while (!s.empty() && (isSpace(s.front()) || s.front() == '#')) {
    if (s.front() == '#') {
      const auto line = s.find('\n');
      s = line == std::string_view::npos ? std::string_view() : s.substr(line);
    } else {
      s.remove_prefix(1);
    }
  }
  return s;
}

class FirstError : public google::protobuf::io::ErrorCollector {
public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (!text.empty()) return;
    text = message;
    at = {line + 1, column + 1};
  }
  void AddWarning(int, google::protobuf::io::ColumnNumber, const std::string&) override {}

  std::string text;
  std::pair<int, int> at{1, 1};
};

std::unique_ptr<google::protobuf::Message> emptyMessage(TextKind kind) {
  switch (kind) {
  case TextKind::none: break;
  case TextKind::graphDef: return std::make_unique<proto::GraphDef>();
  case TextKind::metaGraph: return std::make_unique<proto::MetaGraphDef>();
  case TextKind::savedModel: return std::make_unique<proto::SavedModel>();
  }
  return nullptr;
}

} // namespace

bool isText(Bytes bytes) {
  const auto head = bytes.first(std::min<std::size_t>(bytes.size(), 4096));
  return !head.empty() && std::all_of(head.begin(), head.end(), [](std::byte b) {
    const auto c = static_cast<unsigned char>(b);
    return c >= 32 ? c != 127 : isSpace(static_cast<char>(c)) || c == '\f' || c == 27;
  });
}

TextKind textKind(Bytes text) {
  if (!isText(text)) return TextKind::none;
  const std::string_view s = fromFirstWord(textOf(text));
  for (const First& f : kFirst) {
    if (!s.starts_with(f.word)) continue;
    std::string_view rest = s.substr(f.word.size());
    while (!rest.empty() && isSpace(rest.front())) rest.remove_prefix(1);
    if (!rest.empty() && (rest.front() == '{' || rest.front() == ':' || rest.front() == '<')) return f.kind;
  }
  return TextKind::none;
}

Result<std::shared_ptr<const std::string>> binaryOf(Bytes text, TextKind kind, const std::string& fileName) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int32_t>::max();
  const auto tooLarge = [&] {
    return fail(ErrorKind::Unsupported, msg("{0} is text of more than 2 GiB.", fileName),
                msg("Save the graph in the binary form."), fileName);
  };
  if (text.size() > kMost) return tooLarge();
  const auto message = emptyMessage(kind);
  if (!message) return fail(ErrorKind::BadFile, msg("{0} is no text form of a graph.", fileName), {}, fileName);
  // Text that escapes bytes which are no UTF-8 would be complained about on standard error.
  const google::protobuf::LogSilencer silent;
  try {
    std::string_view s = textOf(text);
    if (s.starts_with("\xef\xbb\xbf")) s.remove_prefix(3);
    google::protobuf::io::ArrayInputStream stream(s.data(), static_cast<int>(s.size()));
    google::protobuf::TextFormat::Parser parser;
    FirstError errors;
    parser.RecordErrorsTo(&errors);
    parser.SetRecursionLimit(kMaxDepth);
    if (!parser.Parse(&stream, message.get()))
      return fail(ErrorKind::BadFile,
                  msg("{0}, line {1}, column {2}: {3}", fileName, errors.at.first, errors.at.second, errors.text),
                  msg("Correct the text, or export the graph again."), fileName);
    if (message->ByteSizeLong() > kMost) return tooLarge();
    auto out = std::make_shared<std::string>();
    if (!message->SerializeToString(out.get())) return tooLarge();
    return std::shared_ptr<const std::string>(std::move(out));
  } catch (const std::exception& e) {
    return fail(ErrorKind::BadFile, msg("{0} could not be taken in: {1}.", fileName, e.what()),
                msg("Save the graph in the binary form."), fileName);
  }
}

Result<std::string> graphDefText(std::span<const Bytes> parts) {
  std::uint64_t size = 0;
  for (const Bytes b : parts) size += b.size();
  const auto tooLarge = [] {
    return fail(ErrorKind::Unsupported, msg("The graph is too large for the text form, which ends at 2 GiB."),
                msg("Write a .pb instead."));
  };
  if (size > std::numeric_limits<std::int32_t>::max() / 2) return tooLarge();
  const google::protobuf::LogSilencer silent;
  try {
    std::string binary;
    binary.reserve(static_cast<std::size_t>(size));
    for (const Bytes b : parts) binary += textOf(b);
    proto::GraphDef graph;
    if (!graph.ParseFromString(binary))
      return fail(ErrorKind::Internal, msg("The graph that was made does not read back."));
    binary = {};
    google::protobuf::TextFormat::Printer printer;
    std::string text;
    if (!printer.PrintToString(graph, &text)) return tooLarge();
    return text;
  } catch (const std::exception& e) {
    return fail(ErrorKind::Unsupported, msg("The graph could not be written as text: {0}.", e.what()),
                msg("Write a .pb instead."));
  }
}

} // namespace ara::formats::graphdef
