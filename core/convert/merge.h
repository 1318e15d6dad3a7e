// Puts the graphs of one converted model into another, so that one .tflite answers several signatures. Constants both
// hold are stored once.
#pragma once

#include "ir/model.h"

namespace ara::convert {

void mergeInto(ir::Model& model, const ir::Model& other);

} // namespace ara::convert
