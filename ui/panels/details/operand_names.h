// What the operands of an operator are for, as its row in the op table writes them: "a, b", "values 0, values 1, axis".
#pragma once

#include "ir/op_def.h"

#include <QStringList>

namespace ara::ui {

// One name for each of `count` operands; numbers where the row says nothing.
QStringList operandNames(const ir::OpDef* def, std::size_t count);

} // namespace ara::ui
