// What TensorFlow's optimizer leaves in a graph: products with their bias and activation in one node.
#include "tests/core/ops/one_node.h"

namespace ara::test {
namespace {

AttrValue fused(std::vector<std::string> ops) { return AttrValue(std::move(ops)); }

OneNode product(std::vector<std::string> ops) {
  return OneNode("tf._FusedMatMul")
      .fed<float>({1, 2}, {1, 2})
      .constant<float>({2, 2}, {1, -1, 2, -2})
      .constant<float>({2}, {0.5f, 1})
      .attr("fused_ops", fused(std::move(ops)));
}

TEST(FusedMatMul, IsALayerAndItsActivation) {
  auto plain = product({"BiasAdd"});
  EXPECT_EQ(plain.infer(), "f32[1,2]");
  EXPECT_EQ(plain.lower(), "tfl.fully_connected");
  EXPECT_EQ(valuesOf<float>(plain.runLowered()), (std::vector<float>{5.5f, -4}));
  auto relu = product({"BiasAdd", "Relu"});
  EXPECT_EQ(valuesOf<float>(relu.evaluate()), (std::vector<float>{5.5f, 0}));
  EXPECT_EQ(relu.lower(), "tfl.fully_connected tfl.relu");
  EXPECT_EQ(valuesOf<float>(relu.runLowered()), (std::vector<float>{5.5f, 0}));
}

TEST(FusedMatMul, RefusesWhatItDoesNotKnow) {
  EXPECT_NE(product({"BiasAdd", "GeluExact"}).lower().find("fused_ops = GeluExact"), std::string::npos);
  EXPECT_NE(product({"FusedBatchNorm"}).lower().find("not a bias and an activation"), std::string::npos);
}

TEST(FusedConv2D, IsAConvolutionAndItsActivation) {
  OneNode n("tf._FusedConv2D");
  n.fed<float>({1, 1, 2, 1}, {1, -2})
      .constant<float>({1, 1, 1, 1}, {3})
      .constant<float>({1}, {1})
      .attr("strides", AttrValue(std::vector<std::int64_t>{1, 1, 1, 1}))
      .attr("padding", std::string("SAME"))
      .attr("fused_ops", fused({"BiasAdd", "LeakyRelu"}))
      .attr("leakyrelu_alpha", AttrValue(0.5));
  EXPECT_EQ(n.infer(), "f32[1,1,2,1]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{4, -2.5f}));
  EXPECT_EQ(n.lower(), "tfl.conv_2d tfl.leaky_relu");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{4, -2.5f}));
}

} // namespace
} // namespace ara::test
