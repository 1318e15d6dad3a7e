// Normalisations and rounding to quantized steps. Values recorded from TensorFlow 2.12.1 on a CPU.
#include "tests/core/ops/recorded.h"

namespace ara::test {
namespace {

const std::vector<Recorded> kNorms{
    {"FusedBatchNorm",
     "tf.FusedBatchNorm",
     [](OneNode& n) {
       n.fed<float>({1, 2, 2, 3}, ramp(12))
           .constant<float>({3}, {1.5f, -0.5f, 2.0f})
           .constant<float>({3}, {0.25f, 1.5f, -3.0f})
           .constant<float>({3}, {1.0f, -2.0f, 0.5f})
           .constant<float>({3}, {0.5f, 4.0f, 0.01f})
           .attr("epsilon", 0.001)
           .attr("is_training", false);
     },
     "[1,2,2,3]",
     {-3.9884043f, 0.37514055f, -3.0f, -5.048005f, 0.50012493f, -12.534626f, -6.1076064f, 0.6251093f, -22.069252f,
      -7.1672077f, 0.7500937f, -31.603878f},
     "tfl.mul tfl.add"},
    {"FusedBatchNormV3",
     "tf.FusedBatchNormV3",
     [](OneNode& n) {
       n.fed<float>({1, 2, 2, 3}, ramp(12))
           .constant<float>({3}, {1.5f, -0.5f, 2.0f})
           .constant<float>({3}, {0.25f, 1.5f, -3.0f})
           .constant<float>({3}, {1.0f, -2.0f, 0.5f})
           .constant<float>({3}, {0.5f, 4.0f, 0.01f})
           .attr("epsilon", 0.001)
           .attr("is_training", false);
     },
     "[1,2,2,3]",
     {-3.9884043f, 0.37514055f, -3.0f, -5.048005f, 0.50012493f, -12.534626f, -6.1076064f, 0.6251093f, -22.069252f,
      -7.1672077f, 0.7500937f, -31.603878f},
     "tfl.mul tfl.add"},
    {"statistics computed by the model",
     "tf.FusedBatchNormV3",
     [](OneNode& n) {
       n.fed<float>({1, 2, 2, 3}, ramp(12))
           .fed<float>({3}, {1.5f, -0.5f, 2.0f})
           .fed<float>({3}, {0.25f, 1.5f, -3.0f})
           .fed<float>({3}, {1.0f, -2.0f, 0.5f})
           .fed<float>({3}, {0.5f, 4.0f, 0.01f})
           .attr("epsilon", 0.001)
           .attr("is_training", false);
     },
     "[1,2,2,3]",
     {-3.9884043f, 0.37514055f, -3.0f, -5.048005f, 0.50012493f, -12.534626f, -6.1076064f, 0.6251093f, -22.069252f,
      -7.1672077f, 0.7500937f, -31.603878f},
     "tfl.add tfl.rsqrt tfl.mul tfl.mul tfl.sub tfl.mul tfl.add"},
    {"channels first",
     "tf.FusedBatchNormV3",
     [](OneNode& n) {
       n.fed<float>({1, 3, 2, 2}, ramp(12))
           .constant<float>({3}, {1.5f, -0.5f, 2.0f})
           .constant<float>({3}, {0.25f, 1.5f, -3.0f})
           .constant<float>({3}, {1.0f, -2.0f, 0.5f})
           .constant<float>({3}, {0.5f, 4.0f, 0.01f})
           .attr("epsilon", 0.001)
           .attr("is_training", false)
           .attr("data_format", std::string("NCHW"));
     },
     "[1,3,2,2]",
     {-3.9884043f, 3.4288032f, -0.80960107f, -5.048005f, 0.50012493f, 1.0000625f, 1.5f, 0.6251093f, -22.069252f,
      -60.207756f, 6.534626f, -31.603878f},
     "tfl.mul tfl.add"},
    {"local response",
     "tf.LRN",
     [](OneNode& n) {
       n.fed<float>({1, 1, 2, 5}, ramp(10))
           .attr("depth_radius", std::int64_t{1})
           .attr("bias", 2.0)
           .attr("alpha", 0.5)
           .attr("beta", 0.75);
     },
     "[1,1,2,5]",
     {-0.273784f, 0.67326975f, 0.124626346f, -0.4324857f, 0.5871643f, 0.0f, -0.5871643f, 0.4324857f, -0.124626346f,
      -0.7208096f},
     "tfl.local_response_normalization"},
    {"range of attributes",
     "tf.FakeQuantWithMinMaxArgs",
     [](OneNode& n) {
       n.fed<float>({11}, {-9.0f, -1.01f, -1.0f, -0.499f, -0.3f, 0.0f, 0.2f, 0.4999f, 1.7f, 3.0f, 9.0f})
           .attr("min", -6.0)
           .attr("max", 6.0)
           .attr("num_bits", std::int64_t{8});
     },
     "[11]",
     {-6.0235295f, -0.9882353f, -0.9882353f, -0.5176471f, -0.28235295f, 0.0f, 0.1882353f, 0.5176471f, 1.6941177f,
      3.0117648f, 5.9764705f},
     "tfl.fake_quant"},
    {"range of attributes",
     "tf.FakeQuantWithMinMaxArgs",
     [](OneNode& n) {
       n.fed<float>({11}, {-9.0f, -1.01f, -1.0f, -0.499f, -0.3f, 0.0f, 0.2f, 0.4999f, 1.7f, 3.0f, 9.0f})
           .attr("min", -1.1)
           .attr("max", 2.3)
           .attr("num_bits", std::int64_t{3});
     },
     "[11]",
     {-0.9714286f, -0.9714286f, -0.9714286f, -0.4857143f, -0.4857143f, 0.0f, 0.0f, 0.4857143f, 1.9428571f, 2.4285715f,
      2.4285715f},
     "tfl.fake_quant"},
    {"range of attributes",
     "tf.FakeQuantWithMinMaxArgs",
     [](OneNode& n) {
       n.fed<float>({11}, {-9.0f, -1.01f, -1.0f, -0.499f, -0.3f, 0.0f, 0.2f, 0.4999f, 1.7f, 3.0f, 9.0f})
           .attr("min", 0.5)
           .attr("max", 3.0)
           .attr("num_bits", std::int64_t{8});
     },
     "[11]",
     {0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.19607843f, 0.5f, 1.6960785f, 2.5f, 2.5f},
     "tfl.fake_quant"},
    {"range of attributes",
     "tf.FakeQuantWithMinMaxArgs",
     [](OneNode& n) {
       n.fed<float>({11}, {-9.0f, -1.01f, -1.0f, -0.499f, -0.3f, 0.0f, 0.2f, 0.4999f, 1.7f, 3.0f, 9.0f})
           .attr("min", -1.0)
           .attr("max", 1.0)
           .attr("num_bits", std::int64_t{8})
           .attr("narrow_range", true);
     },
     "[11]",
     {-1.0f, -1.0f, -1.0f, -0.496063f, -0.2992126f, 0.0f, 0.19685039f, 0.496063f, 1.0f, 1.0f, 1.0f},
     "tfl.minimum tfl.maximum tfl.sub tfl.mul tfl.add tfl.floor tfl.sub tfl.mul"},
    {"range of constants",
     "tf.FakeQuantWithMinMaxVars",
     [](OneNode& n) {
       n.fed<float>({11}, {-9.0f, -1.01f, -1.0f, -0.499f, -0.3f, 0.0f, 0.2f, 0.4999f, 1.7f, 3.0f, 9.0f})
           .constant<float>({}, {-1.1f})
           .constant<float>({}, {2.3f})
           .attr("num_bits", std::int64_t{4});
     },
     "[11]",
     {-1.1333333f, -0.9066667f, -0.9066667f, -0.45333335f, -0.22666667f, 0.0f, 0.22666667f, 0.45333335f, 1.8133334f,
      2.2666667f, 2.2666667f},
     "tfl.fake_quant"},
    {"a range for each channel",
     "tf.FakeQuantWithMinMaxVarsPerChannel",
     [](OneNode& n) {
       n.fed<float>({3, 3}, ramp(9))
           .constant<float>({3}, {-1.0f, -6.0f, 0.0f})
           .constant<float>({3}, {2.0f, 6.0f, 3.0f});
     },
     "[3,3]",
     {-1.0f, 2.4941177f, 0.5058824f, -1.0f, 2.0235295f, 0.0f, -1.0f, 1.5058824f, 0.0f},
     "tfl.minimum tfl.maximum tfl.sub tfl.mul tfl.add tfl.floor tfl.sub tfl.mul"},
};

TEST(NormRows, GiveWhatTensorFlowRecorded) { expectRecorded(kNorms); }

OneNode batchNorm(bool training) {
  OneNode n("tf.FusedBatchNormV3");
  n.unknown(DataType::f32, Shape::of({2, 4, 4, 3}));
  for (int i = 0; i < 4; ++i) n.constant<float>({3}, {1, 2, 3});
  n.attr("is_training", training);
  return n;
}

// In training mode the batch gives mean and variance. Its shape must be known, and a running average is refused.
TEST(NormRows, TrainingModeTakesTheBatch) {
  EXPECT_EQ(batchNorm(true).lower(), "tfl.reshape tfl.mean tfl.sub tfl.mul tfl.mean tfl.add tfl.rsqrt tfl.mul tfl.mul "
                                     "tfl.add tfl.reshape");
  OneNode open("tf.FusedBatchNormV3");
  open.unknown(DataType::f32, Shape::of({ir::kUnknownDim, 4, 4, 3}));
  for (int i = 0; i < 4; ++i) open.constant<float>({3}, {1, 2, 3});
  EXPECT_EQ(open.attr("is_training", true).lower(),
            "FusedBatchNormV3 node takes mean and variance from the batch it is given, whose shape [?,4,4,3] is not known. "
            "Give the shapes of the model's inputs, or save the model for inference (training=False).");
}

TEST(NormRows, RefuseAVarianceWithoutARoot) {
  OneNode n("tf.FusedBatchNorm");
  n.unknown(DataType::f32, Shape::of({2, 4, 4, 1}));
  for (const float v : {1.0f, 2.0f, 3.0f, -4.0f}) n.constant<float>({1}, {v});
  n.attr("is_training", false);
  EXPECT_EQ(n.lower(), "FusedBatchNorm node divides by the root of a variance of -4. Check the variable that holds the "
                       "variance.");
}

TEST(NormRows, ScaleAfterGlobalNormalisationOnlyWhenAsked) {
  OneNode n("tf.BatchNormWithGlobalNormalization"); // t, m, v, beta, gamma
  n.fed<float>({1, 1, 2, 1}, {1, 5}).constant<float>({1}, {1}).constant<float>({1}, {4}).constant<float>({1}, {0.5f});
  n.constant<float>({1}, {10}).attr("variance_epsilon", 0.0);
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0.5f, 2.5f}));
  EXPECT_EQ(n.lower(), "tfl.mul tfl.add");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{0.5f, 2.5f}));
  n.attr("scale_after_normalization", true);
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0.5f, 20.5f}));
}

TEST(NormRows, RefuseARangeComputedByTheModel) {
  OneNode n("tf.FakeQuantWithMinMaxVars");
  n.unknown(DataType::f32, Shape::of({4}))
      .unknown(DataType::f32, Shape::scalar())
      .unknown(DataType::f32, Shape::scalar());
  EXPECT_EQ(n.lower(),
            "FakeQuantWithMinMaxVars node takes its range from a tensor that is computed when the model runs. "
            "Save the model with its range as constants (freeze it).");
}

TEST(NormRows, DivideRowsByTheirNorm) {
  OneNode n("tfl.l2_normalization");
  n.fed<float>({3, 2}, {3, 4, 0, 0, -6, 8});
  expectNear(valuesOf<float>(n.evaluate()), {0.6f, 0.8f, 0, 0, -0.6f, 0.8f}, "rows");
}

// Units of a recurrent layer: rows of its weights, or columns of the recurrent ones of an LSTM (5 cells projected to
// 3).
TEST(RecurrentRows, KnowTheirUnits) {
  OneNode rnn("tfl.unidirectional_sequence_rnn");
  rnn.unknown(DataType::f32, Shape::of({7, 2, 4})).unknown(DataType::f32, Shape::of({6, 4}));
  EXPECT_EQ(rnn.infer(), "f32[7,2,6]");
  OneNode lstm("tfl.unidirectional_sequence_lstm");
  lstm.unknown(DataType::f32, Shape::of({7, 2, 4}));
  for (int i = 1; i < 9; ++i)
    lstm.unknown(DataType::f32, Shape::of(i < 5 ? std::vector<Dim>{5, 4} : std::vector<Dim>{5, 3}));
  EXPECT_EQ(lstm.infer(), "f32[7,2,3]");
}

} // namespace
} // namespace ara::test
