// VarHandleOp -> ReadVariableOp -> y   becomes   constant -> y
// VarHandleOp -> ResourceGather -> y   becomes   constant -> GatherV2 -> y
// VariableV2 -> y                      becomes   constant -> y
//
// with the values a checkpoint has for them (Model::variables). A variable that an output waits to see changed is none.
#include "base/crc32c.h"
#include "passes/pass.h"

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
    if (!handle) {
      c.edit.replaceUses(c.graph().result(v.node), value);
    } else {
      for (const ir::NodeId n : readers) read(n, value);
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

  void read(ir::NodeId n, ir::TensorId value) {
    if (c.is(n, "tf.ReadVariableOp")) {
      c.edit.replaceUses(c.graph().result(n), value);
      c.edit.rewrote("freeze", {n}, {}, msg("Its value is known."));
      c.edit.remove(n);
      return;
    }
    if (c.model.opName(c.graph()[n]) != "tf.ResourceGather") return;
    const ir::OpDef* row = c.find("tf.GatherV2");
    if (!row) return;
    const std::int32_t zero = 0;
    const ir::TensorId axis = c.edit.addConstant(
        ir::DataType::i32, ir::Shape::scalar(), c.model.addBuffer(ir::heapBufferOf<std::int32_t>(std::span(&zero, 1))));
    const ops::NodeView old(c.model, c.graph(), n);
    const ir::DataType indices = c.graph()[old.operand(1)].type;
    ir::AttrList attrs{{c.model.nameOf("Tparams"), c.graph()[value].type},
                       {c.model.nameOf("Taxis"), ir::DataType::i32},
                       {c.model.nameOf("batch_dims"), old.attrInt("batch_dims")}};
    if (const ir::DataType t = old.attrType("Tindices", indices); t != ir::DataType::none)
      attrs.push_back({c.model.nameOf("Tindices"), t});
    const ir::AttrsId list = c.model.attrs.intern(std::move(attrs), c.model.names);
    const ir::NodeId made = c.edit.addNode(*row, {value, old.operand(1), axis}, list, 1, c.graph()[n].name);
    c.edit.moveResults(n, made);
    c.edit.rewrote("freeze", {n}, {made}, msg("Its value is known."));
    c.edit.remove(n);
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
