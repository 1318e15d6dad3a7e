// TensorFlow Lite operators that are not arithmetic: quantization, control flow, variables, tables, random numbers, and
// operators nobody knows.
#include "ops/arithmetic.h"
#include "ops/subgraph_rules.h"

#include <algorithm>
#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

// Results as the file tells them.
Status inferGiven(InferContext& c) {
  for (std::size_t i = 0; i < c.resultCount(); ++i) { c.result(i, givenType(c, i), givenShape(c, i)); }
  return {};
}

Status inferDequantize(InferContext& c) {
  c.result(0, DataType::f32, c.shape(0));
  return {};
}

Status inferQuantize(InferContext& c) {
  c.result(0, givenType(c), c.shape(0));
  return {};
}

// Real numbers of float16 or float32; quantized ones have been turned into float32 before.
Status copyReal(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const TensorView x = c.inputs[0];
  ARA_TRY(c.makeResult(0, DataType::f32, x.shape));
  const auto out = c.out<float>(0);
  if (x.type == DataType::f16)
    kernels::cast(c.in<kernels::Half>(0).first(out.size()), out);
  else if (x.type == DataType::f32)
    kernels::cast(c.in<float>(0).first(out.size()), out);
  else
    return refuseType(c, x.type);
  return {};
}

Status evaluateDequantize(EvalContext& c) { return onRealNumbers(c, copyReal); }
Status evaluateQuantize(EvalContext& c) {
  ARA_TRY(onRealNumbers(c, copyReal));
  return c.results[0].type == DataType::f32 ? quantizeResults(c) : Status{};
}

const ir::Graph* graphAt(const NodeView& v, std::string_view key) {
  const AttrValue* a = v.attr(key);
  const auto* g = a ? std::get_if<ir::GraphId>(a) : nullptr;
  return g && *g && g->index() < v.model().graphs.size() ? &v.model().graph(*g) : nullptr;
}

Status inferBranches(InferContext& c, const std::vector<const ir::Graph*>& graphs) {
  for (std::size_t i = 0; i < c.resultCount(); ++i) c.result(i, resultType(graphs, i), resultShape(c, graphs, i));
  return {};
}
Status inferIf(InferContext& c) {
  return inferBranches(c, {graphAt(c, "then_subgraph_index"), graphAt(c, "else_subgraph_index")});
}
Status inferCall(InferContext& c) { return inferBranches(c, {graphAt(c, "subgraph")}); }

// The body need not run, and may change the shapes it carries.
Status inferWhile(InferContext& c) {
  const std::vector<const ir::Graph*> body{graphAt(c, "body_subgraph_index")};
  for (std::size_t i = 0; i < c.operandCount() && i < c.resultCount(); ++i)
    c.result(i, c.type(i), joinShapes(c.shape(i), resultShape(c, body, i)));
  return {};
}

Status inferNothing(InferContext&) { return {}; }

Status inferHandle(InferContext& c) {
  c.result(0, DataType::resource, Shape::scalar());
  return {};
}

Status inferFind(InferContext& c) {
  const DataType given = givenType(c);
  c.result(0, given != DataType::none ? given : c.type(2), c.shape(1));
  return {};
}

Status inferSize(InferContext& c) {
  c.result(0, DataType::i64, Shape::of({1}));
  return {};
}

Status inferRandom(InferContext& c) {
  const auto dims = c.isConstant(0) ? c.knownIntegers(0) : c.integers(0);
  const bool sound = dims && (!c.isConstant(0) || std::all_of(dims->begin(), dims->end(), ir::isKnown));
  c.result(0, DataType::f32, sound ? Shape::of(*dims) : Shape::unknown());
  return {};
}

Status inferMultinomial(InferContext& c) {
  Shape shape = Shape::of({ir::kUnknownDim, ir::kUnknownDim});
  if (c.shape(0).ranked && c.shape(0).rank() == 2) shape.dims[0] = c.shape(0).dims[0];
  if (const auto n = c.knownIntegers(1); n && n->size() == 1 && (*n)[0] >= 0) shape.dims[1] = (*n)[0];
  const DataType given = givenType(c);
  c.result(0, given != DataType::none ? given : DataType::i64, std::move(shape));
  return {};
}

constexpr bool kPure = true, kImpure = false;

constexpr OpDef row(std::string_view name, int code, OpKind kind, std::string_view doc, std::string_view operands,
                    std::string_view results, std::string_view attrs, bool pure, Status (*infer)(InferContext&),
                    Status (*evaluate)(EvalContext&) = nullptr, RuntimeLimits limits = {}) {
  return {.name = name,
          .kind = kind,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .pure = pure,
          .infer = infer,
          .evaluate = evaluate,
          .builtinCode = code,
          .limits = limits};
}

constexpr std::string_view kSeeds = "seed:int=0, seed2:int=0";

const std::array kRows{
    row("tfl.custom", 32, OpKind::unknown, "An operator this runtime must be taught.", "inputs*N", "outputs*N",
        "custom_code:string", kImpure, inferGiven),
    row("tfl.delegate", 51, OpKind::unknown, "A part of the graph given to an accelerator.", "inputs*N", "outputs*N",
        "", kImpure, inferGiven),
    row("tfl.quantize", 114, OpKind::quantization, "Real numbers to quantized integers, or from one scale to another.",
        "input", "output", "", kPure, inferQuantize, evaluateQuantize, {.types = "f32", .quantized = "i8 u8 i16"}),
    row("tfl.dequantize", 6, OpKind::quantization, "Quantized integers or float16 to float32.", "input", "output", "",
        kPure, inferDequantize, evaluateDequantize, {.types = "f16", .quantized = "i8 u8 i16 i4"}),
    row("tfl.if", 118, OpKind::control, "Runs one of two subgraphs.", "condition, inputs*N", "outputs*N",
        "then_subgraph_index:graph, else_subgraph_index:graph", kImpure, inferIf),
    row("tfl.while", 119, OpKind::control, "Runs a subgraph again and again while another says so.", "inputs*N",
        "outputs*N", "cond_subgraph_index:graph, body_subgraph_index:graph", kImpure, inferWhile),
    row("tfl.call", 31, OpKind::control, "Runs a subgraph.", "inputs*N", "outputs*N", "subgraph:graph", kImpure,
        inferCall),
    row("tfl.call_once", 129, OpKind::control, "Runs a subgraph the first time only.", "", "",
        "init_subgraph_index:graph", kImpure, inferNothing),
    row("tfl.var_handle", 142, OpKind::constant, "A handle to a variable.", "", "handle",
        "container:string, shared_name:string", kImpure, inferHandle),
    row("tfl.read_variable", 143, OpKind::constant, "The value of a variable.", "handle", "value", "", kImpure,
        inferGiven),
    row("tfl.assign_variable", 144, OpKind::constant, "Gives a variable a value.", "handle, value", "", "", kImpure,
        inferNothing),
    row("tfl.hashtable", 136, OpKind::constant, "A lookup table.", "", "table",
        "table_id:int, key_dtype:type, value_dtype:type", kImpure, inferHandle),
    row("tfl.hashtable_find", 137, OpKind::constant, "The values of keys in a lookup table.", "table, keys, otherwise",
        "values", "", kImpure, inferFind),
    row("tfl.hashtable_import", 138, OpKind::constant, "Fills a lookup table.", "table, keys, values", "", "", kImpure,
        inferNothing),
    row("tfl.hashtable_size", 139, OpKind::constant, "The number of entries of a lookup table.", "table", "size", "",
        kImpure, inferSize),
    row("tfl.random_uniform", 148, OpKind::constant, "Random numbers between 0 and 1.", "shape", "output", kSeeds,
        kImpure, inferRandom),
    row("tfl.random_standard_normal", 146, OpKind::constant, "Random numbers of the standard normal distribution.",
        "shape", "output", kSeeds, kImpure, inferRandom),
    row("tfl.multinomial", 149, OpKind::constant, "Random class numbers by given chances.", "logits, count", "output",
        kSeeds, kImpure, inferMultinomial, nullptr, {.types = "f32", .minRank = 2, .maxRank = 2}),
};

} // namespace

std::span<const OpDef> sourceRows() { return kRows; }

} // namespace ara::ops::tfl
