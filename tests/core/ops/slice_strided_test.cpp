// StridedSlice with every mask: elements recorded from TensorFlow 2.12.1 for inputs that hold 0, 1, 2, ..., and that
// the lowered graph gives the same, whether the places are constants or computed.
#include "tests/core/ops/one_node.h"

#include <numeric>

namespace ara::test {
namespace {

std::vector<float> counting(const std::vector<Dim>& shape) {
  std::vector<float> v(static_cast<std::size_t>(*Shape::of(shape).elements()));
  std::iota(v.begin(), v.end(), 0.0f);
  return v;
}

AttrValue i64(std::int64_t v) { return AttrValue(v); }

struct Recorded {
  std::vector<Dim> shape;
  std::vector<int> begin, end, strides;
  std::vector<int> masks; // begin, end, ellipsis, new axis, shrink
  std::vector<Dim> result;
  std::vector<float> values;
};

const std::vector<Recorded> kRecorded{
    {{3, 4, 2}, {-5, 5, -5}, {3, 3, -1}, {-1, -1, -1}, {4, 3, 0, 0, 0}, {0, 4, 0}, {}},
    {{4, 2}, {-1}, {5}, {1}, {1, 1, 0, 0, 0}, {4, 2}, {0, 1, 2, 3, 4, 5, 6, 7}},
    {{2, 4, 1}, {0}, {0}, {1}, {1, 0, 1, 1, 1}, {2, 4, 1}, {0, 1, 2, 3, 4, 5, 6, 7}},
    {{1, 2, 1}, {2, -1}, {5, 1}, {1, 2}, {0, 2, 0, 1, 0}, {1, 1, 2, 1}, {0, 1}},
    {{3}, {0}, {-4}, {-2}, {1, 1, 0, 0, 0}, {2}, {2, 0}},
    {{3, 3}, {3}, {4}, {1}, {0, 0, 0, 1, 0}, {1, 3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8}},
    {{4, 1}, {-2, -4}, {5, 4}, {3, -1}, {0, 1, 2, 0, 0}, {1, 1}, {2}},
    {{4}, {-4}, {-3}, {1}, {1, 1, 0, 0, 1}, {}, {0}},
    {{4, 1, 4}, {0, -4, -3}, {-1, 2, 2}, {3, 2, -2}, {4, 7, 0, 0, 1}, {1, 2}, {3, 1}},
    {{1, 2, 3, 3},
     {-1, 0, -3},
     {1, -5, 4},
     {1, 3, -1},
     {5, 3, 4, 1, 4},
     {1, 1, 2, 3, 3},
     {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}},
    {{3, 4, 1}, {0}, {1}, {-1}, {1, 1, 0, 0, 0}, {3, 4, 1}, {8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3}},
    {{2, 3, 3}, {-5}, {0}, {1}, {0, 0, 0, 0, 0}, {0, 3, 3}, {}},
    {{1}, {-2}, {-4}, {2}, {0, 1, 0, 0, 0}, {1}, {0}},
    {{1}, {-4}, {-1}, {2}, {1, 1, 1, 0, 1}, {1}, {0}},
    {{4, 3}, {-4}, {2}, {2}, {1, 1, 0, 1, 0}, {1, 4, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
    {{4, 1}, {5, 1}, {4, 0}, {-2, -2}, {3, 1, 2, 0, 2}, {2, 1}, {3, 1}},
    {{1, 1, 3}, {3}, {2}, {3}, {0, 0, 1, 1, 1}, {1, 1, 3}, {0, 1, 2}},
    {{4}, {0}, {-5}, {1}, {0, 1, 0, 1, 0}, {1, 4}, {0, 1, 2, 3}},
    {{1}, {1}, {4}, {1}, {0, 0, 1, 1, 0}, {1}, {0}},
    {{1, 1, 1, 2}, {-5, -1, 1}, {-3, -1, 4}, {1, 1, 1}, {4, 6, 0, 1, 1}, {1, 1, 1, 1, 2}, {0, 1}},
    {{4}, {2}, {-2}, {2}, {1, 0, 0, 0, 0}, {1}, {0}},
    {{3}, {1}, {-1}, {2}, {0, 1, 1, 0, 0}, {3}, {0, 1, 2}},
    {{4, 3, 2}, {5}, {1}, {2}, {1, 1, 1, 0, 0}, {4, 3, 2}, {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                                                            12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}},
    {{1, 2, 3, 2},
     {-3, 2, 3},
     {3, 2, -2},
     {2, 1, 2},
     {5, 1, 0, 6, 0},
     {1, 1, 1, 2, 3, 2},
     {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
    {{4, 4, 1, 1}, {0, 5}, {5, 3}, {2, 1}, {0, 2, 0, 2, 0}, {2, 1, 4, 1, 1}, {0, 1, 2, 3, 8, 9, 10, 11}},
    {{3, 2}, {0}, {-5}, {2}, {1, 1, 0, 0, 0}, {2, 2}, {0, 1, 4, 5}},
    {{4}, {-5}, {-2}, {-1}, {0, 1, 1, 0, 0}, {4}, {0, 1, 2, 3}},
    {{3, 2, 1}, {-5, 5, 5}, {-5, -1, 5}, {-1, -2, 2}, {6, 2, 0, 5, 0}, {1, 2, 1, 2, 1}, {4, 5, 0, 1}},
    {{2, 2, 4},
     {4, 3},
     {2, -5},
     {1, 3},
     {1, 2, 2, 1, 1},
     {1, 2, 2, 4},
     {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}},
    {{1, 3, 4}, {-1, 2}, {-2, 4}, {-1, 1}, {2, 2, 0, 0, 0}, {1, 3, 4}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
    {{4, 2}, {3, -3}, {4, 5}, {3, 1}, {2, 2, 0, 3, 0}, {1, 1, 4, 2}, {0, 1, 2, 3, 4, 5, 6, 7}},
    {{2, 2, 3}, {-4, 3}, {-2, -5}, {2, 1}, {3, 3, 0, 2, 0}, {1, 1, 2, 3}, {0, 1, 2, 3, 4, 5}},
    {{4, 3}, {-1, 4}, {1, 2}, {-2, 3}, {0, 1, 0, 2, 0}, {2, 1, 3}, {9, 10, 11, 3, 4, 5}},
    {{2, 3}, {0}, {1}, {-2}, {1, 0, 0, 1, 0}, {1, 2, 3}, {0, 1, 2, 3, 4, 5}},
    {{3}, {-1}, {5}, {3}, {1, 1, 1, 1, 0}, {3}, {0, 1, 2}},
    {{2, 3, 4, 1}, {3}, {3}, {1}, {1, 0, 0, 0, 0}, {2, 3, 4, 1}, {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                                                                  12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}},
};

OneNode stridedSlice(const Recorded& r, bool constant) {
  OneNode n("tf.StridedSlice");
  const auto length = static_cast<Dim>(r.begin.size());
  n.fed<float>(r.shape, counting(r.shape));
  for (const auto* v : {&r.begin, &r.end, &r.strides}) {
    if (constant)
      n.constant<int>({length}, *v);
    else
      n.fed<int>({length}, *v);
  }
  const char* keys[] = {"begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"};
  for (std::size_t i = 0; i < 5; ++i) n.attr(keys[i], i64(r.masks[i]));
  return n;
}

TEST(StridedSlice, TakesTheElementsTensorFlowTakes) {
  for (std::size_t i = 0; i < kRecorded.size(); ++i) {
    const Recorded& r = kRecorded[i];
    OneNode n = stridedSlice(r, true);
    EXPECT_EQ(n.infer(), "f32" + Shape::of(r.result).text()) << i;
    EXPECT_EQ(valuesOf<float>(n.evaluate()), r.values) << i;
    const auto lowered = n.runLowered();
    EXPECT_EQ(valuesOf<float>(lowered), r.values) << i;
    ASSERT_TRUE(lowered) << i;
    EXPECT_EQ((*lowered)[0].shape, Shape::of(r.result)) << i;
  }
}

// What is cut is known only when the graph runs: the masks must reach the runtime with TensorFlow's meaning.
TEST(StridedSlice, KeepsItsMeaningWhenPlacesAreComputed) {
  for (std::size_t i = 0; i < kRecorded.size(); ++i) {
    OneNode n = stridedSlice(kRecorded[i], false);
    EXPECT_EQ(valuesOf<float>(n.runLowered()), kRecorded[i].values) << i;
  }
}

TEST(StridedSlice, StaysAnOperatorWhenPlacesAreComputed) {
  const Recorded r{{5}, {1}, {3}, {1}, {0, 0, 0, 0, 0}, {2}, {1, 2}};
  EXPECT_EQ(stridedSlice(r, false).lower(), "tfl.strided_slice");
}

TEST(StridedSlice, PicksTheGivenIndexWhateverTheMaskSays) {
  // TensorFlow 2.12.1: x[2] of 0..4 with begin_mask = shrink_axis_mask = 1 is 2, not 0.
  const Recorded r{{5}, {2}, {0}, {1}, {1, 1, 0, 0, 1}, {}, {2}};
  EXPECT_EQ(valuesOf<float>(stridedSlice(r, true).runLowered()), r.values);
  EXPECT_EQ(valuesOf<float>(stridedSlice(r, false).runLowered()), r.values);
}

TEST(StridedSlice, RefusesAnIndexOutsideItsAxis) {
  const Recorded r{{5, 2}, {5}, {6}, {1}, {0, 0, 0, 0, 1}, {}, {}};
  EXPECT_EQ(stridedSlice(r, true).lower(),
            "StridedSlice node: index 5 is outside axis 0 of [5,2]. Check the model, or the "
            "shapes given to its inputs.");
}

TEST(StridedSlice, IsAReshapeWhereNothingIsLost) {
  EXPECT_EQ(stridedSlice({{1, 3}, {0}, {1}, {1}, {0, 0, 0, 0, 1}, {3}, {0, 1, 2}}, true).lower(), "tfl.reshape");
}

TEST(StridedSlice, CutsManyAxesOneByOne) {
  const Recorded r{{2, 1, 2, 1, 2, 2},          {0, 0, 1}, {2, 1, 2}, {1, 1, 1}, {0, 0, 0, 0, 4}, {2, 1, 1, 2, 2},
                   {4, 5, 6, 7, 12, 13, 14, 15}};
  OneNode n = stridedSlice(r, true);
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.strided_slice tfl.reshape");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), r.values);
}

TEST(StridedSlice, LeavesUnknownDimensionsOpen) {
  OneNode n("tf.StridedSlice");
  n.unknown(DataType::f32, Shape::of({kFirstSymbol, 6, kUnknownDim}))
      .constant<int>({2}, {0, 1})
      .constant<int>({2}, {0, 4})
      .constant<int>({2}, {1, 2});
  n.attr("begin_mask", i64(1)).attr("end_mask", i64(1));
  EXPECT_EQ(n.infer(), "f32[s0,2,?]");
}

} // namespace
} // namespace ara::test
