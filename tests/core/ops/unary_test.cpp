// Functions of one number: values recorded from TensorFlow 2.12.1 on a CPU, what they are lowered to, and that the
// lowered graph gives the same values.
#include "tests/core/ops/one_node.h"

#include <cmath>
#include <limits>

namespace ara::test {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity(), kNan = std::numeric_limits<float>::quiet_NaN();

struct Recorded {
  std::string op;
  std::vector<float> x, y;
};

const std::vector<Recorded> kRecorded{
    {"tf.Abs", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {2.5f, 0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}},
    {"tf.Ceil", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {-2.0f, -0.0f, 1.0f, 2.0f, 3.0f, kInf, kNan}},
    {"tf.Floor", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {-3.0f, -1.0f, 0.0f, 1.0f, 2.0f, kInf, kNan}},
    {"tf.Neg", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {2.5f, 0.5f, -0.25f, -1.5f, -2.5f, -kInf, kNan}},
    {"tf.Rint", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {-2.0f, -0.0f, 0.0f, 2.0f, 2.0f, kInf, kNan}},
    {"tf.Round", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {-2.0f, -0.0f, 0.0f, 2.0f, 2.0f, kInf, kNan}},
    {"tf.Sign", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {-1.0f, -1.0f, 1.0f, 1.0f, 1.0f, 1.0f, kNan}},
    {"tf.Square", {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan}, {6.25f, 0.25f, 0.0625f, 2.25f, 6.25f, kInf, kNan}},
    {"tf.Reciprocal",
     {-2.5f, -0.5f, 0.25f, 1.5f, 2.5f, kInf, kNan},
     {-0.400000006f, -2.0f, 4.0f, 0.666666687f, 0.400000006f, 0.0f, kNan}},
    {"tf.Exp",
     {-20.0f, -0.5f, 1e-07f, 1.0f, 88.0f, -kInf, kNan},
     {2.06115369e-09f, 0.606530666f, 1.00000012f, 2.71828175f, 1.65163627e+38f, 0.0f, kNan}},
    {"tf.Expm1",
     {-20.0f, -0.5f, 1e-07f, 1.0f, 88.0f, -kInf, kNan},
     {-1.0f, -0.393469334f, 1.00000008e-07f, 1.71828175f, 1.65163627e+38f, -1.0f, kNan}},
    {"tf.Sinh",
     {-20.0f, -0.5f, 1e-07f, 1.0f, 88.0f, -kInf, kNan},
     {-242582592.0f, -0.521095276f, 1.00000001e-07f, 1.17520118f, 8.25818133e+37f, -kInf, kNan}},
    {"tf.Cosh",
     {-20.0f, -0.5f, 1e-07f, 1.0f, 88.0f, -kInf, kNan},
     {242582592.0f, 1.12762594f, 1.0f, 1.54308057f, 8.25818133e+37f, kInf, kNan}},
    {"tf.Log",
     {-0.5f, 1e-07f, 0.5f, 3.0f, 1e+10f, kInf},
     {kNan, -16.1180954f, -0.693147182f, 1.09861231f, 23.0258503f, kInf}},
    {"tf.Log1p",
     {-0.5f, 1e-07f, 0.5f, 3.0f, 1e+10f, kInf},
     {-0.693147182f, 9.99999941e-08f, 0.405465096f, 1.38629436f, 23.0258503f, kInf}},
    {"tf.Sqrt",
     {-0.5f, 1e-07f, 0.5f, 3.0f, 1e+10f, kInf},
     {kNan, 0.000316227757f, 0.707106769f, 1.73205078f, 100000.0f, kInf}},
    {"tf.Rsqrt",
     {-0.5f, 1e-07f, 0.5f, 3.0f, 1e+10f, kInf},
     {kNan, 3162.27783f, 1.41421354f, 0.577350259f, 9.99999975e-06f, 0.0f}},
    {"tf.Sin",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {-0.141120002f, -0.47942555f, 0.247403964f, 0.841470957f, 0.598472118f}},
    {"tf.Cos",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {-0.989992499f, 0.87758255f, 0.968912423f, 0.540302277f, -0.801143587f}},
    {"tf.Tan",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {0.142546549f, -0.546302497f, 0.255341917f, 1.55740774f, -0.747022331f}},
    {"tf.Atan",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {-1.24904573f, -0.463647604f, 0.244978666f, 0.785398185f, 1.19028997f}},
    {"tf.Asinh",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {-1.81844652f, -0.481211841f, 0.247466475f, 0.881373584f, 1.64723122f}},
    {"tf.Erf",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {-0.999978006f, -0.520499885f, 0.276326418f, 0.84270072f, 0.999593079f}},
    {"tf.Erfc",
     {-3.0f, -0.5f, 0.25f, 1.0f, 2.5f},
     {1.99997795f, 1.52049994f, 0.723673582f, 0.157299206f, 0.000406952022f}},
    {"tf.Asin",
     {-1.0f, -0.5f, 0.0001f, 0.75f, 2.0f},
     {-1.57079637f, -0.52359879f, 9.99999975e-05f, 0.848062098f, kNan}},
    {"tf.Acos", {-1.0f, -0.5f, 0.0001f, 0.75f, 2.0f}, {3.14159274f, 2.09439516f, 1.57069635f, 0.722734272f, kNan}},
    {"tf.Atanh", {-1.0f, -0.5f, 0.0001f, 0.75f, 2.0f}, {-kInf, -0.549306154f, 0.000100000005f, 0.972955108f, kNan}},
    {"tf.Acosh", {1.0f, 1.5f, 20.0f, 0.5f}, {0.0f, 0.962423682f, 3.68825388f, kNan}},
};

OneNode unaryOf(const std::string& op, const std::vector<float>& x) {
  OneNode n(op);
  n.fed<float>({static_cast<Dim>(x.size())}, x);
  return n;
}

TEST(Unary, EvaluatesAsTensorFlow) {
  for (const Recorded& r : kRecorded) expectNear(valuesOf<float>(unaryOf(r.op, r.x).evaluate()), r.y, r.op);
}

TEST(Unary, LoweredGraphsGiveTheSameValues) {
  for (const Recorded& r : kRecorded) expectNear(valuesOf<float>(unaryOf(r.op, r.x).runLowered()), r.y, r.op, 4e-6f);
}

TEST(Unary, LowersToTheOperatorOfTheSameName) {
  EXPECT_EQ(unaryOf("tf.Abs", {1}).lower(), "tfl.abs");
  EXPECT_EQ(unaryOf("tf.Rint", {1}).lower(), "tfl.round");
  EXPECT_EQ(unaryOf("tf.Inv", {1}).lower(), "tfl.div");
  EXPECT_EQ(unaryOf("tf.Tan", {1}).lower(), "tfl.sin tfl.cos tfl.div");
}

TEST(Unary, RefusesWithReasonAndRemedy) {
  EXPECT_EQ(unaryOf("tf.Digamma", {1}).lower(), "Digamma node has no operator in TensorFlow Lite, and no others "
                                                "together give it exactly. Cut the model before this "
                                                "node, or rebuild it from other functions.");
  EXPECT_EQ(OneNode("tf.Exp").fed<double>({1}, {1}).lower(),
            "Exp node works on float64; TensorFlow Lite computes it in float32 only. Save the model in float32.");
  EXPECT_EQ(OneNode("tf.Sign").unknown(DataType::u64, Shape::of({1})).lower(),
            "Sign node works on uint64, which the TensorFlow Lite runtime does not compute. Use float32 or int32 "
            "there, or cut "
            "the model before this node.");
}

TEST(Unary, IntegersWrapAroundAsInTensorFlow) {
  EXPECT_EQ(valuesOf<std::int8_t>(OneNode("tf.Abs").fed<std::int8_t>({3}, {-128, -5, 5}).evaluate()),
            (std::vector<std::int8_t>{-128, 5, 5}));
  EXPECT_EQ(valuesOf<int>(OneNode("tf.Neg").fed<int>({2}, {std::numeric_limits<int>::min(), 7}).evaluate()),
            (std::vector<int>{std::numeric_limits<int>::min(), -7}));
  EXPECT_EQ(valuesOf<std::int16_t>(OneNode("tf.Square").fed<std::int16_t>({2}, {300, -3}).evaluate()),
            (std::vector<std::int16_t>{24464, 9}));
}

TEST(Unary, SmallIntegersAreComputedInInt32AndCutBack) {
  OneNode n("tf.Square");
  n.fed<std::int8_t>({3}, {100, -7, 12});
  EXPECT_EQ(n.lower(), "tfl.cast tfl.mul tfl.cast");
  EXPECT_EQ(valuesOf<std::int8_t>(n.runLowered()), (std::vector<std::int8_t>{16, 49, -112}));
}

TEST(Unary, Int64GoesAroundOperatorsThatDoNotTakeIt) {
  OneNode magnitude("tf.Abs");
  magnitude.fed<std::int64_t>({2}, {-5'000'000'000, 3});
  EXPECT_EQ(magnitude.lower(), "tfl.neg tfl.maximum");
  EXPECT_EQ(valuesOf<std::int64_t>(magnitude.runLowered()), (std::vector<std::int64_t>{5'000'000'000, 3}));
  OneNode sign("tf.Sign");
  sign.fed<std::int64_t>({3}, {-5'000'000'000, 0, 3});
  EXPECT_EQ(valuesOf<std::int64_t>(sign.runLowered()), (std::vector<std::int64_t>{-1, 0, 1}));
}

TEST(Unary, TestsForInfinityAndNanAreExact) {
  const std::vector<float> x{kNan, kInf, -kInf, 0, 3.4e38f};
  const auto run = [&](const char* op) { return valuesOf<bool>(unaryOf(op, x).runLowered()); };
  EXPECT_EQ(run("tf.IsNan"), (std::vector<bool>{true, false, false, false, false}));
  EXPECT_EQ(run("tf.IsInf"), (std::vector<bool>{false, true, true, false, false}));
  EXPECT_EQ(run("tf.IsFinite"), (std::vector<bool>{false, false, false, true, true}));
  EXPECT_EQ(valuesOf<bool>(unaryOf("tf.IsFinite", x).evaluate()), run("tf.IsFinite"));
}

TEST(Unary, AtanMakesItsOnesWithoutALargeConstant) {
  OneNode n("tf.Atan");
  n.unknown(DataType::f32, Shape::of({kUnknownDim, 4}));
  EXPECT_EQ(n.lower(), "tfl.equal tfl.cast tfl.atan2");
}

// --- Cast

TEST(Cast, CutsFloatsTowardsZeroAndFollowsTheProcessorBeyond) {
  // int8 from 300 and uint8 from -1: recorded from TensorFlow, which lets the low bits stand.
  const auto cast = [](DataType to) {
    return OneNode("tf.Cast").fed<float>({4}, {2.9f, -2.9f, 300, -1}).attr("DstT", to).resultType(to);
  };
  EXPECT_EQ(valuesOf<std::int8_t>(cast(DataType::i8).evaluate()), (std::vector<std::int8_t>{2, -2, 44, -1}));
  EXPECT_EQ(valuesOf<std::uint8_t>(cast(DataType::u8).evaluate()), (std::vector<std::uint8_t>{2, 254, 44, 255}));
  OneNode wide("tf.Cast");
  wide.fed<float>({3}, {1e20f, -1e20f, kNan}).attr("DstT", DataType::i32).resultType(DataType::i32);
  EXPECT_EQ(valuesOf<int>(wide.evaluate()), std::vector<int>(3, std::numeric_limits<int>::min()));
}

TEST(Cast, RoundsToHalvesToNearestEven) {
  OneNode n("tf.Cast");
  n.fed<float>({3}, {2049, 2051, 65520}).attr("DstT", DataType::f16).resultType(DataType::f16);
  const auto y = valuesOf<_Float16>(n.evaluate());
  EXPECT_EQ(static_cast<float>(y[0]), 2048);
  EXPECT_EQ(static_cast<float>(y[1]), 2052);
  EXPECT_EQ(static_cast<float>(y[2]), kInf);
}

TEST(Cast, ToTheSameTypeDisappears) {
  EXPECT_EQ(OneNode("tf.Cast").fed<int>({1}, {1}).attr("SrcT", DataType::i32).attr("DstT", DataType::i32).lower(), "");
}

TEST(Cast, RefusesTypesTheRuntimeDoesNotConvert) {
  EXPECT_EQ(OneNode("tf.Cast").fed<int>({1}, {1}).attr("DstT", DataType::complex128).lower(),
            "Cast node converts to complex128, which the TensorFlow Lite runtime does not do. Use another type in the "
            "model, or cut "
            "it before this node.");
  EXPECT_EQ(OneNode("tf.Cast").fed<float>({1}, {1}).attr("DstT", DataType::bf16).attr("Truncate", true).lower(),
            "Cast node has Truncate = true, which TensorFlow Lite cannot express. Let the model round instead.");
}

TEST(Cast, CarriesSmallIntegers) {
  EXPECT_EQ(OneNode("tf.Cast")
                .unknown(DataType::i32, Shape::of({2}), std::vector<Dim>{7, kUnknownDim})
                .attr("DstT", DataType::i64)
                .infer(),
            "i64[2]=[7,?]");
}

// --- Quantized operands stand for real numbers

TEST(Quantized, AbsIsComputedOnRealNumbers) {
  OneNode n("tfl.abs");
  n.fed<std::int8_t>({3}, {-10, 0, 10}).quantized(0, 0.5f, 2).quantized(1, 0.25f, -100).resultType(DataType::i8);
  // (-10 - 2) / 2 = -6 -> 6 / 0.25 - 100 = -76; -1 -> -96; 4 -> -84
  EXPECT_EQ(valuesOf<std::int8_t>(n.evaluate()), (std::vector<std::int8_t>{-76, -96, -84}));
}

} // namespace
} // namespace ara::test
