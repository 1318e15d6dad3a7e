// Products of matrices, and the bias behind them. Values recorded from TensorFlow 2.12.1 on a CPU.
#include "tests/core/ops/recorded.h"

namespace ara::test {
namespace {

const std::vector<Recorded> kProducts{
    {"MatMul by weights 00",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({2, 3}, ramp(6))
           .constant<float>({3, 4}, ramp(12, 5))
           .attr("transpose_a", false)
           .attr("transpose_b", false);
     },
     "[2,4]",
     {-2.75f, -0.5f, -3.75f, -1.5f, -2.5f, -1.25f, -2.75f, -1.5f},
     "tfl.fully_connected"},
    {"MatMul of two inputs 00",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({2, 3}, ramp(6))
           .fed<float>({3, 4}, ramp(12, 5))
           .attr("transpose_a", false)
           .attr("transpose_b", false);
     },
     "[2,4]",
     {-2.75f, -0.5f, -3.75f, -1.5f, -2.5f, -1.25f, -2.75f, -1.5f},
     "tfl.batch_matmul"},
    {"MatMul by weights 01",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({2, 3}, ramp(6))
           .constant<float>({4, 3}, ramp(12, 5))
           .attr("transpose_a", false)
           .attr("transpose_b", true);
     },
     "[2,4]",
     {4.0f, -5.75f, 3.75f, 5.0f, 4.5f, -5.5f, 3.75f, 4.75f},
     "tfl.fully_connected"},
    {"MatMul of two inputs 01",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({2, 3}, ramp(6))
           .fed<float>({4, 3}, ramp(12, 5))
           .attr("transpose_a", false)
           .attr("transpose_b", true);
     },
     "[2,4]",
     {4.0f, -5.75f, 3.75f, 5.0f, 4.5f, -5.5f, 3.75f, 4.75f},
     "tfl.fully_connected"},
    {"MatMul by weights 10",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({3, 2}, ramp(6))
           .constant<float>({3, 4}, ramp(12, 5))
           .attr("transpose_a", true)
           .attr("transpose_b", false);
     },
     "[2,4]",
     {5.0f, -2.25f, 4.25f, -3.0f, 0.5f, 3.0f, 0.0f, 2.5f},
     "tfl.transpose tfl.fully_connected"},
    {"MatMul of two inputs 10",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({3, 2}, ramp(6))
           .fed<float>({3, 4}, ramp(12, 5))
           .attr("transpose_a", true)
           .attr("transpose_b", false);
     },
     "[2,4]",
     {5.0f, -2.25f, 4.25f, -3.0f, 0.5f, 3.0f, 0.0f, 2.5f},
     "tfl.batch_matmul"},
    {"MatMul by weights 11",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({3, 2}, ramp(6))
           .constant<float>({4, 3}, ramp(12, 5))
           .attr("transpose_a", true)
           .attr("transpose_b", true);
     },
     "[2,4]",
     {-1.25f, -1.0f, 7.5f, -0.5f, -4.75f, 5.5f, -6.25f, -4.25f},
     "tfl.transpose tfl.fully_connected"},
    {"MatMul of two inputs 11",
     "tf.MatMul",
     [](OneNode& n) {
       n.fed<float>({3, 2}, ramp(6))
           .fed<float>({4, 3}, ramp(12, 5))
           .attr("transpose_a", true)
           .attr("transpose_b", true);
     },
     "[2,4]",
     {-1.25f, -1.0f, 7.5f, -0.5f, -4.75f, 5.5f, -6.25f, -4.25f},
     "tfl.batch_matmul"},
    {"broadcast stacks",
     "tf.BatchMatMulV2",
     [](OneNode& n) {
       n.fed<float>({2, 1, 2, 3}, ramp(12)).fed<float>({2, 3, 2}, ramp(12, 5));
     },
     "[2,2,2,2]",
     {-3.75f, 1.25f, -1.5f, -0.25f, 9.75f, -1.75f, 8.75f, -1.0f, 0.75f, -1.75f, 3.0f, -3.25f, 7.75f, -0.25f, 6.75f,
      0.5f},
     "tfl.batch_matmul"},
    {"a stack by one matrix of weights",
     "tf.BatchMatMulV2",
     [](OneNode& n) {
       n.fed<float>({2, 2, 3}, ramp(12)).constant<float>({2, 3}, ramp(6, 5)).attr("adj_y", true);
     },
     "[2,2,2]",
     {4.0f, -5.75f, 4.5f, -5.5f, 5.0f, -5.25f, 5.5f, -5.0f},
     "tfl.fully_connected"},
    {"six axes",
     "tf.BatchMatMul",
     [](OneNode& n) {
       n.fed<float>({1, 2, 1, 2, 2, 1}, ramp(8)).fed<float>({1, 2, 1, 2, 1, 2}, ramp(8, 5));
     },
     "[1,2,1,2,2,2]",
     {1.0f, -1.5f, -2.5f, 3.75f, -0.75f, 0.5f, 2.25f, -1.5f, -4.0f, 1.0f, -0.0f, 0.0f, 5.0f, -0.0f, -3.75f, 0.0f},
     "tfl.reshape tfl.reshape tfl.batch_matmul tfl.reshape"},
    {"bias, channels last",
     "tf.BiasAdd",
     [](OneNode& n) {
       n.fed<float>({2, 2, 3}, ramp(12)).constant<float>({3}, ramp(3, 5));
     },
     "[2,2,3]",
     {-2.0f, 4.0f, -1.0f, -2.5f, 3.5f, -1.5f, -3.0f, 3.0f, -2.0f, -3.5f, 2.5f, -2.5f},
     "tfl.add"},
    {"bias, channels first",
     "tf.BiasAdd",
     [](OneNode& n) {
       n.fed<float>({2, 3, 2}, ramp(12)).constant<float>({3}, ramp(3, 5)).attr("data_format", std::string("NCHW"));
     },
     "[2,3,2]",
     {-2.0f, 1.5f, 2.0f, 0.0f, 0.5f, -1.5f, -3.0f, 0.5f, 1.0f, -1.0f, -0.5f, -2.5f},
     "tfl.add"},
    {"einsum bij,bjk->bik",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({2, 2, 3}, ramp(12))
           .fed<float>({2, 3, 2}, ramp(12, 5))
           .attr("equation", std::string("bij,bjk->bik"));
     },
     "[2,2,2]",
     {-3.75f, 1.25f, -1.5f, -0.25f, 7.75f, -0.25f, 6.75f, 0.5f},
     "tfl.batch_matmul"},
    {"einsum abc,cde->abde",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({1, 2, 3}, ramp(6))
           .constant<float>({3, 2, 2}, ramp(12, 5))
           .attr("equation", std::string("abc,cde->abde"));
     },
     "[1,2,2,2]",
     {-2.75f, -0.5f, -3.75f, -1.5f, -2.5f, -1.25f, -2.75f, -1.5f},
     "tfl.fully_connected tfl.reshape"},
    {"einsum ij,ij->i",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({2, 3}, ramp(6)).fed<float>({2, 3}, ramp(6, 5)).attr("equation", std::string("ij,ij->i"));
     },
     "[2]",
     {4.0f, -5.5f},
     "tfl.reshape tfl.reshape tfl.batch_matmul tfl.reshape"},
    {"einsum i,j->ji",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({2}, ramp(2)).fed<float>({3}, ramp(3, 5)).attr("equation", std::string("i,j->ji"));
     },
     "[3,2]",
     {1.0f, -2.5f, -1.5f, 3.75f, 1.5f, -3.75f},
     "tfl.reshape tfl.reshape tfl.batch_matmul tfl.transpose"},
    {"einsum ...ij,...jk->...ik",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({1, 2, 2}, ramp(4))
           .fed<float>({2, 2, 2}, ramp(8, 5))
           .attr("equation", std::string("...ij,...jk->...ik"));
     },
     "[2,2,2]",
     {-2.75f, 1.0f, 1.75f, -0.75f, -4.25f, -0.5f, 2.75f, 0.25f},
     "tfl.reshape tfl.transpose tfl.reshape tfl.batch_matmul tfl.reshape tfl.transpose"},
    {"einsum ijk,kl->il",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({2, 2, 3}, ramp(12)).fed<float>({3, 2}, ramp(6, 5)).attr("equation", std::string("ijk,kl->il"));
     },
     "[2,2]",
     {-5.25f, 1.0f, 3.75f, -5.0f},
     "tfl.sum tfl.batch_matmul"},
    {"einsum of one",
     "tf.Einsum",
     [](OneNode& n) {
       n.fed<float>({2, 3, 2}, ramp(12)).attr("equation", std::string("ijk->kj"));
     },
     "[2,3]",
     {-3.0f, 0.0f, 3.0f, 4.0f, -4.0f, -1.0f},
     "tfl.sum tfl.transpose"},
};

TEST(MatrixRows, GiveWhatTensorFlowRecorded) { expectRecorded(kProducts); }

TEST(MatrixRows, RefuseWhatDoesNotMeet) {
  OneNode n("tf.MatMul");
  n.unknown(DataType::f32, Shape::of({2, 3})).unknown(DataType::f32, Shape::of({4, 5}));
  EXPECT_EQ(n.infer(), "MatMul node multiplies [2,3] by [4,5]: 3 columns do not meet 4 rows. Check the model, or the "
                       "shapes given to its inputs.");
}

TEST(MatrixRows, RefuseTypesTheRuntimeDoesNotCompute) {
  OneNode n("tf.MatMul");
  n.unknown(DataType::f64, Shape::of({2, 3})).unknown(DataType::f64, Shape::of({3, 5}));
  EXPECT_EQ(n.lower(),
            "MatMul node works on float64, which the TensorFlow Lite runtime does not compute here. Build the "
            "model with float32, or cut it before this node.");
}

TEST(MatrixRows, RefuseAnEquationNoProductStandsFor) {
  OneNode n("tf.Einsum");
  n.unknown(DataType::f32, Shape::of({3, 3}))
      .unknown(DataType::f32, Shape::of({3}))
      .attr("equation", std::string("ii,i->i"));
  EXPECT_EQ(n.lower(),
            "Einsum node has equation = ii,i->i, which TensorFlow Lite cannot express. Write it as products of "
            "two operands with every label once in each, and known ranks.");
}

TEST(MatrixRows, KeepAnOpenBatch) {
  OneNode n("tf.MatMul");
  n.unknown(DataType::f32, Shape::of({kUnknownDim, 3})).constant<float>({3, 2}, ramp(6));
  EXPECT_EQ(n.infer(), "f32[?,2]");
  EXPECT_EQ(n.lower(), "tfl.fully_connected");
}

// A recurrent layer unrolled over 200 steps multiplies by one matrix 200 times: it is turned and stored once.
TEST(MatrixRows, TurnSharedWeightsOnce) {
  Model m;
  m.graphs.emplace_back();
  GraphEdit edit(m);
  const TensorId x = edit.addTensor(DataType::f32, Shape::of({1, 3}), m.nameOf("x"));
  const TensorId w =
      edit.addConstant(DataType::f32, Shape::of({3, 3}), m.addBuffer(heapBuffer(bytesFrom(ramp(9)))), m.nameOf("w"));
  edit.setInputs({x});
  ops::LowerMemo memo;
  Task task;
  const std::size_t before = m.buffers.size();
  for (int i = 0; i < 200; ++i) {
    const NodeId n = edit.addNode(*ops::find("tf.MatMul"), {x, w}, {}, 1, m.nameOf("step" + std::to_string(i)));
    ASSERT_TRUE(ops::inferNode(edit, n));
    ops::LowerContext c(edit, n, memo, ops::find, task);
    ASSERT_TRUE(ops::find("tf.MatMul")->lower(c));
  }
  EXPECT_EQ(m.buffers.size(), before + 1);
}

// Without keep_num_dims the input is cut into rows as long as the weights', whatever its rank.
TEST(MatrixRows, FlattenTheInputOfALayer) {
  OneNode n("tfl.fully_connected");
  n.fed<float>({2, 2, 3}, ramp(12)).constant<float>({1, 6}, {1, 1, 1, 1, 1, 1}).constant<float>({1}, {0.5f});
  EXPECT_EQ(n.infer(), "f32[2,1]");
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{3, -3}));
}

} // namespace
} // namespace ara::test
