// The content of an HDF5 file, decoded by aracari-reader in a process of its own.
#pragma once

#include "base/file.h"
#include "base/task.h"
#include "ir/model.h"

#include <map>
#include <optional>

namespace ara::formats::keras {

struct Attribute {
  std::vector<std::string> texts;
  std::vector<double> numbers;
};
struct Array {
  ir::DataType type = ir::DataType::none;
  ir::Shape shape;
  Bytes bytes;
  std::shared_ptr<const void> owner;
};

struct Hdf5 {
  std::map<std::string, std::map<std::string, Attribute>> attributes; // by path, then name
  std::map<std::string, Array> arrays;                                // by path

  bool hasGroup(const std::string& path) const { return attributes.contains(path); }
  // Texts of an attribute; long lists stand in NAME0, NAME1, ... Nothing when there is none.
  std::optional<std::vector<std::string>> texts(const std::string& path, const std::string& name) const;
  std::optional<std::string> text(const std::string& path, const std::string& name) const;
};

// `path` is the file `bytes` come from, or empty for a part of an archive. Errors: BadFile, Unsupported, Io.
Result<Hdf5> readHdf5(Task& task, const std::filesystem::path& path, Bytes bytes, std::shared_ptr<const void> owner,
                      const std::string& name);

} // namespace ara::formats::keras
