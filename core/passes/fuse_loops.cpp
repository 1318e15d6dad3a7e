// A While over the steps of recurrent cells     becomes     a sequence operator for each cell.
// dynamic_rnn and Keras layers, after lists have become tensors: each turn reads its part of a sequence, hands states
// on, and writes its output. Cells may be stacked in one loop; nothing else may be computed in it.
#include "passes/graph_copy.h"
#include "passes/recurrent/layer.h"
#include "passes/recurrent/loop_form.h"
#include "passes/recurrent/proof.h"
#include "passes/recurrent/told.h"
#include "runtime/evaluate.h"

#include <algorithm>
#include <map>

namespace ara::passes {
namespace {

using ir::TensorId;
using recurrent::Cell;
using recurrent::LoopForm;
using recurrent::Role;
using recurrent::Sequence;
using recurrent::State;
using recurrent::Step;

struct Layer {
  Cell cell;
  std::vector<std::size_t> states; // carried tensors: those matchCell was given
  TensorId output;                 // of the body: h after the turn
};

class Loop {
public:
  Loop(PassContext& context, ir::NodeId node, LoopForm form) : c(context), m_node(node), m_form(std::move(form)) {
    m_body = {&c.model, &body(), {}, {}};
    for (const ir::NodeId n : body().nodeIds()) m_body.nodes.insert(n);
  }

  // What is in the way, or nothing when the loop is gone.
  std::optional<Message> fuse() {
    if (auto why = findLayers()) return why;
    if (auto why = checkResults()) return why;
    recurrent::Builder b(c, scope());
    if (auto why = addLayers(b)) {
      b.undo();
      return why;
    }
    if (auto done = replaceResults(b); !done) {
      b.undo();
      return done.error().finding;
    }
    for (const Layer& layer : m_layers)
      c.edit.rewrote("fuse_recurrent", {m_node}, {c.graph()[m_sequences.at(layer.output).tensor].producer},
                     recurrent::told(layer.cell, static_cast<std::size_t>(m_form.turns), body().liveNodeCount()));
    c.edit.remove(m_node);
    return {};
  }

private:
  const ir::Graph& body() const { return c.model.graph(m_form.body); }
  TensorId operand(std::size_t i) const { return c.graph().operand(m_node, i); }
  TensorId result(std::size_t i) const { return c.graph().result(m_node, i); }

  std::optional<Message> findLayers() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_form.roles.size(); ++i)
      if (m_form.roles[i] == Role::state) open.push_back(i);
    if (open.empty() || open.size() > 16) return msg("it hands on {0} states.", open.size());
    for (const std::size_t i : open)
      if (!isZero(operand(i))) return msg("{0} does not start from zero.", c.model.tensorName(c.graph(), operand(i)));
    Message why = msg("its turns are no cell TensorFlow Lite has an operator for.");
    while (!open.empty()) {
      if (!nextLayer(open, why)) return why;
    }
    return {};
  }

  // Takes one cell out of the states that are left.
  bool nextLayer(std::vector<std::size_t>& open, Message& why) {
    for (std::size_t a = 0; a < open.size(); ++a) {
      if (tryLayer(open, {open[a]}, why)) return true;
      for (std::size_t d = a + 1; d < open.size(); ++d)
        if (tryLayer(open, {open[a], open[d]}, why)) return true;
    }
    return false;
  }

  bool tryLayer(std::vector<std::size_t>& open, std::vector<std::size_t> tried, Message& why) {
    Step step = m_body;
    std::vector<State> states;
    for (std::size_t i = 0; i < m_form.roles.size(); ++i) {
      if (m_form.roles[i] != Role::state) continue;
      const State s{body().inputs[i], plain(body().outputs[i])};
      step.ends.insert(s.before);
      if (std::ranges::find(tried, i) == tried.end())
        step.ends.insert(s.after);
      else
        states.push_back(s);
    }
    Result<Cell> cell = recurrent::matchCell(step, states);
    if (!cell) {
      if (open.size() <= 2 && tried.size() == open.size()) why = cell.error().finding;
      return false;
    }
    m_layers.push_back({*std::move(cell), tried, states[cell->output].after});
    std::erase_if(open, [&](std::size_t i) { return std::ranges::find(tried, i) != tried.end(); });
    return true;
  }

  bool isZero(TensorId t) const {
    const ir::Graph& g = c.graph();
    const ir::NodeId n = g[t].producer;
    if (n && c.is(n, "tf.Fill") && g[n].operandCount == 2) t = g.operand(n, 1);
    const Step anywhere{&c.model, &g, {}, {}};
    const auto values = recurrent::constantFloats(anywhere, t);
    return values && std::ranges::all_of(*values, [](float v) { return v == 0; });
  }

  const Layer* layerOf(TensorId output) const {
    const auto it = std::ranges::find(m_layers, output, &Layer::output);
    return it == m_layers.end() ? nullptr : &*it;
  }
  TensorId plain(TensorId t) const { return recurrent::withoutIdentities(m_body, t); }
  bool used(std::size_t i) const { return c.graph().useCount(result(i)) || c.graph().isOutput(result(i)); }

  // Every result that is used has to be one the layers give.
  std::optional<Message> checkResults() const {
    for (std::size_t i = 0; i < m_form.roles.size(); ++i) {
      const Role role = m_form.roles[i];
      if ((role == Role::collected || role == Role::lastWritten) && !layerOf(plain(m_form.written[i])))
        return msg("{0} collects something else than the outputs of its cells.",
                   c.model.tensorName(c.graph(), result(i)));
      if (role != Role::state || !used(i)) continue;
      for (const Layer& layer : m_layers)
        if (std::ranges::find(layer.states, i) != layer.states.end() && i != layer.states[layer.cell.output])
          return msg("the memory {0} is used after the loop.", c.model.tensorName(c.graph(), result(i)));
    }
    return {};
  }

  std::optional<Message> addLayers(recurrent::Builder& b) {
    std::vector<const Layer*> open;
    for (const Layer& layer : m_layers) open.push_back(&layer);
    while (!open.empty()) {
      const std::size_t before = open.size();
      for (std::size_t i = 0; i < open.size(); ++i) {
        const auto input = inputOf(b, open[i]->cell);
        if (!input) return input.error().finding;
        if (!input->tensor) continue; // of a layer that is not there yet
        if (m_layers.size() > 1) b.setName(scope() + "/layer_" + std::to_string(open[i] - m_layers.data()));
        auto made = recurrent::addLayer(b, open[i]->cell, *input);
        if (!made) return made.error().finding;
        if (auto found = disagreement(b, *open[i], *input, *made); !found)
          return found.error().finding;
        else if (*found)
          return **found;
        m_sequences.emplace(open[i]->output, *made);
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(i--));
      }
      if (open.size() == before) return msg("its cells wait for each other.");
    }
    return {};
  }

  // Turn by turn in the body, from states of zeros.
  Result<std::optional<Message>> disagreement(recurrent::Builder& b, const Layer& layer, Sequence input,
                                              Sequence output) {
    const std::size_t steps = recurrent::checkedSteps(static_cast<std::size_t>(m_form.turns));
    const auto source =
        [&](const std::vector<std::vector<std::vector<float>>>& inputs) -> Result<std::vector<std::vector<float>>> {
      std::vector<std::vector<float>> out;
      std::vector<ops::TensorView> state;
      std::vector<TensorId> after;
      for (const std::size_t i : layer.states) {
        const ir::Shape& shape = c.model.shapeOf(body()[body().inputs[i]]);
        state.push_back(recurrent::floatView(shape, std::vector<float>(static_cast<std::size_t>(*shape.elements()))));
        after.push_back(plain(body().outputs[i]));
      }
      Task quiet = c.task.part(0, 0);
      for (std::size_t t = 0; t < steps; ++t) {
        std::vector<runtime::Feed> feeds;
        for (std::size_t i = 0; i < layer.states.size(); ++i)
          feeds.push_back({body().inputs[layer.states[i]], state[i]});
        for (std::size_t i = 0; i < inputs.size(); ++i)
          feeds.push_back({layer.cell.inputs[i],
                           recurrent::floatView(c.model.shapeOf(body()[layer.cell.inputs[i]]), inputs[i][t])});
        ARA_ASSIGN(state, runtime::runGraph(quiet, c.model, m_form.body, feeds, after));
        out.push_back(recurrent::floatsOf(state[layer.cell.output]));
      }
      return out;
    };
    return recurrent::disagreement(b, layer.cell, input, output, steps, source);
  }

  // All inputs of a cell side by side. No tensor: another layer has to come first.
  Result<Sequence> inputOf(recurrent::Builder& b, const Cell& cell) {
    std::vector<Sequence> parts;
    for (const TensorId t : cell.inputs) {
      if (layerOf(t)) {
        const auto it = m_sequences.find(t);
        if (it == m_sequences.end()) return Sequence{};
        parts.push_back(it->second);
        continue;
      }
      const auto carried = recurrent::readsSequence(c, m_form, t);
      if (!carried)
        return fail(ErrorKind::Unsupported,
                    msg("{0} is computed in each turn beside the cell.", c.model.tensorName(body(), t)));
      ARA_ASSIGN(const Sequence s, sequenceOf(b, operand(*carried)));
      parts.push_back(s);
    }
    Sequence all = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (parts[i].timeMajor != all.timeMajor) {
        ARA_ASSIGN(parts[i].tensor, b.add("tf.Transpose", {parts[i].tensor, b.ints({1, 0, 2})}));
      }
      ARA_ASSIGN(all.tensor, b.add("tf.ConcatV2", {all.tensor, parts[i].tensor, b.scalar(2)}));
    }
    return all;
  }

  // The sequence of a loop has time first; where it was turned for that, what it was before does as well.
  Result<Sequence> sequenceOf(recurrent::Builder& b, TensorId t) {
    const ir::Shape shape = b.shapeOf(t);
    if (!shape.isStatic() || shape.rank() != 3 || shape.dims[0] < m_form.turns)
      return fail(ErrorKind::Unsupported, msg("a sequence has the shape {0}.", shape.text()));
    if (shape.dims[0] > m_form.turns) {
      ARA_ASSIGN(const TensorId cut,
                 b.add("tf.Slice", {t, b.ints({0, 0, 0}), b.ints({static_cast<std::int32_t>(m_form.turns), -1, -1})}));
      return Sequence{cut, true};
    }
    const ir::NodeId n = c.graph()[t].producer;
    if (n && c.is(n, "tf.Transpose") && c.graph()[n].operandCount == 2) {
      const auto order = ops::NodeView(c.model, c.graph(), n).knownIntegers(1);
      if (order == std::vector<std::int64_t>{1, 0, 2}) return Sequence{c.graph().operand(n, 0), false};
    }
    return Sequence{t, true};
  }

  Status replaceResults(recurrent::Builder& b) {
    for (std::size_t i = 0; i < m_form.roles.size(); ++i) {
      if (!used(i)) continue;
      ARA_ASSIGN(const TensorId t, resultOf(b, i));
      if (c.graph().isOutput(result(i))) {
        ARA_ASSIGN(const TensorId named, b.add("tf.Identity", {t}));
        c.edit.takeResult(c.graph()[named].producer, 0, result(i));
      } else {
        c.edit.replaceUses(result(i), t);
      }
    }
    return {};
  }

  Result<TensorId> resultOf(recurrent::Builder& b, std::size_t i) {
    switch (m_form.roles[i]) {
    case Role::fixed: return operand(i);
    case Role::counter: return counterAfter(b, i);
    case Role::collected: {
      const Sequence y = m_sequences.at(plain(m_form.written[i]));
      if (y.timeMajor) return y.tensor;
      return b.add("tf.Transpose", {y.tensor, b.ints({1, 0, 2})});
    }
    case Role::lastWritten: {
      const Sequence y = m_sequences.at(plain(m_form.written[i]));
      ARA_ASSIGN(const TensorId last, lastOf(b, y));
      std::vector<std::int32_t> dims;
      for (const ir::Dim d : b.shapeOf(result(i)).dims) dims.push_back(static_cast<std::int32_t>(d));
      return b.add("tf.Reshape", {last, b.ints(dims)});
    }
    case Role::state: break;
    }
    for (const Layer& layer : m_layers)
      if (i == layer.states[layer.cell.output]) return lastOf(b, m_sequences.at(layer.output));
    return fail(ErrorKind::Internal, msg("A state of a loop has no layer."));
  }

  Result<TensorId> lastOf(recurrent::Builder& b, Sequence y) {
    const auto last = static_cast<std::int32_t>(m_form.turns - 1);
    const bool t = y.timeMajor;
    const auto begin = t ? std::vector<std::int32_t>{last, 0, 0} : std::vector<std::int32_t>{0, last, 0};
    const auto end = t ? std::vector<std::int32_t>{last + 1, 0, 0} : std::vector<std::int32_t>{0, last + 1, 0};
    const std::int64_t rest = t ? 6 : 5, own = t ? 1 : 2;
    return b.add("tf.StridedSlice", {y.tensor, b.ints(begin), b.ints(end), b.ints({1, 1, 1})},
                 {{"begin_mask", rest},
                  {"end_mask", rest},
                  {"shrink_axis_mask", own},
                  {"ellipsis_mask", std::int64_t{0}},
                  {"new_axis_mask", std::int64_t{0}}});
  }

  Result<TensorId> counterAfter(recurrent::Builder& b, std::size_t i) {
    const ops::NodeView v(c.model, c.graph(), m_node);
    const auto first = v.knownIntegers(i);
    if (!first || first->size() != 1 || v.type(i) != ir::DataType::i32)
      return fail(ErrorKind::Unsupported, msg("a counter is used after the loop."));
    return b.scalar(static_cast<std::int32_t>(first->front() + m_form.turns));
  }

  std::string scope() const {
    const std::string name = c.graph()[m_node].name ? std::string(c.model.names[c.graph()[m_node].name]) : "recurrent";
    return name.ends_with("/while") ? name.substr(0, name.size() - 6) : name;
  }

  PassContext& c;
  ir::NodeId m_node;
  LoopForm m_form;
  Step m_body;
  std::vector<Layer> m_layers;
  std::map<TensorId, Sequence> m_sequences; // by the body's tensor
};

} // namespace

static void tell(PassContext& c, ir::NodeId loop, const Message& why) {
  for (const ir::GraphId g : calledGraphs(c.model, c.graph()[loop])) // a loop without a product is none of a layer
    for (const ir::NodeId n : c.model.graph(g).nodeIds())
      if (c.model.opName(c.model.graph(g)[n]) == "tf.MatMul") {
        c.task.note(Severity::note, msg("A loop with products in it stays a loop: {0}", why.text()), {},
                    ops::NodeView(c.model, c.graph(), loop).name());
        return;
      }
}

Status fuse_loops(PassContext& c) {
  if (c.recurrent != Recurrent::fused) return {};
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) {
    const ir::NodeId n(i);
    if (!c.is(n, "tf.While") && !c.is(n, "tf.StatelessWhile")) continue;
    Message why;
    auto form = recurrent::loopForm(c, n, why);
    if (!form) {
      if (!why.empty()) tell(c, n, why);
      continue;
    }
    if (const auto found = Loop(c, n, *std::move(form)).fuse()) tell(c, n, *found);
  }
  return {};
}

} // namespace ara::passes
