// Files of other exporters: rewriting is smaller, stable, and says the same.
#include "core/formats/tflite/small_models.h"

#include "support/paths.h"

#include <filesystem>

namespace ara::test {
namespace {

TEST(TflitePublic, EveryFileIsRewrittenSmallerAndTheSame) {
  SKIP_WITHOUT_SHARED();
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*sharedDir())) {
    if (entry.path().extension() != ".tflite") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto bytes = openFile(entry.path());
    ASSERT_TRUE(bytes);
    Task task;
    const auto m = formats::tflite::readBytes(task, (*bytes)->bytes(), *bytes);
    ASSERT_TRUE(m) << m.error().text();
    const auto file = written(*m);
    const auto again = readBack(file);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_LE(file.size(), (*bytes)->bytes().size());
    EXPECT_EQ(written(*again), file);
    ASSERT_EQ(again->graphs.size(), m->graphs.size());
    for (std::size_t g = 0; g < m->graphs.size(); ++g) {
      const ir::Graph &x = m->graphs[g], &y = again->graphs[g];
      ASSERT_EQ(y.liveNodeCount(), x.liveNodeCount());
      for (const ir::NodeId n : x.nodeIds()) {
        EXPECT_EQ(again->opName(y[n]), m->opName(x[n]));
        ASSERT_EQ(y[n].operandCount, x[n].operandCount);
        for (std::size_t i = 0; i < x[n].operandCount; ++i) {
          const TensorId a = x.operand(n, i), b = y.operand(n, i);
          ASSERT_EQ(static_cast<bool>(a), static_cast<bool>(b));
          if (!a) continue;
          EXPECT_EQ(again->tensorName(y, b), m->tensorName(x, a));
          EXPECT_EQ(y[b].type, x[a].type);
          EXPECT_EQ(again->shapeOf(y[b]), m->shapeOf(x[a]));
          EXPECT_EQ(textOf(again->data(y[b].buffer)->bytes), textOf(m->data(x[a].buffer)->bytes));
          ASSERT_EQ(static_cast<bool>(y[b].quant), static_cast<bool>(x[a].quant));
          if (x[a].quant) { EXPECT_EQ(again->quantizations[y[b].quant.index()], m->quantizations[x[a].quant.index()]); }
        }
      }
    }
    ++files;
  }
  EXPECT_GT(files, 20u);
}

TEST(TflitePublic, TheUnrolledNetworkIsSmall) {
  SKIP_WITHOUT_SHARED();
  const auto bytes = openFile(*sharedDir() / "models/seed/har/har_toco.tflite");
  ASSERT_TRUE(bytes);
  Task task;
  const auto m = formats::tflite::readBytes(task, (*bytes)->bytes(), *bytes);
  ASSERT_TRUE(m);
  EXPECT_LE(written(*m).size(), 1062000u); // the exporter needed 1,350,604 bytes
}

} // namespace
} // namespace ara::test
