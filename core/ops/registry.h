// All op rows. families.def lists the families; each family file offers one table.
//
//   for (const ir::OpDef& row : rows()) ...            // coverage table
//   const ir::OpDef* row = find("tfl.conv_2d");        // nullptr when there is none
#pragma once

#include "ir/op_def.h"

#include <span>
#include <vector>

namespace ara::ops {

const ir::OpDef* find(std::string_view fullName);
const ir::OpDef* findBuiltin(int builtinCode); // the tfl row of a BuiltinOperator number
std::vector<const ir::OpDef*> rows();          // dialect tf, then tfl, each in family order

} // namespace ara::ops
