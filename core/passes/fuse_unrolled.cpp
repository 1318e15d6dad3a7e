// The steps of an unrolled recurrent layer     become     UNIDIRECTIONAL_SEQUENCE_LSTM or _RNN over the whole sequence.
// The steps are the copies of one block that hands state on; the cell is read from the block's formula. A layer starts
// from zero here, and nothing but its outputs may be used elsewhere. Runs before constants are folded: the first step,
// whose state is zero, must still look like the others.
#include "analysis/repeats.h"
#include "passes/recurrent/layer.h"
#include "passes/recurrent/proof.h"
#include "passes/recurrent/told.h"
#include "runtime/evaluate.h"

#include <algorithm>
#include <unordered_map>

namespace ara::passes {
namespace {

using analysis::Repeat;
using recurrent::Cell;
using recurrent::State;
using recurrent::Step;

class Unrolled {
public:
  Unrolled(PassContext& context, const Repeat& repeat) : c(context), m_repeat(repeat) {}

  Status fuse() {
    readStates();
    if (!startsFromZero()) return refuse(msg("its first step does not start from zero."));
    const Result<Cell> cell = matchCell(m_step, m_states);
    for (const State& s : m_states) // without a batch size no cell can be read, whatever it is
      if (!cell && !c.model.shapeOf(graph()[s.after]).isStatic())
        return refuse(
            msg("the shape of its state {0} is open; give a batch size.", c.model.tensorName(graph(), s.after)));
    if (!cell) return refuse(cell.error().finding);
    if (!keepInputs(*cell)) return refuse(msg("what it reads depends on its own state."));
    if (const ir::TensorId t = usedElsewhere(*cell))
      return refuse(msg("{0} inside it is used outside.", c.model.tensorName(c.graph(), t)));
    return replace(*cell);
  }

private:
  const ir::Graph& graph() const { return c.graph(); }
  ir::TensorId result(std::uint32_t place, std::uint32_t copy, std::uint32_t r) const {
    return graph().result(m_repeat.node(place, copy), r);
  }

  // The second copy is the step that is read: its states before are the first copy's results.
  void readStates() {
    m_step = {&c.model, &graph(), {}, {}};
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p) m_step.nodes.insert(m_repeat.node(p, 1));
    for (const analysis::Carried& k : m_repeat.carried) {
      const State s{result(k.from, 0, k.result), result(k.from, 1, k.result)};
      if (!m_step.ends.insert(s.before).second) continue;
      m_states.push_back(s);
      m_from.emplace_back(k.from, k.result);
    }
  }

  bool isZero(ir::TensorId t) const {
    const Step anywhere{&c.model, &graph(), {}, {}};
    const ir::NodeId n = t ? graph()[t].producer : ir::NodeId{};
    if (n && c.is(n, "tf.Fill") && graph()[n].operandCount == 2) t = graph().operand(n, 1);
    if (n && c.is(n, "tf.ZerosLike")) return graph()[graph().result(n)].type == ir::DataType::f32;
    const auto values = constantFloats(anywhere, t);
    return values && std::ranges::all_of(*values, [](float v) { return v == 0; });
  }

  bool startsFromZero() const {
    return std::ranges::all_of(m_repeat.carried, [&](const analysis::Carried& k) {
      return isZero(graph().operand(m_repeat.node(k.place, 0), k.operand));
    });
  }

  // What a block computes from its inputs alone, before the cell, stays. False when it reads the state.
  bool keepInputs(const Cell& cell) {
    std::unordered_map<ir::NodeId, std::uint32_t> place; // in the second copy
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p) place.emplace(m_repeat.node(p, 1), p);
    m_kept.assign(m_repeat.places(), false);
    std::vector<ir::TensorId> todo = cell.inputs;
    while (!todo.empty()) {
      const ir::TensorId t = todo.back();
      todo.pop_back();
      if (m_step.ends.contains(t)) return false;
      const auto it = t ? place.find(graph()[t].producer) : place.end();
      if (it == place.end() || m_kept[it->second]) continue;
      m_kept[it->second] = true;
      for (const ir::TensorId o : graph().operands(it->first)) todo.push_back(o);
    }
    return true;
  }

  // A result that leaves the block and is not what the layer puts out; none when there is none.
  ir::TensorId usedElsewhere(const Cell& cell) {
    m_leaving.assign(graph().nodeCount(), false);
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t i = 0; i < m_repeat.copies && !m_kept[p]; ++i) m_leaving[m_repeat.node(p, i).index()] = true;
    m_outputs.clear();
    const auto [place, r] = m_from[cell.output];
    for (std::uint32_t i = 0; i < m_repeat.copies; ++i) m_outputs.push_back(result(place, i, r));
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t i = 0; i < m_repeat.copies && !m_kept[p]; ++i)
        for (const ir::TensorId t : graph().results(m_repeat.node(p, i))) {
          if (t == m_outputs[i]) continue;
          if (graph().isOutput(t)) return t;
          for (const ir::UseSite use : graph().uses(t))
            if (!m_leaving[use.user.index()]) return t;
        }
    return {};
  }

  // The tensors that stand in every step where `t` stands in the second one.
  std::vector<ir::TensorId> overSteps(ir::TensorId t) const {
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t k = 0, count = graph()[m_repeat.node(p, 1)].operandCount; k < count; ++k) {
        if (graph().operand(m_repeat.node(p, 1), k) != t) continue;
        std::vector<ir::TensorId> all;
        for (std::uint32_t i = 0; i < m_repeat.copies; ++i) all.push_back(graph().operand(m_repeat.node(p, i), k));
        return all;
      }
    return {};
  }

  // Two places may read the same tensor in the second step and different ones in another.
  bool readAlike(ir::TensorId t, const std::vector<ir::TensorId>& all) const {
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t k = 0, count = graph()[m_repeat.node(p, 1)].operandCount; k < count; ++k) {
        if (graph().operand(m_repeat.node(p, 1), k) != t) continue;
        for (std::uint32_t i = 0; i < m_repeat.copies; ++i)
          if (graph().operand(m_repeat.node(p, i), k) != all[i]) return false;
      }
    return true;
  }

  Status replace(const Cell& cell) {
    recurrent::Builder b(c, recurrent::scopeOf(c.model, graph(), graph()[m_outputs.front()].producer,
                                               graph()[m_outputs.back()].producer));
    recurrent::Sequence input;
    for (std::size_t i = 0; i < cell.inputs.size(); ++i) {
      const std::vector<ir::TensorId> steps = overSteps(cell.inputs[i]);
      if (steps.empty() || !readAlike(cell.inputs[i], steps))
        return refuse(msg("its steps read their inputs in different ways."), b);
      auto joined = recurrent::joined(b, steps);
      if (!joined) return refuse(joined.error().finding, b);
      if (auto done = beside(b, input, *joined); !done) return refuse(done.error().finding, b);
    }
    auto layer = recurrent::addLayer(b, cell, input);
    if (!layer) return refuse(layer.error().finding, b);
    if (auto found = disagreement(b, cell, input, *layer); !found)
      return found.error().kind == ErrorKind::Cancelled ? Status(Fail(std::move(found).error()))
                                                        : refuse(found.error().finding, b);
    else if (*found)
      return refuse(**found, b);
    const ir::NodeId made = graph()[layer->tensor].producer;
    ARA_TRY(recurrent::handOut(b, *layer, m_outputs, m_leaving));
    std::vector<ir::NodeId> gone;
    for (const ir::NodeId n : m_repeat.nodes)
      if (m_leaving[n.index()]) gone.push_back(n);
    c.edit.rewrote("fuse_recurrent", gone, {made}, recurrent::told(cell, m_repeat.copies, gone.size()));
    for (const ir::NodeId n : gone) c.edit.remove(n);
    return {};
  }

  // The source's first steps run from their zero state with random inputs in place of what they read.
  Result<std::optional<Message>> disagreement(recurrent::Builder& b, const Cell& cell, recurrent::Sequence input,
                                              recurrent::Sequence output) {
    const std::size_t steps = recurrent::checkedSteps(m_repeat.copies);
    std::vector<std::vector<ir::TensorId>> read;
    for (const ir::TensorId t : cell.inputs) read.push_back(overSteps(t));
    const auto source =
        [&](const std::vector<std::vector<std::vector<float>>>& inputs) -> Result<std::vector<std::vector<float>>> {
      std::vector<runtime::Feed> feeds;
      for (const analysis::Carried& k : m_repeat.carried) { // zeros whose shape may hang on an input
        const ir::TensorId first = graph().operand(m_repeat.node(k.place, 0), k.operand);
        const ir::Shape& shape = c.model.shapeOf(graph()[result(k.from, 0, k.result)]);
        feeds.push_back(
            {first, recurrent::floatView(shape, std::vector<float>(static_cast<std::size_t>(*shape.elements())))});
      }
      for (std::size_t i = 0; i < inputs.size(); ++i)
        for (std::size_t t = 0; t < steps; ++t)
          feeds.push_back({read[i][t], recurrent::floatView(c.model.shapeOf(graph()[read[i][t]]), inputs[i][t])});
      Task quiet = c.task.part(0, 0);
      ARA_ASSIGN(const auto values,
                 runtime::runGraph(quiet, c.model, c.edit.id(), feeds, std::span(m_outputs).first(steps)));
      std::vector<std::vector<float>> out;
      for (const ops::TensorView& v : values) out.push_back(recurrent::floatsOf(v));
      return out;
    };
    return recurrent::disagreement(b, cell, input, output, steps, source);
  }

  // Several inputs of a step are one, side by side.
  static Status beside(recurrent::Builder& b, recurrent::Sequence& all, recurrent::Sequence next) {
    if (!all.tensor) {
      all = next;
      return {};
    }
    if (all.timeMajor != next.timeMajor) {
      ARA_ASSIGN(next.tensor, b.add("tf.Transpose", {next.tensor, b.ints({1, 0, 2})}));
    }
    ARA_ASSIGN(all.tensor, b.add("tf.ConcatV2", {all.tensor, next.tensor, b.scalar(2)}));
    return {};
  }

  Status refuse(Message why) {
    if (m_states.empty() || !looksRecurrent()) return {};
    c.task.note(Severity::note,
                msg("{0} steps look like a recurrent layer and stay as they are: {1}", m_repeat.copies, why.text()), {},
                c.model.tensorName(graph(), m_states[0].after));
    return {};
  }
  Status refuse(Message why, recurrent::Builder& b) {
    b.undo();
    return refuse(std::move(why));
  }

  // Worth a word: it multiplies by weights in every step.
  bool looksRecurrent() const {
    return std::ranges::any_of(m_step.nodes, [&](ir::NodeId n) { return c.is(n, "tf.MatMul"); });
  }

  PassContext& c;
  const Repeat& m_repeat;
  Step m_step;
  std::vector<State> m_states;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> m_from; // place and result of each state
  std::vector<ir::TensorId> m_outputs;                         // of every step
  std::vector<bool> m_leaving;                                 // by node
  std::vector<bool> m_kept;                                    // by place
};

} // namespace

Status fuse_unrolled(PassContext& c) {
  if (c.recurrent != Recurrent::fused || !recurrent::mayRepeat(c.model, c.graph())) return {};
  Task quiet = c.task.part(0, 1);
  ARA_ASSIGN(const auto repeats, analysis::findRepeats(quiet, c.model, c.graph()));
  for (const Repeat& r : repeats)
    if (!r.carried.empty()) ARA_TRY(Unrolled(c, r).fuse());
  return {};
}

} // namespace ara::passes
