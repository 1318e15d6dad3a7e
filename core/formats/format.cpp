#include "formats/format.h"

#include "formats/checkpoint/join.h"
#include "formats/graphdef/graphdef.h"
#include "formats/keras/keras.h"
#include "formats/looks.h"
#include "formats/savedmodel/saved_model.h"
#include "formats/tflite/tflite.h"
#include "ir/verify.h"

#include <algorithm>
#include <array>

namespace ara::formats {
namespace {

// The order decides between formats that are equally sure.
constexpr std::array kFormats{
    Format{"TensorFlow Lite", ".tflite", tflite::sniff, tflite::read},
    Format{"GraphDef", ".pb .pbtxt", graphdef::sniff, graphdef::read},
    Format{"SavedModel", ".pb .pbtxt", savedmodel::sniff, savedmodel::read},
    Format{"MetaGraph", ".meta", savedmodel::sniffMetaGraph, savedmodel::readMetaGraph},
    Format{"Checkpoint", ".index", checkpoint::sniff, checkpoint::read},
    Format{"Keras", ".h5 .keras", keras::sniff, keras::read},
};

const Format* formatOf(const Input& input) {
  const Format* best = nullptr;
  Match most = Match::no;
  for (const Format& f : kFormats)
    if (const Match m = f.sniff(input); m > most) most = m, best = &f;
  return best;
}

// The file a folder or a prefix stands for.
Result<std::filesystem::path> fileFor(const std::filesystem::path& path) {
  std::error_code none;
  const bool folder = std::filesystem::is_directory(path, none);
  if (!folder && std::filesystem::exists(path, none)) return path;
  if (folder)
    if (auto saved = savedmodel::fileIn(path); !saved.empty()) return saved;
  const std::filesystem::path prefix = checkpoint::prefixOf(path);
  if (!prefix.empty()) {
    // A folder is opened for what it holds: the graph, when one lies beside its values.
    std::filesystem::path graph = prefix, index = prefix;
    graph += ".meta";
    if (folder && std::filesystem::is_regular_file(graph, none)) return graph;
    index += ".index";
    return std::filesystem::exists(index, none) ? index : prefix;
  }
  if (!folder) return path;
  return fail(ErrorKind::BadFile,
              msg("The folder {0} holds no saved_model.pb and no checkpoint.",
                  path.filename().empty() ? path.parent_path().filename().string() : path.filename().string()),
              msg("Open a SavedModel folder, or a .pb or .tflite file."), path.string());
}

} // namespace

std::span<const Format> formats() { return kFormats; }

Result<ir::Model> open(Task& task, const std::filesystem::path& path, const OpenOptions& options) {
  Input input;
  input.despiteChecksums = options.despiteChecksums;
  for (std::size_t at = 0; at < options.tags.size();) {
    const std::size_t end = std::min(options.tags.find(',', at), options.tags.size());
    if (end > at) input.tags.push_back(options.tags.substr(at, end - at));
    at = end + 1;
  }
  ARA_ASSIGN(input.path, fileFor(path));
  ARA_ASSIGN(input.file, openFile(input.path));
  const std::string name = input.path.filename().string();
  const Format* format = formatOf(input);
  if (!format) return refuse(looksLike(input), path.string());
  if (!input.tags.empty() && format->name != "SavedModel")
    return fail(ErrorKind::BadArgument, msg("{0} is no SavedModel: it has one graph, and no tags.", name),
                msg("Leave --tags out."), path.string());
  Task reading = task.part(0, 0.9);
  Result<ir::Model> model = within(format->read(reading, input), "reading " + std::string(format->name));
  if (input.file->changed())
    return fail(ErrorKind::Io, msg("{0} changed while it was read.", name), msg("Open it again when it is complete."),
                path.string());
  if (!model) return model;
  if (!options.checkpoint.empty()) ARA_TRY(checkpoint::joinFrom(task, *model, options.checkpoint));
  ARA_TRY(task.checkpoint(0.9, "Checking"));
  if (const std::vector<Error> findings = ir::verify(*model); !findings.empty()) return Fail(findings.front());
  model->origin = {path.string(), std::string(format->name), input.bytes().size()};
  return model;
}

} // namespace ara::formats
