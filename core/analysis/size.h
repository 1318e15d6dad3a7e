// Where the bytes of a TFLite file are, tensor by tensor, adding up to the file to the byte; and two models side by side.
#pragma once

#include "ir/model.h"

namespace ara::analysis {

struct SizeReport {
  std::uint64_t file = 0;      // bytes of the whole file
  std::uint64_t constants = 0; // bytes of buffers that tensors use (each buffer once)
  std::uint64_t structure = 0; // file - constants: tables, names, shapes, scales, padding
};
SizeReport sizeOf(const ir::Model& model, std::uint64_t fileBytes);

// One line of the before/after table.
struct TensorRow {
  ir::TensorId tensor;       // of the after model (main graph)
  std::string name;
  ir::Shape shape;
  ir::DataType before = ir::DataType::none, after = ir::DataType::none;
  std::uint64_t bytesBefore = 0, bytesAfter = 0; // constants; 0 for computed ones and for all but the first user of a shared buffer
  bool constant = false;
  std::optional<double> sqnr;
  std::optional<float> scale;
  std::size_t scales = 0;
  Message why;               // "900 elements, limit 1,024", "bias stays float", "computed at run time", "input", ...
};

} // namespace ara::analysis
