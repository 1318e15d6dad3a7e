// Bands of diagonals: elements recorded from TensorFlow 2.12.1 for matrices that hold 0, 1, 2, ..., and what each is
// lowered to. In the 2 x 3 matrix  0 1 2  the diagonal 1 (above the main one) is 1 5, the diagonal -1 is 3.
//                                  3 4 5
#include "tests/core/ops/one_node.h"

namespace ara::test {
namespace {

using Floats = std::vector<float>;

OneNode matrix(const char* op) { return OneNode(op).fed<float>({2, 3}, {0, 1, 2, 3, 4, 5}); }

void expectCase(OneNode n, const std::string& inferred, const Floats& values, const std::string& lowered) {
  EXPECT_EQ(n.infer(), inferred);
  EXPECT_EQ(valuesOf<float>(n.evaluate()), values);
  EXPECT_EQ(n.lower(), lowered);
  EXPECT_EQ(valuesOf<float>(n.runLowered()), values);
}

TEST(MatrixDiagPart, ADiagonalIsEveryFourthElement) {
  expectCase(matrix("tf.MatrixDiagPart"), "f32[2]", {0, 4}, "tfl.reshape tfl.strided_slice tfl.reshape");
  expectCase(matrix("tf.MatrixDiagPartV3").constant<int>({}, {1}).constant<float>({}, {9}), "f32[2]", {1, 5},
             "tfl.reshape tfl.strided_slice tfl.reshape");
}

TEST(MatrixDiagPart, ABandIsPickedByPosition) {
  const auto band = [](const char* align) {
    return matrix("tf.MatrixDiagPartV3")
        .constant<int>({2}, {-1, 1})
        .constant<float>({}, {9})
        .attr("align", std::string(align));
  };
  const std::string broadcast = "tfl.reshape tfl.broadcast_to tfl.concatenation tfl.gather tfl.reshape";
  expectCase(band("RIGHT_LEFT"), "f32[3,2]", {1, 5, 0, 4, 3, 9}, broadcast);
  expectCase(band("LEFT_RIGHT"), "f32[3,2]", {1, 5, 0, 4, 9, 3}, broadcast);
}

TEST(MatrixDiag, OfASquareWithZerosHasAnOperator) {
  expectCase(OneNode("tf.MatrixDiag").fed<float>({2}, {1, 2}), "f32[2,2]", {1, 0, 0, 2}, "tfl.matrix_diag");
  expectCase(OneNode("tf.MatrixDiagV3")
                 .fed<float>({2}, {1, 2})
                 .constant<int>({}, {0})
                 .constant<int>({}, {2})
                 .constant<int>({}, {3})
                 .constant<float>({}, {0}),
             "f32[2,3]", {1, 0, 0, 0, 2, 0}, "tfl.reshape tfl.broadcast_to tfl.concatenation tfl.gather tfl.reshape");
}

TEST(MatrixDiag, OfABandHasItsPaddingBesideIt) {
  expectCase(OneNode("tf.MatrixDiagV3")
                 .fed<float>({2, 2}, {1, 2, 3, 4})
                 .constant<int>({2}, {0, 1})
                 .constant<int>({}, {-1})
                 .constant<int>({}, {-1})
                 .constant<float>({}, {9}),
             "f32[2,2]", {3, 2, 9, 4}, "tfl.reshape tfl.broadcast_to tfl.concatenation tfl.gather tfl.reshape");
}

TEST(MatrixSetDiag, OfTheMainDiagonalHasAnOperator) {
  expectCase(matrix("tf.MatrixSetDiag").fed<float>({2}, {7, 8}), "f32[2,3]", {7, 1, 2, 3, 8, 5}, "tfl.matrix_set_diag");
  expectCase(matrix("tf.MatrixSetDiagV3").fed<float>({2}, {7, 8}).constant<int>({}, {1}), "f32[2,3]",
             {0, 7, 2, 3, 4, 8}, "tfl.reshape tfl.reshape tfl.concatenation tfl.gather tfl.reshape");
}

TEST(MatrixSetDiag, ADiagonalThatDoesNotFitIsTold) {
  EXPECT_NE(matrix("tf.MatrixSetDiagV3").fed<float>({3}, {7, 8, 9}).constant<int>({}, {1}).infer().find("does not fit"),
            std::string::npos);
  EXPECT_NE(
      matrix("tf.MatrixDiagPartV3").constant<int>({}, {3}).constant<float>({}, {9}).infer().find("are not all in"),
      std::string::npos);
}

} // namespace
} // namespace ara::test
