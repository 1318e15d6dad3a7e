// toco's flags as settings.
#include "convert/toco_flags.h"

#include <gtest/gtest.h>

namespace ara::convert {
namespace {

Result<TocoRun> parsed(std::vector<std::string> args) {
  args.insert(args.end(), {"--input_file=a.pb", "--output_file=b.tflite"});
  return parseToco(args);
}

TEST(Toco, ListsBecomePicks) {
  const auto run =
      parsed({"--input_arrays=x, y", "--input_shapes=1,2:", "--input_data_types=FLOAT,INT32", "--output_arrays=z:1,w"});
  ASSERT_TRUE(run) << run.error().text();
  ASSERT_EQ(run->settings.inputs.size(), 2u);
  EXPECT_EQ(run->settings.inputs[0], (InputPick{"x", ir::DataType::f32, std::vector<ir::Dim>{1, 2}}));
  EXPECT_EQ(run->settings.inputs[1], (InputPick{"y", ir::DataType::i32, std::vector<ir::Dim>{}}))
      << "an empty shape is a scalar";
  EXPECT_EQ(run->settings.outputs, (std::vector<std::string>{"z:1", "w"}));
}

TEST(Toco, ValuesMayStandBehindASpaceAndBooleansAlone) {
  const auto run = parsed({"--input_arrays", "x", "--post_training_quantize", "--allow_bfloat16=false"});
  ASSERT_TRUE(run) << run.error().text();
  EXPECT_EQ(run->settings.inputs[0].name, "x");
  EXPECT_EQ(run->settings.quantize.scheme, Scheme::dynamic);
  EXPECT_TRUE(run->notes.empty()) << "what is switched off needs no sentence";
}

// A size that is not known is -1, ? or None, where toco ended.
TEST(Toco, OpenDimensionsAreTaken) {
  for (const char* open : {"-1", "?", "None"}) {
    const auto run = parsed({"--input_arrays=x", std::string("--input_shapes=") + open + ",3"});
    ASSERT_TRUE(run) << run.error().text();
    EXPECT_EQ(run->settings.inputs[0].shape->front(), ir::kUnknownDim);
  }
  EXPECT_FALSE(parsed({"--input_arrays=x", "--input_shapes=-2,3"}));
}

TEST(Toco, EveryOtherFlagGetsOneSentence) {
  for (const char* flag : {"--mean_values=0", "--drop_control_dependency", "--dedupe_array_min_size_bytes=64",
                           "--batch_size=2", "--variable_batch"}) {
    const auto run = parsed({flag});
    ASSERT_TRUE(run) << flag << ": " << run.error().text();
    ASSERT_EQ(run->notes.size(), 1u) << flag;
    EXPECT_FALSE(run->notes[0].what.finding.empty());
  }
  for (const char* flag :
       {"--enable_select_tf_ops", "--rnn_states={}", "--savedmodel_directory=x", "--inference_type=QUANTIZED_UINT8"})
    EXPECT_FALSE(parsed({flag})) << flag;
}

} // namespace
} // namespace ara::convert
