// tf.* operators become tfl.* operators, each by the lower function of its row. Every node that cannot is listed, never
// only the first; behind a refused node lowering goes on, so that the list is whole.
#include "ops/declared.h"
#include "ops/refusals.h"
#include "passes/pass.h"

#include <algorithm>

namespace ara::passes {
namespace {

// Refusals, without those that only follow from others: a node whose operand is not known because its producer was
// refused.
class Refusals {
public:
  explicit Refusals(PassContext& context) : c(context), m_tainted(context.graph().tensorCount(), false) {}

  // A node that no row lowers is always told; one whose lowering ended is told unless an operand is missing its facts.
  void add(ir::NodeId n, Error e, bool always) {
    const bool follows = isTainted(n);
    for (const ir::TensorId t : c.graph().results(n))
      if (t.index() < m_tainted.size()) m_tainted[t.index()] = true;
    if (follows && !always) return;
    if (e.subject.empty()) e.subject = ops::NodeView(c.model, c.graph(), n).name();
    c.refused.push_back(std::move(e));
  }

private:
  bool isTainted(ir::NodeId n) const {
    for (const ir::TensorId t : c.graph().operands(n)) {
      if (!t || t.index() >= m_tainted.size() || !m_tainted[t.index()]) continue;
      const ir::Tensor& x = c.graph()[t];
      if (x.type == ir::DataType::none || !c.model.shapeOf(x).isStatic()) return true;
    }
    return false;
  }

  PassContext& c;
  std::vector<bool> m_tainted; // results of refused nodes
};

Error unknownOp(const ops::NodeView& v) {
  return v
      .refuse(msg("{0} {1} has no TensorFlow Lite form.", v.op(), v.name()),
              msg("Cut the model around it: make its result an input, or choose an output before it."))
      .value();
}

bool isConstant(const ir::Graph& g, ir::NodeId n) {
  for (const ir::TensorId t : g.results(n))
    if (!g[t].buffer) return false;
  return g[n].resultCount > 0;
}

// Results that hold nothing need no operator, whatever it would compute.
bool holdsNothing(const ir::Model& m, const ir::Graph& g, ir::NodeId n) {
  const auto results = g.results(n);
  if (results.empty() || !g[n].def || !g[n].def->pure) return false;
  return std::all_of(results.begin(), results.end(),
                     [&](ir::TensorId t) { return ir::bitWidth(g[t].type) >= 8 && m.shapeOf(g[t]).elements() == 0; });
}

Status replaceByNothing(ops::LowerContext& c) {
  std::vector<ir::TensorId> constants;
  for (std::size_t i = 0; i < c.resultCount(); ++i) {
    const ir::TensorId t = c.graph().result(c.id(), i);
    const ir::Shape shape = c.shapeOf(t);
    constants.push_back(c.bytesConstant(c.typeOf(t), shape, {}));
  }
  return c.replace(constants);
}

// Control flow, variables and inputs are not computed by an operator, whatever its name.
bool mayBeCustom(const ir::Graph& g, ir::NodeId n) {
  const ir::OpDef* row = g[n].def;
  return g[n].resultCount > 0 && (!row || (row->kind != ir::OpKind::control && row->kind != ir::OpKind::constant));
}

// The type of result i of an operator no row knows, by the attributes that tell it in TensorFlow.
ir::DataType toldType(const ops::NodeView& v, std::size_t i) {
  const ir::AttrValue* list = v.attr("Tout");
  if (const auto* types = list ? std::get_if<std::vector<ir::DataType>>(list) : nullptr)
    return i < types->size() ? (*types)[i] : ir::DataType::none;
  for (const std::string_view key : {"Tout", "out_type", "output_type", "dtype", "DstT", "T"})
    if (const ir::DataType t = v.attrType(key); t != ir::DataType::none) return t;
  return ir::DataType::none;
}

// A custom operator with the node's name, operands and attributes; a runtime must be taught it.
Status replaceByCustom(PassContext& p, ops::LowerContext& c) {
  for (std::size_t i = 0; i < c.resultCount(); ++i) {
    const ir::TensorId t = c.graph().result(c.id(), i);
    if (c.typeOf(t) != ir::DataType::none) continue;
    const ir::DataType told = toldType(c, i);
    if (told == ir::DataType::none)
      return c.refuse(msg("{0} {1} makes a tensor whose type nothing tells.", c.op(), c.name()),
                      msg("Cut the model before this node."));
    p.edit.setType(t, told);
  }
  std::vector<ir::TensorId> operands;
  for (std::size_t i = 0; i < c.operandCount(); ++i) operands.push_back(c.operand(i));
  std::vector<ops::NamedAttr> attrs{{"custom_code", ops::AttrValue(c.op())}};
  const ir::AttrList own = p.model.attrs[c.node().attrs];
  std::vector<std::string> keys;
  for (const ir::Attr& a : own) keys.emplace_back(p.model.names[a.key]);
  for (std::size_t i = 0; i < own.size(); ++i)
    if (!keys[i].starts_with('_'))
      attrs.emplace_back(keys[i], own[i].value); // "_class" and the like are TensorFlow's own
  return c.replaceWith("tfl.custom", std::move(operands), std::move(attrs));
}

} // namespace

Status lower(PassContext& c) {
  ops::LowerMemo memo;
  Refusals refusals(c);
  const auto order = c.order();
  std::size_t seen = 0;
  for (const ir::NodeId n : *order) {
    if (++seen % 256 == 0) ARA_TRY(c.task.checkpoint(double(seen) / double(order->size()), "Lowering"));
    if (c.graph()[n].dead) continue;         // became part of another
    const ir::OpDef* row = c.graph()[n].def; // references to nodes do not outlive the adding of others
    if (row && row->dialect() == ir::Dialect::tfl) continue;
    if (const ir::TensorId value = isConstant(c.graph(), n) ? c.graph().result(n) : ir::TensorId()) {
      const ir::DataType held = c.graph()[value].type;
      const ops::NodeView constant(c.model, c.graph(), n);
      if (const ir::DataType said = constant.attrType("dtype", held); row && row->name == "tf.Const" && said != held)
        refusals.add(n,
                     Error{ErrorKind::BadFile,
                           msg("Const {0} says it is {1}, and holds {2}.", constant.name(), ir::longName(said),
                               ir::longName(held)),
                           msg("Export the graph again."),
                           constant.name(),
                           {}},
                     true);
    }
    if (isConstant(c.graph(), n)) { // the value lives in the tensor; its node has done its work
      c.edit.rewrote("constant", {n}, {});
      c.edit.remove(n);
      continue;
    }
    const ops::NodeView view(c.model, c.graph(), n);
    if (auto sound = ops::checkAttributes(view); !sound) {
      refusals.add(n, std::move(sound).error(), true);
      continue;
    }
    const bool custom = c.allowCustom && mayBeCustom(c.graph(), n);
    ops::LowerContext lowering(c.edit, n, memo, c.find, c.task);
    if (!row || !row->lower) {
      if (!custom) {
        refusals.add(n, unknownOp(view), true);
      } else if (auto done = replaceByCustom(c, lowering); !done) {
        refusals.add(n, std::move(done).error(), true);
      }
      continue;
    }
    const bool nothing = holdsNothing(c.model, c.graph(), n);
    if (auto done = nothing ? replaceByNothing(lowering) : row->lower(lowering); !done) {
      Error e = std::move(done).error();
      if (e.kind == ErrorKind::Cancelled || e.kind == ErrorKind::Internal) return Fail(std::move(e));
      if (custom && e.kind == ErrorKind::Unsupported && replaceByCustom(c, lowering)) continue;
      refusals.add(n, std::move(e), row->lower == &ops::lowerRefused);
    }
  }
  return {};
}

std::vector<Error> withoutForm(Task& task, ir::Model& model) {
  std::vector<Error> out;
  ir::GraphEdit edit(model);
  ops::LowerMemo memo;
  for (const ir::NodeId n : ir::executionOrder(model, edit.graph()).nodes) {
    const ir::OpDef* row = edit.graph()[n].def;
    if ((row && row->dialect() == ir::Dialect::tfl) || isConstant(edit.graph(), n)) continue;
    const ops::NodeView view(model, edit.graph(), n);
    if (!row || !row->lower) {
      out.push_back(unknownOp(view));
    } else if (row->lower == &ops::lowerRefused) {
      ops::LowerContext context(edit, n, memo, ops::find, task);
      if (auto refused = row->lower(context); !refused) out.push_back(std::move(refused).error());
    }
  }
  return out;
}

} // namespace ara::passes
