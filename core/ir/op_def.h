// A row of the op table: what the program knows about one operator of one dialect. Rows live in core/ops; the IR only
// points at them. A missing function means "not supported yet", and that is what the coverage table prints.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>

namespace ara::ops {
struct InferContext;
struct EvalContext;
class LowerContext;
struct VersionContext;
} // namespace ara::ops

namespace ara::ir {

enum class Dialect : std::uint8_t { tf, tfl, keras };
std::string_view name(Dialect d); // "tf", "tfl", "keras"

// Colour and glyph of an operator (window.md section 10).
enum class OpKind : std::uint8_t {
  matrix, convolution, recurrent, activation, arithmetic, shape, pool, normalisation, quantization, control, constant,
  unknown,
};

// Which element types and ranks the official runtime computes rightly (runtime-facts.md). Empty types = no limit.
struct RuntimeLimits {
  std::string_view types{};   // "f32 i8 i32", of operand `typedBy`
  std::string_view quantized{};// further types accepted when they carry scale and zero point
  std::uint8_t typedBy = 0;
  std::uint8_t minRank = 0, maxRank = 8;
};

struct OpDef {
  std::string_view name;     // "tf.Conv2D", "tfl.conv_2d": dialect, dot, the name in its own world (tfl in lower case)
  OpKind kind = OpKind::unknown;
  std::string_view doc{};    // one sentence, what it computes
  // Operands and results: "input, filter, bias?" ; "values*N, axis" (N: an int attribute, or the length of a list one)
  std::string_view operands{};
  std::string_view results = "output";
  // Attributes: "T:type, strides:ints, data_format:string=NHWC" ; empty = not declared
  std::string_view attrs{};

  bool pure = true;    // equal operands give equal results and nothing else happens: may fold, merge, disappear
  bool commutes = false; // operands 0 and 1 may be exchanged

  Status (*infer)(ops::InferContext&) = nullptr;    // result types, shapes, partial values
  Status (*evaluate)(ops::EvalContext&) = nullptr;  // results from operand values (reference kernel)
  // tfl rows: the same on quantized integers, code for code as the official reference kernel; false: not with this kind
  // of quantization. Absent: `evaluate` on the real numbers the codes stand for.
  Result<bool> (*evaluateCodes)(ops::EvalContext&) = nullptr;
  Status (*lower)(ops::LowerContext&) = nullptr;    // tf rows: rewrite into tfl operators

  // tfl rows
  int builtinCode = -1;                                   // BuiltinOperator of the schema
  int (*version)(const ops::VersionContext&) = nullptr;   // lowest operator version that expresses the node; absent = 1
  RuntimeLimits limits{};
  std::string_view hybridWeights{}; // operand numbers that may be int8 with float activations: "1", "1-11,16"

  Dialect dialect() const;
  std::string_view shortName() const { return name.substr(name.find('.') + 1); }
};

using OpLookup = const OpDef* (*)(std::string_view fullName); // nullptr for names no row has

} // namespace ara::ir
