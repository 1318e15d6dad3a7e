// Every byte of a file is somebody's, and a comparison adds up to both files.
#include "analysis/compare.h"
#include "core/formats/tflite/small_models.h"

#include <numeric>

namespace ara::test {
namespace {

using analysis::SizeReport;

std::uint64_t partsOf(const SizeReport& r) {
  return r.names + r.shapes + r.quantization + r.operators + r.attachments + r.rest;
}

TEST(Size, AddsUpToTheFile) {
  for (const Builder& b : {dense(), rich()}) {
    const auto file = written(b.model);
    const auto m = readBack(file);
    ASSERT_TRUE(m);
    const SizeReport r = analysis::sizeOf(*m, file.size());
    EXPECT_EQ(r.file, file.size());
    EXPECT_EQ(r.constants + r.structure, r.file);
    EXPECT_EQ(partsOf(r), r.structure);
    EXPECT_GT(r.rest, 0u);
    std::uint64_t sum = 0;
    for (const auto& t : analysis::tensorSizes(*m)) sum += t.bytes;
    EXPECT_EQ(sum, r.constants);
  }
}

TEST(Size, ASharedBufferIsCountedOnce) {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {4}, "x"), y = b.tensor(DataType::f32, {4}, "y"),
                 z = b.tensor(DataType::f32, {4}, "z");
  const TensorId c = b.constant<float>(DataType::f32, {4}, {1, 2, 3, 4}, "c");
  const TensorId d =
      b.edit().addConstant(DataType::f32, Shape::of({4}), b.model.graph()[c].buffer, b.model.nameOf("d"));
  b.op("mul", {x, c}, {y});
  b.op("mul", {y, d}, {z});
  const auto rows = analysis::tensorSizes(b.model);
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[3].bytes, 16u);
  EXPECT_EQ(rows[4].bytes, 0u);
  EXPECT_EQ(rows[4].sharesWith, c);
  EXPECT_EQ(analysis::sizeOf(b.model, 1000).constants, 16u);
  const auto nodes = analysis::nodeSizes(b.model);
  EXPECT_EQ(nodes[0].bytes, 16u);
  EXPECT_EQ(nodes[1].bytes, 0u);
}

TEST(Size, NeverCountsMoreThanTheFileHas) {
  const SizeReport r = analysis::sizeOf(dense().model, 40);
  EXPECT_EQ(r.constants + partsOf(r), 40u);
}

TEST(Compare, RowsAddUpToBothFiles) {
  const Builder before = dense();
  Builder after = dense();
  const TensorId w = after.model.graph().operand(ir::NodeId(std::size_t{0}), 1);
  after.edit().setType(w, DataType::i8);
  after.edit().setBuffer(w, after.model.addBuffer(ir::heapBuffer(std::vector<std::byte>(8))));
  const std::vector<analysis::Change> changes{{ir::GraphId(0), w, 40.0, 0.1f, 1, {}}};
  const auto c = analysis::compare(before.model, 1000, after.model, 900, changes);
  std::uint64_t old = 0, now = 0;
  for (const auto& row : c.rows) old += row.bytesBefore, now += row.bytesAfter;
  EXPECT_EQ(old + c.before.structure, 1000u);
  EXPECT_EQ(now + c.after.structure, 900u);
  const auto row = std::find_if(c.rows.begin(), c.rows.end(), [&](const auto& r) { return r.tensor == w; });
  ASSERT_NE(row, c.rows.end());
  EXPECT_EQ(row->bytesBefore, 32u);
  EXPECT_EQ(row->bytesAfter, 8u);
  EXPECT_EQ(row->before, DataType::f32);
  EXPECT_EQ(row->sqnr, 40.0);
  EXPECT_EQ(c.rows[0].why.text(), "input");
}

TEST(Compare, FindsTensorsByNameWhenTheNumbersChanged) {
  const Builder before = dense();
  const auto after = readBack(written(before.model, {.names = true}));
  ASSERT_TRUE(after);
  Builder shifted; // the same names under other numbers
  shifted.tensor(DataType::f32, {1}, "unused");
  const TensorId x = shifted.tensor(DataType::f32, {4}, "x"), y = shifted.tensor(DataType::f32, {4}, "y");
  shifted.op("relu", {x}, {y});
  const auto c = analysis::compare(before.model, 1000, shifted.model, 500);
  ASSERT_EQ(c.rows[0].name, "x");
  EXPECT_EQ(c.rows[0].before, DataType::f32);
  EXPECT_EQ(c.rows.back().after, DataType::none) << "what is gone has a row too";
  std::uint64_t old = 0;
  for (const auto& row : c.rows) old += row.bytesBefore;
  EXPECT_EQ(old, c.before.constants);
}

} // namespace
} // namespace ara::test
