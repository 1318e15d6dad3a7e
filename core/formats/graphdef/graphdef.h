// TensorFlow GraphDefs, binary (own lazy scanner over the mapped file) and text (libprotobuf), told apart by content.
#pragma once

#include "formats/format.h"

namespace ara::formats::graphdef {

Match sniff(const Input& input);
Result<ir::Model> read(Task& task, const Input& input);
// A GraphDef that lies inside another message (SavedModel, MetaGraphDef).
Result<ir::Model> readBytes(Task& task, Bytes graphDef, std::shared_ptr<const void> owner, std::string name);

} // namespace ara::formats::graphdef
