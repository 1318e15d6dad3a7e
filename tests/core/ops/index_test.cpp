// Counting, choosing and placing by number: elements recorded from TensorFlow 2.12.1, the kernel that gives them, what
// each operator is lowered to, and that the lowered graph gives them too. Inputs hold 0, 1, 2, ... unless told.
#include "tests/core/ops/one_node.h"

#include <limits>
#include <numeric>

namespace ara::test {
namespace {

std::vector<float> counting(const std::vector<Dim>& shape) {
  std::vector<float> v(static_cast<std::size_t>(*Shape::of(shape).elements()));
  std::iota(v.begin(), v.end(), 0.0f);
  return v;
}

AttrValue ints(std::vector<std::int64_t> v) { return AttrValue(std::move(v)); }
OneNode fedNode(const char* op, std::vector<Dim> shape) { return OneNode(op).fed<float>(shape, counting(shape)); }

template<class T>
void expectCase(OneNode n, const std::string& inferred, const std::vector<T>& values, const std::string& lowered) {
  SCOPED_TRACE(lowered);
  EXPECT_EQ(n.infer(), inferred);
  EXPECT_EQ(valuesOf<T>(n.evaluate()), values);
  EXPECT_EQ(n.lower(), lowered);
  EXPECT_EQ(valuesOf<T>(n.runLowered()), values);
}
using Floats = std::vector<float>;

// --- Stitches and partitions

TEST(DynamicStitch, OfSlicesWithOneNumberTheLastStays) {
  // 2 is named twice: by the first tensor's first slice and the second tensor's second.
  const Floats want{2, 3, 10, 11, 12, 13};
  expectCase<float>(OneNode("tf.DynamicStitch")
                        .constant<int>({2}, {2, 0})
                        .constant<int>({2}, {1, 2})
                        .fed<float>({2, 2}, {0, 1, 2, 3})
                        .fed<float>({2, 2}, {10, 11, 12, 13}),
                    "f32[3,2]", want, "tfl.concatenation tfl.gather");
  // Numbers the model computes: for each row of the result the position of its last slice is searched for.
  expectCase<float>(OneNode("tf.DynamicStitch")
                        .fed<int>({2}, {2, 0})
                        .fed<int>({2}, {1, 2})
                        .fed<float>({2, 2}, {0, 1, 2, 3})
                        .fed<float>({2, 2}, {10, 11, 12, 13}),
                    "f32[?,2]", want,
                    "tfl.concatenation tfl.concatenation tfl.reduce_max tfl.add tfl.maximum tfl.range "
                    "tfl.unsorted_segment_max tfl.maximum tfl.gather");
}

TEST(DynamicStitch, InOrderIsAConcatenation) {
  auto n = OneNode("tf.DynamicStitch")
               .constant<int>({1}, {0})
               .constant<int>({1}, {1})
               .fed<float>({1, 2}, {0, 1})
               .fed<float>({1, 2}, {2, 3});
  EXPECT_EQ(n.lower(), "tfl.concatenation");
}

TEST(DynamicPartition, EachPartIsWhatStandsAtItsNumber) {
  auto fixed = fedNode("tf.DynamicPartition", {4, 2}).constant<int>({4}, {1, 0, 1, 1}).results(2);
  EXPECT_EQ(fixed.lower(), "tfl.gather tfl.gather");
  auto computed = fedNode("tf.DynamicPartition", {4, 2}).fed<int>({4}, {1, 0, 1, 1}).results(2);
  EXPECT_EQ(computed.lower(), "tfl.equal tfl.where tfl.reshape tfl.gather tfl.equal tfl.where tfl.reshape tfl.gather");
  for (OneNode* n : {&fixed, &computed}) {
    const auto parts = n->runLowered();
    EXPECT_EQ(valuesOf<float>(parts, 0), (Floats{2, 3}));
    EXPECT_EQ(valuesOf<float>(parts, 1), (Floats{0, 1, 4, 5, 6, 7}));
  }
}

// --- Scattered updates: row 2 is named twice

OneNode scatter(const char* op, bool constant) {
  auto n = fedNode(op, {3, 2});
  if (constant)
    n.constant<int>({3, 1}, {2, 0, 2});
  else
    n.fed<int>({3, 1}, {2, 0, 2});
  return n.fed<float>({3, 2}, {5, -1, 7, 8, 1, 9});
}

TEST(TensorScatter, OfUpdatesInOnePlaceTheLastStays) {
  const Floats want{7, 8, 2, 3, 1, 9};
  expectCase(scatter("tf.TensorScatterUpdate", true), "f32[3,2]", want, "tfl.concatenation tfl.gather");
  expectCase(scatter("tf.TensorScatterUpdate", false), "f32[3,2]", want,
             "tfl.concatenation tfl.reshape tfl.range tfl.unsorted_segment_max tfl.range tfl.maximum tfl.gather");
}

TEST(TensorScatter, SumsAndExtremesCountEveryUpdate) {
  expectCase(scatter("tf.TensorScatterAdd", false), "f32[3,2]", Floats{7, 9, 2, 3, 10, 13}, "tfl.scatter_nd tfl.add");
  expectCase(scatter("tf.TensorScatterSub", false), "f32[3,2]", Floats{-7, -7, 2, 3, -2, -3}, "tfl.scatter_nd tfl.sub");
  const std::string end = "tfl.unsorted_segment_sum tfl.greater tfl.select_v2";
  expectCase(scatter("tf.TensorScatterMax", false), "f32[3,2]", Floats{7, 8, 2, 3, 5, 9},
             "tfl.reshape tfl.unsorted_segment_max tfl.maximum " + end);
  expectCase(scatter("tf.TensorScatterMin", false), "f32[3,2]", Floats{0, 1, 2, 3, 1, -1},
             "tfl.reshape tfl.unsorted_segment_min tfl.minimum " + end);
}

TEST(TensorScatter, RefusesAPlaceThatIsNone) {
  auto n = fedNode("tf.TensorScatterAdd", {3, 2}).constant<int>({1, 1}, {3}).fed<float>({1, 2}, {0, 0});
  EXPECT_NE(n.lower().find("points at index 3 of 3"), std::string::npos);
  EXPECT_NE(errorOf(n.evaluate()).find("do not fit its shape"), std::string::npos);
}

TEST(SparseTensorDenseAdd, AddsWhatMeets) {
  expectCase(OneNode("tf.SparseTensorDenseAdd")
                 .fed<std::int64_t>({3, 2}, {0, 1, 1, 0, 0, 1})
                 .fed<float>({3}, {1, 2, 4})
                 .constant<std::int64_t>({2}, {2, 2})
                 .fed<float>({2, 2}, {0, 1, 2, 3}),
             "f32[2,2]", Floats{0, 6, 4, 3}, "tfl.cast tfl.scatter_nd tfl.add");
}

// --- Counts: 7 is not below 4 and is not counted

TEST(Bincount, CountsNumbersBelowItsSize) {
  const auto node = [](Floats weights) {
    return OneNode("tf.Bincount")
        .fed<int>({4}, {1, 3, 1, 7})
        .constant<int>({}, {4})
        .constant<float>({static_cast<Dim>(weights.size())}, weights);
  };
  const std::string lowered = "tfl.minimum tfl.reshape tfl.scatter_nd tfl.slice";
  expectCase(node({}), "f32[4]", Floats{0, 2, 0, 1}, lowered);
  expectCase(node({0.5f, 2, 4, 8}), "f32[4]", Floats{0, 4.5f, 0, 2}, lowered);
}

TEST(Bincount, CountsEachRowOfTwo) {
  const auto node = [](bool binary) {
    return OneNode("tf.DenseBincount")
        .fed<int>({2, 2}, {1, 1, 0, 5})
        .constant<int>({}, {3})
        .constant<float>({0}, {})
        .attr("binary_output", binary);
  };
  const std::string lowered = "tfl.minimum tfl.add tfl.reshape tfl.reshape tfl.scatter_nd tfl.reshape tfl.slice";
  expectCase(node(false), "f32[2,3]", Floats{0, 2, 0, 1, 0, 0}, lowered);
  expectCase(node(true), "f32[2,3]", Floats{0, 1, 0, 1, 0, 0}, lowered + " tfl.minimum");
}

// 0.7 in float32 is less than 0.7: in double precision it falls into bin 6, in float32 it would fall into bin 7.
TEST(Histogram, ValuesOnAnEdgeFallWhereTensorFlowPutsThem) {
  expectCase(OneNode("tf.HistogramFixedWidth")
                 .fed<float>({10}, {-1, 0, .1f, .3f, .5f, .6f, .7f, .9f, 1, 2})
                 .constant<float>({2}, {0, 1})
                 .constant<int>({}, {10}),
             "i32[10]", std::vector<int>{2, 1, 0, 1, 0, 1, 2, 0, 1, 2}, "tfl.bucketize tfl.reshape tfl.scatter_nd");
}

// Also when the model computes the range: the value's distance times 10 is compared exactly with edges times the width.
TEST(Histogram, ARangeTheModelComputesHasTheSameEdges) {
  auto n = OneNode("tf.HistogramFixedWidth")
               .fed<float>({10}, {-1, 0, .1f, .3f, .5f, .6f, .7f, .9f, 1, 2})
               .fed<float>({2}, {0, 1})
               .constant<int>({}, {10});
  EXPECT_EQ(valuesOf<int>(n.runLowered()), (std::vector<int>{2, 1, 0, 1, 0, 1, 2, 0, 1, 2}));
}

// --- Orders

TEST(InTopK, TiesAreInAndRowsWithoutEndAreOut) {
  constexpr float kInf = std::numeric_limits<float>::infinity();
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  OneNode n("tf.InTopKV2");
  n.fed<float>({5, 4}, {1, 2, 3, 4, 4, 4, 4, 4, 1, kInf, 2, 3, kNan, 1, 2, 3, 5, 4, 3, 2})
      .fed<int>({5}, {2, 1, 0, 2, 4}) // the last is no class
      .constant<int>({}, {2});
  EXPECT_EQ(n.infer(), "bool[5]");
  const std::vector<bool> want{true, true, false, false, false};
  EXPECT_EQ(valuesOf<bool>(n.evaluate()), want);
  EXPECT_EQ(valuesOf<bool>(n.runLowered()), want);
}

TEST(NthElement, IsTheLastOfTheLargest) {
  const auto node = [](bool reverse) {
    return OneNode("tf.NthElement")
        .fed<float>({2, 3}, {3, 1, 2, 0, 5, 4})
        .constant<int>({}, {0})
        .attr("reverse", reverse);
  };
  expectCase(node(false), "f32[2]", Floats{1, 0}, "tfl.topk_v2 tfl.strided_slice");
  expectCase(node(true), "f32[2]", Floats{3, 5}, "tfl.topk_v2 tfl.strided_slice");
}

TEST(Unique, CountsWhatItFinds) {
  OneNode n("tf.UniqueWithCounts");
  n.fed<float>({5}, {3, 1, 3, 2, 1}).results(3);
  EXPECT_EQ(n.infer(), "f32[?] i32[5] i32[?]");
  EXPECT_EQ(n.lower(), "tfl.unique tfl.shape tfl.strided_slice tfl.unsorted_segment_sum");
  for (const auto& r : {n.evaluate(), n.runLowered()}) {
    EXPECT_EQ(valuesOf<float>(r, 0), (Floats{3, 1, 2}));
    EXPECT_EQ(valuesOf<int>(r, 1), (std::vector<int>{0, 1, 0, 2, 1}));
    EXPECT_EQ(valuesOf<int>(r, 2), (std::vector<int>{2, 2, 1}));
  }
}

TEST(ListDiff, KeepsWhatTheOtherListLacks) {
  auto n = OneNode("tf.ListDiff").fed<int>({5}, {3, 1, 3, 2, 1}).fed<int>({2}, {1, 7}).results(2);
  for (const auto& made : {n.evaluate(), n.runLowered()}) {
    EXPECT_EQ(valuesOf<int>(made, 0), (std::vector<int>{3, 3, 2}));
    EXPECT_EQ(valuesOf<int>(made, 1), (std::vector<int>{0, 2, 3}));
  }
}

TEST(LinSpace, CountsInStepsAndEndsAtItsStop) {
  expectCase<float>(OneNode("tf.LinSpace").fed<float>({}, {1}).fed<float>({}, {2}).constant<int>({}, {5}), "f32[5]",
                    Floats{1, 1.25f, 1.5f, 1.75f, 2},
                    "tfl.reshape tfl.reshape tfl.sub tfl.div tfl.mul tfl.add tfl.concatenation");
}

// --- Windows

TEST(ExtractImagePatches, IsASliceForEachElementOfAWindow) {
  const auto node = [](std::int64_t stride, std::int64_t rate, const char* padding) {
    return OneNode("tf.ExtractImagePatches")
        .fed<float>({1, 3, 3, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9})
        .attr("ksizes", ints({1, 2, 2, 1}))
        .attr("strides", ints({1, stride, stride, 1}))
        .attr("rates", ints({1, rate, rate, 1}))
        .attr("padding", std::string(padding));
  };
  const std::string slices = "tfl.strided_slice tfl.strided_slice tfl.strided_slice tfl.strided_slice "
                             "tfl.concatenation";
  expectCase(node(2, 1, "SAME"), "f32[1,2,2,4]", Floats{1, 2, 4, 5, 3, 0, 6, 0, 7, 8, 0, 0, 9, 0, 0, 0},
             "tfl.pad " + slices);
  expectCase(node(1, 2, "VALID"), "f32[1,1,1,4]", Floats{1, 3, 7, 9}, slices);
}

TEST(Dilation2D, IsTheLargestSum) {
  OneNode n("tf.Dilation2D");
  n.fed<float>({1, 2, 3, 1}, {0, 1, 2, 3, 4, 5})
      .constant<float>({1, 2, 1}, {0, -4})
      .attr("strides", ints({1, 1, 1, 1}))
      .attr("rates", ints({1, 1, 1, 1}))
      .attr("padding", std::string("SAME"));
  EXPECT_EQ(n.infer(), "f32[1,2,3,1]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (Floats{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (Floats{0, 1, 2, 3, 4, 5}));
}

// --- Turned axes, bands, transforms

TEST(Roll, IsTheEndBeforeTheBeginning) {
  expectCase(fedNode("tf.Roll", {2, 3}).constant<int>({2}, {1, -1}).constant<int>({2}, {0, 1}), "f32[2,3]",
             Floats{4, 5, 3, 1, 2, 0}, "tfl.slice tfl.slice tfl.concatenation tfl.slice tfl.slice tfl.concatenation");
  expectCase(fedNode("tf.Roll", {2, 3}).fed<int>({}, {-1}).constant<int>({}, {1}), "f32[2,3]", Floats{1, 2, 0, 4, 5, 3},
             "tfl.reshape tfl.range tfl.floor_mod tfl.sub tfl.floor_mod tfl.gather");
}

TEST(MatrixBandPart, IsAChoiceBetweenMatrixAndZeros) {
  expectCase(OneNode("tf.MatrixBandPart")
                 .fed<float>({3, 4}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
                 .constant<int>({}, {1})
                 .constant<int>({}, {0}),
             "f32[3,4]", Floats{1, 0, 0, 0, 5, 6, 0, 0, 0, 10, 11, 0}, "tfl.select_v2");
}

TEST(Rfft, OfOneAxisIsThatOfPlanesOfOneRow) {
  auto n = OneNode("tf.RFFT").fed<float>({4}, {1, 2, 3, 4}).constant<int>({1}, {4});
  EXPECT_EQ(n.infer(), "c64[3]");
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.rfft2d tfl.reshape");
  const auto made = n.runLowered();
  ASSERT_TRUE(made) << made.error().text();
  const Floats want{10, 0, -2, 2, -2, 0}; // real and imaginary parts
  for (std::size_t i = 0; i < want.size(); ++i) EXPECT_NEAR(loadAt<float>((*made)[0].bytes, 4 * i), want[i], 1e-6f);
  auto six = OneNode("tf.RFFT").unknown(DataType::f32, Shape::of({6})).constant<int>({1}, {6});
  EXPECT_NE(six.lower().find("takes powers of two"), std::string::npos);
}

// --- Segments: number 1 has no row

TEST(Segments, OneWithoutRowsIsZeroOfAProductOne) {
  const auto run = [](const char* op, bool constant, const Floats& want) {
    SCOPED_TRACE(op);
    OneNode n(op);
    n.fed<float>({3, 2}, {1, -2, 3, 4, -5, 6});
    if (constant)
      n.constant<int>({3}, {0, 0, 2});
    else
      n.fed<int>({3}, {0, 0, 2});
    EXPECT_EQ(n.infer(), constant ? "f32[3,2]" : "f32[?,2]");
    EXPECT_EQ(valuesOf<float>(n.evaluate()), want);
    EXPECT_EQ(valuesOf<float>(n.runLowered()), want);
  };
  for (const bool constant : {true, false}) {
    run("tf.SegmentSum", constant, {4, 2, 0, 0, -5, 6});
    run("tf.SegmentMean", constant, {2, 1, 0, 0, -5, 6});
    run("tf.SegmentProd", constant, {3, -8, 1, 1, -5, 6});
    run("tf.SegmentMax", constant, {3, 4, 0, 0, -5, 6});
    run("tf.SegmentMin", constant, {1, -2, 0, 0, -5, 6});
  }
}

TEST(Segments, ASingleNumberMakesAllOneRow) {
  expectCase(fedNode("tf.UnsortedSegmentSum", {2, 2}).fed<int>({}, {1}).constant<int>({}, {2}), "f32[2,2,2]",
             Floats{0, 0, 0, 0, 0, 1, 2, 3}, "tfl.reshape tfl.reshape tfl.unsorted_segment_sum");
}

} // namespace
} // namespace ara::test
