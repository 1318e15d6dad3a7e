// Every .case file of the passes and of the operators. With UPDATE_CASES=1 in the environment, stale CHECK lines are
// rewritten first; look at the difference before you keep it.
#include "base/file.h"
#include "support/case_runner.h"
#include "support/paths.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace ara::test {
namespace {

std::string read(const std::filesystem::path& path) {
  const auto file = openFile(path);
  return file ? std::string(textOf((*file)->bytes())) : std::string();
}

std::vector<std::filesystem::path> allCases() {
  const auto core = dataDir().parent_path() / "core";
  auto files = caseFiles(core / "passes");
  for (auto& f : caseFiles(core / "ops")) files.push_back(std::move(f));
  return files;
}

class Cases : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Cases, Hold) {
  std::string text = read(GetParam());
  if (const char* update = std::getenv("UPDATE_CASES"); update && *update) {
    std::vector<std::string> left;
    const std::string fresh = updatedCases(text, left);
    for (const auto& l : left) ADD_FAILURE() << "not updated, " << l;
    Task task;
    const Bytes parts[] = {bytesOf(fresh)};
    if (fresh != text) { ASSERT_TRUE(writeFileAtomically(task, GetParam(), parts)); }
    text = fresh;
  }
  ASSERT_FALSE(text.empty());
  for (const auto& complaint : runCases(text)) ADD_FAILURE() << GetParam().filename().string() << " " << complaint;
}

INSTANTIATE_TEST_SUITE_P(Files, Cases, testing::ValuesIn(allCases()), [](const auto& file) {
  return file.param.parent_path().filename().string() + "_" + file.param.stem().string();
});

} // namespace
} // namespace ara::test
