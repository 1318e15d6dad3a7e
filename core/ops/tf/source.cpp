// TensorFlow operators that compute nothing: constants, inputs, pass-through, control flow, calls. Those that keep
// state are in source_state.cpp.
#include "ops/refusals.h"
#include "ops/tf/control.h"
#include "ops/tf/source_parts.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;

Status inferConst(InferContext& c) {
  c.result(0, givenType(c) != DataType::none ? givenType(c) : c.attrType("dtype"), givenShape(c));
  return {};
}

Status inferPlaceholder(InferContext& c) {
  const Shape known = givenShape(c); // a person may have given a better one than the model has
  Shape given = c.attrShape("shape").value_or(Shape::unknown());
  // Old models write "no shape" as a shape of rank 0.
  if (c.op() == "Placeholder" && given.ranked && given.rank() == 0) given = Shape::unknown();
  c.result(0, c.attrType("dtype"), known.ranked ? known : given);
  return {};
}

// What is fed may differ from the default, within the shape the attribute allows.
Status inferDefault(InferContext& c) {
  const auto given = c.attrShape("shape");
  c.result(0, typeOfOperand(c, 0) != DataType::none ? typeOfOperand(c, 0) : c.attrType("dtype"),
           given ? *given : c.shape(0));
  return {};
}

Status inferIdentityN(InferContext& c) {
  for (std::size_t i = 0; i < c.operandCount(); ++i) {
    c.result(i, c.type(i), c.shape(i));
    if (const auto e = elementsOf(c, i)) c.value(i, toDims(*e));
  }
  return {};
}

Status inferEnsureShape(InferContext& c) {
  ARA_TRY(inferSame(c));
  ARA_ASSIGN(c.results[0].shape, mergeShapes(c, c.shape(0), c.attrShape("shape").value_or(Shape::unknown())));
  return {};
}

Status inferSwitch(InferContext& c) {
  for (const std::size_t i : {0u, 1u}) c.result(i, typeOfOperand(c, 0), c.shape(0));
  return {};
}

Status inferMerge(InferContext& c) {
  Shape out = c.operandCount() ? c.shape(0) : Shape::unknown();
  for (std::size_t i = 1; i < c.operandCount(); ++i) out = joinShapes(out, c.shape(i));
  c.result(0, typeOfOperand(c, 0), std::move(out));
  c.result(1, DataType::i32, Shape::scalar());
  return {};
}

// The graph a function attribute names; nothing when the model does not hold it.
const ir::Graph* functionAt(const NodeView& v, std::string_view key) {
  const AttrValue* a = v.attr(key);
  const auto* f = a ? std::get_if<ir::FunctionValue>(a) : nullptr;
  return f && f->graph && f->graph.index() < v.model().graphs.size() ? &v.model().graph(f->graph) : nullptr;
}

// Types from the list attribute; shapes from `output_shapes`, else from the functions as far as they agree.
Status inferResultsOf(InferContext& c, const std::vector<const ir::Graph*>& functions) {
  const auto types = attrTypes(c, "Tout");
  const auto given = attrShapes(c, "output_shapes");
  for (std::size_t i = 0; i < c.resultCount(); ++i) {
    Shape shape = i < given.size() ? given[i] : Shape::unknown();
    if (!shape.ranked && !functions.empty()) shape = resultShape(c, functions, i);
    DataType type = i < types.size() ? types[i] : DataType::none; // a conditional of TensorFlow 1 does not say
    for (const ir::Graph* g : functions)
      if (type == DataType::none && g && i < g->outputs.size() && g->outputs[i]) type = (*g)[g->outputs[i]].type;
    c.result(i, type, std::move(shape));
  }
  return {};
}

Status inferIf(InferContext& c) {
  return inferResultsOf(c, {functionAt(c, "then_branch"), functionAt(c, "else_branch")});
}
Status inferCall(InferContext& c) { return inferResultsOf(c, {functionAt(c, "f")}); }
Status inferTout(InferContext& c) { return inferResultsOf(c, {}); }

Status inferCase(InferContext& c) {
  const AttrValue* a = c.attr("branches");
  std::vector<const ir::Graph*> functions;
  if (const auto* list = a ? std::get_if<std::vector<ir::FunctionValue>>(a) : nullptr)
    for (const ir::FunctionValue& f : *list)
      functions.push_back(f.graph && f.graph.index() < c.model().graphs.size() ? &c.model().graph(f.graph) : nullptr);
  return inferResultsOf(c, functions);
}

Status inferWhile(InferContext& c) {
  const auto given = attrShapes(c, "output_shapes");
  const std::vector<const ir::Graph*> body{functionAt(c, "body")};
  for (std::size_t i = 0; i < c.operandCount() && i < c.resultCount(); ++i) {
    // The body need not run at all, so what goes in may come out.
    Shape shape = i < given.size() && given[i].ranked ? given[i] : joinShapes(c.shape(i), resultShape(c, body, i));
    c.result(i, c.type(i), std::move(shape));
  }
  return {};
}

Status evaluateIdentity(EvalContext& c) {
  for (std::size_t i = 0; i < c.resultCount() && i < c.inputs.size(); ++i) {
    const TensorView& x = c.inputs[i];
    if (x.data.bytes.size() > c.budget)
      return c.refuse(msg("{0} {1} would copy {2} bytes, which is too much.", c.op(), c.name(), x.data.bytes.size()));
    c.budget -= x.data.bytes.size();
    if (c.results.size() <= i) c.results.resize(i + 1);
    c.results[i] = {x.type, x.shape, {x.data.bytes.begin(), x.data.bytes.end()}};
  }
  return {};
}

// The value stays in the model as a constant without a node; people know it by the name of the node.
Status lowerConst(LowerContext& c) {
  const TensorId t = c.resultCount() ? c.graph().result(c.id()) : TensorId{};
  if (!t || !c.constant(t))
    return c.refuse(msg("{0} {1} holds no value.", c.op(), c.name()), msg("Save the model again."));
  if (!c.graph()[t].name) c.edit().setName(t, c.node().name);
  return lowerAway(c);
}

Status lowerIdentity(LowerContext& c) {
  ARA_TRY(wantOperands(c, c.resultCount()));
  std::vector<TensorId> same;
  for (std::size_t i = 0; i < c.resultCount(); ++i) same.push_back(c.operand(i));
  return c.replace(std::move(same));
}

const std::array kRows{
    // Sources
    row("tf.Const", OpKind::constant, "A value stored in the model.", "", "output", "value:tensor, dtype:type", kPure,
        inferConst, nullptr, lowerConst),
    row("tf.Placeholder", OpKind::constant, "A tensor fed from outside.", "", "output", "dtype:type, shape:shape=*",
        kImpure, inferPlaceholder, nullptr, lowerRefused),
    row("tf.PlaceholderV2", OpKind::constant, "A tensor fed from outside.", "", "output", "dtype:type, shape:shape",
        kImpure, inferPlaceholder, nullptr, lowerRefused),
    row("tf.PlaceholderWithDefault", OpKind::constant, "A tensor that may be fed from outside, else the given value.",
        "input", "output", "dtype:type, shape:shape", kPure, inferDefault, evaluateIdentity, lowerIdentity),
    // Pass-through and debugging
    row("tf.Identity", OpKind::constant, "The input itself.", "input", "output", "T:type", kPure, inferSame,
        evaluateIdentity, lowerIdentity),
    row("tf.IdentityN", OpKind::constant, "The inputs themselves.", "input*T", "output*T", "T:types", kPure,
        inferIdentityN, evaluateIdentity, lowerIdentity),
    row("tf.Snapshot", OpKind::constant, "The input itself.", "input", "output", "T:type", kPure, inferSame,
        evaluateIdentity, lowerIdentity),
    row("tf.StopGradient", OpKind::constant, "The input itself; training stops here.", "input", "output", "T:type",
        kPure, inferSame, evaluateIdentity, lowerIdentity),
    row("tf.PreventGradient", OpKind::constant, "The input itself; training must not come here.", "input", "output",
        "T:type, message:string=", kPure, inferSame, evaluateIdentity, lowerIdentity),
    row("tf.DeepCopy", OpKind::constant, "A copy of the input.", "x", "y", "T:type", kImpure, inferSame,
        evaluateIdentity, lowerIdentity),
    row("tf.CheckNumerics", OpKind::constant, "The input itself, after a check for infinities and NaN.", "tensor",
        "output", "T:type, message:string", kImpure, inferSame, evaluateIdentity, lowerIdentity),
    row("tf.EnsureShape", OpKind::constant, "The input itself, after a check of its shape.", "input", "output",
        "shape:shape, T:type", kPure, inferEnsureShape, evaluateIdentity, lowerIdentity),
    row("tf.Print", OpKind::constant, "The first input itself; the others are printed.", "input, data*U", "output",
        "T:type, U:types, message:string=, first_n:int=-1, summarize:int=3", kImpure, inferSame, evaluateIdentity,
        lowerIdentity),
    row("tf.PrintV2", OpKind::constant, "Prints a text.", "input", "", "output_stream:string=stderr, end:string=",
        kImpure, inferNothing, nullptr, lowerAway),
    row("tf.Assert", OpKind::constant, "Stops when the condition is false.", "condition, data*T", "",
        "T:types, summarize:int=3", kImpure, inferNothing, nullptr, lowerAway),
    row("tf.NoOp", OpKind::constant, "Does nothing; other nodes wait for it.", "", "", "", kImpure, inferNothing,
        nullptr, lowerAway),
    row("tf.ControlTrigger", OpKind::constant, "Does nothing; other nodes wait for it.", "", "", "", kImpure,
        inferNothing, nullptr, lowerAway),
    row("tf.ScalarSummary", OpKind::constant, "Writes a number to a training log.", "tags, values", "summary", "T:type",
        kImpure, inferText, nullptr, lowerRefused),
    row("tf.HistogramSummary", OpKind::constant, "Writes a histogram to a training log.", "tag, values", "summary",
        "T:type=float32", kImpure, inferText, nullptr, lowerRefused),
    row("tf.MergeSummary", OpKind::constant, "Joins entries of a training log.", "inputs*N", "summary", "N:int",
        kImpure, inferText, nullptr, lowerRefused),
    // Control flow of TensorFlow 1
    row("tf.Switch", OpKind::control, "Passes the data on to one of two outputs.", "data, pred",
        "output_false, output_true", "T:type", kImpure, inferSwitch, nullptr, lowerRefused),
    row("tf.RefSwitch", OpKind::control, "Passes a variable on to one of two outputs.", "data, pred",
        "output_false, output_true", "T:type", kImpure, inferSwitch, nullptr, lowerRefused),
    row("tf.Merge", OpKind::control, "Passes on the one input that arrives.", "inputs*N", "output, value_index",
        "T:type, N:int", kImpure, inferMerge, nullptr, lowerRefused),
    row("tf.RefMerge", OpKind::control, "Passes on the one input that arrives.", "inputs*N", "output, value_index",
        "T:type, N:int", kImpure, inferMerge, nullptr, lowerRefused),
    row("tf.Enter", OpKind::control, "Brings a tensor into a loop.", "data", "output",
        "T:type, frame_name:string, is_constant:bool=false, parallel_iterations:int=10", kImpure, inferSame, nullptr,
        lowerRefused),
    row("tf.RefEnter", OpKind::control, "Brings a variable into a loop.", "data", "output",
        "T:type, frame_name:string, is_constant:bool=false, parallel_iterations:int=10", kImpure, inferSame, nullptr,
        lowerRefused),
    row("tf.Exit", OpKind::control, "Takes a tensor out of a loop.", "data", "output", "T:type", kImpure, inferSame,
        nullptr, lowerRefused),
    row("tf.RefExit", OpKind::control, "Takes a variable out of a loop.", "data", "output", "T:type", kImpure,
        inferSame, nullptr, lowerRefused),
    row("tf.NextIteration", OpKind::control, "Hands a tensor to the next turn of a loop.", "data", "output", "T:type",
        kImpure, inferSame, nullptr, lowerRefused),
    row("tf.RefNextIteration", OpKind::control, "Hands a variable to the next turn of a loop.", "data", "output",
        "T:type", kImpure, inferSame, nullptr, lowerRefused),
    row("tf.LoopCond", OpKind::control, "Says whether a loop goes on.", "input", "output", "", kImpure, inferSame,
        nullptr, lowerRefused),
    // Functions
    row("tf.If", OpKind::control, "Calls one of two functions.", "cond, input*Tin", "output*Tout",
        "Tcond:type, Tin:types, Tout:types, then_branch:func, else_branch:func, output_shapes:shapes=[]", kImpure,
        inferIf, nullptr, lowerIf),
    row("tf.StatelessIf", OpKind::control, "Calls one of two functions.", "cond, input*Tin", "output*Tout",
        "Tcond:type, Tin:types, Tout:types, then_branch:func, else_branch:func, output_shapes:shapes=[]", kPure,
        inferIf, nullptr, lowerIf),
    row("tf.While", OpKind::control, "Calls a function again and again while a condition holds.", "input*T", "output*T",
        "T:types, cond:func, body:func, output_shapes:shapes=[], parallel_iterations:int=10", kImpure, inferWhile, nullptr, lowerWhile),
    row("tf.StatelessWhile", OpKind::control, "Calls a function again and again while a condition holds.", "input*T",
        "output*T", "T:types, cond:func, body:func, output_shapes:shapes=[], parallel_iterations:int=10", kPure,
        inferWhile, nullptr, lowerWhile),
    row("tf.Case", OpKind::control, "Calls one of many functions.", "branch_index, input*Tin", "output*Tout",
        "Tin:types, Tout:types, branches:funcs, output_shapes:shapes=[]", kImpure, inferCase, nullptr, lowerRefused),
    row("tf.StatelessCase", OpKind::control, "Calls one of many functions.", "branch_index, input*Tin", "output*Tout",
        "Tin:types, Tout:types, branches:funcs, output_shapes:shapes=[]", kPure, inferCase, nullptr, lowerRefused),
    row("tf.PartitionedCall", OpKind::control, "Calls a function.", "args*Tin", "output*Tout",
        "Tin:types, Tout:types, f:func, config:string=, config_proto:string=, executor_type:string=", kPure, inferCall,
        nullptr, lowerRefused),
    row("tf.StatefulPartitionedCall", OpKind::control, "Calls a function.", "args*Tin", "output*Tout",
        "Tin:types, Tout:types, f:func, config:string=, config_proto:string=, executor_type:string=", kImpure,
        inferCall, nullptr, lowerRefused),
    row("tf.RemoteCall", OpKind::control, "Calls a function on another machine.", "target, args*Tin", "output*Tout",
        "Tin:types, Tout:types, f:func", kImpure, inferTout, nullptr, lowerRefused),
    row("tf.SymbolicGradient", OpKind::control, "Computes the gradient of a function.", "input*Tin", "output*Tout",
        "Tin:types, Tout:types, f:func", kImpure, inferTout, nullptr, lowerRefused),
    row("tf.PyFunc", OpKind::control, "Calls a function of a Python program.", "input*Tin", "output*Tout",
        "token:string, Tin:types, Tout:types", kImpure, inferTout, nullptr, lowerRefused),
};

} // namespace

Status lowerAway(LowerContext& c) {
  const ir::NodeId n = c.id();
  c.edit().rewrote("lower", {n}, {});
  c.edit().remove(n);
  return {};
}

Status inferNothing(InferContext&) { return {}; }

Status inferText(InferContext& c) {
  c.result(0, DataType::string, Shape::scalar());
  return {};
}

std::span<const OpDef> sourceRows() {
  static const auto kAll = [] {
    std::vector<OpDef> all(kRows.begin(), kRows.end());
    const auto more = statefulRows();
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return kAll;
}

} // namespace ara::ops::tf
