#include "ops/arithmetic.h"

#include <algorithm>

namespace ara::ops {

using namespace kernels;

namespace {

template<class T> std::span<const T> in(EvalContext& c, std::size_t i) {
  return c.in<T>(i).first(static_cast<std::size_t>(c.inputs[i].elements()));
}

constexpr auto kNumbers = Floats | Integers;

Result<std::size_t> axisInput(EvalContext& c, std::size_t i) {
  ARA_ASSIGN(const auto axis, inputIntegers(c, i));
  if (axis.size() != 1)
    return fail(ErrorKind::BadFile, msg("{0} {1} needs one axis, but is given {2}.", c.op(), c.name(), axis.size()), {},
                c.name());
  return normaliseAxis(c, axis[0], c.inputs[0].shape.rank());
}

} // namespace

Status evaluateReduce(EvalContext& c, Reduction op) {
  ARA_TRY(wantInputs(c, 2));
  const TensorView x = c.inputs[0];
  ARA_ASSIGN(const auto given, inputIntegers(c, 1));
  ARA_ASSIGN(const auto axes, normaliseAxes(c, given, x.shape.rank()));
  ARA_ASSIGN(Shape shape, reducedShape(c, x.shape, given, c.attrBool("keep_dims")));
  ARA_TRY(c.makeResult(0, x.type, std::move(shape)));
  bool done = false;
  withType<kNumbers | Booleans>(x.type,
                                [&]<class T>() { done = reduce<T>(op, x.shape, axes, in<T>(c, 0), c.out<T>(0)); });
  if (!done) return refuseType(c, x.type);
  return {};
}

Status evaluateArg(EvalContext& c, bool largest) {
  ARA_TRY(wantInputs(c, 2));
  const TensorView x = c.inputs[0];
  ARA_ASSIGN(const std::size_t axis, axisInput(c, 1));
  if (x.shape.dims[axis] == 0)
    return c.refuse(msg("{0} {1} looks for a position along axis {2}, which has no elements.", c.op(), c.name(), axis));
  DataType index = givenType(c);
  if (index == DataType::none) index = c.attrType("output_type", DataType::i64);
  ARA_ASSIGN(Shape shape, reducedShape(c, x.shape, std::vector{static_cast<std::int64_t>(axis)}, false));
  ARA_TRY(c.makeResult(0, index, std::move(shape)));
  const std::uint64_t count = *c.results[0].shape.elements();
  std::vector<std::int64_t> found(static_cast<std::size_t>(count));
  if (!withType<kNumbers | Booleans>(x.type,
                                     [&]<class T>() { argExtreme<T>(largest, x.shape, axis, in<T>(c, 0), found); }))
    return refuseType(c, x.type);
  const bool done = withType<Integers>(index, [&]<class T>() {
    std::transform(found.begin(), found.end(), c.out<T>(0).begin(), [](std::int64_t v) { return static_cast<T>(v); });
  });
  if (!done) return refuseType(c, index);
  return {};
}

Status evaluateTopK(EvalContext& c, std::int64_t k) {
  ARA_TRY(wantInputs(c, 1));
  const TensorView x = c.inputs[0];
  if (x.shape.rank() == 0 || k < 0 || k > x.shape.dims.back())
    return c.refuse(
        msg("{0} {1} asks for the {2} largest of a tensor of shape {3}.", c.op(), c.name(), k, x.shape.text()));
  Shape shape = x.shape;
  shape.dims.back() = k;
  ARA_TRY(c.makeResult(0, x.type, shape));
  ARA_TRY(c.makeResult(1, DataType::i32, std::move(shape)));
  bool ordered = false;
  const bool done = withType<kNumbers>(x.type, [&]<class T>() {
    ordered = topK<T>(static_cast<std::uint64_t>(x.shape.dims.back()), static_cast<std::uint64_t>(k), in<T>(c, 0),
                      c.out<T>(0), c.out<std::int32_t>(1));
  });
  if (!done) return refuseType(c, x.type);
  if (!ordered) return c.refuse(msg("{0} {1} orders values among which one is not a number.", c.op(), c.name()));
  return {};
}

Status evaluateCumulate(EvalContext& c, bool product) {
  ARA_TRY(wantInputs(c, 2));
  const TensorView x = c.inputs[0];
  ARA_ASSIGN(const std::size_t axis, axisInput(c, 1));
  ARA_TRY(c.makeResult(0, x.type, x.shape));
  const Running how{.exclusive = c.attrBool("exclusive"), .reverse = c.attrBool("reverse"), .product = product};
  if (!withType<kNumbers>(x.type, [&]<class T>() { cumulate<T>(x.shape, axis, how, in<T>(c, 0), c.out<T>(0)); }))
    return refuseType(c, x.type);
  return {};
}

Status evaluateSegments(EvalContext& c, Reduction op, std::optional<std::size_t> countOperand) {
  ARA_TRY(wantInputs(c, countOperand ? 3 : 2));
  const TensorView x = c.inputs[0];
  const Shape ids = c.inputs[1].shape;
  ARA_ASSIGN(const auto rowOf, inputIntegers(c, 1));
  const bool fits = ids.rank() <= x.shape.rank() &&
                    std::equal(ids.dims.begin(), ids.dims.end(), x.shape.dims.begin()) &&
                    (countOperand || ids.rank() == 1);
  if (!fits)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} has segment numbers of shape {2} for data of shape {3}.", c.op(), c.name(), ids.text(),
                    x.shape.text()),
                {}, c.name());
  std::int64_t rows = rowOf.empty() ? 0 : rowOf.back() + 1;
  if (countOperand) {
    ARA_ASSIGN(const auto count, inputIntegers(c, *countOperand));
    rows = count.size() == 1 ? count[0] : -1;
  }
  if (rows < 0 || (!countOperand && (!std::is_sorted(rowOf.begin(), rowOf.end()) || (rows && rowOf[0] < 0))))
    return c.refuse(msg("{0} {1} has segment numbers that are not in order.", c.op(), c.name()));
  Shape shape = Shape::of({rows});
  shape.dims.insert(shape.dims.end(), x.shape.dims.begin() + static_cast<std::ptrdiff_t>(ids.rank()),
                    x.shape.dims.end());
  const std::uint64_t row = Shape::of({shape.dims.begin() + 1, shape.dims.end()}).elements().value_or(0);
  ARA_TRY(c.makeResult(0, x.type, std::move(shape)));
  bool inside = false;
  const bool done = withType<kNumbers>(x.type, [&]<class T>() {
    inside = segments<T>(op, row, static_cast<std::uint64_t>(rows), rowOf, in<T>(c, 0), c.out<T>(0));
  });
  if (!done) return refuseType(c, x.type);
  if (!inside) return c.refuse(msg("{0} {1} has a segment number of {2} or more.", c.op(), c.name(), rows));
  return {};
}

} // namespace ara::ops
