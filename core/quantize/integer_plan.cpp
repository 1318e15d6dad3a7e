#include "quantize/integer_plan.h"

#include "base/strings.h"
#include "ir/walk.h"
#include "ops/context.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace ara::quantize {
namespace {

using ir::DataType;
using ir::NodeId;
using ir::TensorId;

class Planner {
public:
  Planner(const ir::Model& model, const Ranges& ranges, const IntegerOptions& options)
      : m_model(model), m_g(model.graph()), m_ranges(ranges), m_options(options),
        m_skip(options.skip.begin(), options.skip.end()), m_only(options.only.begin(), options.only.end()) {}

  IntegerPlan run() {
    m_plan.order = ir::executionOrder(m_model, m_g).nodes;
    m_plan.rules.resize(m_g.nodeCount());
    m_plan.why.resize(m_g.nodeCount());
    m_plan.scales.resize(m_g.tensorCount());
    m_fed.resize(m_g.tensorCount());
    for (const TensorId t : m_g.inputs) m_fed[t.index()] = true;
    chooseNodes();
    imposeScales();
    for (const TensorId t : m_g.inputs) m_plan.scales[t.index()] = ownScale(t);
    for (const NodeId n : m_plan.order) giveScales(n);
    return std::move(m_plan);
  }

private:
  const Range& range(TensorId t) const { return m_ranges.of[t.index()]; }
  const IntegerRule* rule(NodeId n) const { return m_plan.rules[n.index()]; }
  bool wide() const { return m_options.codes == DataType::i16; }
  bool computed(TensorId t) const { return t && !m_g[t].buffer; }

  std::optional<Affine> ownScale(TensorId t) const {
    if (!range(t).seen) return {};
    return affineFor(range(t), m_options.codes);
  }

  // Why the node computes in float; empty when it need not.
  Message obstacle(NodeId n, const IntegerRule* r) const {
    const ir::Node& node = m_g[n];
    const std::string op(m_model.shortOpName(node));
    if (!r) return msg("{0} computes in float only", op);
    if (!r->version(m_options.codes)) return msg("{0} does not compute with {1}", op, ir::longName(m_options.codes));
    const ops::NodeView view(m_model, m_g, n);
    bool named = m_only.empty();
    const auto look = [&](TensorId t) {
      if (m_skip.empty() && m_only.empty()) return true;
      const std::string name = m_model.tensorName(m_g, t);
      named = named || m_only.contains(name);
      return !m_skip.contains(name);
    };
    bool asked = true;
    for (std::size_t i = 0; i < node.operandCount; ++i) {
      const TensorId t = m_g.operand(n, i);
      if (!t || !r->takes(i)) continue;
      const ir::Tensor& x = m_g[t];
      if (x.type != DataType::f32) return msg("its values are {0}, not float32", ir::longName(x.type));
      if (!x.buffer) continue;
      asked = look(t) && asked;
      if (const Message m = constantObstacle(t); !m.empty()) return m;
    }
    for (const TensorId t : m_g.results(n)) asked = look(t) && asked;
    if (!asked || !named) return msg("left out as asked");
    if (r->scales == Scales::layer) return layerObstacle(view, *r);
    const std::size_t ranks[] = {view.shape(0).rank(), view.operandCount() > 1 ? view.shape(1).rank() : 0};
    if (r->data == 3 && node.operandCount > 1 && view.shape(0) != view.shape(1) && std::max(ranks[0], ranks[1]) > 4)
      return msg("{0} broadcasts integers over four axes at most", op);
    return {};
  }

  Message withoutScale(TensorId t) const {
    if (!range(t).finite) return msg("{0} takes NaN or infinity in calibration", m_model.tensorName(m_g, t));
    return msg("{0} has no range", m_model.tensorName(m_g, t));
  }

  Message constantObstacle(TensorId t) const {
    const ir::Tensor& x = m_g[t];
    const auto elements = m_model.shapeOf(x).elements();
    if (x.extra && !m_model.extras[x.extra.index()].raw.empty())
      return msg("{0} is sparse", m_model.tensorName(m_g, t));
    if (!elements || !*elements || m_model.bufferBytes(x.buffer) < *elements * sizeof(float))
      return msg("the value of {0} is incomplete", m_model.tensorName(m_g, t));
    const auto data = m_model.data(x.buffer);
    if (!data) return data.error().finding;
    for (std::uint64_t i = 0; i < *elements; ++i)
      if (!std::isfinite(data->load<float>(i))) return msg("{0} holds NaN or infinity", m_model.tensorName(m_g, t));
    return {};
  }

  Message layerObstacle(const ops::NodeView& view, const IntegerRule& r) const {
    const auto at = [&](int i) { return view.operand(static_cast<std::size_t>(i)); };
    const TensorId input = at(r.layer[0]), weights = at(r.layer[1]), bias = at(r.layer[2]);
    if (!input || !weights || m_g[input].buffer) return msg("its input is a constant");
    if (!m_g[weights].buffer) return msg("{0} is computed, and no constant", m_model.tensorName(m_g, weights));
    const ir::Shape& shape = m_model.shapeOf(m_g[weights]);
    if (static_cast<std::size_t>(r.axis) >= shape.rank()) return msg("its weights have the shape {0}", shape.text());
    if (!bias) return {};
    if (!m_g[bias].buffer) return msg("{0} is computed, and no constant", m_model.tensorName(m_g, bias));
    if (m_model.shapeOf(m_g[bias]).elements() !=
        static_cast<std::uint64_t>(shape.dims[static_cast<std::size_t>(r.axis)]))
      return msg("its bias has the shape {0}", m_model.shapeOf(m_g[bias]).text());
    return {};
  }

  // What only moves values computes as its neighbours do.
  bool follows(NodeId n) const { return rule(n) && rule(n)->scales == Scales::same; }

  void chooseNodes() {
    for (const NodeId n : m_plan.order) {
      const IntegerRule* r = integerRule(m_model.shortOpName(m_g[n]));
      m_plan.why[n.index()] = obstacle(n, r);
      if (m_plan.why[n.index()].empty()) m_plan.rules[n.index()] = r;
    }
    std::vector<bool> integer(m_g.nodeCount());
    for (const NodeId n : m_plan.order) {
      if (!rule(n)) continue;
      const TensorId t = m_g.operand(n, firstData(n));
      const NodeId from = t ? m_g[t].producer : NodeId();
      integer[n.index()] =
          !follows(n) ||
          (from && !m_g[t].buffer ? integer[from.index()] : t && m_fed[t.index()] && m_options.border != DataType::f32);
    }
    for (auto at = m_plan.order.rbegin(); at != m_plan.order.rend(); ++at) {
      if (!follows(*at) || integer[at->index()]) continue;
      bool used = false;
      for (const TensorId t : m_g.results(*at))
        for (const ir::UseSite use : m_g.uses(t))
          used = used || (integer[use.user.index()] && rule(use.user)->takes(use.operand));
      integer[at->index()] = used;
      if (used) continue;
      m_plan.rules[at->index()] = nullptr;
      m_plan.why[at->index()] = msg("nothing beside it computes with integers");
    }
  }

  std::size_t firstData(NodeId n) const {
    std::size_t i = 0;
    while (i < 31 && !rule(n)->takes(i)) ++i;
    return i;
  }

  // Operators whose operands and result have one scale take it from the result; what computes such an operand, for it
  // alone, rounds to that scale at once.
  void imposeScales() {
    for (auto at = m_plan.order.rbegin(); at != m_plan.order.rend(); ++at) {
      const NodeId n = *at;
      if (!rule(n) || m_g.results(n).empty()) continue;
      const TensorId result = m_g.result(n);
      const auto imposed = m_imposed.find(result);
      const bool shared = rule(n)->scales == Scales::shared;
      if (!shared && (!follows(n) || imposed == m_imposed.end() || m_g.results(n).size() != 1)) continue;
      const std::optional<Affine> scale =
          imposed != m_imposed.end() ? std::optional(imposed->second) : ownScale(result);
      for (std::size_t i = 0; scale && i < m_g[n].operandCount; ++i) {
        const TensorId t = m_g.operand(n, i);
        if (!t || !rule(n)->takes(i) || !computed(t) || m_g.onlyUser(t) != n || !m_g[t].producer) continue;
        const IntegerRule* from = rule(m_g[t].producer);
        if (from && from->scales != Scales::fixed && from->scales != Scales::integer)
          m_imposed.insert_or_assign(t, *scale);
      }
    }
  }

  void giveScales(NodeId n) {
    const IntegerRule* r = rule(n);
    for (std::size_t i = 0; r && i < m_g[n].operandCount; ++i) { // constants beside computed operands
      const TensorId t = m_g.operand(n, i);
      if (t && r->takes(i) && m_g[t].buffer && r->scales != Scales::layer) m_plan.scales[t.index()] = constantScale(t);
    }
    for (const TensorId t : m_g.results(n)) {
      if (m_g[t].type != DataType::f32) continue;
      std::optional<Affine>& scale = m_plan.scales[t.index()];
      if (r && r->scales == Scales::same)
        scale = m_plan.scales[m_g.operand(n, firstData(n)).index()];
      else if (r && r->scales == Scales::fixed)
        scale = r->fixed(m_options.codes);
      else if (const auto imposed = m_imposed.find(t); imposed != m_imposed.end() && r)
        scale = imposed->second;
      else
        scale = ownScale(t);
    }
    if (!r) return;
    Message why = scaleObstacle(n, *r);
    if (why.empty()) why = arithmeticObstacle(n, *r);
    if (why.empty()) return;
    m_plan.rules[n.index()] = nullptr;
    m_plan.why[n.index()] = std::move(why);
    for (const TensorId t : m_g.results(n))
      if (m_g[t].type == DataType::f32) m_plan.scales[t.index()] = ownScale(t);
  }

  Message scaleObstacle(NodeId n, const IntegerRule& r) const {
    for (std::size_t i = 0; i < m_g[n].operandCount; ++i)
      if (const TensorId t = m_g.operand(n, i); t && r.takes(i) && !m_g[t].buffer && !m_plan.scales[t.index()])
        return withoutScale(t);
    for (const TensorId t : m_g.results(n))
      if (m_g[t].type == DataType::f32 && !m_plan.scales[t.index()]) return withoutScale(t);
    return {};
  }

  // Scales the kernel's fixed-point arithmetic has no place for: it would stop the program, or compute nonsense.
  Message arithmeticObstacle(NodeId n, const IntegerRule& r) const {
    const std::string_view op = m_model.shortOpName(m_g[n]);
    double largest = 0;
    for (std::size_t i = 0; i < m_g[n].operandCount; ++i)
      if (const TensorId t = m_g.operand(n, i); t && r.takes(i) && m_plan.scales[t.index()])
        largest = std::max(largest, double(m_plan.scales[t.index()]->scale));
    const TensorId result = m_g.results(n).empty() ? TensorId() : m_g.result(n);
    const double made = result && m_plan.scales[result.index()] ? double(m_plan.scales[result.index()]->scale) : 1;
    const bool compares = r.scales == Scales::integer && r.data == 3;
    if (compares && largest >= 1) return msg("{0} compares integers only where their scale is below 1", op);
    const double room = wide() ? 0x1p15 : 0x1p20; // how far sums are shifted up before they are scaled down
    const bool sum = op == "add" || op == "sub", square = op == "squared_difference";
    if ((sum && 2 * largest >= room * made) || (square && 4 * largest * largest >= 0x1p14 * made) ||
        (op == "hard_swish" && largest / 128 > made))
      return msg("the results of {0} are too small beside its operands", op);
    const double steepness = ops::NodeView(m_model, m_g, n).attrFloat("beta", 1);
    if ((op == "softmax" || op == "log_softmax") && !wide() && !(steepness * largest > 0x1p-25))
      return msg("the operand of {0} hardly varies", op);
    return {};
  }

  std::optional<Affine> constantScale(TensorId t) const {
    const auto data = m_model.data(m_g[t].buffer);
    if (!data) return {};
    Range range{0, 0, true, true};
    const std::uint64_t elements = *m_model.shapeOf(m_g[t]).elements();
    for (std::uint64_t i = 0; i < elements; ++i) {
      range.least = std::min(range.least, data->load<float>(i));
      range.most = std::max(range.most, data->load<float>(i));
    }
    return affineFor(range, m_options.codes);
  }

  const ir::Model& m_model;
  const ir::Graph& m_g;
  const Ranges& m_ranges;
  const IntegerOptions& m_options;
  std::unordered_set<std::string> m_skip, m_only;
  IntegerPlan m_plan;
  std::vector<bool> m_fed;
  std::unordered_map<TensorId, Affine> m_imposed;
};

} // namespace

Affine affineFor(const Range& range, DataType codes) {
  const bool wide = codes == DataType::i16;
  const std::int32_t least8 = codes == DataType::u8 ? 0 : -128;
  const double least = std::min(double(range.least), 0.0), most = std::max(double(range.most), 0.0);
  const double span = wide ? std::max(-least, most) / 32767 : (most - least) / 255;
  const auto scale = static_cast<float>(span);
  if (!(scale >= std::numeric_limits<float>::min()))
    return {1.0f / 128, codes == DataType::u8 ? 128 : 0}; // nothing but zeros
  if (wide) return {scale, 0};
  const double zero = std::round(least8 - least / double(scale));
  return {scale, static_cast<std::int32_t>(std::clamp(zero, double(least8), double(least8 + 255)))};
}

IntegerPlan planIntegers(const ir::Model& model, const Ranges& ranges, const IntegerOptions& options) {
  return Planner(model, ranges, options).run();
}

} // namespace ara::quantize
