// Activations, also far from zero. Values recorded from TensorFlow 2.12.1 on a CPU.
#include "tests/core/ops/recorded.h"

namespace ara::test {
namespace {

const std::vector<Recorded> kActivations{
    {"Relu",
     "tf.Relu",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f},
     "tfl.relu"},
    {"Relu6",
     "tf.Relu6",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.125f, 0.5f, 2.0f, 6.0f, 6.0f, 6.0f},
     "tfl.relu6"},
    {"Elu",
     "tf.Elu",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {-1.0f, -1.0f, -0.99999994f, -0.95021296f, -0.63212055f, -0.22119921f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f,
      100.0f},
     "tfl.elu"},
    {"Selu",
     "tf.Selu",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {-1.7580993f, -1.7580993f, -1.7580992f, -1.6705687f, -1.1113307f, -0.38889018f, 0.0f, 0.13133763f, 0.5253505f,
      2.101402f, 7.354907f, 21.01402f, 105.0701f},
     "tfl.elu tfl.leaky_relu tfl.mul"},
    {"LeakyRelu",
     "tf.LeakyRelu",
     [](OneNode& n) {
       n.fed<float>({13}, {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f})
           .attr("alpha", 1.5);
     },
     "[13]",
     {-45.0f, -30.0f, -24.75f, -4.5f, -1.5f, -0.375f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f},
     "tfl.leaky_relu"},
    {"Sigmoid",
     "tf.Sigmoid",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {9.357623e-14f, 2.0611537e-09f, 6.825603e-08f, 0.047425877f, 0.26894143f, 0.4378235f, 0.5f, 0.53120935f,
      0.62245935f, 0.8807971f, 0.99908894f, 1.0f, 1.0f},
     "tfl.logistic"},
    {"Tanh",
     "tf.Tanh",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {-1.0f, -1.0f, -1.0f, -0.9950547f, -0.7615942f, -0.24491866f, 0.0f, 0.124353f, 0.46211717f, 0.9640276f,
      0.99999833f, 1.0f, 1.0f},
     "tfl.tanh"},
    {"Softplus",
     "tf.Softplus",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {9.357623e-14f, 2.0611537e-09f, 6.8256035e-08f, 0.048587356f, 0.3132617f, 0.5759395f, 0.6931472f, 0.757599f,
      0.974077f, 2.126928f, 7.0009117f, 20.0f, 100.0f},
     "tfl.abs tfl.neg tfl.exp tfl.add tfl.log tfl.sub tfl.sub tfl.div tfl.add tfl.relu tfl.add"},
    {"Softsign",
     "tf.Softsign",
     [](OneNode& n) {
       n.fed<float>({13},
                    {-30.0f, -20.0f, -16.5f, -3.0f, -1.0f, -0.25f, 0.0f, 0.125f, 0.5f, 2.0f, 7.0f, 20.0f, 100.0f});
     },
     "[13]",
     {-0.9677419f, -0.95238096f, -0.94285715f, -0.75f, -0.5f, -0.2f, 0.0f, 0.11111111f, 0.33333334f, 0.6666667f, 0.875f,
      0.95238096f, 0.990099f},
     "tfl.abs tfl.add tfl.div"},
    {"Softmax",
     "tf.Softmax",
     [](OneNode& n) {
       n.fed<float>({2, 4}, {-100.0f, 0.0f, 3.0f, 3.5f, 1000.0f, 999.0f, 998.0f, -1000.0f});
     },
     "[2,4]",
     {0.0f, 0.018449847f, 0.3705751f, 0.610975f, 0.66524094f, 0.24472848f, 0.09003057f, 0.0f},
     "tfl.softmax"},
    {"LogSoftmax",
     "tf.LogSoftmax",
     [](OneNode& n) {
       n.fed<float>({2, 4}, {-100.0f, 0.0f, 3.0f, 3.5f, 1000.0f, 999.0f, 998.0f, -1000.0f});
     },
     "[2,4]",
     {-103.9927f, -3.9926991f, -0.99269915f, -0.49269915f, -0.40760595f, -1.4076059f, -2.407606f, -2000.4076f},
     "tfl.log_softmax"},
};

TEST(ActivationRows, GiveWhatTensorFlowRecorded) { expectRecorded(kActivations); }

// The runtime's RELU takes plain integers and computes them wrongly.
TEST(ActivationRows, TakeTheMaximumOfIntegers) {
  OneNode n("tf.Relu");
  n.fed<std::int32_t>({3}, {-2, 0, 5});
  EXPECT_EQ(n.lower(), "tfl.maximum");
  EXPECT_EQ(valuesOf<std::int32_t>(n.runLowered()), (std::vector<std::int32_t>{0, 0, 5}));
}

TEST(ActivationRows, RefuseHalfPrecision) {
  OneNode n("tf.Sigmoid");
  n.unknown(DataType::f16, Shape::of({3}));
  EXPECT_EQ(n.lower(),
            "Sigmoid node works on float16, which the TensorFlow Lite runtime does not compute here. Build the "
            "model with float32, or cut it before this node.");
}

// The runtime crashes on a last axis of size 0.
TEST(ActivationRows, RefuseSoftmaxOfNothing) {
  OneNode n("tf.Softmax");
  n.unknown(DataType::f32, Shape::of({2, 0}));
  EXPECT_EQ(n.lower(),
            "Softmax node works on a tensor of shape [2,0], which holds nothing; the TensorFlow Lite runtime does "
            "not take that. Give a larger input shape.");
}

TEST(ActivationRows, KeepTheBetaOfSoftmax) {
  OneNode n("tfl.softmax");
  n.fed<float>({2}, {1, 1000}).attr("beta", 0.0);
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0.5f, 0.5f}));
}

TEST(ActivationRows, BroadcastTheSlopesOfPrelu) {
  OneNode n("tfl.prelu");
  n.fed<float>({2, 2}, {-1, -1, 3, -2}).constant<float>({2}, {0.5f, 2});
  EXPECT_EQ(n.infer(), "f32[2,2]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{-0.5f, -2, 3, -4}));
}

} // namespace
} // namespace ara::test
