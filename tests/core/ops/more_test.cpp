// Losses, crosses and diagonals of whole tensors: values recorded from TensorFlow 2.12.1.
#include "tests/core/ops/one_node.h"

namespace ara::test {
namespace {

using Floats = std::vector<float>;

TEST(Cross, IsLoweredToProductsOfTurnedVectors) {
  auto n = OneNode("tf.Cross").fed<float>({3}, {1, 2, 3}).fed<float>({3}, {4, 5, 7});
  EXPECT_EQ(n.infer(), "f32[3]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (Floats{-1, 5, -3}));
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (Floats{-1, 5, -3}));
  EXPECT_NE(OneNode("tf.Cross").fed<float>({2}, {1, 2}).fed<float>({2}, {1, 2}).lower().find("Cross node"),
            std::string::npos);
}

TEST(CrossEntropy, GivesLossAndGradient) {
  const auto check = [](OneNode n, const Floats& loss, const Floats& gradient) {
    n.results(2);
    EXPECT_EQ(n.infer(), "f32[2] f32[2,3]");
    for (const auto& made : {n.evaluate(), n.runLowered()}) {
      expectNear(valuesOf<float>(made, 0), loss, "loss", 1e-5f);
      expectNear(valuesOf<float>(made, 1), gradient, "gradient", 1e-5f);
    }
  };
  const Floats scores{1, 2, 4, 0, 0, 0};
  check(
      OneNode("tf.SoftmaxCrossEntropyWithLogits").fed<float>({2, 3}, scores).fed<float>({2, 3}, {.5f, .5f, 0, 0, 1, 0}),
      {2.6698460578918457f, 1.0986123085021973f},
      {-0.4579899311065674f, -0.38580480217933655f, 0.8437947034835815f, 0.3333333432674408f, -0.6666666269302368f,
       0.3333333432674408f});
  check(OneNode("tf.SparseSoftmaxCrossEntropyWithLogits").fed<float>({2, 3}, scores).fed<int>({2}, {2, 1}),
        {0.1698460429906845f, 1.0986123085021973f},
        {0.04201006516814232f, 0.11419519782066345f, -0.15620529651641846f, 0.3333333432674408f, -0.6666666269302368f,
         0.3333333432674408f});
}

TEST(Diag, PutsATensorOnTheDiagonalOfOneWithTwiceTheAxes) {
  auto n = OneNode("tf.Diag").fed<float>({2, 1}, {5, 7});
  EXPECT_EQ(n.infer(), "f32[2,1,2,1]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (Floats{5, 0, 0, 7}));
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.matrix_diag tfl.reshape");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (Floats{5, 0, 0, 7}));
}

TEST(DiagPart, TakesItBack) {
  auto n = OneNode("tf.DiagPart").fed<float>({2, 2}, {5, 1, 2, 7});
  EXPECT_EQ(n.infer(), "f32[2]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (Floats{5, 7}));
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.strided_slice");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (Floats{5, 7}));
}

TEST(ParallelConcat, IsAConcatenation) {
  auto n = OneNode("tf.ParallelConcat").fed<float>({1, 2}, {1, 2}).fed<float>({1, 2}, {3, 4});
  EXPECT_EQ(n.infer(), "f32[2,2]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (Floats{1, 2, 3, 4}));
  EXPECT_EQ(n.lower(), "tfl.concatenation");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (Floats{1, 2, 3, 4}));
}

// The runtime does not convert to uint64: the same bits as int64 are.
TEST(Cast, ToUint64GoesThroughInt64) {
  auto n = OneNode("tf.Cast").fed<int>({2}, {7, -1}).attr("SrcT", DataType::i32).attr("DstT", DataType::u64);
  EXPECT_EQ(n.lower(), "tfl.cast tfl.bitcast");
}

} // namespace
} // namespace ara::test
