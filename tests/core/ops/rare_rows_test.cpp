// Operators few models have: values recorded from the official runtime (ai-edge-litert) and from TensorFlow 2.12.1.
#include "tests/core/ops/one_node.h"

#include <random>

namespace ara::test {
namespace {

using Floats = std::vector<float>;
using Ints = std::vector<int>;
using Longs = std::vector<std::int64_t>;

// --- StableHLO

TEST(StableHlo, PadsBetweenElementsAndCutsAtTheEdge) {
  auto n = OneNode("tfl.stablehlo_pad").constant<int>({2, 3}, {1, 2, 3, 4, 5, 6}).constant<int>({}, {0});
  n.attr("edge_padding_low", Longs{1, -1}).attr("edge_padding_high", Longs{0, 2}).attr("interior_padding", Longs{0, 1});
  n.resultShape(Shape::of({3, 6}));
  EXPECT_EQ(valuesOf<int>(n.evaluate()), (Ints{0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 5, 0, 6, 0, 0}));
  n.resultShape(Shape::of({3, 7})); // not what its attributes make
  EXPECT_EQ(errorOf(n.evaluate()), "stablehlo_pad node: it pads [2,3] to [3,7]. Save the model again.");
}

// A window that would leave the operand is moved inside.
TEST(StableHlo, GathersWindowsAndScattersThem) {
  std::vector<int> rows{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  auto gather = OneNode("tfl.stablehlo_gather").constant<int>({3, 4}, rows).constant<int>({2, 2}, {2, 3, 0, 1});
  gather.attr("offset_dims", Longs{1}).attr("collapsed_slice_dims", Longs{0}).attr("start_index_map", Longs{0, 1});
  gather.attr("index_vector_dim", std::int64_t{1}).attr("slice_sizes", Longs{1, 2}).resultShape(Shape::of({2, 2}));
  EXPECT_EQ(valuesOf<int>(gather.evaluate()), (Ints{11, 12, 2, 3}));

  auto scatter = OneNode("tfl.stablehlo_scatter").constant<int>({3, 4}, rows).constant<int>({3, 1}, {2, 0, 2});
  scatter.constant<int>({3, 4}, {10, 20, 30, 40, 1, 1, 1, 1, 100, 200, 300, 400});
  scatter.attr("update_window_dims", Longs{1}).attr("inserted_window_dims", Longs{0});
  scatter.attr("scatter_dims_to_operand_dims", Longs{0}).attr("index_vector_dim", std::int64_t{1});
  scatter.region("update_computation_subgraph_index", "tfl.stablehlo_add", DataType::i32);
  EXPECT_EQ(valuesOf<int>(scatter.evaluate()), (Ints{2, 3, 4, 5, 5, 6, 7, 8, 119, 230, 341, 452}));
}

TEST(StableHlo, ReducesWindowsAndAxes) {
  auto window = OneNode("tfl.stablehlo_reduce_window").constant<int>({4}, {1, 2, 3, 4}).constant<int>({}, {0});
  window.attr("window_dimensions", Longs{3}).attr("window_strides", Longs{2}).attr("padding", Longs{1, 2});
  window.region("body_subgraph_index", "tfl.stablehlo_add", DataType::i32);
  EXPECT_EQ(valuesOf<int>(window.evaluate()), (Ints{3, 9, 4}));

  auto axis = OneNode("tfl.stablehlo_reduce").constant<int>({2, 3}, {1, 2, 3, 4, 5, 6}).constant<int>({}, {1});
  axis.attr("dimensions", Longs{0}).region("body_subgraph_index", "tfl.mul", DataType::i32);
  EXPECT_EQ(valuesOf<int>(axis.evaluate()), (Ints{4, 10, 18}));

  auto light = OneNode("tfl.reduce_window").constant<int>({6}, {1, 2, 3, 4, 5, 6}).constant<int>({}, {1});
  light.constant<std::int64_t>({1}, {2}).constant<std::int64_t>({1}, {2}).constant<std::int64_t>({1}, {2});
  light.attr("reduce_function", Symbol{"MUL"});
  EXPECT_EQ(valuesOf<int>(light.evaluate()), (Ints{3, 15}));
}

// By hand: (1, 2; 3, 4) times (5, 6; 7, 8), and 1, 2, 3 under the filter 1, 10 turned round.
TEST(StableHlo, MultipliesAndConvolves) {
  auto dot = OneNode("tfl.stablehlo_dot_general").constant<float>({2, 2}, {1, 2, 3, 4});
  dot.constant<float>({2, 2}, {5, 6, 7, 8});
  dot.attr("lhs_contracting_dimensions", Longs{1}).attr("rhs_contracting_dimensions", Longs{0});
  EXPECT_EQ(valuesOf<float>(dot.evaluate()), (Floats{19, 22, 43, 50}));

  auto conv = OneNode("tfl.stablehlo_convolution").constant<float>({1, 3, 1}, {1, 2, 3});
  conv.constant<float>({2, 1, 1}, {1, 10})
      .attr("window_reversal", std::vector<bool>{true})
      .attr("padding", Longs{1, 0});
  conv.attr("input_batch_dimension", std::int64_t{0}).attr("input_spatial_dimensions", Longs{1});
  conv.attr("input_feature_dimension", std::int64_t{2}).attr("kernel_spatial_dimensions", Longs{0});
  conv.attr("kernel_input_feature_dimension", std::int64_t{1}).attr("kernel_output_feature_dimension", std::int64_t{2});
  conv.attr("output_batch_dimension", std::int64_t{0}).attr("output_spatial_dimensions", Longs{1});
  conv.attr("output_feature_dimension", std::int64_t{2});
  EXPECT_EQ(valuesOf<float>(conv.evaluate()), (Floats{1, 12, 23}));
}

TEST(StableHlo, MovesElements) {
  const Ints six{1, 2, 3, 4, 5, 6};
  auto turned = OneNode("tfl.stablehlo_transpose").constant<int>({2, 3}, six).attr("permutation", Longs{1, 0});
  EXPECT_EQ(valuesOf<int>(turned.evaluate()), (Ints{1, 4, 2, 5, 3, 6}));
  auto slice = OneNode("tfl.stablehlo_slice").constant<int>({6}, six);
  slice.attr("start_indices", Longs{1}).attr("limit_indices", Longs{6}).attr("strides", Longs{2});
  EXPECT_EQ(valuesOf<int>(slice.evaluate()), (Ints{2, 4, 6}));
  auto box = OneNode("tfl.stablehlo_dynamic_slice").constant<int>({6}, six).constant<int>({}, {9});
  EXPECT_EQ(valuesOf<int>(box.attr("slice_sizes", Longs{2}).evaluate()), (Ints{5, 6})); // brought inside
  auto put = OneNode("tfl.stablehlo_dynamic_update_slice").constant<int>({6}, six).constant<int>({2}, {8, 9});
  EXPECT_EQ(valuesOf<int>(put.constant<int>({}, {1}).evaluate()), (Ints{1, 8, 9, 4, 5, 6}));
  auto spread = OneNode("tfl.stablehlo_broadcast_in_dim").constant<int>({2}, {1, 2});
  spread.attr("broadcast_dimensions", Longs{0}).resultShape(Shape::of({2, 2}));
  EXPECT_EQ(valuesOf<int>(spread.evaluate()), (Ints{1, 1, 2, 2}));
  auto joined = OneNode("tfl.stablehlo_concatenate").constant<int>({1, 2}, {1, 2}).constant<int>({1, 1}, {3});
  EXPECT_EQ(valuesOf<int>(joined.attr("dimension", std::int64_t{1}).evaluate()), (Ints{1, 2, 3}));
  auto counted = OneNode("tfl.stablehlo_iota").resultType(DataType::i32).resultShape(Shape::of({2, 2}));
  EXPECT_EQ(valuesOf<int>(counted.attr("iota_dimension", std::int64_t{1}).evaluate()), (Ints{0, 1, 0, 1}));
}

TEST(StableHlo, OrdersComparesAndClamps) {
  auto sorted = OneNode("tfl.stablehlo_sort").constant<int>({4}, {3, 1, 4, 1}).attr("dimension", std::int64_t{0});
  sorted.region("comparator_subgraph_index", "tfl.greater", DataType::i32);
  EXPECT_EQ(valuesOf<int>(sorted.evaluate()), (Ints{4, 3, 1, 1}));
  auto less = OneNode("tfl.stablehlo_compare").constant<int>({2}, {1, 3}).constant<int>({2}, {2, 2});
  less.attr("comparison_direction", Symbol{"STABLEHLO_COMPARISON_DIRECTION_LT"});
  EXPECT_EQ(valuesOf<bool>(less.evaluate()), (std::vector<bool>{true, false}));
  auto clamp =
      OneNode("tfl.stablehlo_clamp").constant<int>({}, {2}).constant<int>({3}, {1, 3, 9}).constant<int>({}, {5});
  EXPECT_EQ(valuesOf<int>(clamp.evaluate()), (Ints{2, 3, 5}));
  auto quotient = OneNode("tfl.stablehlo_divide").constant<int>({2}, {-7, 7}).constant<int>({2}, {2, 2});
  EXPECT_EQ(valuesOf<int>(quotient.evaluate()), (Ints{-3, 3}));
}

// --- Boxes

const Floats kBoxes{0, 0, 1, 1, 0, 0, 1, .9f, 2, 2, 3, 3, 0, 0, .5f, 1};

TEST(NonMaxSuppression, DropsBoxesThatOverlapABetterOne) {
  auto n = OneNode("tfl.non_max_suppression_v4").constant<float>({4, 4}, kBoxes);
  n.constant<float>({4}, {.5f, .9f, .3f, .8f}).constant<int>({}, {3}).constant<float>({}, {.6f});
  n.constant<float>({}, {.1f}).results(2);
  const auto made = n.evaluate();
  EXPECT_EQ(valuesOf<int>(made, 0), (Ints{1, 3, 2}));
  EXPECT_EQ(valuesOf<int>(made, 1), (Ints{3}));
}

TEST(NonMaxSuppression, TakesAwayFromTheScoreWhenSoft) {
  auto n = OneNode("tfl.non_max_suppression_v5").constant<float>({4, 4}, kBoxes);
  n.constant<float>({4}, {.5f, .9f, .3f, .8f}).constant<int>({}, {3}).constant<float>({}, {.99f});
  n.constant<float>({}, {.1f}).constant<float>({}, {.5f}).results(3);
  const auto made = n.evaluate();
  EXPECT_EQ(valuesOf<int>(made, 0), (Ints{1, 3, 2}));
  expectNear(valuesOf<float>(made, 1), {0.8999999761581421f, 0.6392112970352173f, 0.30000001192092896f}, "scores");
}

// Of equal scores the earlier box comes first, a box without area overlaps nothing: the runtime does neither, so ranks
// take the place of scores and such boxes are moved away.
TEST(NonMaxSuppression, IsLoweredSoThatTheRuntimeChoosesAsTensorFlow) {
  Floats boxes = kBoxes;
  boxes.insert(boxes.end(), {5, 5, 5, 6});
  auto n = OneNode("tf.NonMaxSuppressionV5").fed<float>({5, 4}, boxes).fed<float>({5}, {.5f, .9f, .3f, .9f, .2f});
  n.constant<int>({}, {5}).constant<float>({}, {.5f}).constant<float>({}, {.1f}).constant<float>({}, {0});
  n.attr("pad_to_max_output_size", true).results(3);
  EXPECT_EQ(n.infer(), "i32[5] f32[5] i32[]");
  for (const auto& made : {n.evaluate(), n.runLowered()}) {
    EXPECT_EQ(valuesOf<int>(made, 0), (Ints{1, 3, 2, 4, 0}));
    expectNear(valuesOf<float>(made, 1), {.9f, .9f, .3f, .2f, 0}, "scores");
    EXPECT_EQ(valuesOf<int>(made, 2), (Ints{4}));
  }
  auto plain = OneNode("tf.NonMaxSuppressionV3").fed<float>({5, 4}, boxes).fed<float>({5}, {.5f, .9f, .3f, .9f, .2f});
  plain.constant<int>({}, {5}).constant<float>({}, {.5f}).constant<float>({}, {.1f});
  EXPECT_EQ(plain.infer(), "i32[?]");
  EXPECT_EQ(valuesOf<int>(plain.evaluate()), (Ints{1, 3, 2, 4}));
  EXPECT_EQ(valuesOf<int>(plain.runLowered()), (Ints{1, 3, 2, 4}));
}

TEST(CropAndResize, CutsBoxesOutOfImages) {
  auto n = OneNode("tf.CropAndResize").constant<float>({1, 3, 3, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  n.constant<float>({2, 4}, {0, 0, 1, .5f, .5f, .5f, 2, 1}).constant<int>({2}, {0, 0}).constant<int>({2}, {2, 2});
  EXPECT_EQ(valuesOf<float>(n.attr("extrapolation_value", -1.0).evaluate()), (Floats{1, 2, 7, 8, 5, 6, -1, -1}));
  auto nearest = OneNode("tf.CropAndResize").constant<float>({1, 3, 3, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  nearest.constant<float>({1, 4}, {.25f, 0, .75f, .4f}).constant<int>({1}, {0}).constant<int>({2}, {2, 1});
  EXPECT_EQ(valuesOf<float>(nearest.attr("method", "nearest").evaluate()), (Floats{4, 7}));
}

// --- Tables and texts

TEST(Lookups, FindRowsByKeyAndAddThemByWeight) {
  auto hash = OneNode("tfl.hashtable_lookup").constant<int>({3}, {7, 1, 3}).constant<int>({3}, {1, 5, 7});
  hash.constant<float>({3, 2}, {1, 2, 3, 4, 5, 6}).results(2);
  EXPECT_EQ(valuesOf<float>(hash.evaluate(), 0), (Floats{5, 6, 1, 2, 0, 0}));
  EXPECT_EQ(valuesOf<std::uint8_t>(hash.evaluate(), 1), (std::vector<std::uint8_t>{1, 1, 0}));
  const auto sparse = [](const char* combiner) {
    auto n = OneNode("tfl.embedding_lookup_sparse").constant<int>({3}, {1, 2, 0});
    n.constant<int>({3, 2}, {0, 0, 0, 1, 2, 0}).constant<int>({2}, {3, 2}).constant<float>({3}, {1, 3, 2});
    n.constant<float>({3, 2}, {1, 2, 3, 4, 5, 6}).attr("combiner", Symbol{combiner});
    return valuesOf<float>(n.evaluate());
  };
  EXPECT_EQ(sparse("SUM"), (Floats{18, 22, 0, 0, 2, 4}));
  EXPECT_EQ(sparse("MEAN"), (Floats{4.5f, 5.5f, 0, 0, 1, 2}));
  expectNear(sparse("SQRTN"), {5.692099571228027f, 6.957010746002197f, 0, 0, 1, 2}, "by the length of the weights");
}

// --- Recurrent layers

TEST(Recurrent, StepsOfOneLayer) {
  auto rnn = OneNode("tfl.rnn").constant<float>({1, 2}, {1, 2}).constant<float>({2, 2}, {.1f, .2f, .3f, -.4f});
  rnn.constant<float>({2, 2}, {0, 0, 0, 0}).constant<float>({2}, {.5f, -.5f}).constant<float>({1, 2}, {0, 0});
  rnn.attr("fused_activation_function", Symbol{"TANH"});
  expectNear(valuesOf<float>(rnn.evaluate()), {0.7615941762924194f, -0.7615941762924194f}, "rnn");

  auto basic = OneNode("tfl.lstm").constant<float>({1, 1}, {1}).constant<float>({1, 1}, {.5f});
  basic.constant<float>({4, 2}, {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f}).constant<float>({4}, {.1f, .2f, .3f, .4f});
  basic.constant<float>({1, 1}, {.25f}).attr("kernel_type", Symbol{"BASIC"}).results(4);
  const auto made = basic.evaluate();
  expectNear(valuesOf<float>(made, 0), {0.399790495634079f}, "output");
  expectNear(valuesOf<float>(made, 1), {0.53473961353302f}, "state");
  expectNear(valuesOf<float>(made, 3), {.3f, .7f, 1.1f, 1.5f}, "gates");
}

TEST(Recurrent, BothDirectionsAndFiltersOverTime) {
  auto both = OneNode("tfl.bidirectional_sequence_rnn").constant<float>({1, 3, 1}, {1, 2, 3});
  for (const float w : {.1f, .2f})
    both.constant<float>({1, 1}, {w})
        .constant<float>({1, 1}, {.5f})
        .constant<float>({1}, {0})
        .constant<float>({1, 1}, {0});
  for (int i = 0; i < 3; ++i) both.absent();
  expectNear(valuesOf<float>(both.attr("merge_outputs", true).evaluate()), {.1f, .55f, .25f, .7f, .425f, .6f}, "both");

  auto svdf = OneNode("tfl.svdf").constant<float>({1, 2}, {1, 2}).constant<float>({4, 2}, {1, 0, 0, 1, 1, 1, -1, 2});
  svdf.constant<float>({4, 2}, {1, 2, 3, 4, 5, 6, 7, 8}).constant<float>({2}, {.5f, -1});
  svdf.constant<float>({1, 8}, Floats(8, 0)).attr("rank", std::int64_t{2});
  EXPECT_EQ(valuesOf<float>(svdf.evaluate()), (Floats{10.5f, 41}));
}

TEST(Recurrent, CellsOfTensorFlow) {
  auto cell = OneNode("tf.LSTMBlockCell").constant<float>({1, 1}, {1}).constant<float>({1, 1}, {.25f});
  cell.constant<float>({1, 1}, {.5f}).constant<float>({2, 4}, {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f});
  for (const float w : {.1f, .2f, .3f}) cell.constant<float>({1}, {w});
  cell.constant<float>({4}, {.1f, .2f, .3f, .4f}).attr("cell_clip", -1.0).attr("use_peephole", true).results(7);
  const float wanted[] = {0.61656653881073f,   0.5928322076797485f, 0.8807970881462097f, 0.7986453771591187f,
                          0.6043677926063538f, 0.5319294929504395f, 0.42482301592826843f};
  for (std::size_t i = 0; i < 7; ++i) expectNear(valuesOf<float>(cell.evaluate(), i), {wanted[i]}, std::to_string(i));

  auto gru = OneNode("tf.GRUBlockCell").constant<float>({1, 1}, {1}).constant<float>({1, 1}, {.5f});
  gru.constant<float>({2, 2}, {.1f, .2f, .3f, .4f}).constant<float>({2, 1}, {.5f, .6f});
  gru.constant<float>({2}, {.1f, .2f}).constant<float>({1}, {.3f}).results(4);
  const float steps[] = {0.5866175889968872f, 0.6456563472747803f, 0.7513226866722107f, 0.5890545845031738f};
  for (std::size_t i = 0; i < 4; ++i) expectNear(valuesOf<float>(gru.evaluate(), i), {steps[i]}, std::to_string(i));

  auto block = OneNode("tf.BlockLSTM").constant<std::int64_t>({}, {2}).constant<float>({2, 1, 1}, {1, 2});
  block.constant<float>({1, 1}, {.25f}).constant<float>({1, 1}, {.5f});
  block.constant<float>({2, 4}, {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f});
  for (const float w : {.1f, .2f, .3f}) block.constant<float>({1}, {w});
  block.constant<float>({4}, {.1f, .2f, .3f, .4f})
      .attr("forget_bias", 0.0)
      .attr("cell_clip", 0.4000000059604645)
      .results(7);
  expectNear(valuesOf<float>(block.evaluate(), 6), {0.2920002043247223f, 0.3067942261695862f}, "h of two steps");
}

// --- Functions of one number, gradients, rounding

TEST(Functions, OfGammaAndTheErrorFunction) {
  const auto of = [](const char* op, const Floats& x) {
    return valuesOf<float>(OneNode(op).constant<float>({static_cast<Dim>(x.size())}, x).evaluate());
  };
  expectNear(
      of("tf.Digamma", {.5f, 1, 10, -1.5f, 1e-3f}),
      {-1.9635107517242432f, -0.5772159099578857f, 2.2517526149749756f, 0.7031568288803101f, -1000.5755615234375f},
      "digamma");
  expectNear(of("tf.Lgamma", {.5f, 1, 10, -1.5f, 100}),
             {0.5723649263381958f, 0, 12.801827430725098f, 0.8600470423698425f, 359.13421630859375f}, "lgamma");
  expectNear(of("tf.Erfinv", {0, .1f, -.5f, .9f, .9999f}),
             {0, 0.08885600417852402f, -0.47693631052970886f, 1.1630871295928955f, 2.75103497505188f}, "erfinv");
}

TEST(Gradients, AreShortFormulas) {
  const auto both = [](const char* op, const Floats& a, const Floats& b, const Floats& wanted) {
    auto n = OneNode(op).fed<float>({static_cast<Dim>(a.size())}, a).fed<float>({static_cast<Dim>(b.size())}, b);
    EXPECT_EQ(valuesOf<float>(n.evaluate()), wanted) << op;
    EXPECT_EQ(valuesOf<float>(n.runLowered()), wanted) << op;
  };
  both("tf.SigmoidGrad", {.5f, .25f}, {1, 2}, {.25f, .375f});
  both("tf.TanhGrad", {.5f, .25f}, {1, 2}, {.75f, 1.875f});
  both("tf.ReluGrad", {1, 2}, {0, 3}, {0, 2});
  both("tf.Relu6Grad", {1, 2, 3}, {0, 3, 6}, {0, 2, 0});
}

TEST(QuantizeAndDequantize, RoundsToStepsOfARange) {
  const auto rounded = [](bool given, const char* mode) {
    auto n = OneNode("tf.QuantizeAndDequantizeV2").fed<float>({4}, {-1.3f, -.5f, .25f, 2}).constant<float>({}, {-.7f});
    n.constant<float>({}, {1}).attr("num_bits", std::int64_t{4}).attr("range_given", given).attr("round_mode", mode);
    const Floats lowered = valuesOf<float>(n.runLowered());
    expectNear(lowered, valuesOf<float>(n.evaluate()), mode);
    return lowered;
  };
  expectNear(rounded(true, "HALF_TO_EVEN"), {-1.1428571939468384f, -0.5714285969734192f, 0.2857142984867096f, 1},
             "given");
  expectNear(rounded(false, "HALF_UP"), {-1.4285714626312256f, -0.5714285969734192f, 0.2857142984867096f, 2}, "found");
}

TEST(Searches, BucketsAndTheLargest) {
  auto bucket = OneNode("tf.Bucketize").fed<float>({4}, {-5, 0, .5f, 9}).attr("boundaries", std::vector<double>{0, 1});
  EXPECT_EQ(valuesOf<int>(bucket.evaluate()), (Ints{0, 1, 1, 2}));
  EXPECT_EQ(valuesOf<int>(bucket.runLowered()), (Ints{0, 1, 1, 2}));
  auto top = OneNode("tf.ApproxTopK").fed<float>({1, 4}, {3, 1, 2, 5}).attr("k", std::int64_t{2}).results(2);
  top.attr("is_max_k", false);
  EXPECT_EQ(valuesOf<float>(top.evaluate(), 0), (Floats{1, 2}));
  EXPECT_EQ(valuesOf<int>(top.runLowered(), 1), (Ints{1, 2}));
}

// --- Whatever a file gives these rows, they answer with a result or an error.

TEST(RareRows, SurviveAnyOperandsAndAttributes) {
  std::mt19937 random(5);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto number = [&]() -> std::int64_t { return below(20) == 0 ? std::int64_t{1} << below(63) : below(6) - 2; };
  const auto valueFor = [&](std::string_view type) -> AttrValue {
    const auto list = [&] {
      Longs v;
      for (int n = below(6); n > 0; --n) v.push_back(number());
      return v;
    };
    if (type.starts_with("ints")) return list();
    if (type.starts_with("int")) return number();
    if (type.starts_with("bool")) return below(2) == 0;
    if (type.starts_with("floats")) return std::vector<double>{0, 1};
    if (type.starts_with("float")) return double(below(5)) / 2 - 1;
    if (type.starts_with("graph")) return GraphId(static_cast<std::size_t>(below(3)));
    return Symbol{std::vector<std::string>{"ADD", "TANH", "BASIC", "MEAN",
                                           "STABLEHLO_COMPARISON_DIRECTION_LT"}[std::size_t(below(5))]};
  };
  std::size_t evaluated = 0;
  for (const OpDef* row : ops::rows()) {
    if (row->dialect() == Dialect::keras) continue;
    for (int round = 0; round < 150; ++round) {
      SCOPED_TRACE(std::string(row->name) + " " + std::to_string(round));
      Model m;
      m.graphs.emplace_back();
      GraphEdit edit(m);
      std::vector<TensorId> operands;
      int many = static_cast<int>(std::count(row->operands.begin(), row->operands.end(), ',')) + 1;
      if (below(8) == 0) many = below(5);
      const int rank = below(4);
      for (int i = 0; i < many; ++i) {
        const auto type = below(4)   ? DataType::f32
                          : below(2) ? DataType::i32
                                     : static_cast<DataType>(below(kDataTypeCount));
        Shape shape = Shape::of({});
        for (int r = below(4) ? rank : below(5); r > 0; --r) shape.dims.push_back(below(9) == 0 ? 0 : 1 + below(3));
        const auto bytes = byteSize(type, *shape.elements());
        if (!bytes || below(20) == 0) {
          operands.push_back({});
          continue;
        }
        std::vector<std::byte> content(*bytes);
        for (std::byte& b : content) b = static_cast<std::byte>(below(4) ? below(3) : below(256));
        operands.push_back(edit.addConstant(type, shape, m.addBuffer(heapBuffer(std::move(content)))));
      }
      AttrList attrs;
      for (std::string_view rest = row->attrs; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(", "));
        rest.remove_prefix(std::min(rest.size(), one.size() + 2));
        const std::size_t colon = one.find(':');
        if (colon != std::string_view::npos && below(6))
          attrs.push_back({m.names.intern(one.substr(0, colon)), valueFor(one.substr(colon + 1))});
      }
      const NodeId n =
          edit.addNode(*row, operands, m.attrs.intern(std::move(attrs), m.names), 1 + std::size_t(below(3)));
      if (below(2)) {
        Shape given = Shape::of({});
        for (int r = rank; r > 0; --r) given.dims.push_back(below(4));
        edit.setType(m.graph().result(n, 0), DataType::f32);
        edit.setShape(m.graph().result(n, 0), given);
      }
      if (row->infer) {
        ops::InferContext c(m, m.graph(), n);
        (void)row->infer(c);
      }
      if (row->evaluate) evaluated += runtime::evaluateConstant(m, m.graph(), n, 1 << 20).has_value();
    }
  }
  EXPECT_GT(evaluated, 5000u);
}

} // namespace
} // namespace ara::test
