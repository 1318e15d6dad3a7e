// Slices, joins and picks: elements recorded from TensorFlow 2.12.1 for inputs that hold 0, 1, 2, ..., what each
// operator is lowered to, and that the lowered graph gives the same elements.
#include "tests/core/ops/one_node.h"

#include <numeric>

namespace ara::test {
namespace {

std::vector<float> counting(const std::vector<Dim>& shape) {
  std::vector<float> v(static_cast<std::size_t>(*Shape::of(shape).elements()));
  std::iota(v.begin(), v.end(), 0.0f);
  return v;
}

AttrValue i64(std::int64_t v) { return AttrValue(v); }

// --- Operators recorded one by one

struct Case {
  std::string what;
  std::function<OneNode()> make;
  std::string inferred;
  std::vector<float> values;
  std::string lowered;
};

OneNode fedNode(const char* op, std::vector<Dim> shape) { return OneNode(op).fed<float>(shape, counting(shape)); }

const std::vector<Case> kCases{
    {"slice to the end",
     [] {
       return fedNode("tf.Slice", {3, 3}).constant<int>({2}, {1, 1}).constant<int>({2}, {-1, 2});
     },
     "f32[2,2]",
     {4, 5, 7, 8},
     "tfl.slice"},
    {"slice of everything",
     [] {
       return fedNode("tf.Slice", {2, 2}).constant<int>({2}, {0, 0}).constant<int>({2}, {-1, 2});
     },
     "f32[2,2]",
     {0, 1, 2, 3},
     ""},
    {"slice with 64-bit places",
     [] { return fedNode("tf.Slice", {4}).fed<std::int64_t>({1}, {1}).constant<std::int64_t>({1}, {2}); },
     "f32[2]",
     {1, 2},
     "tfl.cast tfl.slice"},
    {"concatenation",
     [] {
       return fedNode("tf.ConcatV2", {2, 2}).fed<float>({2, 1}, {7, 8}).constant<int>({}, {-1});
     },
     "f32[2,3]",
     {0, 1, 7, 2, 3, 8},
     "tfl.concatenation"},
    {"concatenation, axis first",
     [] {
       return OneNode("tf.Concat").constant<int>({}, {0}).fed<float>({1, 2}, {0, 1}).fed<float>({1, 2}, {7, 8});
     },
     "f32[2,2]",
     {0, 1, 7, 8},
     "tfl.concatenation"},
    {"concatenation of one", [] { return fedNode("tf.ConcatV2", {2}).constant<int>({}, {0}); }, "f32[2]", {0, 1}, ""},
    {"stack",
     [] {
       return fedNode("tf.Pack", {2}).fed<float>({2}, {7, 8}).attr("axis", i64(-1));
     },
     "f32[2,2]",
     {0, 7, 1, 8},
     "tfl.pack"},
    {"stack of one", [] { return fedNode("tf.Pack", {2}).attr("axis", i64(1)); }, "f32[2,1]", {0, 1}, "tfl.reshape"},
    {"gather",
     [] {
       return fedNode("tf.GatherV2", {3, 2}).constant<int>({2}, {2, 0}).constant<int>({}, {0});
     },
     "f32[2,2]",
     {4, 5, 0, 1},
     "tfl.gather"},
    {"gather in batches",
     [] {
       return fedNode("tf.GatherV2", {2, 3, 2})
           .constant<int>({2, 2}, {2, 0, 1, 1})
           .constant<int>({}, {1})
           .attr("batch_dims", i64(1));
     },
     "f32[2,2,2]",
     {4, 5, 0, 1, 8, 9, 8, 9},
     "tfl.gather"},
    {"gather_nd",
     [] {
       return fedNode("tf.GatherNd", {2, 3, 2}).constant<int>({2, 2}, {1, 0, 0, 2});
     },
     "f32[2,2]",
     {6, 7, 4, 5},
     "tfl.gather_nd"},
    {"scatter_nd sums",
     [] {
       return OneNode("tf.ScatterNd")
           .constant<int>({3, 1}, {1, 3, 1})
           .fed<float>({3, 2}, counting({3, 2}))
           .constant<int>({2}, {4, 2});
     },
     "f32[4,2]",
     {0, 0, 4, 6, 0, 0, 2, 3},
     "tfl.scatter_nd"},
    {"pad",
     [] {
       return fedNode("tf.Pad", {1, 2}).constant<int>({2, 2}, {1, 0, 0, 1});
     },
     "f32[2,3]",
     {0, 0, 0, 0, 1, 0},
     "tfl.pad"},
    {"pad with a value",
     [] {
       return fedNode("tf.PadV2", {2}).constant<int>({1, 2}, {1, 2}).constant<float>({}, {-5});
     },
     "f32[5]",
     {-5, 0, 1, -5, -5},
     "tfl.padv2"},
    {"pad by nothing",
     [] {
       return fedNode("tf.Pad", {2}).constant<int>({1, 2}, {0, 0});
     },
     "f32[2]",
     {0, 1},
     ""},
    {"pad of six axes",
     [] {
       return fedNode("tf.Pad", {1, 1, 1, 1, 1, 2}).constant<int>({6, 2}, {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0});
     },
     "f32[1,2,1,1,1,3]",
     {0, 0, 1, 0, 0, 0},
     "tfl.reshape tfl.pad tfl.reshape tfl.pad tfl.reshape"},
    {"mirror, without the edge",
     [] {
       return fedNode("tf.MirrorPad", {2, 3}).constant<int>({2, 2}, {1, 1, 2, 1}).attr("mode", std::string("REFLECT"));
     },
     "f32[4,6]",
     {5, 4, 3, 4, 5, 4, 2, 1, 0, 1, 2, 1, 5, 4, 3, 4, 5, 4, 2, 1, 0, 1, 2, 1},
     "tfl.mirror_pad"},
    {"mirror, with the edge",
     [] {
       return fedNode("tf.MirrorPad", {2, 3})
           .constant<int>({2, 2}, {2, 1, 0, 3})
           .attr("mode", std::string("SYMMETRIC"));
     },
     "f32[5,6]",
     {3, 4, 5, 5, 4, 3, 0, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 3, 4, 5, 5, 4, 3, 3, 4, 5, 5, 4, 3},
     "tfl.mirror_pad"},
    {"tile",
     [] {
       return fedNode("tf.Tile", {2, 1, 2}).constant<int>({3}, {1, 2, 2});
     },
     "f32[2,2,4]",
     {0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3},
     "tfl.tile"},
    {"reverse of two axes",
     [] {
       return fedNode("tf.ReverseV2", {2, 2, 2}).constant<int>({2}, {0, -1});
     },
     "f32[2,2,2]",
     {5, 4, 7, 6, 1, 0, 3, 2},
     "tfl.reverse_v2 tfl.reverse_v2"},
    {"reverse by flags",
     [] {
       return fedNode("tf.Reverse", {2, 2}).constant<bool>({2}, {false, true});
     },
     "f32[2,2]",
     {1, 0, 3, 2},
     "tfl.reverse_v2"},
    {"reverse of an empty tensor",
     [] {
       return fedNode("tf.ReverseV2", {2, 0}).constant<int>({1}, {1});
     },
     "f32[2,0]",
     {},
     ""},
    {"reverse sequences",
     [] {
       return fedNode("tf.ReverseSequence", {3, 4})
           .constant<int>({3}, {1, 4, 2})
           .attr("seq_dim", i64(1))
           .attr("batch_dim", i64(0));
     },
     "f32[3,4]",
     {0, 1, 2, 3, 7, 6, 5, 4, 9, 8, 10, 11},
     "tfl.reverse_sequence"},
    {"one-hot on a middle axis",
     [] {
       return OneNode("tf.OneHot")
           .fed<int>({2, 2}, {0, 2, -1, 3})
           .constant<int>({}, {3})
           .constant<float>({}, {5})
           .constant<float>({}, {-1})
           .attr("axis", i64(1));
     },
     "f32[2,3,2]",
     {5, -1, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1},
     "tfl.one_hot"},
    {"sparse to dense",
     [] {
       return OneNode("tf.SparseToDense")
           .constant<int>({2, 2}, {0, 1, 2, 0})
           .constant<int>({2}, {3, 2})
           .fed<float>({2}, {5, 6})
           .constant<float>({}, {-1});
     },
     "f32[3,2]",
     {-1, 5, -1, -1, 6, -1},
     "tfl.sparse_to_dense"},
    {"one sparse value in a list",
     [] {
       return OneNode("tf.SparseToDense")
           .constant<int>({2}, {0, 2})
           .constant<int>({1}, {3})
           .fed<float>({}, {5})
           .constant<float>({}, {0});
     },
     "f32[3]",
     {5, 0, 5},
     "tfl.broadcast_to tfl.sparse_to_dense"},
    {"diagonals",
     [] {
       return fedNode("tf.MatrixDiag", {1, 2});
     },
     "f32[1,2,2]",
     {0, 0, 0, 1},
     "tfl.matrix_diag"},
    {"replaced diagonals",
     [] {
       return fedNode("tf.MatrixSetDiag", {1, 2, 3}).fed<float>({1, 2}, {10, 11});
     },
     "f32[1,2,3]",
     {10, 1, 2, 3, 11, 5},
     "tfl.matrix_set_diag"},
    {"read diagonals",
     [] {
       return fedNode("tf.MatrixDiagPart", {1, 2, 3});
     },
     "f32[1,2]",
     {0, 4},
     "tfl.reshape tfl.strided_slice"},
    {"update of a part",
     [] {
       return fedNode("tf.XlaDynamicUpdateSlice", {4}).fed<float>({2}, {8, 9}).fed<int>({1}, {7});
     },
     "f32[4]",
     {0, 1, 8, 9},
     "tfl.dynamic_update_slice"},
};

TEST(Slice, GivesWhatTensorFlowGives) {
  for (const Case& k : kCases) {
    OneNode n = k.make();
    EXPECT_EQ(n.infer(), k.inferred) << k.what;
    EXPECT_EQ(valuesOf<float>(n.evaluate()), k.values) << k.what;
    EXPECT_EQ(n.lower(), k.lowered) << k.what;
    EXPECT_EQ(valuesOf<float>(n.runLowered()), k.values) << k.what;
  }
}

TEST(Slice, FoldsWhatHasNoOperator) {
  auto n = OneNode("tf.DynamicStitch")
               .constant<int>({2}, {0, 2})
               .constant<int>({1}, {1})
               .constant<float>({2, 2}, {0, 1, 2, 3})
               .constant<float>({1, 2}, {10, 11});
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0, 1, 10, 11, 2, 3}));
  n = OneNode("tf.TensorScatterUpdate")
          .constant<float>({3}, {0, 1, 2})
          .constant<int>({1, 1}, {1})
          .constant<float>({1}, {9});
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{0, 9, 2}));
  n = OneNode("tf.MatrixDiagV2")
          .constant<float>({1, 2}, {1, 2})
          .constant<int>({}, {0})
          .constant<int>({}, {-1})
          .constant<int>({}, {-1})
          .constant<float>({}, {9});
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{1, 9, 9, 2}));
  n = OneNode("tf.ConcatOffset")
          .results(2)
          .constant<int>({}, {1})
          .constant<int>({2}, {2, 3})
          .constant<int>({2}, {2, 7});
  EXPECT_EQ(valuesOf<int>(n.evaluate(), 1), (std::vector<int>{0, 3}));
}

// --- Several results

TEST(Split, CutsEqualParts) {
  auto n = OneNode("tf.Split").results(2).constant<int>({}, {1}).fed<float>({2, 4}, counting({2, 4}));
  EXPECT_EQ(n.infer(), "f32[2,2] f32[2,2]");
  EXPECT_EQ(valuesOf<float>(n.evaluate(), 1), (std::vector<float>{2, 3, 6, 7}));
  EXPECT_EQ(n.lower(), "tfl.split");
  EXPECT_EQ(valuesOf<float>(n.runLowered(), 1), (std::vector<float>{2, 3, 6, 7}));
}

// The runtime splits and stacks no booleans, but slices and joins them.
TEST(Split, GoesThroughOperatorsThatKnowTheType) {
  const std::vector<bool> x{true, false, false, true};
  auto split = OneNode("tf.Split").results(2).constant<int>({}, {0}).fed<bool>({4}, x);
  EXPECT_EQ(split.lower(), "tfl.slice tfl.slice");
  EXPECT_EQ(valuesOf<bool>(split.runLowered(), 1), (std::vector<bool>{false, true}));
  auto unpack = OneNode("tf.Unpack").results(2).fed<std::int64_t>({2, 2}, {1, 2, 3, 4}).attr("axis", i64(0));
  EXPECT_EQ(unpack.lower(), "tfl.slice tfl.reshape tfl.slice tfl.reshape");
  EXPECT_EQ(valuesOf<std::int64_t>(unpack.runLowered(), 1), (std::vector<std::int64_t>{3, 4}));
  auto pack = OneNode("tf.Pack").fed<bool>({}, {true}).fed<bool>({}, {false}).attr("axis", i64(0));
  EXPECT_EQ(pack.lower(), "tfl.reshape tfl.reshape tfl.concatenation");
  EXPECT_EQ(valuesOf<bool>(pack.runLowered()), (std::vector<bool>{true, false}));
}

TEST(SplitV, FillsTheOpenSize) {
  auto n = OneNode("tf.SplitV")
               .results(3)
               .fed<float>({5}, counting({5}))
               .constant<int>({3}, {1, -1, 2})
               .constant<int>({}, {0});
  EXPECT_EQ(n.infer(), "f32[1] f32[2] f32[2]");
  EXPECT_EQ(n.lower(), "tfl.split_v");
  EXPECT_EQ(valuesOf<float>(n.runLowered(), 1), (std::vector<float>{1, 2}));
  auto wrong =
      OneNode("tf.SplitV").results(2).fed<float>({5}, counting({5})).constant<int>({2}, {1, 5}).constant<int>({}, {0});
  EXPECT_EQ(wrong.infer(),
            "SplitV node: its 2 sizes do not fill axis 0 of [5]. Check the model, or the shapes given to its inputs.");
}

// --- What the runtime would refuse or get wrong is refused here

TEST(Gather, RefusesConstantIndicesOutside) {
  auto n = fedNode("tf.GatherV2", {3}).constant<int>({2}, {0, -1}).constant<int>({}, {0});
  EXPECT_EQ(
      n.lower(),
      "GatherV2 node picks index -1 of 3, which the TensorFlow Lite runtime refuses. Check the indices in the model.");
  EXPECT_NE(errorOf(n.evaluate()).find("point outside"), std::string::npos);
  auto nd = fedNode("tf.GatherNd", {3, 2}).constant<int>({1, 2}, {2, 2});
  EXPECT_EQ(nd.lower(), "GatherNd node points at index 2 of 2, which the TensorFlow Lite runtime refuses. Check the "
                        "indices in the model.");
}

TEST(Concat, RefusesAnAxisThatIsComputed) {
  auto n = fedNode("tf.ConcatV2", {2}).fed<float>({2}, {7, 8}).fed<int>({}, {0});
  EXPECT_EQ(n.lower(), "ConcatV2 node has an axis that the model computes while it runs. Make it a constant in the "
                       "model, or cut the model before this node.");
}

// CONCATENATION has no uint16 and no float64: the first goes through int32, the second as bits.
TEST(Concat, MovesOtherTypesInOneThatHoldsThem) {
  auto narrow =
      OneNode("tf.ConcatV2").fed<std::uint16_t>({1}, {65535}).fed<std::uint16_t>({1}, {1}).constant<int>({}, {0});
  EXPECT_EQ(narrow.lower(), "tfl.cast tfl.cast tfl.concatenation tfl.cast");
  EXPECT_EQ(valuesOf<std::uint16_t>(narrow.runLowered()), (std::vector<std::uint16_t>{65535, 1}));
  auto wide = OneNode("tf.ConcatV2").fed<double>({1}, {0.1}).fed<double>({1}, {1}).constant<int>({}, {0});
  EXPECT_EQ(wide.lower(), "tfl.bitcast tfl.bitcast tfl.concatenation tfl.bitcast");
  EXPECT_EQ(valuesOf<double>(wide.runLowered()), (std::vector<double>{0.1, 1}));
}

// --- Contents of shape vectors move like any other content

TEST(PartialValues, PassThroughSlicesJoinsAndPicks) {
  const Shape vector = Shape::of({3});
  const std::vector<Dim> dims{kUnknownDim, 200, 3};
  OneNode slice("tf.StridedSlice");
  slice.unknown(DataType::i32, vector, dims)
      .constant<int>({1}, {1})
      .constant<int>({1}, {2})
      .constant<int>({1}, {1})
      .attr("shrink_axis_mask", i64(1));
  EXPECT_EQ(slice.infer(), "i32[]=[200]");
  EXPECT_EQ(OneNode("tf.Pack")
                .unknown(DataType::i32, Shape::scalar(), std::vector<Dim>{kFirstSymbol})
                .constant<int>({}, {-1})
                .constant<int>({}, {7})
                .infer(),
            "i32[3]=[s0,?,7]");
  EXPECT_EQ(OneNode("tf.ConcatV2")
                .unknown(DataType::i32, vector, dims)
                .constant<int>({1}, {5})
                .constant<int>({}, {0})
                .infer(),
            "i32[4]=[?,200,3,5]");
  EXPECT_EQ(OneNode("tf.ConcatV2")
                .unknown(DataType::i32, Shape::of({1}))
                .constant<int>({1}, {5})
                .constant<int>({}, {0})
                .infer(),
            "i32[2]=[?,5]");
  EXPECT_EQ(OneNode("tf.GatherV2")
                .unknown(DataType::i32, vector, dims)
                .constant<int>({2}, {2, 0})
                .constant<int>({}, {0})
                .infer(),
            "i32[2]=[3,?]");
  EXPECT_EQ(OneNode("tf.ReverseV2").unknown(DataType::i32, vector, dims).constant<int>({1}, {0}).infer(),
            "i32[3]=[3,200,?]");
  EXPECT_EQ(
      OneNode("tf.Slice").unknown(DataType::i64, vector, dims).constant<int>({1}, {1}).constant<int>({1}, {2}).infer(),
      "i64[2]=[200,3]");
}

// --- Element types without a whole byte of their own

TEST(Slice, MovesStringsAndPackedIntegers) {
  const auto strings = [](std::vector<std::string> list) {
    std::vector<std::int32_t> head{static_cast<std::int32_t>(list.size())};
    auto at = static_cast<std::int32_t>(8 + 4 * list.size());
    std::string text;
    for (const auto& s : list) head.push_back(at), at += static_cast<std::int32_t>(s.size()), text += s;
    head.push_back(at);
    auto bytes = bytesFrom(head);
    const auto tail = bytesOf(text);
    bytes.insert(bytes.end(), tail.begin(), tail.end());
    return bytes;
  };
  Model m;
  m.graphs.emplace_back();
  GraphEdit edit(m);
  const TensorId axes = edit.addConstant(DataType::i32, Shape::of({1}),
                                         m.addBuffer(heapBufferOf<std::int32_t>(std::vector<std::int32_t>{0})));
  const TensorId words =
      edit.addConstant(DataType::string, Shape::of({3}), m.addBuffer(heapBuffer(strings({"a", "", "long"}))));
  const auto turned =
      runtime::evaluateConstant(m, m.graph(), edit.addNode(*ops::find("tf.ReverseV2"), {words, axes}), 1 << 20);
  ASSERT_TRUE(turned) << turned.error().text();
  EXPECT_EQ((*turned)[0].bytes, strings({"long", "", "a"}));
  const TensorId nibbles =
      edit.addConstant(DataType::i4, Shape::of({3}), m.addBuffer(heapBuffer({std::byte{0x21}, std::byte{0x03}})));
  const auto packed =
      runtime::evaluateConstant(m, m.graph(), edit.addNode(*ops::find("tf.ReverseV2"), {nibbles, axes}), 1 << 20);
  ASSERT_TRUE(packed) << packed.error().text();
  EXPECT_EQ((*packed)[0].bytes, (std::vector<std::byte>{std::byte{0x23}, std::byte{0x01}}));
}

} // namespace
} // namespace ara::test
