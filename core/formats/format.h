// Reading and writing model files. One row per format; sniffing looks at content, never at the name.
//
//   ARA_ASSIGN(const ir::Model m, formats::open(task, path));
#pragma once

#include "base/file.h"
#include "base/task.h"
#include "ir/model.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace ara::formats {

enum class Match { no, maybe, yes };

struct Input {
  std::filesystem::path path;
  std::shared_ptr<const FileBytes> file; // null for folders
  bool despiteChecksums = false;         // for looking only: what does not agree with its checksum has no value
  std::vector<std::string> tags{};       // of the graph to read from a SavedModel that holds several
  Bytes bytes() const { return file ? file->bytes() : Bytes{}; }
};

struct Format {
  std::string_view name;       // "GraphDef"
  std::string_view extensions; // ".pb", for writing and dialogs; space separated
  Match (*sniff)(const Input&);
  Result<ir::Model> (*read)(Task&, const Input&);
};

std::span<const Format> formats();

struct OpenOptions {
  std::filesystem::path checkpoint; // values for the variables of a graph; empty: those that lie beside it
  bool despiteChecksums = false;    // Input::despiteChecksums
  std::string tags{};               // of the graph in a SavedModel: "serve,gpu"; empty: the one for serving
};

// Opens any file we know: sniff, read, verify. What is not a model gets a sentence that says what it looks like
// ("notes.pb is text, not a model. Open a .pb, .tflite ..."). What could be read of a truncated file is returned with a
// note on `task`.
Result<ir::Model> open(Task& task, const std::filesystem::path& path, const OpenOptions& options = {});

} // namespace ara::formats
