// A .tflite as C++ source, for devices without files: the bytes as an array, and which operators a resolver must know.
//
//   alignas(16) const unsigned char g_model[] = { 0x1c, 0x00, ...
//   //   tflite::MicroMutableOpResolver<2> resolver;
//   //   resolver.AddConv2D();
#pragma once

#include "base/bytes.h"
#include "ir/model.h"

namespace ara::convert {

// `model` is what `file` holds. Names of tensors do not appear: they are another person's text.
std::string asSource(const ir::Model& model, Bytes file);

// "CONV_2D" -> "AddConv2D": how TensorFlow Lite Micro calls the method that registers an operator.
std::string resolverMethod(std::string_view op);

} // namespace ara::convert
