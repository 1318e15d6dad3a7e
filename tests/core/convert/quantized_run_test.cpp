// Quantized networks run as the official reference kernels do: models and codes of TensorFlow 2.21 and its runtime
// (BUILTIN_REF), on one input of random codes each.
#include "base/file.h"
#include "convert/run_model.h"
#include "formats/format.h"
#include "tests/support/paths.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ara::convert {
namespace {

using formats::arrays::Array;

class QuantizedRun : public testing::TestWithParam<const char*> {};

TEST_P(QuantizedRun, GivesTheCodesOfTheOfficialKernels) {
  const std::string base = (test::dataDir() / "quantized" / GetParam()).string();
  Task task;
  const auto model = formats::open(task, base + ".tflite");
  ASSERT_TRUE(model.has_value()) << model.error().text();
  const auto file = openFile(base + ".npz");
  ASSERT_TRUE(file.has_value());
  const auto arrays = formats::arrays::readArrays(task, (*file)->bytes());
  ASSERT_TRUE(arrays.has_value());
  RunRequest request;
  const Array* expected = nullptr;
  for (const Array& a : *arrays) (a.name == "out:0" ? (void)(expected = &a) : request.inputs.push_back(a));
  ASSERT_TRUE(expected);
  const auto got = runModel(task, *model, request);
  ASSERT_TRUE(got.has_value()) << got.error().text();
  const Array& mine = got->front().value;
  ASSERT_EQ(mine.type, expected->type);
  ASSERT_EQ(mine.bytes.size(), expected->bytes.size());
  const bool plain = mine.type == ir::DataType::u8;
  for (std::size_t i = 0; i < mine.bytes.size(); ++i) {
    const auto code = [&](std::byte b) {
      return plain ? int(std::to_integer<std::uint8_t>(b)) : int(static_cast<std::int8_t>(b));
    };
    EXPECT_EQ(code(mine.bytes[i]), code(expected->bytes[i])) << "element " << i;
  }
}

// Layers with a scale per channel, tanh and softmax; convolutions, depthwise, a sum, a mean; the same with uint8
// outside.
INSTANTIATE_TEST_SUITE_P(Networks, QuantizedRun,
                         testing::Values("mlp-int8_io", "residual-int8_io", "residual-uint8_io"), [](const auto& i) {
                           std::string name = i.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

} // namespace
} // namespace ara::convert
