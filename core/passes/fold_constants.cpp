// %a = const, %b = const, %y = Add(%a, %b)   becomes   %y = const
// Also where inference alone knows the whole value: the Shape of a tensor with a static shape.
// What would grow the file (Fill, Tile, BroadcastTo of much) stays an operator.
#include "ops/infer.h"
#include "passes/pass.h"
#include "runtime/evaluate.h"

namespace ara::passes {
namespace {

constexpr std::uint64_t kAlwaysFold = 16u << 10; // results up to this many bytes may be larger than their operands

bool allConstant(const ir::Graph& g, ir::NodeId n) {
  for (const ir::TensorId t : g.operands(n))
    if (t && (!g[t].buffer || g[t].variable || g[t].quant)) return false;
  return g[n].operandCount > 0;
}

std::optional<std::uint64_t> bytesOf(const ir::Model& m, const ir::Tensor& t) {
  const auto count = m.shapeOf(t).elements();
  return count ? ir::byteSize(t.type, *count) : std::nullopt;
}

// Inference knows every element of this small integer tensor.
std::optional<ir::Buffer> knownValue(const ir::Model& m, const ir::Tensor& t) {
  if (!t.extra || (t.type != ir::DataType::i32 && t.type != ir::DataType::i64)) return std::nullopt;
  const auto& value = m.extras[t.extra.index()].value;
  const auto count = m.shapeOf(t).elements();
  if (!value || count != value->size()) return std::nullopt;
  for (const ir::Dim d : *value)
    if (d < 0) return std::nullopt;
  if (t.type == ir::DataType::i64) return ir::heapBufferOf<std::int64_t>(*value);
  std::vector<std::int32_t> narrow;
  for (const ir::Dim d : *value) {
    if (d > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
    narrow.push_back(static_cast<std::int32_t>(d));
  }
  return ir::heapBufferOf<std::int32_t>(narrow);
}

bool worthFolding(const ir::Model& m, const ir::Graph& g, ir::NodeId n) {
  std::uint64_t in = 0, out = 0;
  for (const ir::TensorId t : g.operands(n))
    if (t) in += m.bufferBytes(g[t].buffer);
  for (const ir::TensorId t : g.results(n)) {
    const auto bytes = bytesOf(m, g[t]);
    if (!bytes) return g[t].useCount == 0 || g[t].type == ir::DataType::string;
    out += *bytes;
  }
  return out <= kAlwaysFold || out <= in;
}

} // namespace

Status fold_constants(PassContext& c) {
  const auto order = c.order();
  std::vector<bool> fresh(c.graph().tensorCount(), false); // became constant in this pass
  std::size_t seen = 0;
  for (const ir::NodeId n : *order) {
    if (++seen % 256 == 0) ARA_TRY(c.task.checkpoint(double(seen) / double(order->size()), "Computing constants"));
    const ir::Graph& g = c.graph();
    const ir::OpDef* row = g[n].def;
    if (!row || !row->pure || g[n].dead || g[n].resultCount == 0) continue;
    if (g[g.result(n)].variable) continue; // a state that is set at each call
    if (row->name == "tf.Const") continue; // a constant already; lowering takes the node away
    bool again = false;
    for (const ir::TensorId t : g.operands(n)) again = again || (t && t.index() < fresh.size() && fresh[t.index()]);
    if (again)
      if (auto ok = ops::inferNode(c.edit, n); !ok) {
        c.refused.push_back(std::move(ok).error());
        continue;
      }
    std::vector<std::pair<ir::TensorId, ir::Buffer>> values;
    for (const ir::TensorId t : g.results(n))
      if (auto known = knownValue(c.model, g[t])) values.emplace_back(t, std::move(*known));
    if (values.size() != g[n].resultCount) {
      values.clear();
      if (!row->evaluate || !allConstant(g, n) || !worthFolding(c.model, g, n)) continue;
      auto results = runtime::evaluateConstant(c.model, g, n, std::uint64_t{1} << 30);
      if (!results) continue; // the row has no kernel for these types: stays as it is
      if (results->size() != g[n].resultCount) continue;
      for (std::size_t i = 0; i < results->size(); ++i) {
        const ir::TensorId t = g.result(n, i);
        c.edit.setType(t, (*results)[i].type);
        c.edit.setShape(t, (*results)[i].shape);
        values.emplace_back(t, ir::heapBuffer(std::move((*results)[i].bytes)));
      }
    }
    for (auto& [t, buffer] : values) {
      c.edit.setBuffer(t, c.model.addBuffer(std::move(buffer)));
      if (t.index() < fresh.size()) fresh[t.index()] = true;
    }
    c.edit.rewrote("fold_constant", {n}, {});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
