// VarHandleOp -> ReadVariableOp -> y   becomes   constant -> y
// VarHandleOp -> ResourceGather -> y   becomes   constant -> GatherV2 -> y
// VariableV2 -> y                      becomes   constant -> y
// While(.., handle, ..)                becomes   While(.., constant, ..), its functions reading the argument itself
//
// with the values a checkpoint has for them (Model::variables). A variable that an output waits to see changed is none.
#include "base/crc32c.h"
#include "passes/keep_state.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

constexpr std::array<std::string_view, 12> kChanging = {"tf.Assign",
                                                        "tf.AssignAdd",
                                                        "tf.AssignSub",
                                                        "tf.AssignVariableOp",
                                                        "tf.AssignAddVariableOp",
                                                        "tf.AssignSubVariableOp",
                                                        "tf.ScatterUpdate",
                                                        "tf.ScatterAdd",
                                                        "tf.ScatterSub",
                                                        "tf.ResourceScatterUpdate",
                                                        "tf.ResourceScatterAdd",
                                                        "tf.ResourceScatterSub"};

std::string near(const ir::Model& model, const std::string& name) {
  // The same last part under another scope is what people mean: "conv1/w" for "model/conv1/w", its average, its slot.
  for (const ir::Variable& v : model.variables)
    if (v.state == ir::Variable::State::spare && (v.key.ends_with("/" + name) || name.ends_with("/" + v.key)))
      return v.key;
  return {};
}

class Freezer {
public:
  explicit Freezer(PassContext& context)
      : c(context), m_waited(ir::neededFor(context.graph(), context.graph().outputs, true)) {}

  Status variable(const ir::Variable& v) {
    if (!v.node || c.graph()[v.node].dead || !waited(v.node)) return {};
    const ops::NodeView view(c.model, c.graph(), v.node);
    const bool handle = view.op() == "VarHandleOp";
    const std::vector<ir::NodeId> readers = readersOf(c.graph().result(v.node));
    for (const ir::NodeId n : readers)
      if (waited(n) && std::find(kChanging.begin(), kChanging.end(), c.model.opName(c.graph()[n])) != kChanging.end()) {
        if (keepVariable(c, v, m_waited)) return {};
        refuse(v,
               msg("Variable {0} is changed by {1} while the model runs.", v.name,
                   ops::NodeView(c.model, c.graph(), n).name()),
               msg("Choose an output that does not wait for that."));
        return {};
      }
    if (v.state == ir::Variable::State::missing) {
      const std::string other = near(c.model, v.name);
      refuse(v, msg("The checkpoint has no value for variable {0}.", v.name),
             other.empty() ? msg("Name the checkpoint this graph was saved with.")
                           : msg("It has {0}: was the graph saved with it?", other));
      return {};
    }
    if (v.state == ir::Variable::State::otherForm) {
      refuse(
          v,
          msg("Variable {0} is {1} in the graph and {2} in the checkpoint.", v.name, v.shape.text(), v.stored.text()),
          msg("Name the checkpoint this graph was saved with."));
      return {};
    }
    if (!v.value) {
      refuse(v, msg("The value of variable {0} was not read.", v.name),
             msg("Open the checkpoint with its data, undamaged."));
      return {};
    }
    if (v.crc) {
      ARA_ASSIGN(const ir::BufferData data, c.model.data(v.value));
      if (maskedCrc(crc32c(data.bytes)) != *v.crc) {
        refuse(v, msg("The value of variable {0} does not agree with its checksum.", v.name),
               msg("Copy the checkpoint again, all of its files."));
        return {};
      }
    }
    const ir::TensorId value = c.edit.addConstant(v.type, v.shape, v.value, c.graph()[v.node].name);
    if (!handle)
      c.edit.replaceUses(c.graph().result(v.node), value);
    else if (const ir::NodeId changing = give(c.graph().result(v.node), value)) {
      refuse(v,
             msg("Variable {0} is changed inside {1} while the model runs.", v.name,
                 ops::NodeView(c.model, c.graph(), changing).name()),
             msg("Choose an output that does not wait for that."));
      return {};
    }
    if (c.graph().useCount(c.graph().result(v.node)) == 0) {
      c.edit.rewrote("freeze", {v.node}, {}, msg("Its value is known."));
      c.edit.remove(v.node);
    }
    return {};
  }

private:
  bool waited(ir::NodeId n) const { return n.index() < m_waited.size() && m_waited[n.index()]; }

  // Who uses the variable, also through operators that hand it on.
  std::vector<ir::NodeId> readersOf(ir::TensorId t) const {
    std::vector<ir::NodeId> out;
    std::vector<ir::TensorId> todo{t};
    while (!todo.empty()) {
      const ir::TensorId at = todo.back();
      todo.pop_back();
      for (const ir::UseSite use : c.graph().uses(at)) {
        out.push_back(use.user);
        const bool handsOn = c.is(use.user, "tf.Identity") && c.graph()[at].type == ir::DataType::resource;
        if (handsOn) todo.push_back(c.graph().result(use.user));
      }
    }
    return out;
  }

  struct Handle {
    ir::GraphId graph;
    ir::TensorId handle, value; // the same for an argument of a function, which becomes the value itself
    ir::NodeId call;            // of the main graph, that it came through
  };

  // Puts the value where the handle is read, also inside branches, loops and functions it is handed to. The node of the
  // main graph in which something changes the variable; none: all is well.
  ir::NodeId give(ir::TensorId handle, ir::TensorId value) {
    std::vector<Handle> todo{{ir::GraphId(0), handle, value, {}}};
    while (!todo.empty()) {
      const Handle h = todo.back();
      todo.pop_back();
      ir::GraphEdit inner(c.model, h.graph);
      ir::GraphEdit& edit = h.graph == ir::GraphId(0) ? c.edit : inner;
      std::vector<ir::UseSite> uses;
      for (const ir::UseSite use : edit.graph().uses(h.handle)) uses.push_back(use);
      for (const ir::UseSite use : uses) {
        if (h.graph == ir::GraphId(0) && !waited(use.user)) continue; // saving and restoring
        const std::string op(c.model.opName(edit.graph()[use.user]));
        const ir::NodeId call = h.graph == ir::GraphId(0) ? use.user : h.call;
        if (std::find(kChanging.begin(), kChanging.end(), op) != kChanging.end()) {
          if (h.graph != ir::GraphId(0)) return call;
        } else if (op == "tf.ReadVariableOp") {
          const ir::TensorId read = edit.graph().result(use.user);
          edit.replaceUses(read, h.value);
          edit.rewrote("freeze", {use.user}, {}, msg("Its value is known."));
          edit.remove(use.user);
        } else if (op == "tf.ResourceGather") {
          gather(edit, use.user, h.value);
        } else if (op == "tf.Identity") {
          const ir::TensorId same = edit.graph().result(use.user);
          edit.setType(same, c.model.graph(h.graph)[h.value].type);
          todo.push_back({h.graph, same, h.value, call});
          if (edit.graph().isOutput(same)) edit.replaceUses(same, h.value);
        } else {
          handOn(edit, use, h, call, todo);
        }
      }
    }
    return {};
  }

  // A branch, a loop or a call takes the value in the place of the handle, and so do its functions.
  void handOn(ir::GraphEdit& edit, ir::UseSite use, const Handle& h, ir::NodeId call, std::vector<Handle>& todo) {
    const std::string op(c.model.shortOpName(edit.graph()[use.user]));
    const bool loop = op == "While" || op == "StatelessWhile",
               plain = op == "PartitionedCall" || op == "StatefulPartitionedCall";
    const bool branch = op == "If" || op == "StatelessIf" || op == "Case" || op == "StatelessCase";
    if ((!loop && !plain && !branch) || (branch && use.operand == 0)) return;
    const std::size_t argument = use.operand - (branch ? 1 : 0);
    std::vector<ir::GraphId> callees;
    for (const ir::Attr& a : c.model.attrs[edit.graph()[use.user].attrs]) {
      if (const auto* f = std::get_if<ir::FunctionValue>(&a.value)) callees.push_back(f->graph);
      if (const auto* list = std::get_if<std::vector<ir::FunctionValue>>(&a.value))
        for (const ir::FunctionValue& f : *list) callees.push_back(f.graph);
    }
    for (const ir::GraphId f : callees)
      if (!f || argument >= c.model.graph(f).inputs.size()) return;
    const ir::Tensor value = c.model.graph(h.graph)[h.value];
    if (h.value != h.handle) edit.setOperand(use.user, use.operand, h.value);
    for (const ir::GraphId f : callees) {
      const ir::TensorId inside = c.model.graph(f).inputs[argument];
      if (c.model.graph(f)[inside].type != ir::DataType::resource) continue; // done, for another call
      ir::GraphEdit body(c.model, f);
      body.setType(inside, value.type);
      body.setShape(inside, c.model.shapeOf(value));
      todo.push_back({f, inside, inside, call});
    }
    if (loop && use.operand < edit.graph()[use.user].resultCount) { // it goes round unchanged
      const ir::TensorId after = edit.graph().result(use.user, use.operand);
      edit.setType(after, value.type);
      edit.setShape(after, c.model.shapeOf(value));
      todo.push_back({h.graph, after, h.value, call});
    }
  }

  void gather(ir::GraphEdit& edit, ir::NodeId n, ir::TensorId value) {
    const ir::OpDef* row = c.find("tf.GatherV2");
    if (!row) return;
    const std::int32_t zero = 0;
    const ir::TensorId axis = edit.addConstant(ir::DataType::i32, ir::Shape::scalar(),
                                               c.model.addBuffer(ir::heapBufferOf<std::int32_t>(std::span(&zero, 1))));
    const ops::NodeView old(c.model, edit.graph(), n);
    const ir::DataType indices = edit.graph()[old.operand(1)].type;
    ir::AttrList attrs{{c.model.nameOf("Tparams"), edit.graph()[value].type},
                       {c.model.nameOf("Taxis"), ir::DataType::i32},
                       {c.model.nameOf("batch_dims"), old.attrInt("batch_dims")}};
    if (const ir::DataType t = old.attrType("Tindices", indices); t != ir::DataType::none)
      attrs.push_back({c.model.nameOf("Tindices"), t});
    const ir::AttrsId list = c.model.attrs.intern(std::move(attrs), c.model.names);
    const ir::NodeId made = edit.addNode(*row, {value, old.operand(1), axis}, list, 1, edit.graph()[n].name);
    edit.moveResults(n, made);
    edit.rewrote("freeze", {n}, {made}, msg("Its value is known."));
    edit.remove(n);
  }

  void refuse(const ir::Variable& v, Message finding, Message remedy) {
    const ops::NodeView view(c.model, c.graph(), v.node);
    c.refused.push_back({ErrorKind::BadFile, std::move(finding), std::move(remedy), view.name(), {}});
    // Who reads it would only repeat that.
  }

  PassContext& c;
  std::vector<bool> m_waited; // by nodes as they were at the beginning: what an output needs or waits for
};

} // namespace

Status freeze_variables(PassContext& c) {
  if (c.model.variables.empty()) return {};
  Freezer freezer(c);
  for (std::size_t i = 0; i < c.model.variables.size(); ++i) {
    if (i % 256 == 0) ARA_TRY(c.task.checkpoint(double(i) / double(c.model.variables.size()), "Freezing variables"));
    const ir::Variable v = c.model.variables[i];
    ARA_TRY(freezer.variable(v));
  }
  return {};
}

} // namespace ara::passes
