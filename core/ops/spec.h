// Operand and result lists of op rows, "values*N, axis" and the like (grammar in ir/op_def.h), counted for one node.
//
//   resultCount(*find("tf.Split"), attrs, names)       // num_split of them
#pragma once

#include "ir/attr.h"
#include "ir/op_def.h"

#include <optional>
#include <string_view>
#include <vector>

namespace ara::ops {

struct SpecPart {
  std::string_view name;
  std::string_view times; // the attribute that says how many; empty: one
  bool optional = false;
};
std::vector<SpecPart> parseSpec(std::string_view spec);

// How many tensors a part stands for; nothing when the attribute is missing, negative, or of another kind.
std::optional<std::size_t> partCount(const SpecPart& part, const ir::AttrList& attrs, const ir::NameTable& names);

// Results of a node of this row with these attributes; nothing when an attribute does not tell.
std::optional<std::size_t> resultCount(const ir::OpDef& row, const ir::AttrList& attrs, const ir::NameTable& names);

} // namespace ara::ops
