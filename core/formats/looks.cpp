#include "formats/looks.h"

#include "formats/graphdef/text.h"

#include <algorithm>
#include <array>

namespace ara::formats {
namespace {

using namespace std::string_view_literals;

enum class Kind { zip, gzip, archive, picture, document, program, numpy, pickle, onnx };

struct Magic {
  std::size_t at;
  std::string_view bytes;
  Kind kind;
};
constexpr std::array kMagic{
    Magic{0, "PK\x03\x04"sv, Kind::zip},
    Magic{0, "PK\x05\x06"sv, Kind::zip},
    Magic{0, "\x1f\x8b"sv, Kind::gzip},
    Magic{0, "BZh"sv, Kind::gzip},
    Magic{0,
          "\xfd"
          "7zXZ"sv,
          Kind::gzip},
    Magic{0, "\x28\xb5\x2f\xfd"sv, Kind::gzip},
    Magic{0, "7z\xbc\xaf\x27\x1c"sv, Kind::archive},
    Magic{257, "ustar"sv, Kind::archive},
    Magic{0, "\x89PNG\r\n"sv, Kind::picture},
    Magic{0, "\xff\xd8\xff"sv, Kind::picture},
    Magic{0, "GIF8"sv, Kind::picture},
    Magic{0, "%PDF-"sv, Kind::document},
    Magic{0,
          "\x7f"
          "ELF"sv,
          Kind::program},
    Magic{0, "MZ\x90"sv, Kind::program},
    Magic{0, "\x93NUMPY"sv, Kind::numpy},
    Magic{0, "\x80\x02}"sv, Kind::pickle},
    Magic{0, "\x80\x02\x8a"sv, Kind::pickle},
    Magic{0, "\x80\x04\x95"sv, Kind::pickle},
};

std::string lowered(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::optional<Kind> kindOf(Bytes bytes) {
  const std::string_view all = textOf(bytes);
  for (const Magic& m : kMagic)
    if (all.size() >= m.at + m.bytes.size() && all.substr(m.at, m.bytes.size()) == m.bytes) return m.kind;
  // ONNX: a small version number, then the producer's name.
  if (all.size() > 8 && all[0] == 8 && all[1] > 0 && all[1] < 32 && all[2] == 0x12 && all[3] > 1 && all[3] < 40) {
    const std::string_view producer = all.substr(4, static_cast<std::size_t>(all[3]));
    if (std::all_of(producer.begin(), producer.end(), [](char c) { return c >= ' ' && c < 127; })) return Kind::onnx;
  }
  return std::nullopt;
}

Message openThese() { return msg("Open a .pb, .pbtxt, .tflite, .h5 or .keras file, or a SavedModel folder."); }

Looks textLooks(const std::string& name, std::string_view text) {
  const std::string head = lowered(text.substr(0, 1024));
  const std::string_view start =
      std::string_view(head).substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (start.starts_with("<!doctype html") || start.starts_with("<html") ||
      start.find("<head>") != std::string_view::npos)
    return {msg("{0} is a web page, not a model.", name),
            msg("Download the file itself; on GitHub that is the Raw button.")};
  if (start.starts_with("version https://git-lfs"))
    return {msg("{0} is a Git LFS pointer: the model it stands for was not fetched.", name),
            msg("Run git lfs pull where it came from.")};
  if (start.starts_with("model_checkpoint_path:"))
    return {msg("{0} lists the checkpoints of a folder; it is no model.", name),
            msg("Open the frozen .pb or the .meta file beside it.")};
  if (start.starts_with("{") && head.find("\"config\"") != std::string::npos)
    return {msg("{0} is the configuration of a Keras model, without its weights.", name),
            msg("Save the whole model: model.save(\"model.keras\")."), ErrorKind::Unsupported};
  return {msg("{0} is text, not a model.", name), openThese()};
}

Looks kindLooks(Kind kind, const std::string& name) {
  switch (kind) {
  case Kind::zip: return {msg("{0} is a zip archive, not a model.", name), msg("Unpack it and open what is inside.")};
  case Kind::gzip: return {msg("{0} is compressed, not a model.", name), msg("Unpack it and open what is inside.")};
  case Kind::archive: return {msg("{0} is an archive, not a model.", name), msg("Unpack it and open what is inside.")};
  case Kind::picture: return {msg("{0} is a picture, not a model.", name), openThese()};
  case Kind::document: return {msg("{0} is a PDF document, not a model.", name), openThese()};
  case Kind::program: return {msg("{0} is a program, not a model.", name), openThese()};
  case Kind::numpy: return {msg("{0} is a NumPy array, not a model.", name), openThese()};
  case Kind::pickle:
    return {msg("{0} is a Python pickle, perhaps of PyTorch; this program does not read those.", name), openThese(),
            ErrorKind::Unsupported};
  case Kind::onnx:
    return {msg("{0} looks like an ONNX model; this program does not read ONNX.", name), openThese(),
            ErrorKind::Unsupported};
  }
  return {msg("{0} is no model this program knows.", name), openThese()};
}

} // namespace

Looks looksLike(const Input& input) {
  const Bytes bytes = input.bytes();
  const std::string name = input.path.filename().string();
  if (bytes.empty()) return {msg("{0} is empty.", name), msg("Copy or export it again.")};
  if (const auto kind = kindOf(bytes)) return kindLooks(*kind, name);
  if (graphdef::isText(bytes)) return textLooks(name, textOf(bytes));
  if (name.find(".data-0") != std::string::npos)
    return {msg("{0} looks like the values of a checkpoint, and its index is not beside it.", name),
            msg("Put the .index file beside it.")};
  const Bytes head = bytes.first(std::min<std::size_t>(bytes.size(), 4096));
  if (std::all_of(head.begin(), head.end(), [](std::byte b) { return b == std::byte{0}; }))
    return {msg("{0} begins with zeros only; its content was lost.", name), msg("Copy it again.")};
  std::string first;
  for (const std::byte b : bytes.first(std::min<std::size_t>(bytes.size(), 4)))
    first += fmt::format("{}{:02x}", first.empty() ? "" : " ", static_cast<unsigned>(b));
  return {msg("{0} is no model this program knows: it begins with the bytes {1}.", name, first), openThese()};
}

} // namespace ara::formats
