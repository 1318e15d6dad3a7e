// The binary form: finds the nodes and functions of a GraphDef and has them built.
#pragma once

#include "formats/format.h"
#include "formats/graphdef/graph_builder.h"

namespace ara::formats::graphdef {

// `declared`: what the file itself says about its operators, or nullptr. A file cut inside its last node or its library
// gives the nodes before the cut and a note on `task`.
Result<ir::Model> readGraphDef(Task& task, const Source& source, const DeclaredOps* declared);

// How far the bytes look like a GraphDef: `yes` when its first nodes are nodes.
Match looksLikeGraphDef(Bytes bytes);
bool looksLikeNode(Bytes nodeDef);

// Appends one field of wire type 2 to `out`.
void appendField(std::string& out, std::uint32_t number, Bytes bytes);

} // namespace ara::formats::graphdef
