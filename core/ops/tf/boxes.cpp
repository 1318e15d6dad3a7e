// NonMaxSuppression: boxes that overlap no better one. The runtime drops a box that overlaps exactly as much as the
// limit, TensorFlow keeps it: the limit is raised to the next number.
#include "kernels/boxes.h"
#include "ops/movement/lowering.h"

#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::kUnknownDim;
using ir::OpKind;

// Operands: boxes, scores, most, overlap, least score (from V3), sigma (from V4 and V5: which have a count, too).
struct Form {
  bool overlapAttr = false, least = false, sigma = false, count = false;
};
Form formOf(const NodeView& v) {
  const std::string op = v.op();
  return {.overlapAttr = op == "NonMaxSuppression",
          .least = op.back() >= '3' && op.back() <= '5',
          .sigma = op.ends_with("V5"),
          .count = op.ends_with("V4") || op.ends_with("V5")};
}

Status inferSuppressed(InferContext& c) {
  ARA_TRY(wantOperands(c));
  ARA_TRY(wantRank(c, c.shape(0), 2, "its list of boxes"));
  const Form f = formOf(c);
  Shape out = Shape::of({kUnknownDim});
  if (f.count && c.attrBool("pad_to_max_output_size"))
    if (const auto most = c.knownIntegers(2); most && most->size() == 1 && (*most)[0] >= 0) out.dims[0] = (*most)[0];
  c.result(0, DataType::i32, out);
  if (f.sigma) c.result(1, c.type(1), out);
  if (f.count) c.result(f.sigma ? 2 : 1, DataType::i32, Shape::scalar());
  return {};
}

Status evaluateSuppressed(EvalContext& c) {
  const Form f = formOf(c);
  ARA_TRY(wantInputs(c, 3 + !f.overlapAttr + f.least + f.sigma));
  const auto most = integersOf(c.inputs[2]);
  const auto count = c.inputs[1].elements();
  bool fits =
      most && most->size() == 1 && (*most)[0] >= 0 && c.inputs[0].shape == Shape::of({static_cast<Dim>(count), 4});
  for (std::size_t i = 0; fits && i < c.inputs.size(); ++i)
    fits = i == 2 || (c.inputs[i].type == DataType::f32 && (i < 2 || c.inputs[i].elements() == 1));
  if (!fits)
    return c.refuse(msg("{0} {1} has boxes of shape {2} and scores of shape {3}.", c.op(), c.name(),
                        c.inputs[0].shape.text(), c.inputs[1].shape.text()));
  const kernels::Suppression s{
      .most = static_cast<std::size_t>(std::min<std::int64_t>((*most)[0], static_cast<std::int64_t>(count))),
      .overlap = f.overlapAttr ? static_cast<float>(c.attrFloat("iou_threshold", 0.5)) : c.inputs[3].load<float>(0),
      .score = f.least ? c.inputs[4].load<float>(0) : -std::numeric_limits<float>::infinity(),
      .sigma = f.sigma ? c.inputs[5].load<float>(0) : 0.0f};
  const auto found = kernels::suppressOverlaps(s, c.in<float>(0).first(4 * count), c.in<float>(1).first(count));
  const bool padded = f.count && c.attrBool("pad_to_max_output_size");
  const Shape out = Shape::of({padded ? (*most)[0] : static_cast<Dim>(found.indices.size())});
  ARA_TRY(c.makeResult(0, DataType::i32, out));
  std::copy(found.indices.begin(), found.indices.end(), c.out<std::int32_t>(0).begin());
  if (f.sigma) {
    ARA_TRY(c.makeResult(1, DataType::f32, out));
    std::copy(found.scores.begin(), found.scores.end(), c.out<float>(1).begin());
  }
  if (f.count) {
    const std::size_t last = f.sigma ? 2 : 1;
    ARA_TRY(c.makeResult(last, DataType::i32, Shape::scalar()));
    c.out<std::int32_t>(last)[0] = static_cast<std::int32_t>(found.indices.size());
  }
  return {};
}

// Corners of boxes may be given in either order; the runtime wants the lower one first. A box without area it would
// select again and again: such boxes are moved out of the way, where each overlaps nothing, as TensorFlow counts them.
Result<TensorId> soundBoxes(LowerContext& c, TensorId boxes, Dim count) {
  const auto binary = [&](std::string_view op, TensorId a, TensorId b) {
    return c.add(op, {a, b}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
  };
  ARA_ASSIGN(const TensorId first, keepPart(c, boxes, 1, 0, 2));
  ARA_ASSIGN(const TensorId second, keepPart(c, boxes, 1, 2, 2));
  ARA_ASSIGN(const TensorId low, c.add("tfl.minimum", {first, second}));
  ARA_ASSIGN(const TensorId high, c.add("tfl.maximum", {first, second}));
  ARA_ASSIGN(const TensorId size, binary("tfl.sub", high, low));
  ARA_ASSIGN(const TensorId area, c.add("tfl.reduce_prod", {size, c.ints({1})}, {{"keep_dims", AttrValue(true)}}));
  ARA_ASSIGN(const TensorId empty, c.add("tfl.less_equal", {area, c.scalar(DataType::f32, 0)}));
  ARA_ASSIGN(const TensorId end, c.add("tfl.reduce_max", {high, c.ints({0, 1})}, {{"keep_dims", AttrValue(false)}}));
  TensorId sides[] = {low, high};
  for (std::size_t k = 0; k < 2; ++k) {
    std::vector<float> apart;
    for (Dim i = 0; i < count; ++i) apart.push_back(static_cast<float>(2 * i + 1) + static_cast<float>(k));
    const auto bytes = std::as_bytes(std::span(apart));
    const TensorId places = c.bytesConstant(DataType::f32, Shape::of({count, 1}), {bytes.begin(), bytes.end()});
    ARA_ASSIGN(const TensorId away, binary("tfl.add", end, places));
    ARA_ASSIGN(sides[k], c.add("tfl.select_v2", {empty, away, sides[k]}));
  }
  return concatenated(c, {sides[0], sides[1]}, 1);
}

// One float of operand i, a constant; nothing when it is computed.
std::optional<float> constantFloat(const LowerContext& c, std::size_t i) {
  if (!c.isConstant(i) || c.type(i) != DataType::f32) return std::nullopt;
  const auto data = c.model().data(c.graph()[c.operand(i)].buffer);
  if (!data || data->bytes.size() < sizeof(float)) return std::nullopt;
  return data->load<float>(0);
}

// The runtime takes boxes of equal scores in no order, TensorFlow the earlier one first. So the boxes are sorted, which
// is stable, and their ranks are their scores: the answer is then a choice among ranks.
class Ranked {
public:
  Ranked(LowerContext& c, Dim count) : m_c(c), m_count(count) {}

  // The operands of the operator in place of boxes, scores and least score.
  struct Input {
    TensorId boxes, scores, least;
  };
  Result<Input> sorted(std::optional<TensorId> least) {
    ARA_ASSIGN(const auto top, m_c.addMany("tfl.topk_v2", {m_c.operand(1), int32Scalar(m_c, m_count)}, 2));
    m_values = top[0], m_order = top[1];
    Input in;
    ARA_ASSIGN(const TensorId boxes, soundBoxes(m_c, m_c.operand(0), m_count));
    ARA_ASSIGN(in.boxes, gathered(m_c, boxes, m_order, 0));
    std::vector<float> ranks;
    for (Dim i = m_count; i > 0; --i) ranks.push_back(static_cast<float>(i));
    const auto bytes = std::as_bytes(std::span(ranks));
    in.scores = m_c.bytesConstant(DataType::f32, Shape::of({m_count}), {bytes.begin(), bytes.end()});
    in.least = m_c.scalar(DataType::f32, 0);
    if (!least) return in;
    ARA_ASSIGN(const TensorId good, m_c.add("tfl.greater", {m_values, *least}));
    ARA_ASSIGN(in.scores, m_c.add("tfl.select_v2", {good, in.scores, in.least}));
    return in;
  }
  Result<TensorId> box(TensorId rank) { return gathered(m_c, m_order, rank, 0); }
  Result<TensorId> score(TensorId rank) { return gathered(m_c, m_values, rank, 0); }

private:
  LowerContext& m_c;
  Dim m_count;
  TensorId m_values, m_order;
};

Status lowerSuppressed(LowerContext& c) {
  const Form f = formOf(c);
  if (c.type(0) != DataType::f32) return refuseNumbers(c, c.type(0));
  const auto limit =
      f.overlapAttr ? std::optional(static_cast<float>(c.attrFloat("iou_threshold", 0.5))) : constantFloat(c, 3);
  if (!limit) return refuseComputed(c, "the overlap it allows");
  const TensorId overlap =
      c.scalar(DataType::f32, double(std::nextafter(*limit, std::numeric_limits<float>::infinity())));
  const Dim count = c.shape(1).ranked && c.shape(1).rank() == 1 ? c.shape(1).dims[0] : kUnknownDim;
  constexpr Dim kMostRanks = Dim{1} << 20;
  const auto sigma = f.sigma ? constantFloat(c, 5) : std::optional(0.0f);
  const bool soft = !sigma || *sigma > 0; // scores matter then
  // At 1 nothing is dropped, not even what was selected: the runtime would select one box again and again.
  if (*limit < 0 || *limit >= 1)
    return c.refuse(msg("{0} {1} drops boxes that overlap by more than {2}.", c.op(), c.name(), *limit),
                    msg("Use a limit of at least 0 and less than 1."));
  if ((!isKnown(count) || count < 1 || count > kMostRanks)) return refuseOpenShape(c, c.shape(1));
  const bool padded = f.count && c.attrBool("pad_to_max_output_size");
  ARA_ASSIGN(const TensorId asked, int32Operand(c, 2));
  ARA_ASSIGN(const TensorId most, reshapeTo(c, asked, Shape::scalar()));
  std::vector<TensorId> made;
  if (soft) {
    c.task().note(Severity::warning,
                  msg("{0} {1} lowers scores; of boxes whose scores are equal the runtime may take another one first.",
                      c.op(), c.name()),
                  msg("Compare the answers on inputs of your own."), c.name());
    ARA_ASSIGN(const TensorId boxes, soundBoxes(c, c.operand(0), count));
    ARA_ASSIGN(made, c.addMany("tfl.non_max_suppression_v5",
                               {boxes, c.operand(1), most, overlap, c.operand(4), c.operand(5)}, 3));
  } else {
    Ranked ranked(c, count);
    ARA_ASSIGN(const auto in, ranked.sorted(f.least ? std::optional(c.operand(4)) : std::nullopt));
    ARA_ASSIGN(made, c.addMany("tfl.non_max_suppression_v4", {in.boxes, in.scores, most, overlap, in.least}, 2));
    if (!padded) {
      ARA_ASSIGN(const TensorId found, c.reshape(made[1], {1}));
      ARA_ASSIGN(made[0], c.add("tfl.slice", {made[0], c.ints({0}), found}));
    }
    const TensorId ranks = made[0];
    ARA_ASSIGN(made[0], ranked.box(ranks));
    if (f.sigma) {
      ARA_ASSIGN(const TensorId scores, ranked.score(ranks));
      made.insert(made.begin() + 1, scores);
    }
    if (padded) { // with zeros
      ARA_ASSIGN(const TensorId places, countUp(c, most));
      ARA_ASSIGN(const TensorId there, c.add("tfl.less", {places, made.back()}));
      ARA_ASSIGN(made[0], c.add("tfl.select_v2", {there, made[0], int32Scalar(c, 0)}));
      if (f.sigma) { ARA_ASSIGN(made[1], c.add("tfl.select_v2", {there, made[1], c.scalar(DataType::f32, 0)})); }
    }
  }
  if (soft && !padded) { // the first of them, as many as were found
    ARA_ASSIGN(const TensorId found, c.reshape(made.back(), {1}));
    for (std::size_t i = 0; i + 1 < made.size(); ++i) {
      ARA_ASSIGN(made[i], c.add("tfl.slice", {made[i], c.ints({0}), found}));
    }
  }
  if (!f.count) made.pop_back();
  return c.replace(std::move(made));
}

constexpr ir::OpDef row(std::string_view name, std::string_view doc, std::string_view operands,
                        std::string_view results, std::string_view attrs) {
  return {.name = name,
          .kind = OpKind::pool,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .infer = inferSuppressed,
          .evaluate = evaluateSuppressed,
          .lower = lowered<lowerSuppressed>};
}

constexpr std::string_view kDoc = "The boxes that overlap no better one, best first.";
const std::array kRows{
    row("tf.NonMaxSuppression", kDoc, "boxes, scores, max_output_size", "selected_indices", "iou_threshold:float=0.5"),
    row("tf.NonMaxSuppressionV2", kDoc, "boxes, scores, max_output_size, iou_threshold", "selected_indices", "T:type"),
    row("tf.NonMaxSuppressionV3", kDoc, "boxes, scores, max_output_size, iou_threshold, score_threshold",
        "selected_indices", "T:type"),
    row("tf.NonMaxSuppressionV4", kDoc, "boxes, scores, max_output_size, iou_threshold, score_threshold",
        "selected_indices, valid_outputs", "T:type, pad_to_max_output_size:bool=false"),
    row("tf.NonMaxSuppressionV5", "The boxes that overlap no better one, best first, and their scores.",
        "boxes, scores, max_output_size, iou_threshold, score_threshold, soft_nms_sigma",
        "selected_indices, selected_scores, valid_outputs", "T:type, pad_to_max_output_size:bool=false"),
};

} // namespace

std::span<const ir::OpDef> boxesRows() { return kRows; }

} // namespace ara::ops::tf
