// TensorFlow GraphDefs, binary (own lazy scanner over the mapped file) and text (libprotobuf), told apart by content.
#pragma once

#include "formats/format.h"

namespace ara::formats::graphdef {

Match sniff(const Input& input);
Result<ir::Model> read(Task& task, const Input& input);
// A GraphDef that lies inside another message (SavedModel, MetaGraphDef).
Result<ir::Model> readBytes(Task& task, Bytes graphDef, std::shared_ptr<const void> owner, std::string name);

// A file as parts to write one after the other; constants are views of where they lie.
struct Written {
  std::vector<Bytes> parts;
  std::vector<std::shared_ptr<const void>> owners; // of what `parts` show
  std::uint64_t size = 0;
};
// The main graph of a tf-dialect model, and the functions it calls. Inputs without a node become Placeholders, values
// without one Consts. The same model gives the same bytes. Errors: Unsupported, with the node that a GraphDef cannot hold.
// The parts show bytes of `model`, which must outlive them.
Result<Written> write(Task& task, const ir::Model& model);

} // namespace ara::formats::graphdef
