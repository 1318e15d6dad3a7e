// Functions of two numbers: values recorded from TensorFlow 2.12.1 on a CPU, what they are lowered to, and that the
// lowered graph gives the same values.
#include "tests/core/ops/one_node.h"

#include <limits>

namespace ara::test {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity(), kNan = std::numeric_limits<float>::quiet_NaN();

// --- The values of TensorFlow

struct RecordedFloats {
  std::string op;
  std::vector<float> z;
};
const std::vector<float> kX{7, -7, 7, -7, 5.5f, 0, 1, -0.75f}, kY{2, 2, -2, -2, 0.5f, 0, 0, 3};
const std::vector<RecordedFloats> kFloats{
    {"tf.Add", {9.0f, -5.0f, 5.0f, -9.0f, 6.0f, 0.0f, 1.0f, 2.25f}},
    {"tf.Sub", {5.0f, -9.0f, 9.0f, -5.0f, 5.0f, 0.0f, 1.0f, -3.75f}},
    {"tf.Mul", {14.0f, -14.0f, -14.0f, 14.0f, 2.75f, 0.0f, 0.0f, -2.25f}},
    {"tf.RealDiv", {3.5f, -3.5f, -3.5f, 3.5f, 11.0f, kNan, kInf, -0.25f}},
    {"tf.DivNoNan", {3.5f, -3.5f, -3.5f, 3.5f, 11.0f, 0.0f, 0.0f, -0.25f}},
    {"tf.MulNoNan", {14.0f, -14.0f, -14.0f, 14.0f, 2.75f, 0.0f, 0.0f, -2.25f}},
    {"tf.FloorDiv", {3.0f, -4.0f, -4.0f, 3.0f, 11.0f, kNan, kInf, -1.0f}},
    {"tf.FloorMod", {1.0f, 1.0f, -1.0f, -1.0f, 0.0f, kNan, kNan, 2.25f}},
    {"tf.TruncateDiv", {3.0f, -3.0f, -3.0f, 3.0f, 11.0f, kNan, kInf, -0.0f}},
    {"tf.TruncateMod", {1.0f, -1.0f, 1.0f, -1.0f, 0.0f, kNan, kNan, -0.75f}},
    {"tf.Maximum", {7.0f, 2.0f, 7.0f, -2.0f, 5.5f, 0.0f, 1.0f, 3.0f}},
    {"tf.Minimum", {2.0f, -7.0f, -2.0f, -7.0f, 0.5f, 0.0f, 0.0f, -0.75f}},
    {"tf.SquaredDifference", {25.0f, 81.0f, 81.0f, 25.0f, 25.0f, 0.0f, 1.0f, 14.0625f}},
    {"tf.Xdivy", {3.5f, -3.5f, -3.5f, 3.5f, 11.0f, 0.0f, kInf, -0.25f}},
};

struct RecordedIntegers {
  std::string op;
  std::vector<int> z;
};
const std::vector<int> kI{7, -7, 7, -7, 2147483647, -2147483647 - 1}, kJ{2, 2, -2, -2, 3, 7};
const std::vector<RecordedIntegers> kIntegers{
    {"tf.Add", {9, -5, 5, -9, -2147483646, -2147483641}},
    {"tf.Sub", {5, -9, 9, -5, 2147483644, 2147483641}},
    {"tf.Mul", {14, -14, -14, 14, 2147483645, -2147483647 - 1}},
    {"tf.Div", {3, -3, -3, 3, 715827882, -306783378}},
    {"tf.FloorDiv", {3, -4, -4, 3, 715827882, -306783379}},
    {"tf.FloorMod", {1, 1, -1, -1, 1, 5}},
    {"tf.TruncateDiv", {3, -3, -3, 3, 715827882, -306783378}},
    {"tf.TruncateMod", {1, -1, 1, -1, 1, -2}},
    {"tf.Maximum", {7, 2, 7, -2, 2147483647, 7}},
    {"tf.Minimum", {2, -7, -2, -7, 3, -2147483647 - 1}},
    {"tf.SquaredDifference", {25, 81, 81, 25, 16, 49}},
    {"tf.BitwiseXor", {5, -5, -7, 7, 2147483644, -2147483641}},
};

TEST(Binary, FloatsAreEvaluatedAndLoweredAsTensorFlow) {
  for (const RecordedFloats& r : kFloats) {
    OneNode n(r.op);
    n.fed<float>({8}, kX).fed<float>({8}, kY);
    expectNear(valuesOf<float>(n.evaluate()), r.z, r.op);
    expectNear(valuesOf<float>(n.runLowered()), r.z, r.op + " lowered");
  }
}

TEST(Binary, IntegersAreEvaluatedAndLoweredAsTensorFlow) {
  for (const RecordedIntegers& r : kIntegers) {
    OneNode n(r.op);
    n.fed<int>({6}, kI).fed<int>({6}, kJ);
    EXPECT_EQ(valuesOf<int>(n.evaluate()), r.z) << r.op;
    EXPECT_EQ(valuesOf<int>(n.runLowered()), r.z) << r.op;
  }
}

TEST(Binary, NanWinsFromEitherSide) {
  const auto both = [](const char* op) {
    return valuesOf<float>(OneNode(op).fed<float>({2}, {kNan, 1}).fed<float>({2}, {1, kNan}).evaluate());
  };
  expectNear(both("tf.Maximum"), {kNan, kNan}, "Maximum");
  expectNear(both("tf.Minimum"), {kNan, kNan}, "Minimum");
}

TEST(Binary, IntegerDivisionByZeroIsRefusedNotComputed) {
  EXPECT_EQ(errorOf(OneNode("tf.FloorDiv").fed<int>({2}, {1, 2}).fed<int>({2}, {1, 0}).evaluate()),
            "FloorDiv node divides an integer by 0.");
  EXPECT_EQ(errorOf(OneNode("tf.Pow").fed<int>({1}, {2}).fed<int>({1}, {-1}).evaluate()),
            "Pow node raises an integer to a negative power.");
}

TEST(Binary, LowestIntegerByMinusOneWrapsAround) {
  EXPECT_EQ(valuesOf<std::int8_t>(
                OneNode("tf.TruncateDiv").fed<std::int8_t>({1}, {-128}).fed<std::int8_t>({1}, {-1}).evaluate()),
            (std::vector<std::int8_t>{-128}));
}

// --- Shapes and values while inferring

TEST(BinaryInfer, BroadcastsWhatIsKnown) {
  const auto infer = [](Shape a, Shape b) {
    return OneNode("tf.AddV2").unknown(DataType::f32, a).unknown(DataType::f32, b).infer();
  };
  EXPECT_EQ(infer(Shape::of({2, 1, 3}), Shape::of({4, 1})), "f32[2,4,3]");
  EXPECT_EQ(infer(Shape::of({kUnknownDim, 3}), Shape::of({1, 3})), "f32[?,3]");
  EXPECT_EQ(infer(Shape::of({kUnknownDim}), Shape::of({5})), "f32[5]");
  EXPECT_EQ(infer(Shape::of({kFirstSymbol, 3}), Shape::of({kFirstSymbol, 1})), "f32[s0,3]");
  EXPECT_EQ(infer(Shape::of({kFirstSymbol}), Shape::of({kFirstSymbol - 1})), "f32[?]");
  EXPECT_EQ(infer(Shape::unknown(), Shape::of({5})), "f32*");
  EXPECT_EQ(
      infer(Shape::of({2, 3}), Shape::of({4})),
      "AddV2 node combines shapes [2,3] and [4], which do not fit together. Check the shapes given to the inputs.");
}

TEST(BinaryInfer, CarriesSmallIntegersThroughArithmetic) {
  const auto infer = [](const char* op, std::vector<Dim> known, int constant) {
    return OneNode(op).unknown(DataType::i32, Shape::of({2}), known).constant<int>({}, {constant}).infer();
  };
  EXPECT_EQ(infer("tf.Mul", {3, kFirstSymbol}, 1), "i32[2]=[3,s0]");
  EXPECT_EQ(infer("tf.Mul", {3, kUnknownDim}, 2), "i32[2]=[6,?]");
  EXPECT_EQ(infer("tf.AddV2", {3, kFirstSymbol}, -1), "i32[2]=[2,?]");
  EXPECT_EQ(infer("tf.FloorDiv", {7, 8}, 2), "i32[2]=[3,4]");
  EXPECT_EQ(infer("tf.FloorDiv", {7, 8}, 0), "i32[2]=[?,?]");
  EXPECT_EQ(infer("tf.Maximum", {7, kFirstSymbol}, 0), "i32[2]=[7,s0]");
  EXPECT_EQ(infer("tf.Sub", {7, 8}, 9), "i32[2]=[?,?]");             // negative numbers would read as "unknown"
  EXPECT_EQ(infer("tf.Mul", {2'000'000'000, 1}, 2), "i32[2]=[?,2]"); // wraps around in int32
}

TEST(BinaryInfer, UnfittingShapesAnswerAllDifferentWhereTheModelSaysSo) {
  OneNode n("tf.NotEqual");
  n.fed<float>({2}, {1, 2}).fed<float>({3}, {1, 2, 3}).attr("incompatible_shape_error", false);
  EXPECT_EQ(n.infer(), "bool[]");
  EXPECT_EQ(valuesOf<bool>(n.evaluate()), std::vector<bool>{true});
  EXPECT_EQ(n.lower(), "");
  EXPECT_EQ(valuesOf<bool>(n.runLowered()), std::vector<bool>{true});
}

// --- Lowering

TEST(BinaryLower, FloorDivOfFloatsDoesNotUseTheOperatorThatStopsAtZero) {
  EXPECT_EQ(OneNode("tf.FloorDiv").fed<float>({1}, {1}).fed<float>({1}, {0}).lower(), "tfl.div tfl.floor");
  EXPECT_EQ(OneNode("tf.FloorDiv").fed<int>({1}, {1}).fed<int>({1}, {2}).lower(), "tfl.floor_div");
}

TEST(BinaryLower, SmallIntegersAreComputedInInt32) {
  OneNode n("tf.Sub");
  n.fed<std::uint8_t>({2}, {3, 200}).fed<std::uint8_t>({2}, {5, 100});
  EXPECT_EQ(n.lower(), "tfl.cast tfl.cast tfl.sub tfl.cast");
  EXPECT_EQ(valuesOf<std::uint8_t>(n.runLowered()), (std::vector<std::uint8_t>{254, 100}));
  // A comparison needs no cast back; MAXIMUM takes bytes as they are.
  EXPECT_EQ(OneNode("tf.Less").fed<std::int8_t>({1}, {1}).fed<std::int8_t>({1}, {2}).lower(),
            "tfl.cast tfl.cast tfl.less");
  EXPECT_EQ(OneNode("tf.Maximum").fed<std::uint8_t>({1}, {1}).fed<std::uint8_t>({1}, {2}).lower(), "tfl.maximum");
}

TEST(BinaryLower, PowersWithAKnownExponentAreProductsThatWrapAround) {
  OneNode n("tf.Pow");
  n.fed<int>({3}, {10, -3, 7}).constant<int>({}, {10});
  EXPECT_EQ(n.lower(), "tfl.mul tfl.mul tfl.mul tfl.mul");
  EXPECT_EQ(valuesOf<int>(n.runLowered()),
            (std::vector<int>{1410065408, 59049, 282475249})); // 10^10 as TensorFlow has it
  EXPECT_EQ(OneNode("tf.Pow").fed<int>({1}, {2}).fed<int>({1}, {3}).lower(), "tfl.pow");
  EXPECT_EQ(OneNode("tf.Pow").fed<std::int8_t>({1}, {2}).fed<std::int8_t>({1}, {3}).lower().substr(0, 22),
            "Pow node works on int8");
}

TEST(BinaryLower, Atan2IsBroadcastBeforehand) {
  OneNode n("tf.Atan2");
  n.fed<float>({2, 1}, {1, -1}).fed<float>({2}, {1, -1});
  EXPECT_EQ(n.lower(), "tfl.broadcast_to tfl.broadcast_to tfl.atan2");
  expectNear(valuesOf<float>(n.runLowered()), {0.785398185f, 2.35619449f, -0.785398185f, -2.35619449f}, "atan2");
  EXPECT_EQ(OneNode("tf.Atan2")
                .unknown(DataType::f32, Shape::of({kUnknownDim}))
                .unknown(DataType::f32, Shape::of({kUnknownDim}))
                .lower(),
            "Atan2 node may broadcast [?] with [?], which TensorFlow Lite does not do in ATAN2. Give all dimensions of "
            "the inputs.");
}

TEST(BinaryLower, AddNIsAddForTwoAndNothingForOne) {
  const auto lower = [](std::size_t count) {
    OneNode n("tf.AddN");
    for (std::size_t i = 0; i < count; ++i) n.fed<float>({2}, {1, 2});
    n.attr("N", static_cast<std::int64_t>(count));
    return n.lower();
  };
  EXPECT_EQ(lower(1), "");
  EXPECT_EQ(lower(2), "tfl.add");
  EXPECT_EQ(lower(3), "tfl.add_n");
}

// --- Broadcasting over more dimensions than old runtimes survive

TEST(WideBroadcast, JoinsAxesThatAreBroadcastAlike) {
  OneNode n("tf.Mul");
  n.fed<float>({2, 1, 1, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}).fed<float>({3, 1, 1, 1}, {1, 10, 100});
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.reshape tfl.mul tfl.reshape");
  const auto direct = valuesOf<float>(n.evaluate());
  EXPECT_EQ(valuesOf<float>(n.runLowered()), direct);
  EXPECT_EQ(direct.size(), 24u);
}

TEST(WideBroadcast, OneOpenDimensionMayStay) {
  OneNode n("tf.Add");
  n.fed<float>({2, 1, 2, 1, 2}, {1, 2, 3, 4, 5, 6, 7, 8}, Shape::of({kUnknownDim, 1, 2, 1, 2}))
      .constant<float>({2}, {10, 20});
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.add tfl.reshape");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{11, 22, 13, 24, 15, 26, 17, 28}));
}

TEST(WideBroadcast, EqualShapesNeedNothing) {
  const Shape five = Shape::of({kUnknownDim, kUnknownDim, 2, 2, 2});
  EXPECT_EQ(OneNode("tf.Add").unknown(DataType::f32, five).unknown(DataType::f32, five).lower(), "tfl.add");
}

// Where no joining leaves four axes, operands are repeated along some first.
TEST(WideBroadcast, RepeatsWhatCannotBeJoined) {
  EXPECT_EQ(OneNode("tf.Add")
                .unknown(DataType::f32, Shape::of({2, 1, 2, 1, 2}))
                .unknown(DataType::f32, Shape::of({1, 2, 1, 2, 1}))
                .lower(),
            "tfl.broadcast_to tfl.reshape tfl.broadcast_to tfl.reshape tfl.add tfl.reshape");
}

TEST(WideBroadcast, RefusesOpenDimensionsThatCannotBeRepeated) {
  EXPECT_EQ(
      OneNode("tf.Add")
          .unknown(DataType::f32, Shape::of({kUnknownDim, 1, 2, 1, kUnknownDim}))
          .unknown(DataType::f32, Shape::of({1, 2, 1, 2, 1}))
          .lower(),
      "Add node broadcasts over 5 dimensions ([?,2,2,2,?]); the TensorFlow Lite runtime takes 4. Reshape its inputs to "
      "fewer dimensions in the model, or fix their sizes.");
}

// --- Choice

TEST(Select, ChoosesRowsByAVector) {
  OneNode n("tf.Select");
  n.fed<bool>({2}, {true, false}).fed<int>({2, 2}, {1, 2, 3, 4}).fed<int>({2, 2}, {5, 6, 7, 8});
  EXPECT_EQ(n.infer(), "i32[2,2]");
  EXPECT_EQ(n.lower(), "tfl.select");
  EXPECT_EQ(valuesOf<int>(n.evaluate()), (std::vector<int>{1, 2, 7, 8}));
  EXPECT_EQ(valuesOf<int>(n.runLowered()), (std::vector<int>{1, 2, 7, 8}));
}

TEST(Select, V2Broadcasts) {
  OneNode n("tf.SelectV2");
  n.fed<bool>({2, 1}, {true, false}).fed<float>({2}, {1, 2}).fed<float>({}, {9});
  EXPECT_EQ(n.infer(), "f32[2,2]");
  EXPECT_EQ(n.lower(), "tfl.select_v2");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{1, 2, 9, 9}));
}

// --- TensorFlow Lite's own

TEST(TflBinary, AppliesTheFusedActivation) {
  OneNode n("tfl.add");
  n.fed<float>({3}, {-5, 1, 9}).fed<float>({}, {1}).attr("fused_activation_function", Symbol{"RELU6"});
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0, 2, 6}));
}

TEST(TflBinary, AddsQuantizedTensorsOfDifferentScales) {
  OneNode n("tfl.add");
  n.fed<std::uint8_t>({2}, {130, 255}).fed<std::uint8_t>({2}, {10, 20}).quantized(0, 0.5f, 128).quantized(1, 0.25f, 0);
  n.quantized(2, 1.0f, 3).resultType(DataType::u8);
  // 1 + 2.5 = 3.5 -> 4 + 3; 63.5 + 5 = 68.5 -> 69 + 3
  EXPECT_EQ(valuesOf<std::uint8_t>(n.evaluate()), (std::vector<std::uint8_t>{7, 72}));
}

} // namespace
} // namespace ara::test
