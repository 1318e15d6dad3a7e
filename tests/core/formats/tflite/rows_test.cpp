// Every operator of the schema has a row, so that no file is a riddle.
#include "formats/tflite/tflite.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::formats::tflite {
namespace {

TEST(Rows, KnowEveryOperatorOfTheSchema) {
  int known = 0;
  for (int code = 0; code < 256; ++code) {
    const std::string name = builtinName(code);
    if (name.empty() || name == "placeholder_for_greater_op_codes") continue;
    const ir::OpDef* row = ops::findBuiltin(code);
    ASSERT_NE(row, nullptr) << name << ", " << code;
    EXPECT_EQ(row->name, "tfl." + name);
    EXPECT_NE(row->infer, nullptr) << name;
    EXPECT_FALSE(row->doc.empty()) << name;
    ++known;
  }
  EXPECT_EQ(known, 209);
}

} // namespace
} // namespace ara::formats::tflite
