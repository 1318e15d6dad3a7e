// Quantization of a tfl model: const in, new model out, and one row per tensor that says what happened and why not.
#pragma once

#include "analysis/compare.h"
#include "base/task.h"
#include "ir/model.h"
#include "quantize/ranges.h"

namespace ara::quantize {

struct DynamicOptions {
  std::uint64_t minElements = 1024;        // smaller weights stay float
  std::vector<std::string> skip{}, only{}; // tensor names; only: nothing else is touched
  bool perTensor = true; // false: the later scheme, a scale per channel of convolutions, activations with a zero point
};

struct Float16Options {
  std::uint64_t minElements = 1024;
  std::vector<std::string> skip{}, only{};
};

struct Row {
  ir::GraphId graph;
  ir::TensorId tensor; // the same id before and after
  ir::DataType before = ir::DataType::none, after = ir::DataType::none;
  std::uint64_t bytesBefore = 0, bytesAfter = 0; // of the constant in the file; 0 for computed tensors
  std::optional<double> sqnr;                    // dB, of the dequantised against the float values
  std::optional<float> scale;                    // largest scale
  std::size_t scales = 0;                        // how many
  Message why;                                   // why it stays as it was; empty when it changed
};

struct Quantized {
  ir::Model model;
  std::vector<Row> rows; // every living tensor of every graph, in id order
};

struct IntegerOptions {
  ir::DataType codes = ir::DataType::i8;   // of activations: i8, i16, or u8 with uint8 weights, as the first scheme had
  ir::DataType border = ir::DataType::f32; // of inputs and outputs: f32, as `codes`, or u8 beside i8
  std::uint64_t minElements = 1024;        // of weights that operators which stay float have as int8
  std::vector<std::string> skip{}, only{}; // weights, or results of operators, that stay float; that alone change
  bool perTensor = false;                  // one scale for all output channels of a weight
};

// The rows in the form the before/after table takes.
std::vector<analysis::Change> changes(const std::vector<Row>& rows);

// Weights int8, activations float, as post_training_quantize: per tensor, symmetric, scale = max|x| / 127, rounding
// half away from zero. Errors: Unsupported when nothing may be changed is not an error (rows say why).
Result<Quantized> dynamicRange(Task& task, const ir::Model& model, const DynamicOptions& options);

// Weights float16 behind a DEQUANTIZE each, computed with in float32. What holds NaN, infinity or more than 65,504
// stays.
Result<Quantized> float16(Task& task, const ir::Model& model, const Float16Options& options);

// Weights int8, activations int8, int16 or uint8 with the scales `ranges` gives, as integer kernels compute. Operators
// without one stay float between DEQUANTIZE and QUANTIZE. Rows tell which, and why. Errors: BadArgument for a name that
// is not there.
Result<Quantized> integers(Task& task, const ir::Model& model, const Ranges& ranges, const IntegerOptions& options);

} // namespace ara::quantize
