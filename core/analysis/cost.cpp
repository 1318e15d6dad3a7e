#include "analysis/cost.h"

#include "ir/walk.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace ara::analysis {
namespace {

constexpr std::uint64_t kBlock = 64;

struct Life {
  std::uint32_t first = 0, last = 0;
  std::uint64_t bytes = 0; // rounded up to blocks; 0: not in the arena
};

// By tensor. Nothing where a size is not known.
std::optional<std::vector<Life>> livesOf(const ir::Model& m, const ir::Graph& g, const std::vector<ir::NodeId>& order) {
  std::vector<Life> lives(g.tensorCount());
  std::vector<bool> outside(g.tensorCount());
  for (const auto* list : {&g.inputs, &g.outputs})
    for (const ir::TensorId t : *list) outside[t.index()] = true;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto touch = [&](ir::TensorId t) {
      if (!t || outside[t.index()] || g[t].buffer || g[t].type == ir::DataType::string) return true;
      Life& life = lives[t.index()];
      life.last = static_cast<std::uint32_t>(i);
      if (life.bytes) return true;
      life.first = static_cast<std::uint32_t>(i);
      const auto elements = m.shapeOf(g[t]).elements();
      const auto bytes = elements ? ir::byteSize(g[t].type, *elements) : std::nullopt;
      if (!bytes || *bytes > (std::uint64_t{1} << 48)) return false;
      life.bytes = (*bytes + kBlock - 1) / kBlock * kBlock;
      return true;
    };
    for (const ir::TensorId t : g.operands(order[i]))
      if (!touch(t)) return std::nullopt;
    for (const ir::TensorId t : g.results(order[i]))
      if (!touch(t)) return std::nullopt;
  }
  return lives;
}

// Living blocks in order of their place.
class Blocks {
public:
  std::uint64_t place(std::uint64_t bytes) {
    std::uint64_t at = 0;
    for (const auto& [begin, end] : m_live) {
      if (begin - at >= bytes) break;
      at = end;
    }
    m_live.emplace(at, at + bytes);
    return at;
  }
  void free(std::uint64_t at) { m_live.erase(at); }

private:
  std::map<std::uint64_t, std::uint64_t> m_live; // place -> end
};

bool isOneOf(std::string_view op, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, op) != names.end();
}

std::optional<std::uint64_t> elementsOf(const ir::Model& m, const ir::Graph& g, ir::NodeId n, bool result,
                                        std::size_t i) {
  const auto count = result ? g[n].resultCount : g[n].operandCount;
  const ir::TensorId t = i < count ? (result ? g.result(n, i) : g.operand(n, i)) : ir::TensorId{};
  return t ? m.shapeOf(g[t]).elements() : std::nullopt;
}

std::int64_t intAttr(const ir::Model& m, const ir::Node& n, std::string_view key) {
  const ir::AttrValue* v = m.attr(n, key);
  const auto* i = v ? std::get_if<std::int64_t>(v) : nullptr;
  return i ? *i : 0;
}

// A sequence layer in the same measure: its products, 64 for each value of a sigmoid or tanh, one for each sum and product
// between. toco wrote the steps out, so this is what it counts for them.
std::optional<std::uint64_t> recurrentOperations(const ir::Model& m, const ir::Graph& g, ir::NodeId n, bool lstm) {
  const auto in = elementsOf(m, g, n, false, 0);
  const std::size_t recurrentAt = lstm ? 8 : 2;
  if (!in || g[n].operandCount <= recurrentAt || !g.operand(n, recurrentAt)) return std::nullopt;
  const ir::Shape &x = m.shapeOf(g[g.operand(n, 0)]), &r = m.shapeOf(g[g.operand(n, recurrentAt)]);
  if (x.rank() != 3 || r.rank() != 2 || !r.isStatic() || x.dims[2] <= 0) return 0;
  const auto inputs = static_cast<std::uint64_t>(x.dims[2]), units = static_cast<std::uint64_t>(r.dims[0]);
  const auto outputs = static_cast<std::uint64_t>(r.dims[1]);
  const auto width = checkedAdd(inputs, outputs);
  const auto products = width ? checkedMul(*width, units * 2) : std::nullopt;
  if (!products || *products > (std::uint64_t{1} << 60) || units > (std::uint64_t{1} << 40)) return std::nullopt;
  std::uint64_t step = *products + units + units * 64;
  if (lstm) {
    const bool projected = g[n].operandCount > 16 && g.operand(n, 16);
    step = 4 * (*products + units) + 5 * 64 * units + 3 * units + 2 * units;
    if (g[n].operandCount > 11 && g.operand(n, 11)) step += 3 * 2 * units; // peepholes
    if (projected) step += checkedMul(units, 2 * outputs).value_or(0);
  }
  return checkedMul(step, *in / inputs);
}

// Operations of one node; nothing where a shape it needs is not known.
std::optional<std::uint64_t> operationsOf(const ir::Model& m, const ir::Graph& g, ir::NodeId n) {
  const std::string_view op = m.shortOpName(g[n]);
  const auto out = elementsOf(m, g, n, true, 0);
  const auto times = [&](std::uint64_t k) { return out ? checkedMul(*out, k) : std::nullopt; };
  if (isOneOf(op, {"conv_2d", "depthwise_conv_2d", "fully_connected"})) {
    const auto weights = elementsOf(m, g, n, false, 1);
    if (!out || !weights) return std::nullopt;
    const ir::Shape& shape = m.shapeOf(g[g.result(n)]);
    if (shape.dims.empty() || shape.dims.back() <= 0) return 0;
    const auto products = checkedMul(*out / static_cast<std::uint64_t>(shape.dims.back()), 2 * *weights);
    const bool biased = g[n].operandCount > 2 && g.operand(n, 2);
    return products ? std::optional(*products + (biased ? *out : 0)) : std::nullopt;
  }
  if (op == "transpose_conv") {
    const auto weights = elementsOf(m, g, n, false, 1), in = elementsOf(m, g, n, false, 2);
    if (!weights || !in) return std::nullopt;
    const ir::Shape& kernel = m.shapeOf(g[g.operand(n, 1)]);
    if (kernel.rank() != 4 || kernel.dims[3] <= 0) return 0;
    return checkedMul(2 * *in, *weights / static_cast<std::uint64_t>(kernel.dims[3]));
  }
  if (isOneOf(op, {"add", "sub", "mul", "div"})) return out;
  if (op == "add_n") return times(std::max<std::uint64_t>(1, g[n].operandCount) - 1);
  if (isOneOf(op, {"logistic", "softmax", "log_softmax", "tanh"})) return times(64);
  const auto window = [&] {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, intAttr(m, g[n], "filter_height") * intAttr(m, g[n], "filter_width")));
  };
  if (isOneOf(op, {"max_pool_2d", "average_pool_2d"})) return times(window());
  if (op == "l2_pool_2d") return times(2 * window() + 32);
  if (op == "l2_normalization") return times(3);
  if (op == "unidirectional_sequence_lstm") return recurrentOperations(m, g, n, true);
  if (op == "unidirectional_sequence_rnn") return recurrentOperations(m, g, n, false);
  return 0;
}

} // namespace

std::optional<Arena> firstFitArena(const ir::Model& m) {
  const ir::Graph& g = m.graph();
  const std::vector<ir::NodeId> order = ir::executionOrder(m, g).nodes;
  const auto lives = livesOf(m, g, order);
  if (!lives) return std::nullopt;
  Arena arena;
  Blocks blocks;
  std::vector<std::uint64_t> place(lives->size(), ~std::uint64_t{0});
  std::vector<ir::TensorId> touched;
  for (std::size_t i = 0; i < order.size(); ++i) {
    touched.clear();
    for (const ir::TensorId t : g.operands(order[i])) touched.push_back(t);
    for (const ir::TensorId t : g.results(order[i])) touched.push_back(t);
    std::erase_if(touched, [&](ir::TensorId t) { return !t || (*lives)[t.index()].bytes == 0; });
    std::uint64_t here = 0;
    for (auto at = touched.begin(); at != touched.end(); ++at) {
      const Life& life = (*lives)[at->index()];
      if (std::find(touched.begin(), at, *at) == at) here += life.bytes;
      if (place[at->index()] != ~std::uint64_t{0}) continue;
      place[at->index()] = blocks.place(life.bytes);
      arena.total = std::max(arena.total, place[at->index()] + life.bytes);
    }
    arena.mostAtOnce = std::max(arena.mostAtOnce, here);
    for (const ir::TensorId t : touched)
      if ((*lives)[t.index()].last == i) blocks.free(place[t.index()]);
  }
  return arena;
}

std::optional<std::uint64_t> arithmeticOperations(const ir::Model& m) {
  const ir::Graph& g = m.graph();
  std::uint64_t sum = 0;
  for (const ir::NodeId n : g.nodeIds()) {
    const auto one = operationsOf(m, g, n);
    const auto next = one ? checkedAdd(sum, *one) : std::nullopt;
    if (!next) return std::nullopt;
    sum = *next;
  }
  return sum;
}

} // namespace ara::analysis
