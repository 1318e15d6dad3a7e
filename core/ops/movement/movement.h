// Operators that only move elements: each is three small functions, and from them come shapes, reference kernel for
// every element type, and partial values (the content of a shape vector with unknown dimensions moves like any other
// content).
//
//   const Movement kTile{.data = first, .shapes = tileShapes, .run = runTile};
//   {.name = "tf.Tile", ..., .infer = inferMoved<kTile>, .evaluate = evaluateMoved<kTile>}
#pragma once

#include "kernels/movement.h"
#include "ops/arithmetic.h"
#include "ops/context.h"
#include "ops/shape_rules.h"

#include <functional>

namespace ara::ops {

// A node with what is known of its operands: from the graph while inferring, from the values while evaluating.
class Given {
public:
  explicit Given(const NodeView& v) : m_view(&v) {}
  explicit Given(const EvalContext& c) : m_view(&c), m_eval(&c) {}

  const NodeView& view() const { return *m_view; }
  std::size_t count() const { return m_view->operandCount(); }
  bool has(std::size_t i) const {
    return i < count() &&
           (m_eval ? i < m_eval->inputs.size() && m_eval->inputs[i].type != DataType::none : m_view->has(i));
  }
  DataType type(std::size_t i) const;      // none when the operand is absent
  const Shape& shape(std::size_t i) const; // unknown when the operand is absent

  // Integers of operand i when all are known; they may be negative.
  std::optional<std::vector<std::int64_t>> known(std::size_t i) const;
  // Integers of operand i as dimensions: numbers >= 0, symbols, and kUnknownDim for all else.
  std::optional<std::vector<Dim>> partial(std::size_t i) const;
  // Single elements: known numbers where known() or partial() tells one.
  std::optional<std::vector<std::optional<std::int64_t>>> each(std::size_t i) const;
  // Booleans of operand i, while evaluating or of a constant.
  std::optional<std::vector<bool>> flags(std::size_t i) const;
  // An axis given as an operand, counted from the front; nothing when it is not known. Error when out of range.
  Result<std::optional<std::size_t>> axis(std::size_t i, std::size_t rank) const;

  // "Slice s: ..." with kind BadFile: the file contradicts itself.
  Fail contradicts(Message finding) const;

private:
  const NodeView* m_view;
  const EvalContext* m_eval = nullptr;
};

using Shapes = std::vector<Shape>;

// The elements of the operands that are moved and of the results, all `width` bytes each.
struct Elements {
  unsigned width = 1;
  std::vector<Bytes> in;
  std::vector<std::span<std::byte>> out; // zero-filled
};

struct Movement {
  std::vector<std::size_t> (*data)(const Given&); // which operands hold what is moved; all of one type
  Result<Shapes> (*shapes)(const Given&);         // of all results, unknown where unknown
  // Moves; all shapes are static. False when operands that steer it are not known or point outside.
  bool (*run)(const Given&, const Shapes& results, Elements&);
};

Status inferMovement(InferContext& c, const Movement& m);
Status evaluateMovement(EvalContext& c, const Movement& m);
template<const Movement& M> Status inferMoved(InferContext& c) { return inferMovement(c, M); }
template<const Movement& M> Status evaluateMoved(EvalContext& c) { return evaluateMovement(c, M); }
// What adds zeros: among quantized integers zero is their zero point.
template<const Movement& M> Status evaluatePadding(EvalContext& c) { return onRealNumbers(c, evaluateMoved<M>); }

// Error when the node has fewer operands than its row names (optional and repeated ones aside).
Status wantOperands(const NodeView& v);
Status wantOperands(const EvalContext& c); // and the values of all of them
template<Status (*F)(LowerContext&)> Status lowered(LowerContext& c) {
  ARA_TRY(wantOperands(c));
  return F(c);
}

// Data operands: the first; the first and the third; ...
template<std::size_t... I> std::vector<std::size_t> dataAt(const Given&) { return {I...}; }

// The integers of an input of any integer type while evaluating; nothing for other types or missing bytes.
std::optional<std::vector<std::int64_t>> integersOf(const TensorView& t);

// The strings of a tensor in TFLite's layout: count, count + 1 offsets from the start, bytes. Nothing when they do not
// fill it.
std::optional<std::vector<Bytes>> stringsOf(const TensorView& t);

// Moves the elements of `inputs` into results of `shapes` by `f`, whatever the type: packed types are spread to a byte
// each, strings are moved by number. False from `f` is a refusal.
Status moveElements(EvalContext& c, std::span<const std::size_t> inputs, const Shapes& shapes,
                    const std::function<bool(Elements&)>& f);

} // namespace ara::ops
