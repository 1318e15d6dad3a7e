// Reductions, positions, running sums, segments: values recorded from TensorFlow 2.12.1 on a CPU, and their lowering.
#include "tests/core/ops/one_node.h"

#include <limits>

namespace ara::test {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity(), kNan = std::numeric_limits<float>::quiet_NaN();

struct Recorded {
  std::string op;
  std::vector<int> rows;        // over axis 1 of kX
  std::vector<float> columns;   // over axis 0 of kX as floats
  std::int8_t bytes;            // of 100, 100, -3 as int8
  std::vector<float> ofNothing; // over axis 1 of a float tensor of shape [2,0]
};
const std::vector<int> kX{7, -2, 0, 5, -1, -3};
const std::vector<Recorded> kRecorded{
    {"tf.Sum", {5, 1}, {12, -3, -3}, -59, {0, 0}},       {"tf.Mean", {1, 0}, {6, -1.5f, -1.5f}, 65, {kNan, kNan}},
    {"tf.Prod", {0, 15}, {35, 2, 0}, -48, {1, 1}},       {"tf.Max", {7, 5}, {7, -1, 0}, 100, {-kInf, -kInf}},
    {"tf.Min", {-2, -3}, {5, -2, -3}, -3, {kInf, kInf}},
};

TEST(Reduce, EvaluatesAsTensorFlow) {
  for (const Recorded& r : kRecorded) {
    EXPECT_EQ(valuesOf<int>(OneNode(r.op).fed<int>({2, 3}, kX).fed<int>({1}, {1}).evaluate()), r.rows) << r.op;
    const std::vector<float> x(kX.begin(), kX.end());
    expectNear(valuesOf<float>(OneNode(r.op).fed<float>({2, 3}, x).fed<int>({}, {-2}).evaluate()), r.columns, r.op);
    EXPECT_EQ(valuesOf<std::int8_t>(OneNode(r.op).fed<std::int8_t>({3}, {100, 100, -3}).fed<int>({1}, {0}).evaluate()),
              std::vector<std::int8_t>{r.bytes})
        << r.op;
    expectNear(valuesOf<float>(OneNode(r.op).fed<float>({2, 0}, {}).fed<int>({1}, {1}).evaluate()), r.ofNothing, r.op);
    expectNear(valuesOf<float>(OneNode(r.op).fed<float>({2}, {2.5f, kNan}).fed<int>({1}, {0}).evaluate()), {kNan},
               r.op);
  }
}

TEST(Reduce, LoweredGraphsGiveTheSameValues) {
  for (const Recorded& r : kRecorded) {
    EXPECT_EQ(valuesOf<int>(OneNode(r.op).fed<int>({2, 3}, kX).constant<std::int64_t>({1}, {-1}).runLowered()), r.rows)
        << r.op;
    EXPECT_EQ(
        valuesOf<std::int8_t>(OneNode(r.op).fed<std::int8_t>({3}, {100, 100, -3}).constant<int>({1}, {0}).runLowered()),
        std::vector<std::int8_t>{r.bytes})
        << r.op;
  }
}

TEST(Reduce, LowersAxesToInt32) {
  EXPECT_EQ(OneNode("tf.Sum").fed<int>({2, 3}, kX).constant<std::int64_t>({1}, {-1}).lower(), "tfl.sum");
  EXPECT_EQ(OneNode("tf.Sum").fed<int>({2, 3}, kX).fed<std::int64_t>({1}, {-1}).lower(), "tfl.cast tfl.sum");
}

TEST(Reduce, OverNoAxesIsTheInput) {
  EXPECT_EQ(OneNode("tf.Mean").fed<float>({2}, {1, 2}).constant<int>({0}, {}).lower(), "");
}

TEST(Reduce, ExtremesOfNothingAreRefused) {
  EXPECT_EQ(
      OneNode("tf.Max").fed<float>({2, 0}, {}).constant<int>({1}, {1}).lower(),
      "Max node reduces a tensor of shape [2,0], which has no elements; TensorFlow Lite gives another value then. Give "
      "larger input shapes.");
}

TEST(Reduce, InfersShapesWithWhatIsKnown) {
  const Shape s = Shape::of({kFirstSymbol, 3, 4});
  EXPECT_EQ(OneNode("tf.Sum").unknown(DataType::f32, s).constant<int>({2}, {1, -1}).infer(), "f32[s0]");
  EXPECT_EQ(OneNode("tf.Sum").unknown(DataType::f32, s).constant<int>({1}, {1}).attr("keep_dims", true).infer(),
            "f32[s0,1,4]");
  EXPECT_EQ(OneNode("tf.Sum")
                .unknown(DataType::f32, s)
                .unknown(DataType::i32, Shape::of({1}))
                .attr("keep_dims", true)
                .infer(),
            "f32[?,?,?]");
  EXPECT_EQ(OneNode("tf.Sum").unknown(DataType::f32, s).unknown(DataType::i32, Shape::of({1})).infer(), "f32*");
  EXPECT_EQ(OneNode("tf.Sum").unknown(DataType::f32, s).constant<int>({1}, {3}).infer(),
            "Sum node names axis 3 of a tensor of rank 3. Check the model, or the shapes given to its inputs.");
}

TEST(Reduce, CarriesTheProductOfAShape) {
  const auto infer = [](std::vector<Dim> dims) {
    return OneNode("tf.Prod")
        .unknown(DataType::i32, Shape::of({static_cast<Dim>(dims.size())}), dims)
        .constant<int>({1}, {0})
        .infer();
  };
  EXPECT_EQ(infer({2, 3, 4}), "i32[]=[24]");
  EXPECT_EQ(infer({kFirstSymbol, 1}), "i32[]=[s0]");
  EXPECT_EQ(infer({kUnknownDim, 0}), "i32[]=[0]");
  EXPECT_EQ(infer({kUnknownDim, 3}), "i32[]=[?]");
}

TEST(Reduce, EuclideanNormIsBuiltFromSquares) {
  OneNode n("tf.EuclideanNorm");
  n.fed<float>({2, 2}, {3, 4, 6, 8}).constant<int>({1}, {1});
  EXPECT_EQ(n.lower(), "tfl.square tfl.sum tfl.sqrt");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{5, 10}));
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{5, 10}));
}

TEST(Reduce, AnyAndAll) {
  const auto run = [](const char* op) {
    return valuesOf<bool>(
        OneNode(op).fed<bool>({2, 2}, {true, false, false, false}).constant<int>({1}, {1}).runLowered());
  };
  EXPECT_EQ(run("tf.Any"), (std::vector<bool>{true, false}));
  EXPECT_EQ(run("tf.All"), (std::vector<bool>{false, false}));
}

// --- Positions

TEST(Arg, TakesTheFirstOfEqualsAndPassesNanOver) {
  const auto arg = [](const char* op, std::vector<float> x) {
    OneNode n(op);
    n.fed<float>({static_cast<Dim>(x.size())}, x).constant<int>({}, {0});
    return valuesOf<std::int64_t>(n.evaluate())[0];
  };
  EXPECT_EQ(arg("tf.ArgMax", {1, 3, 3, 1}), 1);
  EXPECT_EQ(arg("tf.ArgMax", {kNan, 3, kNan, 1}), 1);
  EXPECT_EQ(arg("tf.ArgMin", {kNan, 3, kNan, 1}), 3);
  EXPECT_EQ(arg("tf.ArgMax", {kNan, kNan}), 0);
  EXPECT_EQ(arg("tf.ArgMax", {-kInf, -kInf}), 0);
}

TEST(Arg, LowersWithTheTypeOfTheIndex) {
  OneNode n("tf.ArgMax");
  n.fed<float>({2, 2}, {1, 2, 4, 3}).constant<int>({}, {-1});
  EXPECT_EQ(n.infer(), "i64[2]");
  EXPECT_EQ(n.lower(), "tfl.arg_max");
  EXPECT_EQ(valuesOf<std::int64_t>(n.runLowered()), (std::vector<std::int64_t>{1, 0}));
  EXPECT_EQ(OneNode("tf.ArgMax").fed<std::int64_t>({1}, {1}).constant<int>({}, {0}).lower().substr(0, 26),
            "ArgMax node works on int64");
}

TEST(TopK, GivesTheLargestAndTheirPlaces) {
  OneNode n("tf.TopKV2");
  n.fed<float>({6}, {1, 5, 5, 3, 5, 1}).constant<int>({}, {4}).results(2);
  EXPECT_EQ(n.infer(), "f32[4] i32[4]");
  const auto y = n.evaluate();
  EXPECT_EQ(valuesOf<float>(y, 0), (std::vector<float>{5, 5, 5, 3}));
  EXPECT_EQ(valuesOf<int>(y, 1), (std::vector<int>{1, 2, 4, 3}));
  EXPECT_EQ(n.lower(), "tfl.topk_v2");
  EXPECT_EQ(valuesOf<int>(n.runLowered(), 1), (std::vector<int>{1, 2, 4, 3}));
}

TEST(TopK, RefusesWhatTheRuntimeDoesNotSurvive) {
  EXPECT_EQ(
      OneNode("tf.TopKV2").fed<float>({2}, {1, 5}).constant<int>({}, {0}).results(2).lower(),
      "TopKV2 node asks for no element at all, which the TensorFlow Lite runtime does not do. Let k be 1 or more.");
  EXPECT_EQ(OneNode("tf.TopKV2").fed<float>({2}, {1, 5}).constant<int>({}, {3}).results(2).infer(),
            "TopKV2 node asks for the 3 largest of a tensor of shape [2]. Check k and the shapes given to the inputs.");
  EXPECT_EQ(errorOf(OneNode("tf.TopKV2").fed<float>({2}, {1, kNan}).constant<int>({}, {1}).results(2).evaluate()),
            "TopKV2 node orders values among which one is not a number.");
}

TEST(Cumsum, ExclusiveAndReverse) {
  const auto run = [](bool exclusive, bool reverse) {
    OneNode n("tf.Cumsum");
    n.fed<int>({4}, {2, 3, 4, 1}).constant<std::int64_t>({}, {0}).attr("exclusive", exclusive).attr("reverse", reverse);
    const auto y = valuesOf<int>(n.runLowered());
    EXPECT_EQ(y, valuesOf<int>(n.evaluate()));
    return y;
  };
  EXPECT_EQ(run(false, false), (std::vector<int>{2, 5, 9, 10}));
  EXPECT_EQ(run(true, false), (std::vector<int>{0, 2, 5, 9}));
  EXPECT_EQ(run(true, true), (std::vector<int>{8, 5, 1, 0}));
}

// --- Segments

TEST(Segments, ALeftOutNumberIsARowOfZeros) {
  OneNode n("tf.SegmentSum");
  n.fed<float>({4}, {1, 2, 3, 4}).constant<std::int64_t>({4}, {0, 0, 2, 2});
  EXPECT_EQ(n.infer(), "f32[3]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{3, 0, 7}));
  EXPECT_EQ(n.lower(), "tfl.unsorted_segment_sum"); // SEGMENT_SUM stops there
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{3, 0, 7}));
  EXPECT_EQ(OneNode("tf.SegmentSum").fed<float>({2}, {1, 2}).constant<int>({2}, {0, 1}).lower(), "tfl.segment_sum");
}

TEST(Segments, NegativeNumbersAreLeftOutAndEmptyRowsHoldTheEnds) {
  const auto run = [](const char* op) {
    OneNode n(op);
    n.fed<float>({4}, {1, 2, 3, 4}).constant<int>({4}, {0, -1, 2, 0}).constant<int>({}, {3});
    const auto y = valuesOf<float>(n.runLowered());
    EXPECT_EQ(y, valuesOf<float>(n.evaluate()));
    return y;
  };
  constexpr float kMost = std::numeric_limits<float>::max();
  EXPECT_EQ(run("tf.UnsortedSegmentSum"), (std::vector<float>{5, 0, 3}));
  EXPECT_EQ(run("tf.UnsortedSegmentProd"), (std::vector<float>{4, 1, 3}));
  EXPECT_EQ(run("tf.UnsortedSegmentMax"), (std::vector<float>{4, -kMost, 3}));
  EXPECT_EQ(run("tf.UnsortedSegmentMin"), (std::vector<float>{1, kMost, 3}));
}

TEST(Segments, NumbersBeyondTheCountAreRefused) {
  EXPECT_EQ(
      errorOf(OneNode("tf.UnsortedSegmentSum").fed<float>({1}, {1}).fed<int>({1}, {3}).fed<int>({}, {2}).evaluate()),
      "UnsortedSegmentSum node has a segment number of 2 or more.");
}

} // namespace
} // namespace ara::test
