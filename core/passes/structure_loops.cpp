// Enter -> Merge -> Switch -> body -> NextIteration, Exit    becomes    While(cond, body), of which both are functions.
// Inner loops first, so that a body never holds back edges. What the loop brings in with a constant Enter is carried
// unchanged; simplify_calls moves it into the body where it is a constant.
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>
#include <map>

namespace ara::passes {
namespace {

struct Loop {
  ir::NodeId condition; // LoopCond
  std::vector<ir::NodeId> merges;
  std::size_t position = 0; // of the first Merge in execution order
};

bool isOp(const ir::Graph& g, ir::NodeId n, std::string_view op, std::string_view refOp) {
  return n && !g[n].dead && g[n].def && (g[n].def->name == op || g[n].def->name == refOp);
}
bool isEnter(const ir::Graph& g, ir::NodeId n) { return isOp(g, n, "tf.Enter", "tf.RefEnter"); }
bool isSwitch(const ir::Graph& g, ir::NodeId n) { return isOp(g, n, "tf.Switch", "tf.RefSwitch"); }
bool isNext(const ir::Graph& g, ir::NodeId n) { return isOp(g, n, "tf.NextIteration", "tf.RefNextIteration"); }
bool isExit(const ir::Graph& g, ir::NodeId n) { return isOp(g, n, "tf.Exit", "tf.RefExit"); }

ir::NodeId producerOf(const ir::Graph& g, ir::NodeId n, std::size_t i) {
  const ir::TensorId t = i < g[n].operandCount ? g.operand(n, i) : ir::TensorId{};
  return t ? g[t].producer : ir::NodeId{};
}

// The Enter and the NextIteration of a loop's Merge.
std::pair<ir::NodeId, ir::NodeId> edgesOf(const ir::Graph& g, ir::NodeId merge) {
  if (g[merge].operandCount != 2) return {};
  const ir::NodeId a = producerOf(g, merge, 0), b = producerOf(g, merge, 1);
  if (isEnter(g, a) && isNext(g, b)) return {a, b};
  if (isEnter(g, b) && isNext(g, a)) return {b, a};
  return {};
}

ir::NodeId conditionOf(const ir::Graph& g, ir::NodeId merge) {
  for (const ir::UseSite use : g.uses(g.result(merge)))
    if (isSwitch(g, use.user) && use.operand == 0) {
      const ir::NodeId p = producerOf(g, use.user, 1);
      if (isOp(g, p, "tf.LoopCond", "tf.LoopCond")) return p;
    }
  return {};
}

std::vector<Loop> loopsOf(PassContext& c) {
  const ir::Graph& g = c.graph();
  std::map<std::uint32_t, Loop> found;
  std::size_t position = 0;
  for (const ir::NodeId n : ir::executionOrder(c.model, g).nodes) {
    ++position;
    if (!isOp(g, n, "tf.Merge", "tf.RefMerge") || !edgesOf(g, n).first) continue;
    const ir::NodeId condition = conditionOf(g, n);
    if (!condition) continue;
    Loop& loop = found[condition.value];
    if (loop.merges.empty()) loop.position = position;
    loop.condition = condition;
    loop.merges.push_back(n);
  }
  std::vector<Loop> loops;
  for (auto& [_, loop] : found) {
    std::sort(loop.merges.begin(), loop.merges.end(), [](auto a, auto b) { return a.value < b.value; });
    loops.push_back(std::move(loop));
  }
  std::sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) { return a.position > b.position; });
  return loops;
}

class Extraction {
public:
  Extraction(PassContext& context, const Loop& loop) : c(context), m_loop(loop) {}

  Status run() {
    const ir::Graph& g = c.graph();
    const ops::NodeView enter(c.model, g, edgesOf(g, m_loop.merges.front()).first);
    m_frame = enter.attrString("frame_name");
    const ir::GraphId body = addFunction(c.model, m_frame + "/body"), cond = addFunction(c.model, m_frame + "/cond");
    ir::GraphEdit bodyEdit(c.model, body), condEdit(c.model, cond);
    GraphCopy inBody(c.model, c.edit.id(), bodyEdit), inCond(c.model, c.edit.id(), condEdit);
    prepare(bodyEdit, condEdit, inBody, inCond);
    std::vector<ir::TensorId> next;
    for (const ir::NodeId merge : m_loop.merges) {
      ARA_ASSIGN(const ir::TensorId t, inBody.bring(c.graph().operand(edgesOf(c.graph(), merge).second, 0)));
      next.push_back(t);
    }
    ARA_ASSIGN(const ir::TensorId goesOn, inCond.bring(c.graph().operand(m_loop.condition, 0)));
    for (std::size_t i = m_loop.merges.size(); i < m_bodyInputs.size(); ++i) next.push_back(m_bodyInputs[i]);
    bodyEdit.setInputs(m_bodyInputs);
    bodyEdit.setOutputs(next);
    condEdit.setInputs(m_condInputs);
    condEdit.setOutputs({goesOn});
    replace(body, cond, inBody.copied(), inCond.copied());
    return {};
  }

private:
  void addInput(ir::GraphEdit& body, ir::GraphEdit& cond, ir::TensorId like) {
    const ir::Tensor x = c.graph()[like];
    m_bodyInputs.push_back(body.addTensor(x.type, c.model.shapes[x.shape]));
    m_condInputs.push_back(cond.addTensor(x.type, c.model.shapes[x.shape]));
  }

  void prepare(ir::GraphEdit& body, ir::GraphEdit& cond, GraphCopy& inBody, GraphCopy& inCond) {
    const ir::Graph& g = c.graph();
    m_parts.push_back(m_loop.condition);
    for (const ir::NodeId merge : m_loop.merges) {
      const auto [enter, next] = edgesOf(g, merge);
      addInput(body, cond, g.result(merge));
      m_operands.push_back(g.operand(enter, 0));
      for (const ir::NodeId n : {merge, enter, next}) m_parts.push_back(n);
      inBody.set(g.result(merge), m_bodyInputs.back());
      inCond.set(g.result(merge), m_condInputs.back());
      for (const ir::UseSite use : g.uses(g.result(merge))) {
        if (!isSwitch(g, use.user) || producerOf(g, use.user, 1) != m_loop.condition) continue;
        inBody.set(g.result(use.user, 1), m_bodyInputs.back());
        m_parts.push_back(use.user);
        for (const ir::UseSite out : g.uses(g.result(use.user, 0)))
          if (isExit(g, out.user)) m_exits.emplace_back(m_operands.size() - 1, out.user);
      }
    }
    for (const auto& [_, n] : m_exits) m_parts.push_back(n);
    for (const ir::NodeId n : m_parts) inBody.barrier.insert(n), inCond.barrier.insert(n);
    // What comes in from outside: through an Enter of this loop, or an input of the graph as it is.
    const auto capture = [this, &body, &cond, &inBody, &inCond](ir::TensorId t) {
      const ir::Graph& from = c.graph();
      const ir::NodeId n = from[t].producer;
      const bool own = isEnter(from, n) && ops::NodeView(c.model, from, n).attrString("frame_name") == m_frame;
      if (!own && (n || from[t].buffer)) return false;
      addInput(body, cond, t);
      m_operands.push_back(own ? from.operand(n, 0) : t);
      inBody.set(t, m_bodyInputs.back());
      inCond.set(t, m_condInputs.back());
      if (own) m_parts.push_back(n);
      return true;
    };
    inBody.standIn = [this, capture](ir::TensorId t) { return capture(t) ? m_bodyInputs.back() : ir::TensorId{}; };
    inCond.standIn = [this, capture](ir::TensorId t) { return capture(t) ? m_condInputs.back() : ir::TensorId{}; };
  }

  void replace(ir::GraphId body, ir::GraphId cond, std::vector<ir::NodeId> copied,
               const std::vector<ir::NodeId>& tested) {
    const ir::NameId name = c.model.names.intern(m_frame.substr(0, m_frame.rfind('/')));
    const ir::NodeId loop = c.edit.addNode(*c.find("tf.While"), m_operands, {}, m_operands.size(), name);
    c.edit.setAttr(loop, "cond", ir::FunctionValue{m_frame + "/cond", cond, {}});
    c.edit.setAttr(loop, "body", ir::FunctionValue{m_frame + "/body", body, {}});
    for (std::size_t i = 0; i < m_operands.size(); ++i) {
      const ir::TensorId t = c.graph().result(loop, i);
      c.edit.setType(t, c.graph()[m_operands[i]].type);
    }
    for (const auto& [i, exit] : m_exits) c.edit.replaceUses(c.graph().result(exit), c.graph().result(loop, i));
    std::vector<ir::NodeId> gone;
    for (const ir::NodeId n : m_parts)
      if (!c.graph()[n].dead) gone.push_back(n), c.edit.remove(n);
    copied.insert(copied.end(), tested.begin(), tested.end());
    for (std::size_t i = copied.size(); i-- > 0;) {
      const ir::NodeId n = copied[i];
      if (c.graph()[n].dead) continue;
      const auto results = c.graph().results(n);
      if (std::any_of(results.begin(), results.end(),
                      [&](ir::TensorId t) { return c.graph().useCount(t) || c.graph().isOutput(t); }))
        continue;
      gone.push_back(n);
      c.edit.remove(n);
    }
    c.edit.rewrote("structure_loop", gone, {loop});
  }

  PassContext& c;
  const Loop& m_loop;
  std::string m_frame;
  std::vector<ir::NodeId> m_parts;
  std::vector<ir::TensorId> m_operands, m_bodyInputs, m_condInputs;
  std::vector<std::pair<std::size_t, ir::NodeId>> m_exits;
};

} // namespace

Status structure_loops(PassContext& c) {
  for (const Loop& loop : loopsOf(c)) {
    ARA_TRY(c.task.checkpoint(0, "Finding loops"));
    if (auto done = Extraction(c, loop).run(); !done) c.refused.push_back(std::move(done).error());
  }
  return {};
}

} // namespace ara::passes
