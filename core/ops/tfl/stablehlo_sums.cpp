// STABLEHLO_* operators that compute: elements, products, convolutions, and windows brought to one element.
#include "kernels/movement.h"
#include "ops/movement/movement.h"
#include "ops/tfl/stablehlo_run.h"

#include <algorithm>

namespace ara::ops::tfl {
namespace {

using namespace kernels;

// Offsets of all elements along some axes of a tensor, the last axis fastest.
std::vector<std::uint64_t> offsetsAlong(const Shape& s, std::span<const std::int64_t> axes) {
  const auto strides = stridesOf(s);
  std::vector<std::uint64_t> out{0};
  for (const std::int64_t a : axes) {
    const auto axis = static_cast<std::size_t>(a);
    std::vector<std::uint64_t> longer;
    longer.reserve(out.size() * static_cast<std::size_t>(s.dims[axis]));
    for (const std::uint64_t o : out)
      for (Dim i = 0; i < s.dims[axis]; ++i) longer.push_back(o + static_cast<std::uint64_t>(i) * strides[axis]);
    out = std::move(longer);
  }
  return out;
}

// Every axis at most once, and all in range.
bool axesOnce(std::initializer_list<std::span<const std::int64_t>> lists, std::size_t rank) {
  std::vector<bool> seen(rank);
  for (const auto& list : lists)
    for (const std::int64_t a : list) {
      if (a < 0 || static_cast<std::size_t>(a) >= rank || seen[static_cast<std::size_t>(a)]) return false;
      seen[static_cast<std::size_t>(a)] = true;
    }
  return true;
}

std::vector<std::int64_t> otherAxes(std::size_t rank, std::span<const std::int64_t> a,
                                    std::span<const std::int64_t> b) {
  std::vector<std::int64_t> out;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(rank); ++i)
    if (!std::ranges::count(a, i) && !std::ranges::count(b, i)) out.push_back(i);
  return out;
}

// What products of T are summed in.
template<class T> using Sum = std::conditional_t<isAnyFloat<T>, double, T>;
template<class T> Sum<T> plusProduct(Sum<T> sum, T a, T b) {
  if constexpr (isAnyFloat<T>)
    return sum + static_cast<double>(widen(a)) * static_cast<double>(widen(b));
  else
    return wrapAdd<T>(sum, wrapMul<T>(a, b));
}
template<class T> T fromSum(Sum<T> v) {
  if constexpr (isAnyFloat<T>)
    return narrow<T>(static_cast<Wide<T>>(v));
  else
    return v;
}

struct Named {
  std::string_view op;
  Binary function;
};
constexpr Named kRegions[] = {{"add", Binary::add},
                              {"mul", Binary::mul},
                              {"maximum", Binary::maximum},
                              {"minimum", Binary::minimum},
                              {"logical_and", Binary::bitAnd},
                              {"logical_or", Binary::bitOr},
                              {"stablehlo_add", Binary::add},
                              {"stablehlo_multiply", Binary::mul},
                              {"stablehlo_maximum", Binary::maximum},
                              {"stablehlo_minimum", Binary::minimum},
                              {"stablehlo_and", Binary::bitAnd},
                              {"stablehlo_or", Binary::bitOr}};

} // namespace

Result<std::optional<Binary>> hloRegion(const NodeView& v, std::string_view key) {
  const AttrValue* a = v.attr(key);
  const auto* id = a ? std::get_if<ir::GraphId>(a) : nullptr;
  if (id && *id && id->index() < v.model().graphs.size()) {
    const ir::Graph& g = v.model().graph(*id);
    if (g.inputs.size() == 2 && g.outputs.size() == 1) {
      if (g.outputs[0] == g.inputs[1]) return std::optional<Binary>();
      if (const ir::NodeId n = g[g.outputs[0]].producer) {
        const NodeView step(v.model(), g, n);
        const bool plain =
            step.operandCount() == 2 && ((step.operand(0) == g.inputs[0] && step.operand(1) == g.inputs[1]) ||
                                         (step.operand(0) == g.inputs[1] && step.operand(1) == g.inputs[0]));
        for (const Named& r : kRegions)
          if (plain && step.op() == r.op) return std::optional(r.function);
      }
    }
  }
  return v.refuse(
      msg("{0} {1} puts elements together by more than one operator, which is not computed here.", v.op(), v.name()));
}

Status evaluateHloClamp(EvalContext& c) {
  ARA_TRY(wantInputs(c, 3));
  const Shape shape = c.inputs[1].shape;
  const DataType type = c.inputs[1].type;
  for (const std::size_t i : {0u, 2u})
    if (c.inputs[i].type != type || (c.inputs[i].shape != shape && c.inputs[i].elements() != 1))
      return hloContradicts(c, msg("its bounds do not fit {0}.", shape.text()));
  ARA_TRY(c.makeResult(0, type, shape));
  const bool done = withType<Floats | Integers>(type, [&]<class T>() {
    const auto low = c.in<T>(0), x = c.in<T>(1), high = c.in<T>(2);
    const auto y = c.out<T>(0);
    const bool oneLow = c.inputs[0].elements() == 1, oneHigh = c.inputs[2].elements() == 1;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const auto v = widen(x[i]), l = widen(low[oneLow ? 0 : i]), h = widen(high[oneHigh ? 0 : i]);
      y[i] = narrow<T>(v != v ? v : std::min(std::max(v, l), h));
    }
  });
  return done ? Status{} : refuseType(c, type);
}

Status evaluateHloCompare(EvalContext& c) {
  static constexpr std::pair<std::string_view, Comparison> kDirections[] = {
      {"EQ", Comparison::equal},   {"NE", Comparison::notEqual},  {"GE", Comparison::greaterEqual},
      {"GT", Comparison::greater}, {"LE", Comparison::lessEqual}, {"LT", Comparison::less}};
  const std::string direction = c.attrString("comparison_direction", "STABLEHLO_COMPARISON_DIRECTION_EQ");
  for (const auto& [name, comparison] : kDirections)
    if (direction.ends_with(name)) return evaluateCompare(c, comparison);
  return c.refuseAttr("comparison_direction", direction);
}

Status evaluateHloDivide(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  return evaluateBinary(c, ir::isInteger(c.inputs[0].type) ? Binary::truncateDiv : Binary::div);
}

Status evaluateHloDot(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  const Shape l = c.inputs[0].shape, r = c.inputs[1].shape;
  const auto lb = c.attrInts("lhs_batching_dimensions"), rb = c.attrInts("rhs_batching_dimensions");
  const auto lc = c.attrInts("lhs_contracting_dimensions"), rc = c.attrInts("rhs_contracting_dimensions");
  bool fits = lb.size() == rb.size() && lc.size() == rc.size() && c.inputs[0].type == c.inputs[1].type &&
              axesOnce({lb, lc}, l.rank()) && axesOnce({rb, rc}, r.rank());
  const auto same = [&](std::int64_t a, std::int64_t b) {
    return l.dims[static_cast<std::size_t>(a)] == r.dims[static_cast<std::size_t>(b)];
  };
  for (std::size_t i = 0; fits && i < lb.size(); ++i) fits = same(lb[i], rb[i]);
  for (std::size_t i = 0; fits && i < lc.size(); ++i) fits = same(lc[i], rc[i]);
  if (!fits) return hloContradicts(c, msg("it multiplies {0} by {1}.", l.text(), r.text()));
  const auto lf = otherAxes(l.rank(), lb, lc), rf = otherAxes(r.rank(), rb, rc);
  Shape out = Shape::scalar();
  for (const auto& [shape, axes] : {std::pair(&l, &lb), std::pair(&l, &lf), std::pair(&r, &rf)})
    for (const std::int64_t a : *axes) out.dims.push_back(shape->dims[static_cast<std::size_t>(a)]);
  ARA_TRY(c.makeResult(0, c.inputs[0].type, out));
  const auto batchL = offsetsAlong(l, lb), batchR = offsetsAlong(r, rb), freeL = offsetsAlong(l, lf),
             freeR = offsetsAlong(r, rf), sumL = offsetsAlong(l, lc), sumR = offsetsAlong(r, rc);
  const bool done = withType<Floats | Integers>(c.inputs[0].type, [&]<class T>() {
    const auto x = c.in<T>(0), w = c.in<T>(1);
    const auto y = c.out<T>(0);
    std::size_t at = 0;
    for (std::size_t b = 0; b < batchL.size(); ++b)
      for (const std::uint64_t i : freeL)
        for (const std::uint64_t j : freeR) {
          Sum<T> sum{};
          for (std::size_t k = 0; k < sumL.size(); ++k)
            sum = plusProduct<T>(sum, x[batchL[b] + i + sumL[k]], w[batchR[b] + j + sumR[k]]);
          y[at++] = fromSum<T>(sum);
        }
  });
  return done ? Status{} : refuseType(c, c.inputs[0].type);
}

namespace {

// One axis a window slides along.
struct Slide {
  std::int64_t size = 1, stride = 1, dilation = 1, base = 1; // base: distance of neighbours of the input
  std::int64_t before = 0, after = 0;
  bool reversed = false;
  Dim in = 0, out = 0;

  // The element of the input that lies under place k of window o; -1 in padding and between elements.
  std::int64_t under(Dim o, Dim k) const {
    const std::int64_t at = o * stride + (reversed ? size - 1 - k : k) * dilation - before;
    return at >= 0 && at % base == 0 && at / base < in ? at / base : -1;
  }
  bool plan() {
    constexpr std::int64_t kMost = std::int64_t{1} << 20;
    for (const std::int64_t v : {size, stride, dilation, base})
      if (v < 1 || v > kMost) return false;
    if (std::abs(before) > kMost || std::abs(after) > kMost || in > (std::int64_t{1} << 40)) return false;
    const std::int64_t whole = (in > 0 ? (in - 1) * base + 1 : 0) + before + after, reach = (size - 1) * dilation + 1;
    out = whole >= reach ? (whole - reach) / stride + 1 : 0;
    return true;
  }
};

std::vector<Dim> outputs(std::span<const Slide> slides) {
  std::vector<Dim> dims;
  for (const Slide& s : slides) dims.push_back(s.out);
  return dims;
}
std::vector<Dim> sizes(std::span<const Slide> slides) {
  std::vector<Dim> dims;
  for (const Slide& s : slides) dims.push_back(s.size);
  return dims;
}

// Counts through `dims` in row-major order; f of each place. Nothing when a dimension is 0.
template<class F> void forEach(const std::vector<Dim>& dims, F&& f) {
  if (std::ranges::count(dims, 0)) return;
  std::vector<Dim> at(dims.size(), 0);
  for (;;) {
    f(at);
    std::size_t i = dims.size();
    for (; i > 0; --i) {
      if (++at[i - 1] < dims[i - 1]) break;
      at[i - 1] = 0;
    }
    if (i == 0) return;
  }
}

Status windowsOf(EvalContext& c, std::span<Slide> slides, Binary meet) {
  const TensorView x = c.inputs[0];
  if (c.inputs[1].type != x.type || c.inputs[1].elements() != 1)
    return hloContradicts(c, msg("its first value is not one number of its type."));
  for (std::size_t i = 0; i < slides.size(); ++i) {
    slides[i].in = x.shape.dims[i];
    if (!slides[i].plan()) return hloContradicts(c, msg("its windows do not fit {0}.", x.shape.text()));
  }
  ARA_TRY(c.makeResult(0, x.type, Shape::of(outputs(slides))));
  const auto strides = stridesOf(x.shape);
  bool known = true;
  const bool done = withType<Floats | Integers | Booleans>(x.type, [&]<class T>() {
    const auto in = c.in<T>(0);
    const T first = c.in<T>(1)[0];
    const auto y = c.out<T>(0);
    const Shape one = Shape::scalar();
    std::size_t place = 0;
    const std::vector<Dim> window = sizes(slides);
    forEach(outputs(slides), [&](const std::vector<Dim>& o) {
      T sum = first;
      forEach(window, [&](const std::vector<Dim>& k) {
        std::uint64_t at = 0;
        for (std::size_t i = 0; i < slides.size(); ++i) {
          const std::int64_t e = slides[i].under(o[i], k[i]);
          if (e < 0) return;
          at += static_cast<std::uint64_t>(e) * strides[i];
        }
        const T before = sum;
        known = known && binary<T>(meet, one, one, one, std::span(&before, 1), in.subspan(at, 1), std::span(&sum, 1)) ==
                             Outcome::done;
      });
      y[place++] = sum;
    });
  });
  return done && known ? Status{} : refuseType(c, x.type);
}

} // namespace

Status evaluateHloReduceWindow(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  if (c.inputs.size() != 2)
    return c.refuse(msg("{0} {1} reduces several tensors at once, which is not computed here.", c.op(), c.name()));
  ARA_ASSIGN(const auto meet, hloRegion(c, "body_subgraph_index"));
  const std::size_t rank = c.inputs[0].shape.rank();
  ARA_ASSIGN(const auto size, hloInts(c, "window_dimensions", rank, 1));
  ARA_ASSIGN(const auto stride, hloInts(c, "window_strides", rank, 1));
  ARA_ASSIGN(const auto base, hloInts(c, "base_dilations", rank, 1));
  ARA_ASSIGN(const auto dilation, hloInts(c, "window_dilations", rank, 1));
  ARA_ASSIGN(const auto padding, hloInts(c, "padding", 2 * rank, 0));
  if (!meet)
    return c.refuse(msg("{0} {1} keeps one element of each window, which is not computed here.", c.op(), c.name()));
  std::vector<Slide> slides;
  for (std::size_t i = 0; i < rank; ++i)
    slides.push_back({size[i], stride[i], dilation[i], base[i], padding[2 * i], padding[2 * i + 1]});
  return windowsOf(c, slides, *meet);
}

Status evaluateReduceWindow(EvalContext& c) {
  static constexpr std::pair<std::string_view, Binary> kFunctions[] = {
      {"ADD", Binary::add},         {"MUL", Binary::mul},    {"MINIMUM", Binary::minimum},
      {"MAXIMUM", Binary::maximum}, {"ALL", Binary::bitAnd}, {"ANY", Binary::bitOr}};
  ARA_TRY(wantInputs(c, 5));
  const std::size_t rank = c.inputs[0].shape.rank();
  std::vector<std::int64_t> steps[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const auto v = integersOf(c.inputs[2 + i]);
    if (!v || v->size() != rank) return hloContradicts(c, msg("its windows do not fit {0}.", c.inputs[0].shape.text()));
    steps[i] = *v;
  }
  std::vector<Slide> slides;
  for (std::size_t i = 0; i < rank; ++i) slides.push_back({steps[0][i], steps[1][i], steps[2][i]});
  const std::string name = c.attrString("reduce_function");
  for (const auto& [known, function] : kFunctions)
    if (known == name) return windowsOf(c, slides, function);
  return c.refuseAttr("reduce_function", name);
}

Status evaluateHloReduce(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  if (c.inputs.size() != 2)
    return c.refuse(msg("{0} {1} reduces several tensors at once, which is not computed here.", c.op(), c.name()));
  ARA_ASSIGN(const auto meet, hloRegion(c, "body_subgraph_index"));
  if (!meet)
    return c.refuse(msg("{0} {1} keeps one element of each window, which is not computed here.", c.op(), c.name()));
  const Shape in = c.inputs[0].shape;
  const auto given = c.attrInts("dimensions");
  ARA_ASSIGN(const auto axes, normaliseAxes(c, given, in.rank()));
  std::vector<Slide> slides(in.rank());
  Shape out = Shape::scalar();
  for (std::size_t i = 0; i < in.rank(); ++i) {
    const bool gone = std::ranges::count(axes, i) > 0;
    if (gone && in.dims[i] == 0)
      return c.refuse(msg("{0} {1} reduces an axis without elements, which is not computed here.", c.op(), c.name()));
    if (gone) slides[i].size = in.dims[i];
    if (!gone) out.dims.push_back(in.dims[i]);
  }
  ARA_TRY(windowsOf(c, slides, *meet));
  c.results[0].shape = std::move(out);
  return {};
}

Status evaluateHloConvolution(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  const Shape x = c.inputs[0].shape, w = c.inputs[1].shape;
  const DataType type = c.inputs[0].type;
  if (x.rank() != w.rank() || x.rank() < 2 || c.inputs[1].type != type)
    return hloContradicts(c, msg("it slides {0} over {1}.", w.text(), x.text()));
  const std::size_t spatial = x.rank() - 2;
  ARA_ASSIGN(const auto inAxes, hloInts(c, "input_spatial_dimensions", spatial, 0));
  ARA_ASSIGN(const auto kernelAxes, hloInts(c, "kernel_spatial_dimensions", spatial, 0));
  ARA_ASSIGN(const auto outAxes, hloInts(c, "output_spatial_dimensions", spatial, 0));
  ARA_ASSIGN(const auto stride, hloInts(c, "window_strides", spatial, 1));
  ARA_ASSIGN(const auto padding, hloInts(c, "padding", 2 * spatial, 0));
  ARA_ASSIGN(const auto base, hloInts(c, "lhs_dilation", spatial, 1));
  ARA_ASSIGN(const auto dilation, hloInts(c, "rhs_dilation", spatial, 1));
  const AttrValue* turned = c.attr("window_reversal");
  const auto* reversed = turned ? std::get_if<std::vector<bool>>(turned) : nullptr;
  const std::int64_t n[] = {c.attrInt("input_batch_dimension"), c.attrInt("input_feature_dimension")};
  const std::int64_t k[] = {c.attrInt("kernel_output_feature_dimension"), c.attrInt("kernel_input_feature_dimension")};
  const std::int64_t o[] = {c.attrInt("output_batch_dimension"), c.attrInt("output_feature_dimension")};
  const std::int64_t groups = std::max<std::int64_t>(1, c.attrInt("feature_group_count", 1));
  if (!axesOnce({inAxes, n}, x.rank()) || !axesOnce({kernelAxes, k}, x.rank()) || !axesOnce({outAxes, o}, x.rank()) ||
      c.attrInt("batch_group_count", 1) > 1 || (reversed && !reversed->empty() && reversed->size() != spatial))
    return c.refuse(msg("{0} {1} is a kind of convolution that is not computed here.", c.op(), c.name()));
  const auto dim = [](const Shape& s, std::int64_t axis) { return s.dims[static_cast<std::size_t>(axis)]; };
  const Dim batch = dim(x, n[0]), channels = dim(x, n[1]), units = dim(w, k[0]), depth = dim(w, k[1]);
  if (mulDims(depth, groups) != channels || units % groups != 0)
    return hloContradicts(c, msg("it slides {0} over {1}.", w.text(), x.text()));
  std::vector<Slide> slides;
  for (std::size_t i = 0; i < spatial; ++i) {
    Slide s{dim(w, kernelAxes[i]), stride[i], dilation[i], base[i], padding[2 * i], padding[2 * i + 1]};
    s.reversed = reversed && !reversed->empty() && (*reversed)[i];
    s.in = dim(x, inAxes[i]);
    if (!s.plan()) return hloContradicts(c, msg("its windows do not fit {0}.", x.text()));
    slides.push_back(s);
  }
  Shape out = x;
  out.dims[static_cast<std::size_t>(o[0])] = batch;
  out.dims[static_cast<std::size_t>(o[1])] = units;
  for (std::size_t i = 0; i < spatial; ++i) out.dims[static_cast<std::size_t>(outAxes[i])] = slides[i].out;
  ARA_TRY(c.makeResult(0, type, out));
  const auto xs = stridesOf(x), ws = stridesOf(w), os = stridesOf(out);
  const auto at = [](const std::vector<std::uint64_t>& strides, std::int64_t axis, Dim i) {
    return strides[static_cast<std::size_t>(axis)] * static_cast<std::uint64_t>(i);
  };
  const std::vector<Dim> window = sizes(slides);
  const bool done = withType<Floats | Integers>(type, [&]<class T>() {
    const auto in = c.in<T>(0), filter = c.in<T>(1);
    const auto y = c.out<T>(0);
    for (Dim b = 0; b < batch; ++b)
      for (Dim u = 0; u < units; ++u)
        forEach(outputs(slides), [&](const std::vector<Dim>& place) {
          Sum<T> sum{};
          forEach(window, [&](const std::vector<Dim>& q) {
            std::uint64_t from = at(xs, n[0], b), weight = at(ws, k[0], u);
            for (std::size_t i = 0; i < spatial; ++i) {
              const std::int64_t e = slides[i].under(place[i], q[i]);
              if (e < 0) return;
              from += at(xs, inAxes[i], e);
              weight += at(ws, kernelAxes[i], q[i]);
            }
            const Dim first = u / (units / groups) * depth;
            for (Dim d = 0; d < depth; ++d)
              sum = plusProduct<T>(sum, in[from + at(xs, n[1], first + d)], filter[weight + at(ws, k[1], d)]);
          });
          std::uint64_t to = at(os, o[0], b) + at(os, o[1], u);
          for (std::size_t i = 0; i < spatial; ++i) to += at(os, outAxes[i], place[i]);
          y[to] = fromSum<T>(sum);
        });
  });
  return done ? Status{} : refuseType(c, type);
}

} // namespace ara::ops::tfl
