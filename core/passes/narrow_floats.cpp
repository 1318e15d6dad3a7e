// %y: f64 = AddV2(%x: f64, %c: f64)      becomes   %x32 = Cast(%x)   %y32: f32 = AddV2(%x32, %c32)   %y: f64 =
// Cast(%y32)
//
// float64, float16 and bfloat16 are computed in float32, which is all the runtime computes in: inputs and outputs keep
// their types behind casts, everything between changes its type. Runs only where the graph cannot be lowered as it is.
// Bitcast looks at the bits themselves, so it stays in the way.
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>

namespace ara::passes {
namespace {

constexpr ir::DataType kF32 = ir::DataType::f32;

bool isOther(ir::DataType t) { return t == ir::DataType::f64 || t == ir::DataType::f16 || t == ir::DataType::bf16; }

float bfloat(std::uint16_t bits) {
  const std::uint32_t wide = static_cast<std::uint32_t>(bits) << 16;
  float f;
  std::memcpy(&f, &wide, sizeof f);
  return f;
}

// The value of a constant as float32: a splat stays one.
Result<ir::BufferId> narrowed(ir::Model& model, ir::BufferId id, ir::DataType from, std::uint64_t elements) {
  const std::size_t width = ir::bitWidth(from) / 8;
  const auto convert = [&](Bytes data, std::uint64_t count) {
    std::vector<std::byte> out(static_cast<std::size_t>(count) * sizeof(float));
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i * width);
      const float f = from == ir::DataType::f64   ? static_cast<float>(loadAt<double>(data, at))
                      : from == ir::DataType::f16 ? static_cast<float>(loadAt<_Float16>(data, at))
                                                  : bfloat(loadAt<std::uint16_t>(data, at));
      std::memcpy(out.data() + i * sizeof(float), &f, sizeof f);
    }
    return out;
  };
  const ir::Buffer& b = model.buffers[id.index()];
  const auto size = checkedMul(elements, sizeof(float));
  if (!size)
    return fail(ErrorKind::Unsupported, msg("A constant of {0} elements is more than memory holds.", elements));
  if (!b.source && b.unprinted == 0 && b.data.size() < b.size && b.elementBytes == width && b.data.size() >= width &&
      b.data.size() % width == 0) {
    const auto stored = std::make_shared<const std::vector<std::byte>>(convert(b.data, b.data.size() / width));
    return model.addBuffer(ir::repeatBuffer(*stored, stored, *size, sizeof(float)));
  }
  ARA_ASSIGN(const ir::BufferData data, model.data(id));
  if (data.bytes.size() / width < elements)
    return fail(ErrorKind::BadFile,
                msg("A constant holds {0} bytes, fewer than its shape asks for.", data.bytes.size()),
                msg("Save the model again."));
  return model.addBuffer(ir::heapBuffer(convert(data.bytes, elements)));
}

// Attributes that name one of the types; nothing when none does.
std::optional<ir::AttrList> narrowed(const ir::AttrList& attrs) {
  ir::AttrList out = attrs;
  bool changed = false;
  const auto change = [&](ir::DataType& t) {
    if (!isOther(t)) return;
    t = kF32;
    changed = true;
  };
  for (ir::Attr& a : out) {
    if (auto* one = std::get_if<ir::DataType>(&a.value)) change(*one);
    if (auto* list = std::get_if<std::vector<ir::DataType>>(&a.value))
      for (ir::DataType& t : *list) change(t);
  }
  return changed ? std::optional(std::move(out)) : std::nullopt;
}

ir::TensorId castBetween(PassContext& c, ir::TensorId t, ir::DataType from, ir::DataType to) {
  ir::AttrList attrs{{c.model.names.intern("SrcT"), from}, {c.model.names.intern("DstT"), to}};
  const ir::NodeId n = c.edit.addNode(*c.find("tf.Cast"), {t}, c.model.attrs.intern(std::move(attrs), c.model.names));
  const ir::TensorId made = c.graph().result(n);
  c.edit.setType(made, to);
  c.edit.setShape(made, ir::Shape(c.model.shapeOf(c.graph()[t])));
  return made;
}

// Whether a node looks at the bits of such a number, or gives something else than a rounded answer for a rounded one:
// counts of what falls between edges, how many elements differ, the lowest number of the type where nothing is.
bool readsBits(const PassContext& c) {
  static constexpr std::string_view kExact[] = {
      "tf.Bitcast",  "tf.HistogramFixedWidth", "tf.UnsortedSegmentMax", "tf.UnsortedSegmentMin", "tf.Unique",
      "tf.UniqueV2", "tf.UniqueWithCounts",    "tf.UniqueWithCountsV2", "tf.ListDiff",
  };
  for (const ir::GraphId id : reachableGraphs(c.model)) { // all of them or none
    const ir::Graph& g = c.model.graph(id);
    for (const ir::NodeId n : g.nodeIds()) {
      if (std::ranges::find(kExact, c.model.opName(g[n])) == std::end(kExact)) continue;
      for (const ir::TensorId t : g.operands(n))
        if (t && isOther(g[t].type)) return true;
      for (const ir::TensorId t : g.results(n))
        if (isOther(g[t].type)) return true;
    }
  }
  return false;
}

} // namespace

Status narrow_floats(PassContext& c) {
  if (readsBits(c)) return {}; // lowering tells about it
  const std::vector<ir::TensorId> inputs = c.graph().inputs;
  std::vector<ir::TensorId> outputs = c.graph().outputs;
  std::vector<ir::DataType> was(c.graph().tensorCount(), ir::DataType::none);
  std::vector<bool> isInput(c.graph().tensorCount());
  const bool main = c.edit.id() == ir::GraphId(0); // what is called is given float32, and gives it
  for (const ir::TensorId t : inputs) isInput[t.index()] = main;

  // A constant handed out as an output keeps its type; so does an input.
  std::vector<ir::DataType> outputType;
  for (ir::TensorId& t : outputs) {
    const ir::Tensor x = c.graph()[t];
    outputType.push_back(main && isOther(x.type) && !x.buffer && !isInput[t.index()] ? x.type : ir::DataType::none);
    if (main && isOther(x.type) && x.buffer)
      t = c.edit.addConstant(x.type, ir::Shape(c.model.shapeOf(x)), x.buffer, x.name);
  }

  std::map<std::pair<std::uint32_t, int>, ir::BufferId> buffers; // weights that are shared stay so
  for (std::size_t i = 0; i < was.size(); ++i) {
    const ir::TensorId t(i);
    const ir::Tensor x = c.graph()[t];
    if (!isOther(x.type) || isInput[i]) continue;
    was[i] = x.type;
    if (x.buffer) {
      const auto [at, fresh] = buffers.try_emplace({x.buffer.value, static_cast<int>(x.type)});
      const auto elements = c.model.shapeOf(x).elements();
      if (fresh && elements) { ARA_ASSIGN(at->second, narrowed(c.model, x.buffer, x.type, *elements)); }
      if (at->second) c.edit.setBuffer(t, at->second);
    }
    c.edit.setType(t, kF32);
  }
  for (const ir::NodeId n : c.graph().nodeIds())
    if (auto attrs = narrowed(c.model.attrs[c.graph()[n].attrs])) {
      c.edit.setAttrs(n, c.model.attrs.intern(std::move(*attrs), c.model.names));
      c.edit.rewrote("narrow_floats", {n}, {n}, msg("It is computed in float32, as everything is in TensorFlow Lite."));
    }
  for (const ir::TensorId t : main ? inputs : std::vector<ir::TensorId>{}) {
    const ir::DataType type = c.graph()[t].type;
    if (!isOther(type) || c.graph().useCount(t) == 0) continue;
    const ir::TensorId cast = castBetween(c, t, type, kF32);
    c.edit.replaceUses(t, cast);
    c.edit.setOperand(c.graph()[cast].producer, 0, t);
  }
  for (std::size_t i = 0; i < outputs.size(); ++i)
    if (outputType[i] != ir::DataType::none) outputs[i] = castBetween(c, outputs[i], kF32, outputType[i]);
  c.edit.setOutputs(outputs);
  return {};
}

bool holdsOtherFloats(const ir::Model& model) {
  for (const ir::Graph& g : model.graphs)
    for (std::size_t i = 0; i < g.tensorCount(); ++i)
      if (const ir::Tensor& t = g[ir::TensorId(i)]; isOther(t.type) && (t.producer || t.useCount > 0)) return true;
  return false;
}

} // namespace ara::passes
