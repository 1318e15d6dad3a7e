// A model as C++ source: the bytes, and the operators a microcontroller's resolver must know.
#include "convert/source_out.h"

#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::convert {
namespace {

TEST(SourceOut, BytesAndOperatorsAreThere) {
  const auto model =
      ir::parse("graph (%x: f32[1,2]) {\n  %a = tfl.tanh(%x) : f32[1,2]\n  %y = tfl.tanh(%a) : f32[1,2]\n"
                "  return %y\n}\n",
                ops::find);
  ASSERT_TRUE(model.has_value());
  const std::byte file[] = {std::byte{0x1c}, std::byte{0}, std::byte{0xff}};
  const std::string text = asSource(*model, file);
  EXPECT_NE(text.find("MicroMutableOpResolver<1>"), std::string::npos) << text;
  EXPECT_NE(text.find("resolver.AddTanh();"), std::string::npos);
  EXPECT_NE(text.find("{\n  0x1c, 0x00, 0xff,\n};"), std::string::npos) << text;
  EXPECT_NE(text.find("g_model_len = 3;"), std::string::npos);
}

// Method names are those of TensorFlow Lite Micro.
TEST(SourceOut, MethodsAreCalledAsTheLibraryCallsThem) {
  EXPECT_EQ(resolverMethod("depthwise_conv_2d"), "AddDepthwiseConv2D");
  EXPECT_EQ(resolverMethod("fully_connected"), "AddFullyConnected");
  EXPECT_EQ(resolverMethod("space_to_batch_nd"), "AddSpaceToBatchNd");
  EXPECT_EQ(resolverMethod("unidirectional_sequence_lstm"), "AddUnidirectionalSequenceLSTM");
}

} // namespace
} // namespace ara::convert
