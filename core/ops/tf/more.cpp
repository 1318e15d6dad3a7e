// Losses, crosses and diagonals of whole tensors: each is a few other operators.
#include "ops/arithmetic.h"
#include "ops/movement/lowering.h"
#include "ops/tf/row.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::OpDef;
using ir::OpKind;

NamedAttr noActivation() { return {"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}; }

// --- SoftmaxCrossEntropyWithLogits(features, labels), SparseSoftmaxCrossEntropyWithLogits: loss and its gradient

Status inferCrossEntropy(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  const bool sparse = c.op().starts_with("Sparse");
  ARA_ASSIGN(const Shape both, sparse ? Result<Shape>(c.shape(0)) : broadcastShapes(c, c.shape(0), c.shape(1)));
  ARA_TRY(wantRank(c, both, 2, "its input"));
  c.result(0, c.type(0), Shape::of({both.ranked ? both.dims[0] : ir::kUnknownDim}));
  c.result(1, c.type(0), both);
  return {};
}

Status evaluateCrossEntropy(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  const bool sparse = c.op().starts_with("Sparse");
  const Shape in = c.inputs[0].shape;
  if (c.inputs[0].type != DataType::f32) return refuseType(c, c.inputs[0].type);
  if (in.rank() != 2 || in.dims[1] < 1 || (!sparse && c.inputs[1].shape != in))
    return c.refuse(msg("{0} {1} has scores of shape {2} and labels of shape {3}.", c.op(), c.name(), in.text(),
                        c.inputs[1].shape.text()));
  std::vector<std::int64_t> classes;
  if (sparse) { ARA_ASSIGN(classes, inputIntegers(c, 1)); }
  const auto rows = static_cast<std::size_t>(in.dims[0]), width = static_cast<std::size_t>(in.dims[1]);
  if (sparse && classes.size() != rows)
    return c.refuse(msg("{0} {1} has {2} labels for {3} rows.", c.op(), c.name(), classes.size(), rows));
  ARA_TRY(c.makeResult(0, DataType::f32, Shape::of({in.dims[0]})));
  ARA_TRY(c.makeResult(1, DataType::f32, in));
  for (std::size_t r = 0; r < rows; ++r) {
    const auto x = c.in<float>(0).subspan(r * width, width);
    const float most = *std::max_element(x.begin(), x.end());
    double sum = 0, loss = 0;
    for (const float v : x) sum += std::exp(static_cast<double>(v - most));
    for (std::size_t k = 0; k < width; ++k) {
      const double share = sparse ? (classes[r] == static_cast<std::int64_t>(k) ? 1.0 : 0.0)
                                  : static_cast<double>(c.in<float>(1)[r * width + k]);
      const double above = static_cast<double>(x[k] - most);
      loss += share * (std::log(sum) - above);
      c.out<float>(1)[r * width + k] = static_cast<float>(std::exp(above) / sum - share);
    }
    c.out<float>(0)[r] = static_cast<float>(loss);
  }
  return {};
}

Status lowerCrossEntropy(LowerContext& c) {
  if (c.type(0) != DataType::f32) return refuseNumbers(c, c.type(0));
  const bool sparse = c.op().starts_with("Sparse");
  const Shape in = c.shape(0);
  // Of no classes the runtime's softmax ends the process.
  if (!in.ranked || in.rank() != 2 || !isKnown(in.dims[1]) || in.dims[1] == 0) return refuseOpenShape(c, in);
  TensorId x = c.operand(0), labels = c.operand(1);
  if (!sparse && !surelyEqual(in, c.shape(1))) return refuseOpenShape(c, c.shape(1));
  ARA_ASSIGN(const TensorId logs, c.add("tfl.log_softmax", {x}));
  ARA_ASSIGN(const TensorId shares, c.add("tfl.softmax", {x}, {{"beta", AttrValue(1.0)}}));
  TensorId sum;
  if (sparse) {
    ARA_ASSIGN(const TensorId ids, int32Operand(c, 1));
    ARA_ASSIGN(const TensorId column, reshapeTo(c, ids, Shape::of({in.dims[0], 1})));
    ARA_ASSIGN(const TensorId mark, gathered(c, logs, column, 1, 1));
    ARA_ASSIGN(sum, reshapeTo(c, mark, Shape::of({in.dims[0]})));
    ARA_ASSIGN(labels, c.add("tfl.one_hot",
                             {ids, int32Scalar(c, in.dims[1]), c.scalar(DataType::f32, 1), c.scalar(DataType::f32, 0)},
                             {{"axis", AttrValue(std::int64_t{-1})}}));
  } else {
    ARA_ASSIGN(const TensorId products, c.add("tfl.mul", {labels, logs}, {noActivation()}));
    ARA_ASSIGN(sum, c.add("tfl.sum", {products, c.ints({1})}, {{"keep_dims", AttrValue(false)}}));
  }
  ARA_ASSIGN(const TensorId loss, c.add("tfl.neg", {sum}));
  ARA_ASSIGN(const TensorId gradient, c.add("tfl.sub", {shares, labels}, {noActivation()}));
  return c.replace({loss, gradient});
}

// --- Cross(a, b): of vectors of three, (a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)

Status evaluateCross(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  const Shape in = c.inputs[0].shape;
  const DataType type = c.inputs[0].type;
  if (in.rank() == 0 || in.dims.back() != 3 || c.inputs[1].shape != in || c.inputs[1].type != type)
    return c.refuse(msg("{0} {1} crosses {2} with {3}.", c.op(), c.name(), in.text(), c.inputs[1].shape.text()));
  ARA_TRY(c.makeResult(0, type, in));
  bool done = false;
  kernels::withType<kernels::Floats | kernels::Integers>(type, [&]<class T>() {
    if constexpr (std::is_arithmetic_v<T>) {
      const auto out = c.out<T>(0);
      const auto a = c.in<T>(0), b = c.in<T>(1);
      for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t row = i / 3 * 3, next = row + (i + 1) % 3, last = row + (i + 2) % 3;
        if constexpr (std::is_integral_v<T>) // wraps around
          out[i] = static_cast<T>(static_cast<std::uint64_t>(a[next]) * static_cast<std::uint64_t>(b[last]) -
                                  static_cast<std::uint64_t>(a[last]) * static_cast<std::uint64_t>(b[next]));
        else
          out[i] = a[next] * b[last] - a[last] * b[next];
      }
      done = true;
    }
  });
  return done ? Status() : refuseType(c, type);
}

Status lowerCross(LowerContext& c) {
  const Shape in = c.shape(0);
  if (!typeListed("f32 i32 i64", c.type(0)) && !isSmallInteger(c.type(0))) return refuseNumbers(c, c.type(0));
  if (!in.ranked || in.rank() == 0 || in.dims.back() != 3) return refuseOpenShape(c, in);
  const std::size_t axis = in.rank() - 1;
  const auto build = [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
    const TensorId next = l.ints({1, 2, 0}), last = l.ints({2, 0, 1});
    ARA_ASSIGN(const TensorId a1, gathered(l, x[0], next, axis));
    ARA_ASSIGN(const TensorId b2, gathered(l, x[1], last, axis));
    ARA_ASSIGN(const TensorId a2, gathered(l, x[0], last, axis));
    ARA_ASSIGN(const TensorId b1, gathered(l, x[1], next, axis));
    ARA_ASSIGN(const TensorId plus, l.add("tfl.mul", {a1, b2}, {noActivation()}));
    ARA_ASSIGN(const TensorId minus, l.add("tfl.mul", {a2, b1}, {noActivation()}));
    return l.add("tfl.sub", {plus, minus}, {noActivation()});
  };
  ARA_ASSIGN(const TensorId t, computedAs(c, "f32 i32 i64", {c.operand(0), c.operand(1)}, build));
  return c.replace({t});
}

// --- Diag(diagonal), DiagPart(input): a tensor as the diagonal of one with twice the axes

Status inferDiag(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  Shape out = c.shape(0);
  const std::vector<Dim> again = out.dims;
  out.dims.insert(out.dims.end(), again.begin(), again.end());
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status inferDiagPart(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  Shape out = c.shape(0);
  if (out.ranked && out.rank() % 2 != 0)
    return fail(
        ErrorKind::BadFile,
        msg("{0} {1} takes the diagonal of shape {2}, which has an odd number of axes.", c.op(), c.name(), out.text()),
        {}, c.name());
  out.dims.resize(out.rank() / 2);
  c.result(0, c.type(0), std::move(out));
  return {};
}

// The elements of the diagonal stand size + 1 apart in the line of all elements.
Status evaluateDiagonal(EvalContext& c, bool whole) {
  ARA_TRY(wantInputs(c, 1));
  Shape out = c.inputs[0].shape;
  const std::vector<Dim> dims = out.dims;
  if (whole)
    out.dims.insert(out.dims.end(), dims.begin(), dims.end());
  else
    out.dims.resize(dims.size() / 2);
  const std::size_t operands[] = {0};
  const auto n = static_cast<std::size_t>((whole ? c.inputs[0].shape : out).elements().value_or(0));
  return moveElements(c, operands, {out}, [&](Elements& e) {
    const std::size_t small = whole ? e.in[0].size() : e.out[0].size();
    if (small != n * e.width || (whole ? e.out[0].size() : e.in[0].size()) != n * n * e.width) return false;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t far = i * (n + 1) * e.width, near = i * e.width;
      std::memcpy(e.out[0].data() + (whole ? far : near), e.in[0].data() + (whole ? near : far), e.width);
    }
    return true;
  });
}
Status evaluateDiag(EvalContext& c) { return evaluateDiagonal(c, true); }
Status evaluateDiagPart(EvalContext& c) { return evaluateDiagonal(c, false); }

Status lowerDiag(LowerContext& c) {
  const Shape in = c.shape(0);
  const auto n = in.elements();
  if (!n || *n > (1u << 20)) return refuseOpenShape(c, in);
  ARA_ASSIGN(const TensorId flat, reshapeTo(c, c.operand(0), Shape::of({static_cast<Dim>(*n)})));
  ARA_ASSIGN(const TensorId t,
             movedAs(c, "f32 i8 u8 i16 i32 u32 i64", {flat},
                     [](LowerContext& l, const std::vector<TensorId>& x) { return l.add("tfl.matrix_diag", {x[0]}); }));
  return replaceByReshape(c, t);
}

Status lowerDiagPart(LowerContext& c) {
  const Shape in = c.shape(0);
  if (!in.isStatic() ||
      !surelyEqual(Shape::of({in.dims.begin(), in.dims.begin() + static_cast<std::ptrdiff_t>(in.rank() / 2)}),
                   Shape::of({in.dims.begin() + static_cast<std::ptrdiff_t>(in.rank() / 2), in.dims.end()})))
    return refuseOpenShape(c, in);
  const Dim n = productOf(std::span(in.dims).first(in.rank() / 2));
  ARA_ASSIGN(const TensorId flat, reshapeTo(c, c.operand(0), Shape::of({mulDims(n, n)})));
  ARA_ASSIGN(const TensorId line, keepRanges(c, flat, {KeptRange{false, 0, n, n + 1}}));
  return replaceByReshape(c, line);
}

// --- ParallelConcat(values...): tensors of one row, joined

Status inferJoinedRows(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  Shape out = c.attrShape("shape").value_or(Shape::unknown());
  if (!out.isStatic() && c.shape(0).ranked && c.shape(0).rank() > 0) {
    out = c.shape(0);
    out.dims[0] = static_cast<Dim>(c.operandCount());
  }
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status evaluateJoinedRows(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  std::vector<std::size_t> operands(c.inputs.size());
  std::iota(operands.begin(), operands.end(), std::size_t{0});
  Shape out = c.inputs[0].shape;
  if (out.rank() == 0) return c.refuse(msg("{0} {1} joins scalars.", c.op(), c.name()));
  out.dims[0] = static_cast<Dim>(c.inputs.size());
  return moveElements(c, operands, {out}, [&](Elements& e) {
    const std::size_t row = e.out[0].size() / e.in.size();
    for (std::size_t i = 0; i < e.in.size(); ++i) {
      if (e.in[i].size() != row) return false;
      std::copy(e.in[i].begin(), e.in[i].end(), e.out[0].begin() + static_cast<std::ptrdiff_t>(i * row));
    }
    return true;
  });
}

Status lowerJoinedRows(LowerContext& c) {
  std::vector<TensorId> rows;
  for (std::size_t i = 0; i < c.operandCount(); ++i) {
    if (!c.shape(i).ranked || c.shape(i).rank() == 0) return refuseOpenShape(c, c.shape(i));
    rows.push_back(c.operand(i));
  }
  ARA_ASSIGN(const TensorId t, concatenated(c, std::move(rows), 0));
  return c.replace({t});
}

// --- ListDiff(x, y): each element of x compared with all of y; those without an equal stay

Status inferListDiff(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  ARA_TRY(wantRank(c, c.shape(0), 1, "its input"));
  c.result(0, c.type(0), Shape::of({ir::kUnknownDim}));
  c.result(1, c.attrType("out_idx", DataType::i32), Shape::of({ir::kUnknownDim}));
  return {};
}

Status evaluateListDiff(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  const DataType type = c.inputs[0].type, index = c.attrType("out_idx", DataType::i32);
  if (c.inputs[0].shape.rank() != 1 || c.inputs[1].shape.rank() != 1 || c.inputs[1].type != type ||
      (index != DataType::i32 && index != DataType::i64))
    return c.refuse(
        msg("{0} {1} compares {2} with {3}.", c.op(), c.name(), c.inputs[0].shape.text(), c.inputs[1].shape.text()));
  Status done = refuseType(c, type);
  kernels::withType<kernels::Floats | kernels::Integers>(type, [&]<class T>() {
    if constexpr (std::is_arithmetic_v<T>) {
      const auto x = c.in<T>(0).first(static_cast<std::size_t>(c.inputs[0].elements()));
      const auto y = c.in<T>(1).first(static_cast<std::size_t>(c.inputs[1].elements()));
      std::vector<std::size_t> kept;
      for (std::size_t i = 0; i < x.size(); ++i)
        if (std::find(y.begin(), y.end(), x[i]) == y.end()) kept.push_back(i);
      const Shape out = Shape::of({static_cast<Dim>(kept.size())});
      done = c.makeResult(0, type, out);
      if (done) done = c.makeResult(1, index, out);
      for (std::size_t i = 0; done && i < kept.size(); ++i) {
        c.out<T>(0)[i] = x[kept[i]];
        if (index == DataType::i64)
          c.out<std::int64_t>(1)[i] = static_cast<std::int64_t>(kept[i]);
        else
          c.out<std::int32_t>(1)[i] = static_cast<std::int32_t>(kept[i]);
      }
    }
  });
  return done;
}

Status lowerListDiff(LowerContext& c) {
  const Shape x = c.shape(0), y = c.shape(1);
  if (!x.ranked || !y.ranked || x.rank() != 1 || y.rank() != 1) return refuseOpenShape(c, x);
  if (!typeListed("f32 i16 i32 i64", c.type(0))) return refuseNumbers(c, c.type(0));
  ARA_ASSIGN(const TensorId column, reshapeTo(c, c.operand(0), Shape::of({x.dims[0], 1})));
  ARA_ASSIGN(const TensorId equal, c.add("tfl.equal", {column, c.operand(1)}));
  ARA_ASSIGN(const TensorId known, c.add("tfl.reduce_any", {equal, c.ints({1})}, {{"keep_dims", AttrValue(false)}}));
  ARA_ASSIGN(const TensorId fresh, c.add("tfl.logical_not", {known}));
  ARA_ASSIGN(const TensorId places, c.add("tfl.where", {fresh}));
  ARA_ASSIGN(const TensorId at, c.reshape(places, {ir::kUnknownDim}));
  ARA_ASSIGN(const TensorId out, gathered(c, c.operand(0), at, 0));
  ARA_ASSIGN(const TensorId idx, castTo(c, at, c.attrType("out_idx", DataType::i32)));
  return c.replace({out, idx});
}

const std::array kRows{
    row("tf.SoftmaxCrossEntropyWithLogits", OpKind::activation, "The loss of each row of scores, and its gradient.",
        "features, labels", "loss, backprop", "T:type", inferCrossEntropy, evaluateCrossEntropy,
        lowered<lowerCrossEntropy>),
    row("tf.SparseSoftmaxCrossEntropyWithLogits", OpKind::activation,
        "The loss of each row of scores by the number of its class, and its gradient.", "features, labels",
        "loss, backprop", "T:type, Tlabels:type=int64", inferCrossEntropy, evaluateCrossEntropy,
        lowered<lowerCrossEntropy>),
    row("tf.Cross", OpKind::arithmetic, "The vector product of vectors of three.", "a, b", "product", "T:type",
        inferSame, evaluateCross, lowered<lowerCross>),
    row("tf.Diag", OpKind::shape, "Zeros with a tensor on their diagonal.", "diagonal", "output", "T:type", inferDiag,
        evaluateDiag, lowered<lowerDiag>),
    row("tf.DiagPart", OpKind::shape, "The diagonal of a tensor whose axes come twice.", "input", "diagonal", "T:type",
        inferDiagPart, evaluateDiagPart, lowered<lowerDiagPart>),
    row("tf.ListDiff", OpKind::shape, "The elements that another list does not have, and where they stand.", "x, y",
        "out, idx", "T:type, out_idx:type", inferListDiff, evaluateListDiff, lowered<lowerListDiff>),
    row("tf.ParallelConcat", OpKind::shape, "Tensors of one row joined.", "values*N", "output",
        "N:int, T:type, shape:shape", inferJoinedRows, evaluateJoinedRows, lowered<lowerJoinedRows>),
};

} // namespace

std::span<const OpDef> moreRows() { return kRows; }

} // namespace ara::ops::tf
