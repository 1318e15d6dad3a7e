#include "passes/axis_order.h"

#include "kernels/movement.h"

#include <algorithm>
#include <unordered_map>

namespace ara::passes {
namespace {

using ir::TensorId;

constexpr std::size_t kMostBroadcastAxes = 4; // the runtime spreads operands of no more

const std::unordered_map<std::string_view, AxisKind>& kinds() {
  using enum AxisKind;
  static const std::unordered_map<std::string_view, AxisKind> kKinds{
      {"tfl.abs", each},           {"tfl.ceil", each},
      {"tfl.cos", each},           {"tfl.elu", each},
      {"tfl.exp", each},           {"tfl.fake_quant", each},
      {"tfl.floor", each},         {"tfl.gelu", each},
      {"tfl.hard_swish", each},    {"tfl.leaky_relu", each},
      {"tfl.log", each},           {"tfl.logistic", each},
      {"tfl.neg", each},           {"tfl.relu", each},
      {"tfl.relu6", each},         {"tfl.relu_n1_to_1", each},
      {"tfl.round", each},         {"tfl.rsqrt", each},
      {"tfl.sin", each},           {"tfl.sqrt", each},
      {"tfl.square", each},        {"tfl.tanh", each},
      {"tfl.add", binary},         {"tfl.div", binary},
      {"tfl.maximum", binary},     {"tfl.minimum", binary},
      {"tfl.mul", binary},         {"tfl.pow", binary},
      {"tfl.prelu", binary},       {"tfl.squared_difference", binary},
      {"tfl.sub", binary},         {"tfl.concatenation", concat},
      {"tfl.mirror_pad", pad},     {"tfl.pad", pad},
      {"tfl.padv2", pad},          {"tfl.mean", reduce},
      {"tfl.reduce_max", reduce},  {"tfl.reduce_min", reduce},
      {"tfl.reduce_prod", reduce}, {"tfl.sum", reduce},
      {"tfl.split", split},        {"tfl.split_v", splitSizes},
      {"tfl.slice", slice},        {"tfl.strided_slice", strided}};
  return kKinds;
}

bool isFloat(const PassContext& c, TensorId t) { return t && c.graph()[t].type == ir::DataType::f32; }
bool hasRank(const PassContext& c, TensorId t, std::size_t rank) {
  const ir::Shape& s = c.model.shapeOf(c.graph()[t]);
  return s.ranked && s.rank() == rank;
}
bool isConstant(const PassContext& c, TensorId t) { return c.graph()[t].buffer && !c.graph()[t].variable; }

std::int64_t fromFront(std::int64_t axis, std::size_t rank) {
  return axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis;
}
bool named(std::int64_t axis, std::size_t rank) { return axis >= 0 && axis < static_cast<std::int64_t>(rank); }

// The axes that stay after a reduction without keep_dims come out in their old order.
bool staysInOrder(const std::vector<std::int64_t>& gone, const AxisOrder& order) {
  std::int64_t last = -1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (std::ranges::any_of(gone, [&](std::int64_t a) { return fromFront(a, order.size()) == std::int64_t(i); }))
      continue;
    if (order[i] < last) return false;
    last = order[i];
  }
  return true;
}

// Which operands name axes or count along them.
std::vector<std::size_t> steering(AxisKind kind) {
  switch (kind) {
  case AxisKind::pad:
  case AxisKind::reduce: return {1};
  case AxisKind::split: return {0};
  case AxisKind::splitSizes: return {2};
  case AxisKind::slice: return {1, 2};
  case AxisKind::strided: return {1, 2, 3};
  default: return {};
  }
}

TensorId addIntegers(PassContext& c, TensorId like, const std::vector<std::int64_t>& values) {
  const ir::Tensor old = c.graph()[like];
  const ir::Shape shape = c.model.shapeOf(old);
  if (old.type == ir::DataType::i64)
    return c.edit.addConstant(old.type, shape, c.model.addBuffer(ir::heapBufferOf<std::int64_t>(values)));
  const std::vector<std::int32_t> narrow(values.begin(), values.end());
  return c.edit.addConstant(ir::DataType::i32, shape, c.model.addBuffer(ir::heapBufferOf<std::int32_t>(narrow)));
}

// Entry i of a list over axes, `each` numbers long, becomes entry order[i].
std::vector<std::int64_t> turnedList(const std::vector<std::int64_t>& values, const AxisOrder& order,
                                     std::size_t each) {
  std::vector<std::int64_t> out(values.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t k = 0; k < each; ++k) out[static_cast<std::size_t>(order[i]) * each + k] = values[i * each + k];
  return out;
}

std::int64_t turnedMask(std::int64_t mask, const AxisOrder& order) {
  std::int64_t out = 0;
  for (std::size_t i = 0; i < order.size(); ++i)
    if (mask >> i & 1) out |= std::int64_t{1} << order[i];
  return out;
}

} // namespace

std::optional<AxisOrder> axisOrderOf(const PassContext& c, ir::NodeId n) {
  const ir::Graph& g = c.graph();
  if (!n || !c.is(n, "tfl.transpose") || g[n].operandCount != 2 || !g.operand(n, 0)) return {};
  auto order = ops::NodeView(c.model, g, n).knownIntegers(1);
  const ir::Shape& in = c.model.shapeOf(g[g.operand(n, 0)]);
  if (!order || !in.ranked || in.rank() != order->size()) return {};
  AxisOrder sorted = *order;
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (sorted[i] != static_cast<std::int64_t>(i)) return {};
  return order;
}

AxisOrder inverse(const AxisOrder& order) {
  AxisOrder out(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) out[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
  return out;
}

ir::Shape turned(const ir::Shape& s, const AxisOrder& order) {
  ir::Shape out = s;
  for (std::size_t i = 0; i < order.size(); ++i) out.dims[static_cast<std::size_t>(order[i])] = s.dims[i];
  return out;
}

bool keepsElements(const ir::Shape& s, const AxisOrder& order) {
  std::int64_t last = -1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (s.dims[i] == 1) continue;
    if (order[i] < last) return false;
    last = order[i];
  }
  return true;
}

std::optional<AxisRole> axisRole(const PassContext& c, ir::NodeId n, const AxisOrder& order) {
  const ir::Graph& g = c.graph();
  if (!g[n].def) return {};
  const auto known = kinds().find(g[n].def->name);
  if (known == kinds().end() || g[n].resultCount == 0) return {};
  const ops::NodeView v(c.model, g, n);
  const std::size_t rank = order.size(), operands = g[n].operandCount;
  AxisRole role{.kind = known->second};
  switch (role.kind) {
  case AxisKind::each: role.count = 1; break;
  case AxisKind::binary: role.count = 2; break;
  case AxisKind::concat: role.count = operands; break;
  case AxisKind::split: role.first = 1, role.count = 1; break;
  default: role.count = 1; break;
  }
  if (role.first + role.count > operands || role.count == 0) return {};
  // Integers that steer it must be known, and there.
  std::vector<std::vector<std::int64_t>> lists;
  for (const std::size_t i : steering(role.kind)) {
    const auto values = i < operands && g.operand(n, i) && v.isConstant(i) ? v.knownIntegers(i) : std::nullopt;
    if (!values) return {};
    lists.push_back(*values);
  }
  switch (role.kind) {
  case AxisKind::concat:
    if (!named(fromFront(v.attrInt("axis"), rank), rank)) return {};
    break;
  case AxisKind::pad:
    if (lists[0].size() != 2 * rank) return {};
    break;
  case AxisKind::reduce:
    for (const std::int64_t a : lists[0])
      if (!named(fromFront(a, rank), rank)) return {};
    role.results = v.attrBool("keep_dims");
    if (!role.results && !staysInOrder(lists[0], order)) return {};
    break;
  case AxisKind::split:
  case AxisKind::splitSizes:
    if (lists[0].size() != 1 || !named(fromFront(lists[0][0], rank), rank)) return {};
    break;
  case AxisKind::slice:
  case AxisKind::strided:
    for (const auto& l : lists)
      if (l.size() != rank) return {};
    for (const char* mask : {"ellipsis_mask", "new_axis_mask", "shrink_axis_mask"})
      if (role.kind == AxisKind::strided && v.attrInt(mask) != 0) return {};
    if (v.attrBool("offset")) return {};
    break;
  default: break;
  }
  for (std::size_t i = role.first; i < role.first + role.count; ++i) {
    const TensorId t = g.operand(n, i);
    if (!isFloat(c, t)) return {};
    const ir::Shape& s = c.model.shapeOf(g[t]);
    const bool spread = role.kind == AxisKind::binary && isConstant(c, t) && s.isStatic() && s.rank() <= rank &&
                        (s.elements() == 1 || rank <= kMostBroadcastAxes);
    if (!spread && !hasRank(c, t, rank)) return {};
  }
  for (const TensorId t : g.results(n))
    if (!isFloat(c, t) || (role.results && !hasRank(c, t, rank))) return {};
  return role;
}

Result<TensorId> turnedConstant(PassContext& c, TensorId t, const AxisOrder& order) {
  const ir::Tensor old = c.graph()[t];
  ir::Shape s = c.model.shapeOf(old);
  if (s.elements() == 1 && s.rank() < order.size()) return t;
  s.dims.insert(s.dims.begin(), order.size() - s.rank(), 1);
  const ir::Shape shape = turned(s, order);
  if (keepsElements(s, order)) return c.edit.addConstant(old.type, shape, old.buffer, old.name);
  ARA_ASSIGN(const ir::BufferData data, c.model.data(old.buffer));
  const auto bytes = ir::byteSize(old.type, *s.elements());
  const unsigned width = ir::bitWidth(old.type) / 8;
  if (!bytes || width == 0 || data.bytes.size() < *bytes)
    return fail(ErrorKind::BadFile, msg("{0} lacks bytes.", c.model.tensorName(c.graph(), t)));
  std::vector<std::byte> moved(*bytes);
  kernels::Walk walk{s.dims, std::vector<std::int64_t>(order.size()), kernels::rowMajor(s.dims)};
  const auto to = kernels::rowMajor(shape.dims);
  for (std::size_t i = 0; i < order.size(); ++i) walk.to[i] = to[static_cast<std::size_t>(order[i])];
  if (!kernels::move(moved, data.bytes, walk, width))
    return fail(ErrorKind::Internal, msg("{0} cannot be transposed.", c.model.tensorName(c.graph(), t)));
  return c.edit.addConstant(old.type, shape, c.model.addBuffer(ir::heapBuffer(std::move(moved))), old.name);
}

void renameAxes(PassContext& c, ir::NodeId n, const AxisRole& role, const AxisOrder& order) {
  const ops::NodeView v(c.model, c.graph(), n);
  const std::size_t rank = order.size();
  const auto renamed = [&](std::int64_t axis) { return order[static_cast<std::size_t>(fromFront(axis, rank))]; };
  if (role.kind == AxisKind::concat) c.edit.setAttr(n, "axis", renamed(v.attrInt("axis")));
  for (const std::size_t i : steering(role.kind)) {
    std::vector<std::int64_t> values = *ops::NodeView(c.model, c.graph(), n).knownIntegers(i);
    if (role.kind == AxisKind::pad)
      values = turnedList(values, order, 2);
    else if (role.kind == AxisKind::slice || role.kind == AxisKind::strided)
      values = turnedList(values, order, 1);
    else
      for (std::int64_t& a : values) a = renamed(a);
    if (role.kind == AxisKind::reduce) std::ranges::sort(values);
    c.edit.setOperand(n, i, addIntegers(c, c.graph().operand(n, i), values));
  }
  if (role.kind == AxisKind::strided)
    for (const char* mask : {"begin_mask", "end_mask"})
      c.edit.setAttr(n, mask, turnedMask(ops::NodeView(c.model, c.graph(), n).attrInt(mask), order));
}

} // namespace ara::passes
