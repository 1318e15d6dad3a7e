// Recurrent layers of TensorFlow Lite. Their states are operands that keep their values between calls (variables).
#include "ops/shape_rules.h"
#include "ops/tfl/recurrent_run.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::kUnknownDim;
using ir::OpKind;

// Dimension `axis` of operand i, unknown where its rank is.
Dim dimOf(const NodeView& v, std::size_t i, std::size_t axis) {
  if (i >= v.operandCount() || !v.has(i)) return kUnknownDim;
  const Shape& s = v.shape(i);
  return s.ranked && axis < s.rank() ? s.dims[axis] : kUnknownDim;
}

// The input with its last axis replaced by the layer's units.
Shape withUnits(const NodeView& v, Dim units) {
  Shape s = v.shape(0);
  if (s.ranked && s.rank() > 0) s.dims.back() = units;
  return s;
}

// --- rnn, unidirectional_sequence_rnn: weights [units, inputs]
Status inferRnn(InferContext& c) {
  c.result(0, c.type(0), withUnits(c, dimOf(c, 1, 0)));
  return {};
}

// --- lstm, unidirectional_sequence_lstm: recurrent weights [cells, outputs]; outputs differ from cells with a
// projection
constexpr std::size_t kRecurrentToOutput = 8, kBackwardRecurrentToOutput = 25;

Status inferSequenceLstm(InferContext& c) {
  c.result(0, c.type(0), withUnits(c, dimOf(c, kRecurrentToOutput, 1)));
  return {};
}

// The BASIC kernel is stateless: operands x, h, weights, bias, c; results h, c and two scratch spaces.
Status inferLstm(InferContext& c) {
  if (c.attrString("kernel_type", "FULL") != "BASIC") return inferSequenceLstm(c);
  const Dim batch = dimOf(c, 0, 0), cells = dimOf(c, 4, 1);
  const Dim widths[] = {cells, cells, addDims(dimOf(c, 0, 1), cells), mulDims(4, cells)};
  for (std::size_t i = 0; i < c.resultCount() && i < 4; ++i) c.result(i, c.type(0), Shape::of({batch, widths[i]}));
  return {};
}

// --- Bidirectional layers: two results, or one that joins them on the last axis
Status inferBoth(InferContext& c, Dim forward, Dim backward) {
  if (c.attrBool("merge_outputs")) {
    c.result(0, c.type(0), withUnits(c, addDims(forward, backward)));
    return {};
  }
  c.result(0, c.type(0), withUnits(c, forward));
  if (c.resultCount() > 1) c.result(1, c.type(0), withUnits(c, backward));
  return {};
}

Status inferBidirectionalRnn(InferContext& c) { return inferBoth(c, dimOf(c, 1, 0), dimOf(c, 5, 0)); }
Status inferBidirectionalLstm(InferContext& c) {
  return inferBoth(c, dimOf(c, kRecurrentToOutput, 1), dimOf(c, kBackwardRecurrentToOutput, 1));
}

// --- svdf: `rank` filters make one unit
Status inferSvdf(InferContext& c) {
  const Dim filters = dimOf(c, 1, 0);
  const std::int64_t rank = c.attrInt("rank");
  const bool whole = ir::isKnown(filters) && rank > 0 && filters % rank == 0;
  c.result(0, c.type(0), Shape::of({dimOf(c, 0, 0), whole ? filters / rank : kUnknownDim}));
  return {};
}

constexpr std::string_view kRnnOperands = "input, weights, recurrent_weights, bias, hidden_state";
constexpr std::string_view kLstmOperands =
    "input, input_to_input_weights?, input_to_forget_weights, input_to_cell_weights, input_to_output_weights, "
    "recurrent_to_input_weights?, recurrent_to_forget_weights, recurrent_to_cell_weights, recurrent_to_output_weights, "
    "cell_to_input_weights?, cell_to_forget_weights?, cell_to_output_weights?, "
    "input_gate_bias?, forget_gate_bias, cell_gate_bias, output_gate_bias, projection_weights?, projection_bias?, "
    "output_state, cell_state, "
    "input_layer_norm_coefficients?, forget_layer_norm_coefficients?, cell_layer_norm_coefficients?, "
    "output_layer_norm_coefficients?";
constexpr std::string_view kBidirectionalLstmOperands =
    "input, fw_input_to_input_weights?, fw_input_to_forget_weights, fw_input_to_cell_weights, "
    "fw_input_to_output_weights, fw_recurrent_to_input_weights?, fw_recurrent_to_forget_weights, "
    "fw_recurrent_to_cell_weights, fw_recurrent_to_output_weights, fw_cell_to_input_weights?, "
    "fw_cell_to_forget_weights?, fw_cell_to_output_weights?, fw_input_gate_bias?, fw_forget_gate_bias, "
    "fw_cell_gate_bias, fw_output_gate_bias, fw_projection_weights?, fw_projection_bias?, "
    "bw_input_to_input_weights?, bw_input_to_forget_weights, bw_input_to_cell_weights, bw_input_to_output_weights, "
    "bw_recurrent_to_input_weights?, bw_recurrent_to_forget_weights, bw_recurrent_to_cell_weights, "
    "bw_recurrent_to_output_weights, bw_cell_to_input_weights?, bw_cell_to_forget_weights?, "
    "bw_cell_to_output_weights?, bw_input_gate_bias?, bw_forget_gate_bias, bw_cell_gate_bias, bw_output_gate_bias, "
    "bw_projection_weights?, bw_projection_bias?, fw_output_state, fw_cell_state, bw_output_state, bw_cell_state, "
    "aux_input?, fw_aux_input_to_input_weights?, fw_aux_input_to_forget_weights?, fw_aux_input_to_cell_weights?, "
    "fw_aux_input_to_output_weights?, bw_aux_input_to_input_weights?, bw_aux_input_to_forget_weights?, "
    "bw_aux_input_to_cell_weights?, bw_aux_input_to_output_weights?";

constexpr ir::RuntimeLimits kStep{.types = "f32", .minRank = 2, .maxRank = 2};
constexpr ir::RuntimeLimits kSequence{.types = "f32", .minRank = 3, .maxRank = 3};

// Not pure: a state outlives the call, so two equal layers are not one.
const std::array kRows{
    ir::OpDef{.name = "tfl.rnn",
              .kind = OpKind::recurrent,
              .doc = "One step of a simple recurrent layer.",
              .operands = kRnnOperands,
              .pure = false,
              .infer = inferRnn,
              .evaluate = evaluateSequenceRnn,
              .builtinCode = 24,
              .limits = kStep,
              .hybridWeights = "1,2"},
    ir::OpDef{.name = "tfl.unidirectional_sequence_rnn",
              .kind = OpKind::recurrent,
              .doc = "A simple recurrent layer over a sequence.",
              .operands = kRnnOperands,
              .pure = false,
              .infer = inferRnn,
              .evaluate = evaluateSequenceRnn,
              .builtinCode = 35,
              .limits = kSequence,
              .hybridWeights = "1,2"},
    // The runtime crashes on int8 weights here unless there is an auxiliary input: none are offered.
    ir::OpDef{.name = "tfl.bidirectional_sequence_rnn",
              .kind = OpKind::recurrent,
              .doc = "Two simple recurrent layers over a sequence, one of them backwards.",
              .operands = "input, fw_weights, fw_recurrent_weights, fw_bias, fw_hidden_state, bw_weights, "
                          "bw_recurrent_weights, bw_bias, bw_hidden_state, aux_input?, fw_aux_weights?, "
                          "bw_aux_weights?",
              .results = "fw_output, bw_output?",
              .pure = false,
              .infer = inferBidirectionalRnn,
              .evaluate = evaluateBothRnn,
              .builtinCode = 46,
              .limits = kSequence},
    ir::OpDef{.name = "tfl.lstm",
              .kind = OpKind::recurrent,
              .doc = "One step of a long short-term memory layer.",
              .operands = kLstmOperands,
              .pure = false,
              .infer = inferLstm,
              .evaluate = evaluateLstm,
              .builtinCode = 16,
              .limits = kStep,
              .hybridWeights = "1-11,16"},
    ir::OpDef{.name = "tfl.unidirectional_sequence_lstm",
              .kind = OpKind::recurrent,
              .doc = "A long short-term memory layer over a sequence.",
              .operands = kLstmOperands,
              .pure = false,
              .infer = inferSequenceLstm,
              .evaluate = evaluateSequenceLstm,
              .builtinCode = 44,
              .limits = kSequence,
              .hybridWeights = "1-11,16"},
    ir::OpDef{.name = "tfl.bidirectional_sequence_lstm",
              .kind = OpKind::recurrent,
              .doc = "Two long short-term memory layers over a sequence, one of them backwards.",
              .operands = kBidirectionalLstmOperands,
              .results = "fw_output, bw_output?",
              .pure = false,
              .infer = inferBidirectionalLstm,
              .evaluate = evaluateBothLstm,
              .builtinCode = 52,
              .limits = kSequence,
              .hybridWeights = "1-11,16,18-28,33,40-47"},
    ir::OpDef{.name = "tfl.svdf",
              .kind = OpKind::recurrent,
              .doc = "A layer over the recent past, its weights split into a filter over inputs and one over time.",
              .operands = "input, weights_feature, weights_time, bias?, state",
              .pure = false,
              .infer = inferSvdf,
              .evaluate = evaluateSvdf,
              .builtinCode = 27,
              .limits = kStep,
              .hybridWeights = "1,2"},
};

} // namespace

std::span<const ir::OpDef> recurrentRows() { return kRows; }

} // namespace ara::ops::tfl
