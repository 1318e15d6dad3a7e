// Pools and resizing made of other operators: values recorded from TensorFlow 2.12.1, and what they are lowered to.
#include "tests/core/ops/one_node.h"

#include <numeric>

namespace ara::test {
namespace {

using Floats = std::vector<float>;
AttrValue ints(std::vector<std::int64_t> v) { return AttrValue(std::move(v)); }

// An image of two rows and three columns that holds 0, 1, 2, ...
OneNode resized(const char* op, int height, int width) {
  return OneNode(op).fed<float>({1, 2, 3, 1}, {0, 1, 2, 3, 4, 5}).constant<int>({2}, {height, width});
}

void expectNearly(OneNode n, const std::string& inferred, const Floats& values, const std::string& lowered) {
  EXPECT_EQ(n.infer(), inferred);
  expectNear(valuesOf<float>(n.evaluate()), values, inferred + " evaluated", 1e-5f);
  EXPECT_EQ(n.lower(), lowered);
  expectNear(valuesOf<float>(n.runLowered()), values, inferred + " lowered", 1e-5f);
}

TEST(ResizeBicubic, IsAProductWithAMatrixForEachAxis) {
  // Half pixel centres: rows stay as they are.
  expectNearly(resized("tf.ResizeBicubic", 2, 4).attr("half_pixel_centers", true), "f32[1,2,4,1]",
               {-0.05223880708217621f, 0.556594967842102f, 1.443405032157898f, 2.052238941192627f, 2.947761058807373f,
                3.5565950870513916f, 4.4434051513671875f, 5.052238941192627f},
               "tfl.reshape tfl.reshape tfl.batch_matmul tfl.reshape");
  // The older curve, columns stay as they are.
  expectNearly(resized("tf.ResizeBicubic", 3, 3), "f32[1,3,3,1]",
               {0, 1, 2, 2.0566134452819824f, 3.0566134452819824f, 4.056613445281982f, 3.3333330154418945f,
                4.333333492279053f, 5.333333492279053f},
               "tfl.reshape tfl.batch_matmul tfl.reshape tfl.reshape");
}

TEST(ResizeArea, IsTheMeanOfWhatAnElementCovers) {
  expectNearly(resized("tf.ResizeArea", 1, 2), "f32[1,1,2,1]", {1.8333333730697632f, 3.1666667461395264f},
               "tfl.reshape tfl.batch_matmul tfl.reshape tfl.batch_matmul tfl.reshape");
}

TEST(ResizeArea, RefusesCornersOfASingleRow) {
  auto n =
      OneNode("tf.ResizeArea").fed<float>({1, 1, 2, 1}, {0, 1}).constant<int>({2}, {3, 2}).attr("align_corners", true);
  EXPECT_NE(n.lower().find("ResizeArea node"), std::string::npos);
}

// Of equal elements the first counts; what pads the image never does.
TEST(MaxPoolWithArgmax, TellsTheFirstOfTheLargest) {
  OneNode n("tf.MaxPoolWithArgmax");
  n.fed<float>({1, 3, 3, 1}, {1, 5, 5, 0, 5, 2, 7, 1, 1})
      .attr("ksize", ints({1, 2, 2, 1}))
      .attr("strides", ints({1, 2, 2, 1}))
      .attr("padding", std::string("SAME"))
      .results(2);
  EXPECT_EQ(n.infer(), "f32[1,2,2,1] i64[1,2,2,1]");
  for (const auto& made : {n.evaluate(), n.runLowered()}) {
    EXPECT_EQ(valuesOf<float>(made, 0), (Floats{5, 5, 7, 1}));
    EXPECT_EQ(valuesOf<std::int64_t>(made, 1), (std::vector<std::int64_t>{1, 2, 6, 8}));
  }
}

// Float32 would not tell 16777217 from 16777216.
TEST(MaxPool, OfIntegersIsAMaximumOfSlices) {
  OneNode n("tf.MaxPool");
  n.fed<int>({1, 2, 3, 1}, {1, 5, 16777217, 0, -5, 16777216})
      .attr("ksize", ints({1, 2, 2, 1}))
      .attr("strides", ints({1, 1, 1, 1}))
      .attr("padding", std::string("VALID"));
  EXPECT_EQ(n.lower(), "tfl.strided_slice tfl.strided_slice tfl.strided_slice tfl.strided_slice "
                       "tfl.maximum tfl.maximum tfl.maximum");
  EXPECT_EQ(valuesOf<int>(n.runLowered()), (std::vector<int>{5, 16777217}));
}

TEST(MaxPool, OfVersionTwoHasItsSizesAsOperands) {
  OneNode n("tf.MaxPoolV2");
  n.fed<float>({1, 2, 2, 1}, {1, 5, 3, 4})
      .constant<int>({4}, {1, 2, 2, 1})
      .constant<int>({4}, {1, 2, 2, 1})
      .attr("padding", std::string("VALID"));
  EXPECT_EQ(n.infer(), "f32[1,1,1,1]");
  EXPECT_EQ(n.lower(), "tfl.max_pool_2d");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), Floats{5});
}

// The first box is the whole image; the second reaches from its middle column beyond its last row. The
// values are those of both methods.
TEST(CropAndResize, OutsideOfTheImageIsTheGivenValue) {
  for (const char* method : {"bilinear", "nearest"}) {
    OneNode n("tf.CropAndResize");
    n.fed<float>({1, 2, 3, 1}, {0, 1, 2, 3, 4, 5})
        .fed<float>({2, 4}, {0, 0, 1, 1, 0, 0.5f, 2, 1})
        .fed<int>({2}, {0, 0})
        .constant<int>({2}, {2, 2})
        .attr("method", std::string(method))
        .attr("extrapolation_value", AttrValue(9.0));
    EXPECT_EQ(n.infer(), "f32[2,2,2,1]");
    EXPECT_EQ(valuesOf<float>(n.runLowered()), (Floats{0, 2, 3, 5, 1, 2, 9, 9})) << method;
  }
}

TEST(CropAndResize, RefusesAMethodNobodyKnows) {
  OneNode n("tf.CropAndResize");
  n.fed<float>({1, 1, 1, 1}, {0})
      .fed<float>({1, 4}, {0, 0, 1, 1})
      .fed<int>({1}, {0})
      .constant<int>({2}, {2, 2})
      .attr("method", std::string("cubic"));
  EXPECT_NE(n.lower().find("method = cubic"), std::string::npos);
}

} // namespace
} // namespace ara::test
