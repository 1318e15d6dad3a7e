#include "convert/finish.h"

#include "analysis/leftovers.h"
#include "ops/context.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace ara::convert {
namespace {

std::string withoutZero(std::string_view name) {
  return std::string(name.ends_with(":0") ? name.substr(0, name.size() - 2) : name);
}

// A copy of `t`: a reshape to the shape it has.
ir::TensorId copyOf(ir::Model& model, ir::GraphEdit& edit, ir::OpLookup find, ir::TensorId t) {
  const ir::Shape shape = model.shapeOf(edit.graph()[t]);
  const ir::OpDef* row = find("tfl.reshape");
  if (!row || !shape.isStatic()) return t;
  const std::vector<std::int32_t> narrow(shape.dims.begin(), shape.dims.end());
  const ir::TensorId target = edit.addConstant(ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(narrow.size())}),
                                               model.addBuffer(ir::heapBufferOf<std::int32_t>(narrow)));
  const ir::NodeId n = edit.addNode(*row, {t, target}, {});
  const ir::TensorId made = edit.graph().result(n);
  edit.setType(made, edit.graph()[t].type);
  edit.setShape(made, shape);
  return made;
}

} // namespace

std::string displayName(std::string_view shortTflName) {
  std::string out(shortTflName);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

Status nameEnds(ir::Model& model, const Settings& settings, ir::OpLookup find, ir::Journal& journal) {
  ir::GraphEdit edit(model, ir::GraphId(0), &journal);
  const std::vector<ir::TensorId> inputs = model.graph().inputs;
  std::vector<ir::TensorId> outputs = model.graph().outputs;
  const std::unordered_set<ir::TensorId> given(inputs.begin(), inputs.end());
  std::unordered_set<ir::TensorId> taken;
  ir::Signature signature{
      settings.signatureKey.empty() ? "serving_default" : settings.signatureKey, ir::GraphId(0), {}, {}};

  // Names that ends want may be carried by tensors in the middle: those lose them.
  std::unordered_set<std::string> wanted;
  for (const InputPick& p : settings.inputs) wanted.insert(withoutZero(p.name));
  for (const std::string& o : settings.outputs) wanted.insert(withoutZero(o));
  for (std::size_t i = 0; i < model.graph().tensorCount(); ++i)
    if (const ir::NameId name = model.graph()[ir::TensorId(i)].name;
        name && wanted.contains(std::string(model.names[name])))
      edit.setName(ir::TensorId(i), {});

  for (std::size_t i = 0; i < inputs.size() && i < settings.inputs.size(); ++i) {
    const std::string name = withoutZero(settings.inputs[i].name);
    edit.setName(inputs[i], model.names.intern(name));
    signature.inputs.push_back({settings.inputs[i].key.empty() ? name : settings.inputs[i].key, inputs[i]});
  }
  for (std::size_t i = 0; i < outputs.size() && i < settings.outputs.size(); ++i) {
    const std::string name = withoutZero(settings.outputs[i]);
    const ir::Tensor t = model.graph()[outputs[i]];
    const bool passedOn = given.contains(outputs[i]); // keeps its name as an input
    if (t.buffer) {                                   // it may have another name in the middle
      outputs[i] = edit.addConstant(t.type, ir::Shape(model.shapeOf(t)), t.buffer);
      edit.setQuantization(outputs[i], t.quant);
    } else if (!passedOn && taken.contains(outputs[i]))
      outputs[i] = copyOf(model, edit, find, outputs[i]); // a tensor has one name
    taken.insert(outputs[i]);
    if (!passedOn) edit.setName(outputs[i], model.names.intern(name));
    signature.outputs.push_back({i < settings.outputKeys.size() ? settings.outputKeys[i] : name, outputs[i]});
  }
  edit.setOutputs(outputs);
  model.signatures.clear();
  if (settings.signature) model.signatures.push_back(std::move(signature));
  return {};
}

std::vector<Verdict> verdicts(const ir::Model& source, const ir::Model& result, const ir::Journal& journal,
                              std::span<const Error> refused) {
  const ir::Graph& from = source.graph();
  const ir::Graph& to = result.graph();
  struct Fate {
    ir::NodeId next; // what stands for the node now; none: nothing
    bool told = false, fused = false;
    const ir::Rewrite* last = nullptr;
    bool followed = false; // then `next`, `fused` and `last` are those of the whole way to the end
  };
  std::vector<Fate> fate(std::max(from.nodeCount(), to.nodeCount()));
  const auto at = [&](ir::NodeId n) -> Fate* { return n.index() < fate.size() ? &fate[n.index()] : nullptr; };
  for (const ir::Rewrite& r : journal.rewrites) {
    if (r.graph != ir::GraphId(0)) continue;
    const auto before = journal.before(r), after = journal.after(r);
    const ir::NodeId next = after.empty() ? ir::NodeId{} : after.back();
    for (const ir::NodeId b : before) {
      if (b == next) continue; // it stays, with others in it
      if (Fate* f = at(b)) *f = {next, true, before.size() > 1 && next, &r};
    }
  }
  std::unordered_map<std::string_view, const Error*> refusedNode;
  for (const Error& e : refused) refusedNode.try_emplace(e.subject, &e);

  std::vector<Verdict> out;
  std::vector<ir::NodeId> way;
  for (const ir::NodeId n : from.nodeIds()) {
    Verdict v{n, Outcome::converts, {}, {}, {}};
    // Each step is taken once: what was followed before leads straight to its end.
    way.clear();
    ir::NodeId now = n;
    while (now && fate[now.index()].told && !fate[now.index()].followed && way.size() <= fate.size())
      way.push_back(now), now = fate[now.index()].next;
    bool fused = false;
    const ir::Rewrite* last = nullptr;
    if (now && fate[now.index()].followed) {
      const Fate& rest = fate[now.index()];
      now = rest.next, fused = rest.fused, last = rest.last;
    }
    for (; !way.empty(); way.pop_back()) {
      Fate& f = fate[way.back().index()];
      fused = fused || f.fused;
      last = last ? last : f.last;
      f.next = now, f.fused = fused, f.last = last, f.followed = true;
    }
    const ops::NodeView view(source, from, n);
    if (const auto it = refusedNode.find(view.name()); it != refusedNode.end()) {
      v.outcome = Outcome::refused;
      v.reason = it->second->finding;
      v.remedy = it->second->remedy;
    } else if (!now) {
      const bool unneeded = last && (last->rule == "not_needed" || last->rule == "input");
      v.outcome = unneeded ? Outcome::dropped : Outcome::folds;
      if (last) v.reason = last->reason;
      if (last && last->rule == "not_needed")
        if (const auto leftover = analysis::leftoverOf(source, from[n])) v.reason = analysis::leftoverReason(*leftover);
    } else {
      v.outcome = fused ? Outcome::fuses : Outcome::converts;
      if (now.index() < to.nodeCount() && !to[now].dead && to[now].def && to[now].def->dialect() == ir::Dialect::tfl)
        v.into = displayName(result.shortOpName(to[now]));
    }
    out.push_back(std::move(v));
  }
  return out;
}

} // namespace ara::convert
