// The options of a custom operator as a FlexBuffers map, from attributes of a TensorFlow node.
#pragma once

#include "ir/model.h"

namespace ara::formats::tflite {

// Texts, numbers, booleans, types (as numbers of the TFLite schema) and lists of them; what FlexBuffers have no word
// for is left out. Empty when nothing is left. `custom_code` and what starts with "_" are not options.
std::vector<std::uint8_t> customOptions(const ir::Model& model, const ir::AttrList& attrs);

} // namespace ara::formats::tflite
