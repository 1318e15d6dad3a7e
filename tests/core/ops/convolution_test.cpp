// Convolutions of images and volumes, forward and transposed. Values recorded from TensorFlow 2.12.1 on a CPU.
#include "tests/core/ops/recorded.h"

namespace ara::test {
namespace {

const std::vector<Recorded> kConvolutions{
    {"same",
     "tf.Conv2D",
     [](OneNode& n) {
       n.fed<float>({1, 5, 4, 2}, ramp(40))
           .constant<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,3,2,2]",
     {2.0f, -4.25f, 3.5f, -6.0f, 1.75f, -3.0f, -6.75f, 4.25f, 2.5f, -4.0f, 5.25f, 1.0f},
     "tfl.conv_2d"},
    {"dilated",
     "tf.Conv2D",
     [](OneNode& n) {
       n.fed<float>({1, 5, 4, 2}, ramp(40))
           .constant<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 1, 1, 1})
           .attr("padding", std::string("VALID"))
           .attr("dilations", Ints{1, 2, 1, 1});
     },
     "[1,1,3,2]",
     {-3.5f, 2.75f, -2.25f, -3.25f, -3.75f, 4.5f},
     "tfl.conv_2d"},
    {"explicit padding",
     "tf.Conv2D",
     [](OneNode& n) {
       n.fed<float>({1, 5, 4, 2}, ramp(40))
           .constant<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("EXPLICIT"))
           .attr("explicit_paddings", Ints{0, 0, 1, 0, 0, 1, 0, 0});
     },
     "[1,2,2,2]",
     {2.0f, -4.25f, 3.5f, -6.0f, 1.75f, -3.0f, -6.75f, 4.25f},
     "tfl.pad tfl.conv_2d"},
    {"groups of channels",
     "tf.Conv2D",
     [](OneNode& n) {
       n.fed<float>({1, 3, 3, 4}, ramp(36))
           .constant<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 1, 1, 1})
           .attr("padding", std::string("VALID"));
     },
     "[1,1,2,2]",
     {-1.75f, -14.0f, -2.0f, -4.0f},
     "tfl.conv_2d"},
    {"filter computed by the model",
     "tf.Conv2D",
     [](OneNode& n) {
       n.fed<float>({1, 5, 4, 2}, ramp(40))
           .fed<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("VALID"));
     },
     "[1,2,2,2]",
     {-6.0f, 1.75f, 2.0f, 9.0f, 1.25f, -2.25f, -7.25f, 7.75f},
     "tfl.transpose tfl.conv_2d"},
    {"channels first",
     "tf.Conv2D",
     [](OneNode& n) {
       n.fed<float>({1, 2, 5, 4}, ramp(40))
           .constant<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 1, 2, 1})
           .attr("padding", std::string("SAME"))
           .attr("data_format", std::string("NCHW"));
     },
     "[1,2,3,4]",
     {-0.25f, 7.0f,   -2.25f, 2.0f,  -4.5f, -2.5f,  -8.75f, -8.0f, -6.5f, -1.0f,  -6.5f, -8.0f,
      -8.75f, -5.75f, 11.0f,  -5.5f, 2.25f, -6.25f, 21.0f,  1.5f,  5.5f,  -4.25f, 5.25f, 5.75f},
     "tfl.transpose tfl.conv_2d tfl.transpose"},
    {"a filter for each channel",
     "tf.DepthwiseConv2dNative",
     [](OneNode& n) {
       n.fed<float>({1, 5, 4, 2}, ramp(40))
           .constant<float>({3, 2, 2, 2}, ramp(24, 5))
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,3,2,4]",
     {-2.5f, 3.0f,  4.5f,  -7.25f, 4.0f,  -7.25f, -0.5f, 1.25f, 0.0f,   0.25f, 1.75f, -3.25f,
      -8.0f, 9.75f, 1.25f, -5.5f,  1.75f, -2.5f,  0.75f, -1.5f, -0.75f, -2.5f, 6.0f,  3.5f},
     "tfl.depthwise_conv_2d"},
    {"transposed, same",
     "tf.Conv2DBackpropInput",
     [](OneNode& n) {
       n.constant<std::int32_t>({4}, {1, 5, 3, 2})
           .constant<float>({3, 2, 2, 1}, ramp(12, 5))
           .fed<float>({1, 3, 2, 1}, ramp(6))
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,5,3,2]",
     {2.0f, -0.5f, 2.5f,   0.0f,   -5.0f, 1.25f, -3.0f, 1.25f,  -2.75f, 1.5f,  7.75f, -3.5f, -1.0f, 0.25f, -1.25f,
      0.0f, 3.0f,  -0.75f, -0.75f, 2.75f, -2.0f, 1.5f,  -3.75f, 0.75f,  -4.0f, 1.0f,  -5.0f, 0.0f,  0.0f,  0.0f},
     "tfl.transpose_conv"},
    {"transposed, valid",
     "tf.Conv2DBackpropInput",
     [](OneNode& n) {
       n.constant<std::int32_t>({4}, {1, 8, 5, 2})
           .constant<float>({3, 2, 2, 1}, ramp(12, 5))
           .fed<float>({1, 3, 2, 1}, ramp(6))
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("VALID"));
     },
     "[1,8,5,2]",
     {1.0f,  -1.5f, 1.5f,   -1.0f, -2.5f,  3.75f, -3.75f, 2.5f,   0.0f,   0.0f, 2.0f,  -0.5f, 2.5f,   0.0f,
      -5.0f, 1.25f, -6.25f, 0.0f,  0.0f,   0.0f,  -3.0f,  1.25f,  -2.75f, 1.5f, 7.75f, -3.5f, 7.25f,  -4.0f,
      0.0f,  0.0f,  -1.0f,  0.25f, -1.25f, 0.0f,  3.0f,   -0.75f, 3.75f,  0.0f, 0.0f,  0.0f,  -0.75f, 2.75f,
      -2.0f, 1.5f,  -3.75f, 0.75f, -3.0f,  1.5f,  0.0f,   0.0f,   -4.0f,  1.0f, -5.0f, 0.0f,  0.0f,   0.0f,
      0.0f,  0.0f,  0.0f,   0.0f,  5.0f,   -1.0f, 4.0f,   -2.0f,  0.0f,   0.0f, 0.0f,  0.0f,  0.0f,   0.0f,
      0.0f,  0.0f,  0.0f,   0.0f,  0.0f,   0.0f,  0.0f,   0.0f,   0.0f,   0.0f},
     "tfl.transpose_conv"},
    {"a volume",
     "tf.Conv3D",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 2, 2}, ramp(24))
           .constant<float>({2, 2, 1, 2, 1}, ramp(8, 5))
           .attr("strides", Ints{1, 1, 2, 1, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,2,2,2,1]",
     {-3.0f, 2.0f, 2.25f, 0.75f, -3.75f, 1.75f, 4.0f, 4.75f},
     "tfl.conv_3d"},
    {"a volume, transposed",
     "tf.Conv3DBackpropInputV2",
     [](OneNode& n) {
       n.constant<std::int32_t>({5}, {1, 2, 4, 2, 1})
           .constant<float>({2, 2, 1, 1, 2}, ramp(8, 5))
           .fed<float>({1, 2, 2, 2, 2}, ramp(16))
           .attr("strides", Ints{1, 1, 2, 1, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,2,4,2,1]",
     {4.75f, -2.75f, 4.0f, -2.25f, -2.0f, 4.25f, -3.0f, 4.5f, 0.0f, -4.25f, 0.75f, -3.75f, -5.75f, 9.25f, -8.25f,
      9.25f},
     "tfl.conv_3d_transpose"},
};

TEST(ConvolutionRows, GiveWhatTensorFlowRecorded) { expectRecorded(kConvolutions); }

TEST(ConvolutionRows, KeepOpenDimensionsOpen) {
  OneNode n("tf.Conv2D");
  n.unknown(DataType::f32, Shape::of({kUnknownDim, kUnknownDim, 8, 2})).constant<float>({3, 3, 2, 4}, ramp(72));
  n.attr("strides", Ints{1, 2, 2, 1}).attr("padding", std::string("SAME"));
  EXPECT_EQ(n.infer(), "f32[?,?,4,4]");
  EXPECT_EQ(n.lower(), "tfl.conv_2d");
}

TEST(ConvolutionRows, RefuseChannelsThatDoNotFit) {
  OneNode n("tf.Conv2D");
  n.unknown(DataType::f32, Shape::of({1, 8, 8, 3})).constant<float>({3, 3, 2, 4}, ramp(72));
  n.attr("strides", Ints{1, 1, 1, 1}).attr("padding", std::string("SAME"));
  EXPECT_EQ(n.infer(),
            "Conv2D node: the channels of its input [1,8,8,3] do not fit its filter [3,3,2,4]. Check the model, "
            "or the shapes given to its inputs.");
}

TEST(ConvolutionRows, RefuseStepsOverTheBatch) {
  OneNode n("tf.Conv2D");
  n.unknown(DataType::f32, Shape::of({4, 8, 8, 2})).constant<float>({1, 1, 2, 1}, ramp(2));
  n.attr("strides", Ints{2, 1, 1, 1}).attr("padding", std::string("SAME"));
  EXPECT_EQ(n.infer(),
            "Conv2D node steps over the batch or the channels (strides), which TensorFlow Lite cannot express. "
            "Use a step of 1 there.");
}

TEST(ConvolutionRows, RefuseADilatedTransposedConvolution) {
  OneNode n("tf.Conv2DBackpropInput");
  n.constant<std::int32_t>({4}, {1, 5, 5, 1})
      .constant<float>({3, 3, 1, 1}, ramp(9))
      .unknown(DataType::f32, Shape::of({1, 5, 5, 1}));
  n.attr("strides", Ints{1, 1, 1, 1}).attr("padding", std::string("SAME")).attr("dilations", Ints{1, 2, 2, 1});
  EXPECT_EQ(n.lower(),
            "Conv2DBackpropInput node has dilations = 2, which TensorFlow Lite cannot express. Use a dilation of 1.");
}

// A filter that names a huge window but holds nothing must neither be walked nor allocated.
TEST(ConvolutionRows, DoNotWalkAnEmptyFilter) {
  OneNode n("tf.Conv2D");
  n.fed<float>({1, 1, 1, 0}, {}).constant<float>({1 << 30, 1 << 30, 0, 1}, {});
  n.attr("strides", Ints{1, 1, 1, 1}).attr("padding", std::string("SAME"));
  EXPECT_EQ(valuesOf<float>(n.evaluate()), std::vector<float>{0});
}

TEST(ConvolutionRows, ApplyBiasAndActivation) {
  OneNode n("tfl.conv_2d");
  n.fed<float>({1, 1, 3, 1}, {-4, 1, 9}).constant<float>({1, 1, 1, 1}, {1}).constant<float>({1}, {0.5f});
  n.attr("stride_h", std::int64_t{1})
      .attr("stride_w", std::int64_t{1})
      .attr("fused_activation_function", Symbol{"RELU6"});
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0, 1.5f, 6}));
}

} // namespace
} // namespace ara::test
