// Orders of axes and blocks of space: elements recorded from TensorFlow 2.12.1 for inputs that hold 0, 1, 2, ...; and
// that the rows of all operators that move elements answer whatever a file gives them.
#include "tests/core/ops/one_node.h"

#include <numeric>
#include <random>

namespace ara::ops {
namespace tf {
std::span<const ir::OpDef> reshapeRows(), sliceRows(), layoutRows(), indexRows(), segmentRows(), imageRows(),
    moreRows(), fusedRows();
}
namespace tfl {
std::span<const ir::OpDef> reshapeRows(), sliceRows(), layoutRows(), rareRows();
}
} // namespace ara::ops

namespace ara::test {
namespace {

std::vector<float> counting(const std::vector<Dim>& shape) {
  std::vector<float> v(static_cast<std::size_t>(*Shape::of(shape).elements()));
  std::iota(v.begin(), v.end(), 0.0f);
  return v;
}

OneNode fedNode(const char* op, std::vector<Dim> shape) { return OneNode(op).fed<float>(shape, counting(shape)); }

// --- Transpose

TEST(Transpose, MovesEveryElement) {
  // Larger than the blocks the kernel copies in, with rests on both sides.
  const std::vector<Dim> shape{70, 5, 67};
  auto n = OneNode("tf.Transpose").constant<float>(shape, counting(shape)).constant<int>({3}, {2, 1, 0});
  const auto y = valuesOf<float>(n.evaluate());
  ASSERT_EQ(y.size(), 70u * 5 * 67);
  for (std::size_t i = 0; i < 67; ++i)
    for (std::size_t j = 0; j < 5; ++j)
      for (std::size_t k = 0; k < 70; ++k) ASSERT_EQ(y[(i * 5 + j) * 70 + k], static_cast<float>((k * 5 + j) * 67 + i));
}

TEST(Transpose, IsNothingOrAReshapeWhereElementsStay) {
  EXPECT_EQ(fedNode("tf.Transpose", {2, 3}).constant<int>({2}, {0, 1}).lower(), "");
  EXPECT_EQ(fedNode("tf.Transpose", {1, 2, 3}).constant<int>({3}, {1, 0, 2}).lower(), "tfl.reshape");
  auto n = fedNode("tf.Transpose", {2, 3}).constant<int>({2}, {1, 0});
  EXPECT_EQ(n.lower(), "tfl.transpose");
  EXPECT_EQ(valuesOf<float>(n.runLowered()), (std::vector<float>{0, 3, 1, 4, 2, 5}));
}

TEST(Transpose, SeesFewerAxesWhereTheyStayTogether) {
  auto n = fedNode("tf.Transpose", {1, 2, 1, 2, 1, 2, 1, 2}).constant<int>({8}, {4, 5, 6, 7, 0, 1, 2, 3});
  EXPECT_EQ(n.lower(), "tfl.reshape tfl.transpose tfl.reshape");
  EXPECT_EQ(valuesOf<float>(n.runLowered()),
            (std::vector<float>{0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15}));
  EXPECT_EQ(fedNode("tf.Transpose", {2, 2, 2, 2, 2, 2, 2}).constant<int>({7}, {6, 5, 4, 3, 2, 1, 0}).lower(),
            "Transpose node reorders 7 axes at once; TensorFlow Lite runtimes take 6. Join axes in the model.");
}

TEST(Transpose, NamesEachAxisOnce) {
  EXPECT_EQ(
      OneNode("tf.Transpose").unknown(DataType::f32, Shape::of({kFirstSymbol, 3})).constant<int>({2}, {1, 0}).infer(),
      "f32[3,s0]");
  EXPECT_EQ(OneNode("tf.Transpose").unknown(DataType::f32, Shape::of({2, 3})).constant<int>({2}, {1, 1}).infer(),
            "Transpose node: its permutation does not name each of the 2 axes once. Check the model, or the shapes "
            "given to its inputs.");
}

// --- Blocks of space

struct Case {
  std::string what;
  std::function<OneNode()> make;
  std::string inferred;
  std::vector<float> values;
  std::string lowered;
};

const std::vector<Case> kCases{
    {"space to batch",
     [] {
       return fedNode("tf.SpaceToBatchND", {1, 3, 2, 1}).constant<int>({2}, {2, 2}).constant<int>({2, 2}, {1, 0, 0, 2});
     },
     "f32[4,2,2,1]",
     {0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 1, 0, 5, 0},
     "tfl.space_to_batch_nd"},
    {"batch to space",
     [] {
       return fedNode("tf.BatchToSpaceND", {4, 2, 2, 1}).constant<int>({2}, {2, 2}).constant<int>({2, 2}, {1, 0, 0, 1});
     },
     "f32[1,3,3,1]",
     {8, 12, 9, 2, 6, 3, 10, 14, 11},
     "tfl.batch_to_space_nd"},
    {"square blocks of version 1",
     [] {
       return fedNode("tf.BatchToSpace", {4, 2, 2, 1})
           .constant<int>({2, 2}, {1, 0, 0, 1})
           .attr("block_size", AttrValue(std::int64_t{2}));
     },
     "f32[1,3,3,1]",
     {8, 12, 9, 2, 6, 3, 10, 14, 11},
     "tfl.batch_to_space_nd"},
    {"two axes without channels",
     [] {
       return fedNode("tf.BatchToSpaceND", {4, 2, 2}).constant<int>({2}, {2, 2}).constant<int>({2, 2}, {1, 0, 0, 1});
     },
     "f32[1,3,3]",
     {8, 12, 9, 2, 6, 3, 10, 14, 11},
     "tfl.reshape tfl.batch_to_space_nd tfl.reshape"},
    {"computed crops",
     [] {
       return fedNode("tf.BatchToSpaceND", {4, 2, 2, 1}).constant<int>({2}, {2, 2}).fed<int>({2, 2}, {1, 0, 0, 1});
     },
     "f32[?,?,?,?]",
     {8, 12, 9, 2, 6, 3, 10, 14, 11},
     "tfl.batch_to_space_nd"},
    {"blocks over three axes",
     [] {
       return fedNode("tf.SpaceToBatchND", {1, 2, 2, 2, 1})
           .constant<int>({3}, {2, 1, 2})
           .constant<int>({3, 2}, {0, 0, 0, 0, 1, 1});
     },
     "f32[4,1,2,2,1]",
     {0, 1, 0, 3, 0, 0, 2, 0, 0, 5, 0, 7, 4, 0, 6, 0},
     "tfl.reshape tfl.space_to_batch_nd tfl.reshape tfl.space_to_batch_nd tfl.reshape"},
    {"blocks over three axes and back",
     [] {
       return fedNode("tf.BatchToSpaceND", {4, 1, 2, 1, 1})
           .constant<int>({3}, {2, 1, 2})
           .constant<int>({3, 2}, {0, 0, 0, 1, 1, 0});
     },
     "f32[1,2,1,1,1]",
     {2, 6},
     "tfl.reshape tfl.batch_to_space_nd tfl.batch_to_space_nd tfl.reshape"},
    {"blocks over the last of three axes, as a dilated convolution with channels first has them",
     [] {
       return fedNode("tf.SpaceToBatchND", {1, 1, 2, 2})
           .constant<int>({3}, {1, 1, 2})
           .constant<int>({3, 2}, {0, 0, 0, 0, 0, 0});
     },
     "f32[2,1,2,1]",
     {0, 2, 1, 3},
     "tfl.reshape tfl.space_to_batch_nd tfl.reshape"},
    {"depth to space, channels first",
     [] {
       return fedNode("tf.DepthToSpace", {1, 4, 1, 1})
           .attr("block_size", AttrValue(std::int64_t{2}))
           .attr("data_format", std::string("NCHW"));
     },
     "f32[1,1,2,2]",
     {0, 1, 2, 3},
     "tfl.transpose tfl.depth_to_space tfl.transpose"},
    {"depth to space",
     [] {
       return fedNode("tf.DepthToSpace", {1, 1, 2, 8}).attr("block_size", AttrValue(std::int64_t{2}));
     },
     "f32[1,2,4,2]",
     {0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15},
     "tfl.depth_to_space"},
    {"space to depth",
     [] {
       return fedNode("tf.SpaceToDepth", {1, 2, 4, 2}).attr("block_size", AttrValue(std::int64_t{2}));
     },
     "f32[1,1,2,8]",
     {0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15},
     "tfl.space_to_depth"},
};

TEST(Blocks, GiveWhatTensorFlowGives) {
  for (const Case& k : kCases) {
    OneNode n = k.make();
    EXPECT_EQ(n.infer(), k.inferred) << k.what;
    EXPECT_EQ(valuesOf<float>(n.evaluate()), k.values) << k.what;
    EXPECT_EQ(n.lower(), k.lowered) << k.what;
    EXPECT_EQ(valuesOf<float>(n.runLowered()), k.values) << k.what;
  }
}

TEST(Blocks, RefuseWhatTheRuntimeDoesNotTake) {
  EXPECT_EQ(OneNode("tf.SpaceToDepth")
                .unknown(DataType::f32, Shape::of({1, 3, 4, 1}))
                .attr("block_size", AttrValue(std::int64_t{2}))
                .infer(),
            "SpaceToDepth node: [1,3,4,1] does not divide into blocks of 2. Check the model, or the shapes given to "
            "its inputs.");
}

// --- Whatever operands a file gives a node, the functions of its row answer with a result or an error.

std::vector<const OpDef*> movingRows() {
  std::vector<const OpDef*> all;
  for (const auto rows : {ops::tf::reshapeRows(), ops::tf::sliceRows(), ops::tf::layoutRows(), ops::tfl::reshapeRows(),
                          ops::tfl::sliceRows(), ops::tfl::layoutRows(), ops::tf::indexRows(), ops::tf::segmentRows(),
                          ops::tf::imageRows(), ops::tf::moreRows(), ops::tf::fusedRows(), ops::tfl::rareRows()})
    for (const OpDef& row : rows) all.push_back(&row);
  return all;
}

void callAll(const OpDef& row, std::size_t results, AttrList attrs,
             const std::function<std::vector<TensorId>(GraphEdit&)>& make) {
  Model m;
  m.graphs.emplace_back();
  for (const char* key : {"axis", "batch_dims", "block_size", "begin_mask", "new_axis_mask", "shrink_axis_mask",
                          "seq_dim", "ksizes", "strides", "rates", "ksize", "padding"})
    m.names.intern(key);
  GraphEdit edit(m);
  const auto operands = make(edit);
  const NodeId n = edit.addNode(row, operands, m.attrs.intern(std::move(attrs), m.names), results);
  if (row.infer) (void)ops::inferNode(edit, n);
  if (row.evaluate) {
    (void)runtime::evaluateConstant(m, m.graph(), n, 1 << 20);
    ops::EvalContext bare(m, m.graph(), n);
    (void)row.evaluate(bare);
  }
  if (!row.lower) return;
  ops::LowerMemo memo;
  Task task;
  ops::LowerContext c(edit, n, memo, ops::find, task);
  (void)row.lower(c);
}

TEST(MovingRows, SurviveNodesWithoutOperandsAndResults) {
  for (const OpDef* row : movingRows())
    for (const std::size_t results : {0, 1, 3})
      callAll(*row, results, {}, [](GraphEdit&) { return std::vector<TensorId>{}; });
}

TEST(MovingRows, SurviveOperandsOfAnyTypeShapeAndValue) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto tensor = [&](GraphEdit& edit) -> TensorId {
    if (below(12) == 0) return {};
    const DataType types[] = {DataType::f32,     DataType::i32, DataType::i32,    DataType::i64,
                              DataType::boolean, DataType::i4,  DataType::string, DataType::none};
    const DataType type = types[below(8)];
    Shape shape = Shape::of({});
    for (int rank = below(5); rank > 0; --rank) shape.dims.push_back(below(5) == 0 ? below(4) - 3 : below(4));
    if (below(15) == 0) shape = Shape::unknown();
    if (below(3) == 0 || !shape.isStatic()) return edit.addTensor(type, shape);
    const auto bytes = byteSize(type, *shape.elements());
    std::vector<std::byte> data(static_cast<std::size_t>(bytes.value_or(12)));
    const std::size_t width = std::max(1u, bitWidth(type) / 8);
    for (std::size_t i = 0; i < data.size(); ++i) // small numbers, now and then -1 or one from the edge of its type
      data[i] = below(8) == 0 ? std::byte{0xff} : i % width == 0 || below(40) == 0 ? std::byte(below(4)) : std::byte{0};
    return edit.addConstant(type, shape, edit.model().addBuffer(heapBuffer(std::move(data))));
  };
  for (const OpDef* row : movingRows())
    for (int round = 0; round < 200; ++round) {
      AttrList attrs;
      for (std::size_t key = 0; key < 7; ++key)
        if (below(2) == 0) attrs.push_back({NameId(key), AttrValue(std::int64_t{below(6) - 2})});
      for (std::size_t key = 7; key < 11; ++key) {
        std::vector<std::int64_t> list;
        for (int i = below(6); i > 0; --i) list.push_back(below(9) == 0 ? std::int64_t{1} << 40 : below(4) - 1);
        if (below(4) != 0) attrs.push_back({NameId(key), AttrValue(std::move(list))});
      }
      if (below(2) == 0) attrs.push_back({NameId(11), AttrValue(std::string(below(2) ? "SAME" : "VALID"))});
      callAll(*row, static_cast<std::size_t>(below(4)), std::move(attrs), [&](GraphEdit& edit) {
        std::vector<TensorId> operands;
        for (int i = below(6); i > 0; --i) operands.push_back(tensor(edit));
        return operands;
      });
    }
}

} // namespace
} // namespace ara::test
