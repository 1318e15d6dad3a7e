// SavedModels (a folder with saved_model.pb, or that file alone) and MetaGraphDefs (.meta): the graph for serving, its
// functions and its signatures. The values of variables lie in other files and are not read.
#pragma once

#include "formats/format.h"

namespace ara::formats::savedmodel {

Match sniff(const Input& input);
Result<ir::Model> read(Task& task, const Input& input);

Match sniffMetaGraph(const Input& input);
Result<ir::Model> readMetaGraph(Task& task, const Input& input);

// The file inside a SavedModel folder; empty when the folder is none.
std::filesystem::path fileIn(const std::filesystem::path& folder);

} // namespace ara::formats::savedmodel
