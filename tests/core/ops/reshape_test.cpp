// Shapes read, changed and filled: partial values, what is lowered to what, values recorded from TensorFlow 2.12.1.
#include "tests/core/ops/one_node.h"

namespace ara::test {
namespace {

const Shape kOpen = Shape::of({kUnknownDim, 200, 3});
const Shape kSymbol = Shape::of({kFirstSymbol, 200, 3});

// --- Reshape

TEST(Reshape, SolvesTheOpenDimension) {
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, Shape::of({2, 3, 4})).constant<int>({2}, {-1, 6}).infer(),
            "f32[4,6]");
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, kOpen).constant<int>({2}, {-1, 600}).infer(), "f32[?,600]");
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, kSymbol).constant<int>({2}, {-1, 600}).infer(), "f32[s0,600]");
  // The batch stands in the wanted shape as well: what remains is 600.
  EXPECT_EQ(OneNode("tf.Reshape")
                .unknown(DataType::f32, kSymbol)
                .unknown(DataType::i32, Shape::of({2}), std::vector<Dim>{kFirstSymbol, kUnknownDim})
                .infer(),
            "f32[s0,600]");
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, kOpen).unknown(DataType::i32, Shape::of({2})).infer(),
            "f32[?,?]");
}

TEST(Reshape, RefusesShapesThatDoNotFit) {
  const std::string advice = " Check the model, or the shapes given to its inputs.";
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, Shape::of({2, 3})).constant<int>({2}, {4, 2}).infer(),
            "Reshape node: 6 elements of shape [2,3] do not fit the shape [4,2]." + advice);
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, Shape::of({2, 3})).constant<int>({2}, {-1, 4}).infer(),
            "Reshape node: 6 elements of shape [2,3] do not fill the shape [?,4]." + advice);
  EXPECT_EQ(OneNode("tf.Reshape").unknown(DataType::f32, Shape::of({2, 3})).constant<int>({2}, {-1, -1}).infer(),
            "Reshape node: the shape it asks for may leave one dimension open (-1), and none below that." + advice);
}

TEST(Reshape, GivesTheRuntimeAnInt32Shape) {
  auto n = OneNode("tf.Reshape").fed<float>({2, 3}, {0, 1, 2, 3, 4, 5}).constant<std::int64_t>({2}, {3, -1});
  EXPECT_EQ(n.lower(), "tfl.reshape");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{0, 1, 2, 3, 4, 5}));
  auto computed = OneNode("tf.Reshape").fed<float>({2, 3}, {0, 1, 2, 3, 4, 5}).fed<std::int64_t>({2}, {3, 2});
  EXPECT_EQ(computed.lower(), "tfl.cast tfl.reshape");
  const auto run = computed.runLowered();
  ASSERT_TRUE(run) << run.error().text();
  EXPECT_EQ((*run)[0].shape, Shape::of({3, 2}));
}

TEST(Squeeze, BecomesAReshapeWhereTheShapeIsKnown) {
  auto n = OneNode("tf.Squeeze")
               .unknown(DataType::f32, Shape::of({1, kUnknownDim, 1}))
               .attr("squeeze_dims", std::vector<std::int64_t>{-1});
  EXPECT_EQ(n.infer(), "f32[1,?]");
  EXPECT_EQ(n.lower(), "tfl.reshape");
  auto open = OneNode("tf.Squeeze")
                  .unknown(DataType::f32, Shape::of({kUnknownDim, kUnknownDim, 1}))
                  .attr("squeeze_dims", std::vector<std::int64_t>{2});
  EXPECT_EQ(open.lower(), "tfl.squeeze");
  EXPECT_EQ(OneNode("tf.Squeeze").unknown(DataType::f32, Shape::of({1, kUnknownDim})).infer(), "f32*"); // it may be 1
  EXPECT_EQ(OneNode("tf.Squeeze")
                .unknown(DataType::f32, Shape::of({2, 1}))
                .attr("squeeze_dims", std::vector<std::int64_t>{0})
                .infer(),
            "Squeeze node: axis 0 of [2,1] is not 1 and cannot be squeezed away. Check the model, or the shapes given "
            "to its inputs.");
}

TEST(ExpandDims, CountsItsAxisInTheResult) {
  EXPECT_EQ(OneNode("tf.ExpandDims").unknown(DataType::f32, kSymbol).constant<int>({}, {-1}).infer(),
            "f32[s0,200,3,1]");
  EXPECT_EQ(OneNode("tf.ExpandDims").unknown(DataType::f32, kOpen).constant<int>({}, {0}).lower(), "tfl.reshape");
}

// --- Shape, Size, Rank

TEST(Shape, TellsWhatIsKnown) {
  EXPECT_EQ(OneNode("tf.Shape").unknown(DataType::f32, kOpen).infer(), "i32[3]=[?,200,3]");
  EXPECT_EQ(OneNode("tf.Shape").unknown(DataType::f32, kSymbol).attr("out_type", DataType::i64).infer(),
            "i64[3]=[s0,200,3]");
  EXPECT_EQ(OneNode("tf.ShapeN").results(2).unknown(DataType::f32, kOpen).unknown(DataType::f32, Shape::of({})).infer(),
            "i32[3]=[?,200,3] i32[0]=[]");
  EXPECT_EQ(OneNode("tf.Size").unknown(DataType::f32, Shape::of({2, 5})).infer(), "i32[]=[10]");
  EXPECT_EQ(OneNode("tf.Rank").unknown(DataType::f32, kOpen).infer(), "i32[]=[3]");
}

TEST(Shape, IsComputedOnlyWhereItIsOpen) {
  EXPECT_EQ(OneNode("tf.Shape").unknown(DataType::f32, Shape::of({2, 5})).lower(), "");
  auto n = OneNode("tf.Shape").fed<float>({1, 2}, {0, 0}, Shape::of({kUnknownDim, 2})).attr("out_type", DataType::i64);
  EXPECT_EQ(n.lower(), "tfl.shape");
  EXPECT_EQ(valuesOf<std::int64_t>(n.runLowered()), (std::vector<std::int64_t>{1, 2}));
  auto size = OneNode("tf.Size").fed<float>({3, 2}, {0, 0, 0, 0, 0, 0}, Shape::of({kUnknownDim, 2}));
  EXPECT_EQ(size.lower(), "tfl.shape tfl.reduce_prod");
  EXPECT_EQ(valuesOf<int>(size.runLowered()), (std::vector<int>{6}));
}

// --- Fill, ZerosLike, OnesLike, BroadcastTo

TEST(Fill, RepeatsOneValue) {
  auto n = OneNode("tf.Fill").constant<std::int64_t>({2}, {1, 3}).fed<float>({}, {7});
  EXPECT_EQ(n.infer(), "f32[1,3]");
  EXPECT_EQ(n.lower(), "tfl.fill");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{7, 7, 7}));
  EXPECT_EQ(OneNode("tf.Fill")
                .unknown(DataType::i32, Shape::of({2}), std::vector<Dim>{kFirstSymbol, 4})
                .constant<float>({}, {0})
                .infer(),
            "f32[s0,4]");
  EXPECT_EQ(OneNode("tf.Fill").constant<int>({1}, {3}).constant<int>({}, {5}).infer(), "i32[3]=[5,5,5]");
  EXPECT_NE(OneNode("tf.Fill").constant<int>({1}, {-3}).constant<int>({}, {5}).infer().find("negative dimension"),
            std::string::npos);
}

TEST(ZerosLike, IsAConstantWhereTheShapeIsKnown) {
  EXPECT_EQ(OneNode("tf.ZerosLike").unknown(DataType::f32, Shape::of({2})).lower(), "");
  EXPECT_EQ(OneNode("tf.ZerosLike").unknown(DataType::f32, kOpen).lower(), "tfl.zeros_like");
  auto n = OneNode("tf.OnesLike").fed<std::uint8_t>({3}, {7, 8, 9}, Shape::of({kUnknownDim}));
  EXPECT_EQ(n.lower(), "tfl.shape tfl.fill");
  EXPECT_EQ(valuesOf<std::uint8_t>(n.runLowered()), (std::vector<std::uint8_t>{1, 1, 1}));
  EXPECT_EQ(valuesOf<_Float16>(OneNode("tf.OnesLike").constant<_Float16>({1}, {_Float16(7)}).evaluate())[0],
            _Float16(1));
}

TEST(BroadcastTo, JoinsAxesThatSpreadAlike) {
  auto n = OneNode("tf.BroadcastTo").fed<float>({2, 1}, {1, 2}).constant<int>({3}, {2, 2, 2});
  EXPECT_EQ(n.lower(), "tfl.broadcast_to");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{1, 1, 2, 2, 1, 1, 2, 2}));
  auto many = OneNode("tf.BroadcastTo")
                  .fed<float>({1, 2, 1, 1, 1, 1, 1, 1}, {1, 2})
                  .constant<int>({8}, {1, 2, 1, 2, 1, 1, 1, 2});
  EXPECT_EQ(many.lower(), "tfl.reshape tfl.broadcast_to tfl.reshape");
  EXPECT_EQ(valuesOf<float>(many.runLowered()), (std::vector<float>{1, 1, 1, 1, 2, 2, 2, 2}));
  EXPECT_NE(OneNode("tf.BroadcastTo")
                .unknown(DataType::f32, Shape::of({3}))
                .constant<int>({1}, {4})
                .infer()
                .find("cannot be spread"),
            std::string::npos);
}

// --- Range, LinSpace

TEST(Range, CountsAsTensorFlowDoes) {
  EXPECT_EQ(OneNode("tf.Range").constant<int>({}, {1}).constant<int>({}, {8}).constant<int>({}, {3}).infer(),
            "i32[3]=[1,4,7]");
  EXPECT_EQ(OneNode("tf.Range")
                .constant<int>({}, {0})
                .unknown(DataType::i32, Shape::scalar(), std::vector<Dim>{kFirstSymbol})
                .constant<int>({}, {1})
                .infer(),
            "i32[s0]");
  EXPECT_EQ(valuesOf<int>(
                OneNode("tf.Range").constant<int>({}, {5}).constant<int>({}, {-2}).constant<int>({}, {-3}).evaluate()),
            (std::vector<int>{5, 2, -1}));
  // TensorFlow multiplies: 0.3 + 5 * 0.1f in float; adding up five times gives 0.800000072.
  const auto f = valuesOf<float>(OneNode("tf.Range")
                                     .constant<float>({}, {0.3f})
                                     .constant<float>({}, {1.0f})
                                     .constant<float>({}, {0.1f})
                                     .evaluate());
  EXPECT_EQ(f, (std::vector<float>{0.3f, 0.3f + 0.1f, 0.3f + 2 * 0.1f, 0.3f + 3 * 0.1f, 0.3f + 4 * 0.1f,
                                   0.3f + 5 * 0.1f, 0.3f + 6 * 0.1f}));
  EXPECT_NE(OneNode("tf.Range")
                .constant<int>({}, {1})
                .constant<int>({}, {8})
                .constant<int>({}, {0})
                .infer()
                .find("its step is 0"),
            std::string::npos);
  auto computed = OneNode("tf.Range").fed<int>({}, {2}).constant<int>({}, {5}).constant<int>({}, {1});
  EXPECT_EQ(computed.lower(), "tfl.range");
  EXPECT_EQ(valuesOf<int>(computed.runLowered()), (std::vector<int>{2, 3, 4}));
}

TEST(LinSpace, EndsAtItsStop) {
  EXPECT_EQ(
      valuesOf<float>(
          OneNode("tf.LinSpace").constant<float>({}, {-1}).constant<float>({}, {2}).constant<int>({}, {4}).evaluate()),
      (std::vector<float>{-1, 0, 1, 2}));
}

// --- Where, Unique, InvertPermutation, BroadcastArgs, Bitcast

TEST(Where, FindsWhatIsNotZero) {
  auto n = OneNode("tf.Where").fed<float>({2, 2}, {0, 3, -0.0f, -1});
  EXPECT_EQ(n.infer(), "i64[?,2]");
  EXPECT_EQ(valuesOf<std::int64_t>(n.evaluate()), (std::vector<std::int64_t>{0, 1, 1, 1}));
  EXPECT_EQ(n.lower(), "tfl.where");
}

TEST(Unique, KeepsTheOrderOfAppearance) {
  auto n = OneNode("tf.Unique").results(2).fed<int>({5}, {3, 1, 3, 2, 1}).attr("out_idx", DataType::i64);
  EXPECT_EQ(n.infer(), "i32[?] i64[5]");
  EXPECT_EQ(n.lower(), "tfl.unique");
  EXPECT_EQ(valuesOf<int>(n.runLowered()), (std::vector<int>{3, 1, 2}));
  EXPECT_EQ(valuesOf<std::int64_t>(n.runLowered(), 1), (std::vector<std::int64_t>{0, 1, 0, 2, 1}));
}

// Bytes of a file may be of any integer type; TensorFlow has these operators for two of them.
TEST(InvertPermutation, RefusesTheTypesItsResultCannotHave) {
  for (const char* op : {"tf.InvertPermutation", "tf.BroadcastArgs"}) {
    auto n = OneNode(op).constant<std::uint8_t>({3}, {2, 0, 1});
    if (std::string_view(op) == "tf.BroadcastArgs") n.constant<std::uint8_t>({3}, {2, 1, 1});
    EXPECT_NE(errorOf(n.evaluate()).find("needs int32 or int64"), std::string::npos) << op;
  }
}

TEST(InvertPermutation, ScattersItsPositions) {
  auto n = OneNode("tf.InvertPermutation").fed<int>({3}, {2, 0, 1});
  EXPECT_EQ(valuesOf<int>(n.evaluate()), (std::vector<int>{1, 2, 0}));
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.scatter_nd");
  EXPECT_EQ(valuesOf<int>(n.runLowered()), (std::vector<int>{1, 2, 0}));
  EXPECT_NE(errorOf(OneNode("tf.InvertPermutation").constant<int>({2}, {0, 0}).evaluate()).find("not a permutation"),
            std::string::npos);
}

TEST(BroadcastArgs, JoinsTwoShapes) {
  EXPECT_EQ(OneNode("tf.BroadcastArgs")
                .unknown(DataType::i32, Shape::of({2}), std::vector<Dim>{kFirstSymbol, 1})
                .constant<int>({1}, {4})
                .infer(),
            "i32[2]=[s0,4]");
}

TEST(Bitcast, FoldsOrIsTheOperatorOfNewRuntimes) {
  auto n = OneNode("tf.Bitcast").constant<float>({1}, {1}).attr("type", DataType::i32);
  EXPECT_EQ(valuesOf<int>(n.evaluate()), (std::vector<int>{0x3f800000}));
  EXPECT_EQ(OneNode("tf.Bitcast").unknown(DataType::u8, Shape::of({2, 4})).attr("type", DataType::i32).infer(),
            "i32[2]");
  auto fed = OneNode("tf.Bitcast").fed<float>({1}, {1}).attr("type", DataType::i32);
  EXPECT_EQ(fed.lower(), "tfl.bitcast");
  EXPECT_EQ(valuesOf<int>(fed.runLowered()), (std::vector<int>{0x3f800000}));
  EXPECT_NE(OneNode("tf.Bitcast")
                .unknown(DataType::u8, Shape::of({2, 4}))
                .attr("type", DataType::i32)
                .lower()
                .find("types of one width"),
            std::string::npos);
}

// The runtime that takes BROADCAST_TO at all takes version 2.
TEST(BroadcastTo, IsVersionTwo) {
  OneNode n("tf.BroadcastTo");
  const OpDef* row = ops::find("tfl.broadcast_to");
  const Model m;
  EXPECT_EQ(row->version(ops::VersionContext(m, Graph(), NodeId(0))), 2);
  EXPECT_EQ(row->builtinCode, 130);
}

} // namespace
} // namespace ara::test
