#include "formats/format.h"

#include "formats/graphdef/graphdef.h"
#include "formats/looks.h"
#include "formats/savedmodel/saved_model.h"
#include "formats/tflite/tflite.h"
#include "ir/verify.h"

#include <array>

namespace ara::formats {
namespace {

// The order decides between formats that are equally sure.
constexpr std::array kFormats{
    Format{"TensorFlow Lite", ".tflite", tflite::sniff, tflite::read},
    Format{"GraphDef", ".pb .pbtxt", graphdef::sniff, graphdef::read},
    Format{"SavedModel", ".pb .pbtxt", savedmodel::sniff, savedmodel::read},
    Format{"MetaGraph", ".meta", savedmodel::sniffMetaGraph, savedmodel::readMetaGraph},
};

const Format* formatOf(const Input& input) {
  const Format* best = nullptr;
  Match most = Match::no;
  for (const Format& f : kFormats)
    if (const Match m = f.sniff(input); m > most) most = m, best = &f;
  return best;
}

} // namespace

std::span<const Format> formats() { return kFormats; }

Result<ir::Model> open(Task& task, const std::filesystem::path& path) {
  Input input{path, nullptr};
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) {
    input.path = savedmodel::fileIn(path);
    if (input.path.empty())
      return fail(ErrorKind::BadFile,
                  msg("The folder {0} holds no saved_model.pb.",
                      path.filename().empty() ? path.parent_path().filename().string() : path.filename().string()),
                  msg("Open a SavedModel folder, or a .pb or .tflite file."), path.string());
  }
  ARA_ASSIGN(input.file, openFile(input.path));
  const std::string name = input.path.filename().string();
  const Format* format = formatOf(input);
  if (!format) return refuse(looksLike(input), path.string());
  Task reading = task.part(0, 0.9);
  Result<ir::Model> model = within(format->read(reading, input), "reading " + std::string(format->name));
  if (input.file->changed())
    return fail(ErrorKind::Io, msg("{0} changed while it was read.", name), msg("Open it again when it is complete."),
                path.string());
  if (!model) return model;
  ARA_TRY(task.checkpoint(0.9, "Checking"));
  if (const std::vector<Error> findings = ir::verify(*model); !findings.empty()) return Fail(findings.front());
  model->origin = {path.string(), std::string(format->name), input.bytes().size()};
  return model;
}

} // namespace ara::formats
