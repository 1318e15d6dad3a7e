// Pools of images and volumes, and resizing. Values recorded from TensorFlow 2.12.1 on a CPU.
#include "tests/core/ops/recorded.h"

namespace ara::test {
namespace {

const std::vector<Recorded> kPools{
    {"maximum",
     "tf.MaxPool",
     [](OneNode& n) {
       n.fed<float>({1, 4, 5, 2}, ramp(40))
           .attr("ksize", Ints{1, 3, 2, 1})
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,2,3,2]",
     {2.5f, 2.5f, 2.0f, 2.0f, 1.5f, 1.5f, 1.0f, 2.5f, 2.5f, 2.0f, 0.0f, 1.5f},
     "tfl.max_pool_2d"},
    {"maximum, channels first",
     "tf.MaxPool",
     [](OneNode& n) {
       n.fed<float>({1, 2, 4, 5}, ramp(40))
           .attr("ksize", Ints{1, 1, 3, 2})
           .attr("strides", Ints{1, 1, 1, 2})
           .attr("padding", std::string("VALID"))
           .attr("data_format", std::string("NCHW"));
     },
     "[1,2,2,2]",
     {2.5f, 2.5f, 2.0f, 2.5f, 2.0f, 2.5f, 2.0f, 2.0f},
     "tfl.transpose tfl.max_pool_2d tfl.transpose"},
    {"mean",
     "tf.AvgPool",
     [](OneNode& n) {
       n.fed<float>({1, 4, 5, 2}, ramp(40))
           .attr("ksize", Ints{1, 3, 2, 1})
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,2,3,2]",
     {-0.083333336f, 0.6666667f, 0.16666667f, 0.0f, -0.33333334f, -0.5f, -0.75f, 0.0f, 0.875f, 0.25f, -1.0f, -0.25f},
     "tfl.average_pool_2d"},
    {"mean, channels first",
     "tf.AvgPool",
     [](OneNode& n) {
       n.fed<float>({1, 2, 4, 5}, ramp(40))
           .attr("ksize", Ints{1, 1, 3, 2})
           .attr("strides", Ints{1, 1, 1, 2})
           .attr("padding", std::string("VALID"))
           .attr("data_format", std::string("NCHW"));
     },
     "[1,2,2,2]",
     {-0.083333336f, 0.5f, 0.0f, 0.5833333f, -0.6666667f, -0.083333336f, -0.5833333f, 0.0f},
     "tfl.transpose tfl.average_pool_2d tfl.transpose"},
    {"maximum of negative elements, explicit padding",
     "tf.MaxPool",
     [](OneNode& n) {
       n.fed<float>({1, 4, 5, 2},
                    {-5.0f, -1.5f, -3.5f, -5.5f, -2.0f, -4.0f, -6.0f, -2.5f, -4.5f, -6.5f, -3.0f, -5.0f, -1.5f, -3.5f,
                     -5.5f, -2.0f, -4.0f, -6.0f, -2.5f, -4.5f, -6.5f, -3.0f, -5.0f, -1.5f, -3.5f, -5.5f, -2.0f, -4.0f,
                     -6.0f, -2.5f, -4.5f, -6.5f, -3.0f, -5.0f, -1.5f, -3.5f, -5.5f, -2.0f, -4.0f, -6.0f})
           .attr("ksize", Ints{1, 3, 3, 1})
           .attr("strides", Ints{1, 2, 2, 1})
           .attr("padding", std::string("EXPLICIT"))
           .attr("explicit_paddings", Ints{0, 0, 1, 2, 2, 1, 0, 0});
     },
     "[1,3,3,2]",
     {-3.0f, -1.5f, -1.5f, -1.5f, -2.0f, -2.0f, -3.0f, -3.0f, -1.5f, -1.5f, -1.5f, -2.0f, -4.5f, -6.5f, -1.5f, -3.5f,
      -1.5f, -2.0f},
     "tfl.padv2 tfl.max_pool_2d"},
    {"maximum of a volume",
     "tf.MaxPool3D",
     [](OneNode& n) {
       n.fed<float>({1, 3, 3, 2, 2}, ramp(36))
           .attr("ksize", Ints{1, 2, 2, 2, 1})
           .attr("strides", Ints{1, 2, 1, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,2,3,1,2]",
     {2.5f, 2.5f, 2.0f, 2.5f, 1.0f, 2.5f, 2.0f, 1.5f, 2.5f, 1.5f, 2.5f, 0.5f},
     "tfl.reshape tfl.max_pool_2d tfl.reshape tfl.max_pool_2d tfl.reshape"},
    {"mean of a volume",
     "tf.AvgPool3D",
     [](OneNode& n) {
       n.fed<float>({1, 3, 3, 2, 2}, ramp(36))
           .attr("ksize", Ints{1, 2, 2, 2, 1})
           .attr("strides", Ints{1, 2, 1, 2, 1})
           .attr("padding", std::string("SAME"));
     },
     "[1,2,3,1,2]",
     {0.25f, 0.3125f, -0.1875f, -0.125f, -0.75f, 0.0f, 0.0f, -0.625f, 0.25f, -0.375f, 1.75f, -0.25f},
     "tfl.reshape tfl.average_pool_2d tfl.reshape tfl.average_pool_2d tfl.reshape"},
    {"ResizeBilinear, plain",
     "tf.ResizeBilinear",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 1}, ramp(6))
           .constant<std::int32_t>({2}, {3, 5})
           .attr("align_corners", false)
           .attr("half_pixel_centers", false);
     },
     "[1,3,5,1]",
     {-1.0f, 1.1000001f, 2.1f, 0.89999986f, 0.5f, -1.3333334f, 0.76666677f, 1.7666665f, 0.5666665f, 0.16666666f, -1.5f,
      0.60000014f, 1.5999999f, 0.39999986f, 0.0f},
     "tfl.resize_bilinear"},
    {"ResizeNearestNeighbor, plain",
     "tf.ResizeNearestNeighbor",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 1}, ramp(6))
           .constant<std::int32_t>({2}, {3, 5})
           .attr("align_corners", false)
           .attr("half_pixel_centers", false);
     },
     "[1,3,5,1]",
     {-1.0f, -1.0f, 2.5f, 2.5f, 0.5f, -1.0f, -1.0f, 2.5f, 2.5f, 0.5f, -1.5f, -1.5f, 2.0f, 2.0f, 0.0f},
     "tfl.resize_nearest_neighbor"},
    {"ResizeBilinear, corners",
     "tf.ResizeBilinear",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 1}, ramp(6))
           .constant<std::int32_t>({2}, {3, 5})
           .attr("align_corners", true)
           .attr("half_pixel_centers", false);
     },
     "[1,3,5,1]",
     {-1.0f, 0.75f, 2.5f, 1.5f, 0.5f, -1.25f, 0.5f, 2.25f, 1.25f, 0.25f, -1.5f, 0.25f, 2.0f, 1.0f, 0.0f},
     "tfl.resize_bilinear"},
    {"ResizeNearestNeighbor, corners",
     "tf.ResizeNearestNeighbor",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 1}, ramp(6))
           .constant<std::int32_t>({2}, {3, 5})
           .attr("align_corners", true)
           .attr("half_pixel_centers", false);
     },
     "[1,3,5,1]",
     {-1.0f, 2.5f, 2.5f, 0.5f, 0.5f, -1.5f, 2.0f, 2.0f, 0.0f, 0.0f, -1.5f, 2.0f, 2.0f, 0.0f, 0.0f},
     "tfl.resize_nearest_neighbor"},
    {"ResizeBilinear, centres",
     "tf.ResizeBilinear",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 1}, ramp(6))
           .constant<std::int32_t>({2}, {3, 5})
           .attr("align_corners", false)
           .attr("half_pixel_centers", true);
     },
     "[1,3,5,1]",
     {-1.0f, 0.4000001f, 2.5f, 1.2999997f, 0.5f, -1.25f, 0.1500001f, 2.25f, 1.0499997f, 0.25f, -1.5f, -0.099999905f,
      2.0f, 0.7999997f, 0.0f},
     "tfl.resize_bilinear"},
    {"ResizeNearestNeighbor, centres",
     "tf.ResizeNearestNeighbor",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3, 1}, ramp(6))
           .constant<std::int32_t>({2}, {3, 5})
           .attr("align_corners", false)
           .attr("half_pixel_centers", true);
     },
     "[1,3,5,1]",
     {-1.0f, -1.0f, 2.5f, 0.5f, 0.5f, -1.5f, -1.5f, 2.0f, 0.0f, 0.0f, -1.5f, -1.5f, 2.0f, 0.0f, 0.0f},
     "tfl.resize_nearest_neighbor"},
};

TEST(PoolRows, GiveWhatTensorFlowRecorded) { expectRecorded(kPools); }

TEST(PoolRows, RefuseWindowsOverChannels) {
  OneNode n("tf.MaxPool");
  n.unknown(DataType::f32, Shape::of({1, 4, 4, 4}));
  n.attr("ksize", Ints{1, 1, 1, 2}).attr("strides", Ints{1, 1, 1, 2}).attr("padding", std::string("VALID"));
  EXPECT_EQ(n.infer(),
            "MaxPool node pools over the batch or the channels, which TensorFlow Lite cannot express. Reduce over "
            "that axis instead.");
}

// A window larger than any image costs what the image holds.
TEST(PoolRows, DoNotWalkBeyondTheImage) {
  OneNode n("tf.AvgPool");
  n.fed<float>({1, 1, 2, 1}, {1, 3});
  n.attr("ksize", Ints{1, 1 << 30, 1 << 30, 1}).attr("strides", Ints{1, 1, 1, 1}).attr("padding", std::string("SAME"));
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{2, 2}));
}

// TensorFlow makes floats of integer images; the runtime would round.
TEST(PoolRows, ResizeIntegersAsFloats) {
  OneNode n("tf.ResizeBilinear");
  n.fed<std::uint8_t>({1, 1, 2, 1}, {0, 255}).constant<std::int32_t>({2}, {1, 4});
  EXPECT_EQ(n.infer(), "f32[1,1,4,1]");
  EXPECT_EQ(n.lower(), "tfl.cast tfl.resize_bilinear");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{0, 127.5f, 255, 255}));
}

TEST(PoolRows, RefuseCornersTogetherWithCentres) {
  OneNode n("tf.ResizeBilinear");
  n.unknown(DataType::f32, Shape::of({1, 2, 2, 1})).constant<std::int32_t>({2}, {4, 4});
  n.attr("align_corners", true).attr("half_pixel_centers", true);
  EXPECT_EQ(n.infer(),
            "ResizeBilinear node asks for align_corners and half_pixel_centers at once, which nobody computes. "
            "Choose one of the two.");
}

TEST(PoolRows, ResizeToASizeComputedByTheModel) {
  OneNode n("tf.ResizeNearestNeighbor");
  n.unknown(DataType::f32, Shape::of({1, 2, 2, 1})).unknown(DataType::i32, Shape::of({2}));
  EXPECT_EQ(n.infer(), "f32[1,?,?,1]");
  EXPECT_EQ(n.lower(), "tfl.resize_nearest_neighbor");
}

} // namespace
} // namespace ara::test
