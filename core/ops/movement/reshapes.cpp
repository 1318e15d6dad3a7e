// The same elements in another shape, and one element many times.
#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

Dim countOf(const Shape& s) { return s.ranked ? productOf(s.dims) : kUnknownDim; }

namespace {

bool copyAll(const Given&, const Shapes&, Elements& e) {
  if (e.in[0].size() != e.out[0].size()) return false;
  std::copy(e.in[0].begin(), e.in[0].end(), e.out[0].begin());
  return true;
}

// The dimension that makes [others] hold as many elements as `in`, where that is certain: symbols on both sides cancel.
Dim solve(const Shape& in, const std::vector<Dim>& others, bool& contradiction) {
  if (!in.ranked) return kUnknownDim;
  std::vector<Dim> have = in.dims, want = others;
  for (auto it = want.begin(); it != want.end();) {
    const auto same = isKnown(*it) || *it == kUnknownDim ? have.end() : std::find(have.begin(), have.end(), *it);
    if (same == have.end()) {
      ++it;
      continue;
    }
    have.erase(same);
    it = want.erase(it);
  }
  const Dim n = productOf(want);
  Dim known = 1, open = 0;
  std::size_t opens = 0;
  for (const Dim d : have) {
    if (isKnown(d))
      known = mulDims(known, d);
    else
      open = d, ++opens;
  }
  if (!isKnown(n) || n == 0 || !isKnown(known)) return kUnknownDim;
  if (opens == 0) {
    contradiction = known % n != 0;
    return contradiction ? kUnknownDim : known / n;
  }
  return opens == 1 && known == n ? open : kUnknownDim;
}

// The wanted shape: an int32 vector, else (TFLite) the attribute.
std::optional<std::vector<Dim>> wantedShape(const Given& g) {
  std::vector<Dim> out;
  const bool operand = g.has(1);
  if (!operand && !g.view().attr("new_shape")) return std::nullopt;
  const auto numbers = operand ? g.known(1) : std::optional(g.view().attrInts("new_shape"));
  if (!numbers) {
    if (auto some = g.partial(1)) return some;
    const Shape& s = g.shape(1);
    if (s.isStatic() && s.rank() == 1 && s.dims[0] <= 64)
      return std::vector<Dim>(static_cast<std::size_t>(s.dims[0]), kUnknownDim);
    return std::nullopt;
  }
  for (const std::int64_t n : *numbers) out.push_back(n < 0 ? kUnknownDim : n);
  return out;
}

Result<Shapes> reshapeShapes(const Given& g) {
  const Shape& in = g.shape(0);
  auto wanted = wantedShape(g);
  if (!wanted) return Shapes{Shape::unknown()};
  if (const auto numbers = g.known(1)) {
    const auto open = std::count(numbers->begin(), numbers->end(), -1);
    const auto wrong = std::find_if(numbers->begin(), numbers->end(), [](std::int64_t n) { return n < -1; });
    if (open > 1 || wrong != numbers->end())
      return g.contradicts(msg("the shape it asks for may leave one dimension open (-1), and none below that."));
  }
  const auto unknowns = std::count(wanted->begin(), wanted->end(), kUnknownDim);
  if (unknowns == 1) {
    const auto at = std::find(wanted->begin(), wanted->end(), kUnknownDim);
    std::vector<Dim> others = *wanted;
    others.erase(others.begin() + (at - wanted->begin()));
    bool contradiction = false;
    *at = solve(in, others, contradiction);
    if (contradiction)
      return g.contradicts(msg("{0} elements of shape {1} do not fill the shape {2}.", countOf(in), in.text(),
                               Shape::of(*wanted).text()));
  }
  const Dim have = countOf(in), want = productOf(*wanted);
  if (isKnown(have) && isKnown(want) && have != want)
    return g.contradicts(
        msg("{0} elements of shape {1} do not fit the shape {2}.", have, in.text(), Shape::of(*wanted).text()));
  return Shapes{Shape::of(std::move(*wanted))};
}

Result<Shapes> squeezeShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes{Shape::unknown()};
  const auto listed = g.view().attrInts("squeeze_dims");
  ARA_ASSIGN(const auto axes, normaliseAxes(g.view(), listed, in.rank()));
  Shape out = Shape::scalar();
  for (std::size_t i = 0; i < in.rank(); ++i) {
    const Dim d = in.dims[i];
    if (listed.empty()) {
      if (!isKnown(d)) return Shapes{Shape::unknown()}; // it may be 1 or not
      if (d != 1) out.dims.push_back(d);
    } else if (!std::binary_search(axes.begin(), axes.end(), i)) {
      out.dims.push_back(d);
    } else if (isKnown(d) && d != 1) {
      return g.contradicts(msg("axis {0} of {1} is not 1 and cannot be squeezed away.", i, in.text()));
    }
  }
  return Shapes{std::move(out)};
}

Result<Shapes> expandDimsShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes{Shape::unknown()};
  ARA_ASSIGN(const auto axis, g.axis(1, in.rank() + 1));
  if (!axis) return Shapes{Shape::of(std::vector<Dim>(in.rank() + 1, kUnknownDim))};
  Shape out = in;
  out.dims.insert(out.dims.begin() + static_cast<std::ptrdiff_t>(*axis), 1);
  return Shapes{std::move(out)};
}

// A shape given as operand i, with as many unknown dimensions as its length tells.
Shape shapeOperand(const Given& g, std::size_t i) {
  if (const auto some = g.partial(i)) return Shape::of(*some);
  const Shape& s = g.shape(i);
  if (s.isStatic() && s.rank() == 1 && s.dims[0] <= 64)
    return Shape::of(std::vector<Dim>(static_cast<std::size_t>(s.dims[0]), kUnknownDim));
  return Shape::unknown();
}

Status refuseNegative(const Given& g, std::size_t i) {
  const auto v = g.known(i);
  if (v && std::any_of(v->begin(), v->end(), [](std::int64_t d) { return d < 0; }))
    return g.contradicts(msg("the shape it asks for has a negative dimension."));
  return {};
}

Result<Shapes> broadcastToShapes(const Given& g) {
  ARA_TRY(refuseNegative(g, 1));
  const Shape& in = g.shape(0);
  Shape target = shapeOperand(g, 1);
  if (!target.ranked || !in.ranked) return Shapes{std::move(target)};
  if (in.rank() > target.rank())
    return g.contradicts(msg("{0} has more axes than the shape {1} it is spread to.", in.text(), target.text()));
  for (std::size_t i = 0, skip = target.rank() - in.rank(); i < in.rank(); ++i) {
    Dim& to = target.dims[skip + i];
    const Dim from = in.dims[i];
    if (isKnown(from) && isKnown(to) && from != to && from != 1)
      return g.contradicts(msg("{0} cannot be spread to the shape {1}.", in.text(), target.text()));
    if (!isKnown(to) && isKnown(from) && from != 1) to = from;
  }
  return Shapes{std::move(target)};
}

bool runBroadcastTo(const Given& g, const Shapes& out, Elements& e) {
  const Shape& in = g.shape(0);
  const std::size_t rank = out[0].rank(), skip = rank - in.rank();
  kernels::Walk w{out[0].dims, kernels::rowMajor(out[0].dims), std::vector<std::int64_t>(rank, 0)};
  const auto own = kernels::rowMajor(in.dims);
  for (std::size_t i = 0; i < in.rank(); ++i)
    if (in.dims[i] != 1) w.from[skip + i] = own[i];
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

Result<Shapes> fillShapes(const Given& g) {
  ARA_TRY(refuseNegative(g, 0));
  return Shapes{shapeOperand(g, 0)};
}

bool runFill(const Given&, const Shapes& out, Elements& e) {
  return kernels::move(e.out[0], e.in[0],
                       {out[0].dims, kernels::rowMajor(out[0].dims), std::vector<std::int64_t>(out[0].rank(), 0)},
                       e.width);
}

Result<Shapes> sameShape(const Given& g) { return Shapes{g.shape(0)}; }
bool leaveZero(const Given&, const Shapes&, Elements&) { return true; }

} // namespace

const Movement kReshape{dataAt<0>, reshapeShapes, copyAll};
const Movement kSqueeze{dataAt<0>, squeezeShapes, copyAll};
const Movement kExpandDims{dataAt<0>, expandDimsShapes, copyAll};
const Movement kBroadcastTo{dataAt<0>, broadcastToShapes, runBroadcastTo};
const Movement kFill{dataAt<1>, fillShapes, runFill};
const Movement kZerosLike{dataAt<0>, sameShape, leaveZero};

} // namespace ara::ops
