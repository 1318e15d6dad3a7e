// Steps the lowerings of arithmetic operators share.
//
//   const Numbers numbers{.direct = "f32 i32 i64", .small = true};
//   return lowerNumbers(c, numbers, [](LowerContext& l, const std::vector<TensorId>& x) { return l.add("tfl.add", x);
//   });
#pragma once

#include "ops/arithmetic.h"

#include <functional>

namespace ara::ops {

// The element types an operator is lowered for. What is not among them is refused with a sentence.
struct Numbers {
  std::string_view direct; // types the runtime computes rightly, "f32 i32 i64"
  bool small = false;  // i8, u8, i16, u16 not among them are computed in int32 and cut back, which wraps around alike
  bool cutBack = true; // results have the operands' type (not so for comparisons)
};
using Build = std::function<Result<TensorId>(LowerContext&, const std::vector<TensorId>&)>;

// Casts the operands where `numbers` asks for it, makes broadcasting fit the runtime, builds, and undoes both.
Status lowerNumbers(LowerContext& c, const Numbers& numbers, const Build& build);
// The same for one operand: nothing is broadcast.
Status lowerNumber(LowerContext& c, const Numbers& numbers, const Build& build);

bool isSmallInteger(DataType t);
bool typeListed(std::string_view list, DataType t);
Fail refuseNumbers(const NodeView& v, DataType t); // "... works on float64, which ..."
Result<TensorId> castTo(LowerContext& c, TensorId t, DataType type);

// Older runtimes end the process when shapes are broadcast over more than four dimensions. Neighbouring axes that are
// broadcast alike are joined until at most four are left; `restore` is then the shape the result really has.
struct Broadcast {
  std::vector<TensorId> operands;
  std::optional<std::vector<Dim>> restore;
};
Result<Broadcast> fitBroadcast(LowerContext& c, std::vector<TensorId> operands);

// Operand i as the int32 tensor the runtime wants: a constant where its content is known, else a cast.
Result<TensorId> int32Operand(LowerContext& c, std::size_t i);
// The same for axes of operand 0, made non-negative and unique where the rank is known.
Result<TensorId> axesOperand(LowerContext& c, std::size_t i, bool scalar);

} // namespace ara::ops
