// Steps that hand state on and are no layer TensorFlow Lite has an operator for     become     one While.
//   h1 = f(x1, h0); h2 = f(x2, h1); ...   becomes   While(i, h, ys, xs) with body (i + 1, f(xs[i], h), ys with it at i)
// GRU, and layers with a state given from outside: the weights and the operators of a step stand in the file once.
// What is carried whole is copied in each turn by the runtime, so only what is used after the loop is collected.
#include "analysis/repeats.h"
#include "base/strings.h"
#include "passes/graph_copy.h"
#include "passes/recurrent/sequence.h"
#include "passes/recurrent/told.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace ara::passes {
namespace {

using analysis::Repeat;
using ir::TensorId;

constexpr std::uint32_t kFewestCopies = 3;

// A tensor the loop carries: what it begins with, its place in the body, what a turn makes of it.
struct Slot {
  TensorId first;  // of the outer graph
  TensorId inside; // input of the body
  TensorId next;   // output of the body; none: unchanged
};

class Roll {
public:
  Roll(PassContext& context, const Repeat& repeat) : c(context), m_repeat(repeat) {}

  Status run() {
    for (const ir::NodeId n : m_repeat.nodes) m_leaving.insert(n);
    if (!isLayer() || !readsOneWay()) return {};
    recurrent::Builder outer(c, "");
    m_scope = recurrent::scopeOf(c.model, graph(), m_repeat.node(0, 0), m_repeat.node(0, m_repeat.copies - 1));
    if (auto done = roll(outer); !done) {
      outer.undo();
      if (done.error().kind == ErrorKind::Cancelled) return done;
    }
    return {};
  }

private:
  const ir::Graph& graph() const { return c.graph(); }
  TensorId operand(std::uint32_t place, std::uint32_t copy, std::uint32_t k) const {
    return graph().operand(m_repeat.node(place, copy), k);
  }

  // A product with weights in each step, and, unless everything is asked for, something new to read in each.
  bool isLayer() const {
    if (m_repeat.copies < kFewestCopies) return false;
    bool product = false, reads = false;
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p) {
      const ir::Node& n = graph()[m_repeat.node(p, 1)];
      product = product || c.is(m_repeat.node(p, 1), "tf.MatMul");
      if (!n.def || !n.def->pure || n.controlCount) return false;
      for (const TensorId t : graph().results(m_repeat.node(p, 1)))
        if (!c.model.shapeOf(graph()[t]).isStatic() || graph()[t].type == ir::DataType::none) return false;
      for (std::uint32_t k = 0; k < n.operandCount; ++k) reads = reads || isNew(p, k);
    }
    return product && (reads || c.recurrent == Recurrent::loop);
  }

  // An operand from outside that is another tensor in each step.
  bool isNew(std::uint32_t place, std::uint32_t k) const {
    const TensorId b = operand(place, 1, k);
    if (!b || !isOutside(b) || graph()[b].buffer) return false;
    for (std::uint32_t i = 0; i < m_repeat.copies; ++i)
      if (operand(place, i, k) != b) return isOutside(operand(place, 0, k));
    return false;
  }
  bool isOutside(TensorId t) const { return !t || !graph()[t].producer || !m_leaving.contains(graph()[t].producer); }

  // A tensor that stands for two different things in other steps cannot be told apart in the body.
  bool readsOneWay() const {
    std::unordered_map<TensorId, std::pair<std::uint32_t, std::uint32_t>> seen;
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t k = 0, count = graph()[m_repeat.node(p, 1)].operandCount; k < count; ++k) {
        const TensorId t = operand(p, 1, k);
        if (!t || !isNew(p, k)) continue;
        const auto [it, fresh] = seen.try_emplace(t, p, k);
        for (std::uint32_t i = 0; i < m_repeat.copies && !fresh; ++i)
          if (operand(p, i, k) != operand(it->second.first, i, it->second.second)) return false;
      }
    return true;
  }

  Status roll(recurrent::Builder& outer) {
    const ir::GraphId body = addFunction(c.model, m_scope + "/body"), cond = addFunction(c.model, m_scope + "/cond");
    ir::GraphEdit bodyEdit(c.model, body), condEdit(c.model, cond);
    PassContext inner{c.model, bodyEdit, c.task, c.find, c.refused, c.allowCustom, c.recurrent};
    recurrent::Builder b(inner, "");
    GraphCopy copy(c.model, c.edit.id(), bodyEdit);
    m_slots.clear();
    const TensorId turn = addSlot(bodyEdit, outer.scalar(0));
    ARA_ASSIGN(m_slots[0].next, b.add("tf.AddV2", {turn, b.scalar(1)}));
    ARA_TRY(bringOperands(outer, b, copy, turn));
    ARA_TRY(bringStates(copy));
    ARA_TRY(collect(outer, b, copy, turn));
    std::vector<TensorId> inputs, outputs, tested;
    for (const Slot& s : m_slots) {
      inputs.push_back(s.inside);
      outputs.push_back(s.next ? s.next : s.inside);
      const ir::Tensor x = c.model.graph(body)[s.inside];
      tested.push_back(condEdit.addTensor(x.type, c.model.shapes[x.shape]));
    }
    bodyEdit.setInputs(inputs);
    bodyEdit.setOutputs(outputs);
    PassContext test{c.model, condEdit, c.task, c.find, c.refused, c.allowCustom, c.recurrent};
    recurrent::Builder t(test, "");
    ARA_ASSIGN(const TensorId less,
               t.add("tf.Less", {tested[0], t.scalar(static_cast<std::int32_t>(m_repeat.copies))}));
    condEdit.setInputs(tested);
    condEdit.setOutputs({less});
    return replace(outer, body, cond);
  }

  TensorId addSlot(ir::GraphEdit& body, TensorId first) {
    const ir::Tensor x = graph()[first];
    const TensorId inside = body.addTensor(x.type, c.model.shapes[x.shape]);
    m_slots.push_back({first, inside, {}});
    return inside;
  }

  // What the steps read from outside: the same in each of them, or their part of a sequence.
  Status bringOperands(recurrent::Builder& outer, recurrent::Builder& b, GraphCopy& copy, TensorId turn) {
    std::unordered_map<TensorId, TensorId> brought;
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t k = 0, count = graph()[m_repeat.node(p, 1)].operandCount; k < count; ++k) {
        const TensorId t = operand(p, 1, k);
        if (!t || graph()[t].buffer || !isOutside(t) || brought.contains(t)) continue;
        TensorId inside;
        if (isNew(p, k)) {
          ARA_ASSIGN(inside, partOf(outer, b, p, k, turn));
        } else {
          inside = addSlot(b.c.edit, t);
        }
        brought.emplace(t, inside);
        copy.set(t, inside);
      }
    return {};
  }

  Result<TensorId> partOf(recurrent::Builder& outer, recurrent::Builder& b, std::uint32_t p, std::uint32_t k,
                          TensorId turn) {
    std::vector<TensorId> steps;
    for (std::uint32_t i = 0; i < m_repeat.copies; ++i) steps.push_back(operand(p, i, k));
    const ir::Shape shape = c.model.shapeOf(graph()[steps[0]]);
    for (const TensorId t : steps)
      if (graph()[t].shape != graph()[steps[0]].shape || !shape.isStatic() || graph()[t].type != graph()[steps[0]].type)
        return fail(ErrorKind::Unsupported, msg("The steps of a layer read different shapes."));
    recurrent::Sequence all;
    if (shape.rank() == 2) {
      ARA_ASSIGN(all, recurrent::joined(outer, steps));
    } else {
      ARA_ASSIGN(all.tensor, outer.add("tf.Pack", steps, {{"axis", std::int64_t{0}}}));
    }
    if (!all.timeMajor) { ARA_ASSIGN(all.tensor, outer.add("tf.Transpose", {all.tensor, outer.ints({1, 0, 2})})); }
    const TensorId sequence = addSlot(b.c.edit, all.tensor);
    return b.add("tf.GatherV2", {sequence, turn, b.scalar(0)});
  }

  // A state stands for what the second step reads of the first one.
  Status bringStates(GraphCopy& copy) {
    std::map<TensorId, std::pair<std::uint32_t, std::size_t>> seen; // by the first step's result
    for (const analysis::Carried& k : m_repeat.carried) {
      const TensorId before = graph().result(m_repeat.node(k.from, 0), k.result),
                     first = operand(k.place, 0, k.operand);
      const auto it = seen.find(before);
      if (it != seen.end()) {
        if (!sameStart(m_slots[it->second.second].first, first))
          return fail(ErrorKind::Unsupported, msg("A state begins in two ways."));
        continue;
      }
      if (!first || graph()[first].shape != graph()[before].shape || graph()[first].type != graph()[before].type)
        return fail(ErrorKind::Unsupported, msg("A state changes its shape in the first step."));
      copy.set(before, addSlot(copy.target(), first));
      seen.emplace(before, std::pair{k.from, m_slots.size() - 1});
      m_states.push_back({m_slots.size() - 1, graph().result(m_repeat.node(k.from, 1), k.result), k.from, k.result});
    }
    for (const State& s : m_states) { ARA_ASSIGN(m_slots[s.slot].next, copy.bring(s.after)); }
    return {};
  }

  bool sameStart(TensorId a, TensorId b) const {
    if (a == b) return true;
    const ir::Tensor &x = graph()[a], &y = graph()[b];
    if (!x.buffer || !y.buffer || x.shape != y.shape || x.type != y.type) return false;
    const auto left = c.model.data(x.buffer), right = c.model.data(y.buffer);
    return left && right && textOf(left->bytes) == textOf(right->bytes);
  }

  struct State {
    std::size_t slot;
    TensorId after; // in the second step
    std::uint32_t place, result;
  };
  struct Used {
    std::uint32_t place, result;
    bool lastOnly;
    std::size_t slot;
  };

  bool usedOutside(TensorId t) const {
    if (graph().isOutput(t)) return true;
    for (const ir::UseSite use : graph().uses(t))
      if (!m_leaving.contains(use.user)) return true;
    return false;
  }

  Status collect(recurrent::Builder& outer, recurrent::Builder& b, GraphCopy& copy, TensorId turn) {
    for (std::uint32_t p = 0; p < m_repeat.places(); ++p)
      for (std::uint32_t r = 0, count = graph()[m_repeat.node(p, 1)].resultCount; r < count; ++r) {
        bool any = false, beforeLast = false;
        for (std::uint32_t i = 0; i < m_repeat.copies; ++i) {
          if (!usedOutside(graph().result(m_repeat.node(p, i), r))) continue;
          any = true;
          beforeLast = beforeLast || i + 1 < m_repeat.copies;
        }
        if (!any) continue;
        const auto state =
            std::ranges::find_if(m_states, [&](const State& s) { return s.place == p && s.result == r; });
        if (!beforeLast && state != m_states.end()) {
          m_used.push_back({p, r, true, state->slot});
          continue;
        }
        ARA_ASSIGN(const TensorId value, copy.bring(graph().result(m_repeat.node(p, 1), r)));
        ARA_TRY(addCollected(outer, b, turn, value, !beforeLast));
        m_used.push_back({p, r, !beforeLast, m_slots.size() - 1});
      }
    return {};
  }

  // Zeros that each turn writes its value into: one place for all, or one each.
  Status addCollected(recurrent::Builder& outer, recurrent::Builder& b, TensorId turn, TensorId value, bool lastOnly) {
    const ir::Shape shape = b.shapeOf(value);
    const ir::DataType type = b.c.graph()[value].type;
    if (type != ir::DataType::f32 || shape.rank() > 4)
      return fail(ErrorKind::Unsupported, msg("A step gives out {0}.", shape.text()));
    std::vector<std::int32_t> row{1}, whole{static_cast<std::int32_t>(m_repeat.copies)};
    std::vector<std::int32_t> plain;
    for (const ir::Dim d : shape.dims) {
      for (auto* list : {&row, &whole, &plain}) list->push_back(static_cast<std::int32_t>(d));
    }
    const float zero[] = {0.0f};
    const TensorId none = outer.floats(ir::Shape::scalar(), zero, m_scope + "/zero");
    ARA_ASSIGN(const TensorId first, outer.add("tf.Fill", {outer.ints(lastOnly ? plain : whole), none}));
    const TensorId inside = addSlot(b.c.edit, first);
    const std::size_t slot = m_slots.size() - 1;
    if (lastOnly) {
      m_slots[slot].next = value;
      return {};
    }
    ARA_ASSIGN(const TensorId part, b.add("tf.Reshape", {value, b.ints(row)}));
    ARA_ASSIGN(TensorId place, b.add("tf.Reshape", {turn, b.ints({1})}));
    if (!shape.dims.empty()) {
      ARA_ASSIGN(place, b.add("tf.ConcatV2", {place, b.ints(std::vector<std::int32_t>(shape.rank())), b.scalar(0)}));
    }
    ARA_ASSIGN(m_slots[slot].next, b.add("tfl.dynamic_update_slice", {inside, part, place}));
    return {};
  }

  Status replace(recurrent::Builder& outer, ir::GraphId body, ir::GraphId cond) {
    std::vector<TensorId> operands;
    for (const Slot& s : m_slots) operands.push_back(s.first);
    const ir::NodeId loop =
        c.edit.addNode(*c.find("tf.While"), operands, {}, operands.size(), c.model.names.intern(m_scope + "/while"));
    c.edit.setAttr(loop, "cond", ir::FunctionValue{m_scope + "/cond", cond, {}});
    c.edit.setAttr(loop, "body", ir::FunctionValue{m_scope + "/body", body, {}});
    for (std::size_t i = 0; i < operands.size(); ++i) {
      c.edit.setType(graph().result(loop, i), graph()[operands[i]].type);
      c.edit.setShape(graph().result(loop, i), c.model.shapeOf(graph()[operands[i]]));
    }
    std::vector<bool> leaving(graph().nodeCount());
    for (const ir::NodeId n : m_repeat.nodes) leaving[n.index()] = true;
    for (const Used& u : m_used) {
      const TensorId all = graph().result(loop, u.slot);
      std::vector<TensorId> steps;
      for (std::uint32_t i = 0; i < m_repeat.copies; ++i)
        steps.push_back(graph().result(m_repeat.node(u.place, i), u.result));
      if (u.lastOnly) {
        if (graph().isOutput(steps.back())) {
          ARA_ASSIGN(const TensorId named, outer.add("tf.Identity", {all}));
          c.edit.takeResult(graph()[named].producer, 0, steps.back());
        } else {
          c.edit.replaceUses(steps.back(), all);
        }
      } else {
        ARA_TRY(recurrent::handOut(outer, {all, true}, steps, leaving));
      }
    }
    c.edit.rewrote(
        "roll_unrolled", m_repeat.nodes, {loop},
        msg("{0} nodes in {1} steps are one loop.", withCommas(m_repeat.nodes.size()), withCommas(m_repeat.copies)));
    for (const ir::NodeId n : m_repeat.nodes) c.edit.remove(n);
    return {};
  }

  PassContext& c;
  const Repeat& m_repeat;
  std::unordered_set<ir::NodeId> m_leaving;
  std::string m_scope;
  std::vector<Slot> m_slots;
  std::vector<State> m_states;
  std::vector<Used> m_used;
};

} // namespace

Status roll_unrolled(PassContext& c) {
  if (c.recurrent == Recurrent::unrolled || c.edit.id() != ir::GraphId(0) || !recurrent::mayRepeat(c.model, c.graph()))
    return {};
  Task quiet = c.task.part(0, 1);
  ARA_ASSIGN(const auto repeats, analysis::findRepeats(quiet, c.model, c.graph()));
  for (const Repeat& r : repeats)
    if (!r.carried.empty()) ARA_TRY(Roll(c, r).run());
  return {};
}

} // namespace ara::passes
