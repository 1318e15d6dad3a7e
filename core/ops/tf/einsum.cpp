// bij,bjk->bik: every label is of one of these kinds, and the operands become matrices [batch.., rows, inner] and
// [batch.., inner, columns]:
//
//   in both and in the result   batch       in one and in the result     rows (of the first), columns (of the second)
//   in both, not in the result  inner       in one, not in the result    summed away beforehand
#include "ops/tf/einsum.h"

#include "kernels/broadcast.h"
#include "ops/network_lower.h"

#include <algorithm>
#include <map>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::kUnknownDim;

using Label = int; // a letter, or kEllipsis + its distance from the ellipsis's end
using Labels = std::vector<Label>;
constexpr Label kEllipsis = 256;

bool has(const Labels& list, Label l) { return std::find(list.begin(), list.end(), l) != list.end(); }
bool repeats(Labels list) {
  std::sort(list.begin(), list.end());
  return std::adjacent_find(list.begin(), list.end()) != list.end();
}

struct Equation {
  std::vector<Labels> operands;
  Labels result;
};

Fail unreadable(const NodeView& v) {
  return fail(ErrorKind::BadFile,
              msg("{0} {1} has the equation \"{2}\", which does not fit its operands.", v.op(), v.name(),
                  v.attrString("equation")),
              msg("Check the model, or the shapes given to its inputs."), v.name());
}

// Labels of one term; the ellipsis stands for the axes that the letters leave over.
std::optional<Labels> labelsOf(std::string_view term, std::optional<std::size_t> rank, std::size_t ellipsisRank) {
  Labels out;
  std::size_t letters = 0;
  for (const char ch : term) letters += ch != '.' && ch != ' ';
  const auto dots = term.find("...");
  const std::size_t spread = rank ? *rank - letters : ellipsisRank;
  if (rank && (*rank < letters || (dots == std::string_view::npos && *rank != letters) || spread > 8))
    return std::nullopt;
  for (std::size_t i = 0; i < term.size(); ++i) {
    if (term[i] == ' ') continue;
    if (i == dots) {
      for (std::size_t k = spread; k-- > 0;) out.push_back(kEllipsis + static_cast<Label>(k));
      i += 2;
      continue;
    }
    if (term[i] == '.') return std::nullopt;
    out.push_back(static_cast<unsigned char>(term[i]));
  }
  return out;
}

// Nothing while a rank is not known.
Result<std::optional<Equation>> parse(const NodeView& v, const std::vector<Shape>& shapes) {
  const std::string text = v.attrString("equation");
  const auto arrow = text.find("->");
  if (arrow == std::string::npos) return unreadable(v);
  Equation e;
  std::string_view left = std::string_view(text).substr(0, arrow);
  std::size_t ellipsisRank = 0;
  for (const Shape& s : shapes) {
    if (!s.ranked) return std::optional<Equation>();
    const auto comma = left.find(',');
    const auto labels = labelsOf(left.substr(0, comma), s.rank(), 0);
    const bool last = e.operands.size() + 1 == shapes.size();
    if (!labels || last != (comma == std::string_view::npos)) return unreadable(v);
    ellipsisRank = std::max(ellipsisRank, static_cast<std::size_t>(std::count_if(
                                              labels->begin(), labels->end(), [](Label l) { return l >= kEllipsis; })));
    e.operands.push_back(*labels);
    left = last ? std::string_view() : left.substr(comma + 1);
  }
  const auto result = labelsOf(std::string_view(text).substr(arrow + 2), std::nullopt, ellipsisRank);
  if (!result) return unreadable(v);
  e.result = *result;
  return e;
}

// The size of every label. Axes under the ellipsis are broadcast.
Result<std::map<Label, Dim>> sizesOf(const NodeView& v, const Equation& e, const std::vector<Shape>& shapes) {
  std::map<Label, Dim> sizes;
  for (std::size_t i = 0; i < shapes.size(); ++i)
    for (std::size_t k = 0; k < shapes[i].rank(); ++k) {
      const Dim d = shapes[i].dims[k];
      const auto [it, fresh] = sizes.try_emplace(e.operands[i][k], d);
      if (fresh) continue;
      bool contradiction = false;
      if (e.operands[i][k] >= kEllipsis)
        it->second = broadcastDims(it->second, d, contradiction);
      else if (!mayEqual(it->second, d))
        contradiction = true;
      else if (!isKnown(it->second))
        it->second = d;
      if (contradiction) return unreadable(v);
    }
  for (const Label l : e.result)
    if (!sizes.contains(l)) return unreadable(v);
  return sizes;
}

Shape shapeOf(const Labels& labels, const std::map<Label, Dim>& sizes) {
  Shape s = Shape::scalar();
  for (const Label l : labels) s.dims.push_back(sizes.at(l));
  return s;
}

} // namespace

Status inferEinsum(InferContext& c) {
  std::vector<Shape> shapes;
  for (std::size_t i = 0; i < c.operandCount(); ++i) shapes.push_back(c.shape(i));
  ARA_ASSIGN(const auto e, parse(c, shapes));
  c.result(0, c.operandCount() == 0 ? DataType::none : c.type(0), Shape::unknown());
  if (!e) return {};
  ARA_ASSIGN(const auto sizes, sizesOf(c, *e, shapes));
  c.results[0].shape = shapeOf(e->result, sizes);
  return {};
}

Status evaluateEinsum(EvalContext& c) {
  std::vector<Shape> shapes;
  for (const TensorView& t : c.inputs) shapes.push_back(t.shape);
  for (std::size_t i = 0; i < shapes.size(); ++i) ARA_TRY(wantFloats(c, {i}));
  ARA_ASSIGN(const auto e, parse(c, shapes));
  if (!e || shapes.empty() || shapes.size() > 2 || repeats(e->result)) return unreadable(c);
  ARA_ASSIGN(const auto sizes, sizesOf(c, *e, shapes));
  const Shape out = shapeOf(e->result, sizes);
  ARA_TRY(c.makeResult(0, DataType::f32, out));

  // One walk over the result's axes and then the summed ones; an array stands still along axes it does not have.
  Labels all = e->result;
  for (const auto& [label, size] : sizes)
    if (!has(all, label)) all.push_back(label);
  const auto along = [&](const Labels& labels, const Shape& s) {
    std::vector<std::uint64_t> steps(all.size(), 0);
    const auto own = kernels::stridesOf(s);
    for (std::size_t k = 0; k < labels.size(); ++k)
      if (s.dims[k] != 1) steps[std::find(all.begin(), all.end(), labels[k]) - all.begin()] += own[k];
    return steps;
  };
  const auto y = c.out<float>(0);
  std::vector<double> sum(y.size());
  const bool two = shapes.size() == 2;
  const auto a = floats(c, 0), b = two ? floats(c, 1) : a;
  const auto stepsB = two ? along(e->operands[1], shapes[1]) : std::vector<std::uint64_t>(all.size(), 0);
  kernels::walkStrided<3>(shapeOf(all, sizes), {along(e->result, out), along(e->operands[0], shapes[0]), stepsB},
                          {0, 0, 0}, [&](std::uint64_t, const std::array<std::uint64_t, 3>& at) {
                            const double x = static_cast<double>(a[at[1]]);
                            sum[at[0]] += two ? x * static_cast<double>(b[at[2]]) : x;
                          });
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = static_cast<float>(sum[i]);
  return {};
}

namespace {

// A tensor whose axes carry labels.
struct Labelled {
  TensorId tensor;
  Labels labels;
};

Result<Labelled> arranged(LowerContext& c, Labelled t, const Labels& wanted) {
  if (t.labels == wanted) return t;
  std::vector<std::int32_t> perm;
  for (const Label l : wanted)
    perm.push_back(static_cast<std::int32_t>(std::find(t.labels.begin(), t.labels.end(), l) - t.labels.begin()));
  ARA_ASSIGN(t.tensor, c.transpose(t.tensor, std::move(perm)));
  t.labels = wanted;
  return t;
}

Result<TensorId> reshaped(LowerContext& c, TensorId t, std::vector<Dim> dims) {
  if (std::count_if(dims.begin(), dims.end(), [](Dim d) { return !isKnown(d); }) > 1 && c.shapeOf(t) != Shape::of(dims))
    return c.refuse(msg("{0} {1} joins axes whose sizes are known only when the model runs.", c.op(), c.name()),
                    msg("Give the model's inputs fixed shapes, for example a batch of 1."));
  return c.reshape(t, std::move(dims));
}

// Sums away labels that nobody else has, and drops axes of size 1 where the other operand has more.
Result<Labelled> reduced(LowerContext& c, Labelled t, const Labels& other, const Labels& result,
                         const std::map<Label, Dim>& sizes) {
  std::vector<std::int32_t> axes;
  Labels kept;
  for (std::size_t i = 0; i < t.labels.size(); ++i) {
    if (has(other, t.labels[i]) || has(result, t.labels[i]))
      kept.push_back(t.labels[i]);
    else
      axes.push_back(static_cast<std::int32_t>(i));
  }
  if (!axes.empty()) {
    ARA_ASSIGN(t.tensor, c.add("tfl.sum", {t.tensor, c.ints(axes)}, {{"keep_dims", false}}));
    t.labels = kept;
  }
  const Shape s = c.shapeOf(t.tensor);
  std::vector<Dim> dims;
  kept.clear();
  for (std::size_t i = 0; i < t.labels.size(); ++i) {
    if (s.dims[i] == 1 && sizes.at(t.labels[i]) != 1 && has(other, t.labels[i])) continue;
    dims.push_back(s.dims[i]);
    kept.push_back(t.labels[i]);
  }
  if (kept.size() != t.labels.size()) {
    ARA_ASSIGN(t.tensor, reshaped(c, t.tensor, std::move(dims)));
    t.labels = kept;
  }
  return t;
}

struct Kinds {
  Labels batch, rows, inner, columns;
};

Labels joined(const Labels& a, const Labels& b, const Labels& c = {}) {
  Labels out = a;
  out.insert(out.end(), b.begin(), b.end());
  out.insert(out.end(), c.begin(), c.end());
  return out;
}

Dim sizeOf(const Labels& labels, const std::map<Label, Dim>& sizes) {
  const Shape s = shapeOf(labels, sizes);
  return productOf(s.dims);
}

// [batch.., first, second], or with the two exchanged where the operand lies that way already: `turned` tells.
Result<TensorId> asMatrices(LowerContext& c, Labelled t, const Labels& batch, const Labels& first, const Labels& second,
                            const std::map<Label, Dim>& sizes, bool& turned) {
  turned = t.labels == joined(batch, second, first) && !first.empty() && !second.empty();
  const Labels& upper = turned ? second : first;
  const Labels& lower = turned ? first : second;
  ARA_ASSIGN(t, arranged(c, std::move(t), joined(batch, upper, lower)));
  if (upper.size() == 1 && lower.size() == 1 && batch.size() <= 3) return t.tensor;
  std::vector<Dim> dims = shapeOf(batch, sizes).dims;
  if (batch.size() > 3) dims = {productOf(dims)};
  dims.push_back(sizeOf(upper, sizes));
  dims.push_back(sizeOf(lower, sizes));
  return reshaped(c, t.tensor, std::move(dims));
}

// rows of `a` by constant weights [columns, inner].
Result<TensorId> layer(LowerContext& c, const Labelled& a, const Labelled& b, const Kinds& k,
                       const std::map<Label, Dim>& sizes) {
  ARA_ASSIGN(const Labelled rows, arranged(c, a, joined(k.rows, k.inner)));
  ARA_ASSIGN(const Labelled turned, arranged(c, b, joined(k.columns, k.inner)));
  ARA_ASSIGN(const TensorId weights, c.reshape(turned.tensor, {sizeOf(k.columns, sizes), sizeOf(k.inner, sizes)}));
  std::vector<Dim> dims = shapeOf(k.rows, sizes).dims;
  dims.push_back(sizeOf(k.inner, sizes));
  const bool flat = dims.size() == 2;
  ARA_ASSIGN(const TensorId x, reshaped(c, rows.tensor, std::move(dims)));
  return c.add("tfl.fully_connected", {x, weights},
               {noActivation(), {"weights_format", ir::Symbol{"DEFAULT"}}, {"keep_num_dims", !flat}});
}

Result<TensorId> product(LowerContext& c, const Labelled& a, const Labelled& b, const Kinds& k,
                         const std::map<Label, Dim>& sizes) {
  if (k.batch.empty() && c.constant(b.tensor) && shapeOf(b.labels, sizes).isStatic()) return layer(c, a, b, k, sizes);
  bool turnA = false, turnB = false;
  ARA_ASSIGN(const TensorId x, asMatrices(c, a, k.batch, k.rows, k.inner, sizes, turnA));
  ARA_ASSIGN(const TensorId y, asMatrices(c, b, k.batch, k.inner, k.columns, sizes, turnB));
  return c.add("tfl.batch_matmul", {x, y}, {{"adj_x", turnA}, {"adj_y", turnB}});
}

} // namespace

Status lowerEinsum(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  std::vector<Shape> shapes;
  for (std::size_t i = 0; i < c.operandCount(); ++i) {
    if (!c.has(i)) return unreadable(c);
    shapes.push_back(c.shape(i));
    ARA_TRY(wantElements(c, c.shape(i), 0));
  }
  ARA_ASSIGN(const auto parsed, parse(c, shapes));
  const auto refused = [&] {
    return c.refuseAttr("equation", c.attrString("equation"),
                        msg("Write it as products of two operands with every label once in each, and known ranks."));
  };
  if (!parsed || shapes.empty() || shapes.size() > 2 || repeats(parsed->result)) return refused();
  const Equation& e = *parsed;
  for (const Labels& l : e.operands)
    if (repeats(l)) return refused();
  ARA_ASSIGN(const auto sizes, sizesOf(c, e, shapes));
  Labelled a{c.operand(0), e.operands[0]};
  if (shapes.size() == 1) {
    ARA_ASSIGN(a, reduced(c, a, {}, e.result, sizes));
    ARA_ASSIGN(a, arranged(c, a, e.result));
    return c.replace({a.tensor});
  }
  Labelled b{c.operand(1), e.operands[1]};
  if (c.constant(a.tensor) && !c.constant(b.tensor)) std::swap(a, b); // weights stand on the right
  ARA_ASSIGN(a, reduced(c, a, b.labels, e.result, sizes));
  ARA_ASSIGN(b, reduced(c, b, a.labels, e.result, sizes));
  Kinds k;
  for (const Label l : e.result) (has(a.labels, l) ? has(b.labels, l) ? k.batch : k.rows : k.columns).push_back(l);
  for (const Label l : a.labels)
    if (!has(e.result, l)) k.inner.push_back(l);
  ARA_ASSIGN(TensorId made, product(c, a, b, k, sizes));
  const Labels order = joined(k.batch, k.rows, k.columns);
  ARA_ASSIGN(made, reshaped(c, made, shapeOf(order, sizes).dims));
  ARA_ASSIGN(const Labelled out, arranged(c, {made, order}, e.result));
  return c.replace({out.tensor});
}

} // namespace ara::ops::tf
