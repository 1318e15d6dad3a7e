// keras.LSTM(x, kernel, recurrent, bias)   becomes   MatMul, Unpack, then for each step MatMul, Split, Sigmoid, Tanh
//                                                    .. , and Pack
// for graphs that TensorFlow is to run, which has no such operator. The number of steps must be known.
#include "ops/infer.h"
#include "passes/constants.h"

namespace ara::passes {
namespace {

using ir::DataType;
using ir::Dim;
using ir::Shape;
using ir::TensorId;
using Tensors = std::vector<TensorId>;

constexpr Dim kMostSteps = 4096;

class Steps {
public:
  Steps(PassContext& context, ir::NodeId layer) : c(context), m_name(ops::NodeView(c.model, c.graph(), layer).name()) {}

  Tensors many(std::string_view op, Tensors operands, std::size_t results,
               std::vector<std::pair<std::string_view, ir::AttrValue>> attrs = {}) {
    const ir::OpDef* row = c.find("tf." + std::string(op));
    if (!m_status) return Tensors(results);
    if (!row) {
      m_status = fail(ErrorKind::Internal, msg("There is no operator {0}.", op));
      return Tensors(results);
    }
    ir::AttrList list;
    for (auto& [key, value] : attrs) list.push_back({c.model.nameOf(key), std::move(value)});
    const ir::NodeId n = c.edit.addNode(*row, operands, c.model.attrs.intern(std::move(list), c.model.names), results,
                                        c.model.nameOf(m_name + "/" + std::string(op)));
    m_nodes.push_back(n);
    if (auto known = ops::inferNode(c.edit, n); !known) m_status = Fail(std::move(known).error());
    const auto made = c.graph().results(n);
    return {made.begin(), made.end()};
  }
  TensorId op(std::string_view name, Tensors operands,
              std::vector<std::pair<std::string_view, ir::AttrValue>> attrs = {}) {
    return many(name, std::move(operands), 1, std::move(attrs))[0];
  }
  TensorId ints(std::vector<std::int32_t> values, bool scalar = false) {
    const Shape shape = scalar ? Shape::scalar() : Shape::of({static_cast<Dim>(values.size())});
    return c.edit.addConstant(DataType::i32, shape,
                              c.model.addBuffer(ir::heapBufferOf<std::int32_t>(std::span<const std::int32_t>(values))),
                              c.model.nameOf(m_name + "/Const"));
  }

  const Status& status() const { return m_status; }
  const std::string& name() const { return m_name; }
  const std::vector<ir::NodeId>& nodes() const { return m_nodes; }

private:
  PassContext& c;
  std::string m_name;
  std::vector<ir::NodeId> m_nodes;
  Status m_status;
};

// x * kernel + bias for all steps at once: [batch, steps, gates * units], as one tensor a step.
Tensors inputParts(Steps& s, const Tensors& operands, const Shape& x, Dim width) {
  const Dim steps = x.dims[1];
  TensorId y = s.op("Reshape", {operands[0], s.ints({-1, static_cast<std::int32_t>(x.dims[2])})});
  y = s.op("MatMul", {y, operands[1]}, {{"transpose_a", false}, {"transpose_b", false}});
  if (operands.size() > 3 && operands[3]) y = s.op("BiasAdd", {y, operands[3]});
  y = s.op("Reshape", {y, s.ints({-1, static_cast<std::int32_t>(steps), static_cast<std::int32_t>(width)})});
  return s.many("Unpack", {y}, static_cast<std::size_t>(steps), {{"num", steps}, {"axis", std::int64_t{1}}});
}

TensorId plusState(Steps& s, TensorId part, TensorId state, TensorId recurrent) {
  if (!state) return part; // the first step: zero
  return s.op("AddV2", {part, s.op("MatMul", {state, recurrent}, {{"transpose_a", false}, {"transpose_b", false}})});
}

TensorId written(Steps& s, const Tensors& operands, const Shape& x, Dim units, bool lstm, bool relu) {
  const Tensors parts = inputParts(s, operands, x, lstm ? 4 * units : units);
  Tensors outputs;
  TensorId state, carry;
  for (const TensorId part : parts) {
    const TensorId z = plusState(s, part, state, operands[2]);
    if (lstm) {
      const Tensors gate = s.many("Split", {s.ints({1}, true), z}, 4, {{"num_split", std::int64_t{4}}});
      TensorId fresh = s.op("Mul", {s.op("Sigmoid", {gate[0]}), s.op("Tanh", {gate[2]})});
      if (carry) fresh = s.op("AddV2", {s.op("Mul", {s.op("Sigmoid", {gate[1]}), carry}), fresh});
      carry = fresh;
      state = s.op("Mul", {s.op("Sigmoid", {gate[3]}), s.op("Tanh", {carry})});
    } else {
      state = s.op(relu ? "Relu" : "Tanh", {z});
    }
    outputs.push_back(state);
  }
  const auto count = static_cast<std::int64_t>(outputs.size());
  return s.op("Pack", std::move(outputs), {{"N", count}, {"axis", std::int64_t{1}}});
}

Status writeOut(PassContext& c, ir::NodeId n, bool lstm) {
  Steps s(c, n);
  const ops::NodeView view(c.model, c.graph(), n);
  Tensors operands;
  for (const TensorId t : c.graph().operands(n)) operands.push_back(t);
  const Shape x = operands.empty() || !operands[0] ? Shape::unknown() : c.model.shapeOf(c.graph()[operands[0]]);
  const Dim units = view.attrInt("units");
  const auto refuse = [&](Message finding, Message remedy) {
    c.refused.push_back({ErrorKind::Unsupported, std::move(finding), std::move(remedy), s.name(), {}});
    return Status();
  };
  if (operands.size() < 3 || x.rank() != 3 || !ir::isKnown(x.dims[2]) || units < 1 || units > (1 << 20))
    return refuse(msg("The weights of layer {0} do not fit its input.", s.name()), msg("Save the model again."));
  if (!ir::isKnown(x.dims[1]) || x.dims[1] < 1 || x.dims[1] > kMostSteps)
    return refuse(msg("Layer {0} has {1} steps, and TensorFlow has no operator for the whole of it.", s.name(),
                      ir::isKnown(x.dims[1]) ? std::to_string(x.dims[1]) : std::string("an open number of")),
                  msg("Give up to {0} steps with --input NAME=BATCH,STEPS,VALUES, or write a .tflite.", kMostSteps));
  const bool relu = view.attrString("activation") == "relu";
  const TensorId y = written(s, operands, x, units, lstm, relu);
  ARA_TRY(Status(s.status()));
  const ir::NodeId last = c.graph()[y].producer;
  c.edit.moveResults(n, last);
  c.edit.rewrote("write_out_recurrent", {n}, s.nodes(), msg("TensorFlow has no operator for the whole layer."));
  c.edit.remove(n);
  return {};
}

} // namespace

Status write_out_recurrent(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const bool lstm = c.is(n, "keras.LSTM");
    if (lstm || c.is(n, "keras.SimpleRNN")) ARA_TRY(writeOut(c, n, lstm));
  }
  return {};
}

} // namespace ara::passes
