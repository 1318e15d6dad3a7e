// Checkpoints open by any of their files; every variable is there with its form and its values; what is damaged or
// missing is one sentence.
#include "formats/checkpoint/join.h"
#include "support/damage.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <fstream>

namespace ara::test {
namespace {

namespace fs = std::filesystem;
using formats::checkpoint::prefixOf;
using ir::Variable;

class Checkpoints : public ::testing::Test {
protected:
  fs::path in(const std::string& name) { return dataDir() / "checkpoints" / name; }
  // A copy that may be damaged.
  fs::path copy(const std::string& name) {
    fs::copy(in(name), m_dir.path() / name, fs::copy_options::recursive);
    return m_dir.path() / name;
  }
  static std::string bytes(const fs::path& p) {
    std::ifstream f(p, std::ios::binary);
    return {std::istreambuf_iterator<char>(f), {}};
  }
  static void write(const fs::path& p, std::string_view content) { std::ofstream(p, std::ios::binary) << content; }
  static Result<ir::Model> open(const fs::path& p, const formats::OpenOptions& o = {}) {
    Task task;
    return formats::open(task, p, o);
  }
  static const Variable* variable(const ir::Model& m, const std::string& name) {
    for (const Variable& v : m.variables)
      if (v.name == name) return &v;
    return nullptr;
  }
  TempDir m_dir;
};

TEST_F(Checkpoints, OpenByAnyOfTheirFiles) {
  const fs::path v2 = in("v2") / "model.ckpt", v1 = in("v1") / "model.ckpt";
  for (const std::string file :
       {"model.ckpt", "model.ckpt.index", "model.ckpt.meta", "model.ckpt.data-00000-of-00001", "checkpoint", ""})
    EXPECT_EQ(prefixOf(in("v2") / file), v2) << file;
  for (const std::string file : {"model.ckpt", "model.ckpt.meta", "checkpoint", ""})
    EXPECT_EQ(prefixOf(in("v1") / file), v1) << file;
  EXPECT_TRUE(prefixOf(in("v2") / "graph.pb").empty());
  EXPECT_TRUE(prefixOf(in("nothing")).empty());
}

TEST_F(Checkpoints, TellEveryVariable) {
  for (const std::string name : {"v1", "v2", "partitioned"}) {
    SCOPED_TRACE(name);
    const auto m = open(in(name) / "checkpoint");
    ASSERT_TRUE(m) << m.error().text();
    EXPECT_EQ(m->origin.format, "Checkpoint");
    ASSERT_EQ(m->variables.size(), 3u);
    const Variable* w = variable(*m, "mlp/w1");
    ASSERT_TRUE(w && w->value);
    EXPECT_EQ(w->shape.text(), "[12,8]");
    EXPECT_EQ(w->type, ir::DataType::f32);
    EXPECT_EQ(w->bytes, 384u);
    EXPECT_EQ(w->parts, name == "partitioned" ? 3u : 1u); // joined
    EXPECT_EQ(m->bufferBytes(w->value), 384u);
  }
}

TEST_F(Checkpoints, JoinTheVariablesOfTheGraphBeside) {
  for (const std::string name : {"v1", "v2", "partitioned"}) {
    SCOPED_TRACE(name);
    const auto m = open(in(name) / "model.ckpt.meta");
    ASSERT_TRUE(m) << m.error().text();
    ASSERT_FALSE(m->variables.empty());
    for (const Variable& v : m->variables) {
      EXPECT_EQ(v.state, Variable::State::joined) << v.name;
      EXPECT_TRUE(v.node) << v.name;
      EXPECT_TRUE(v.value) << v.name;
    }
  }
}

TEST_F(Checkpoints, JoinAGraphWithTheCheckpointThatIsNamed) {
  const auto m = open(in("v2") / "graph.pb", {in("v1") / "model.ckpt", false});
  ASSERT_TRUE(m) << m.error().text();
  for (const Variable& v : m->variables) EXPECT_EQ(v.state, Variable::State::joined) << v.name;
  const auto none = open(in("v2") / "graph.pb", {in("nowhere"), false});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::BadArgument);
}

TEST_F(Checkpoints, NameTheFileThatIsMissing) {
  const fs::path p = copy("v2");
  fs::remove(p / "model.ckpt.data-00000-of-00001");
  const auto m = open(p / "model.ckpt.index");
  ASSERT_FALSE(m);
  EXPECT_EQ(m.error().finding.text(), "model.ckpt.data-00000-of-00001 is missing beside model.ckpt.index.");
}

TEST_F(Checkpoints, AnIndexThatPointsBehindItsDataIsRefused) {
  const fs::path p = copy("v2");
  const std::string data = bytes(p / "model.ckpt.data-00000-of-00001");
  write(p / "model.ckpt.data-00000-of-00001", data.substr(0, data.size() - 1));
  const auto m = open(p / "model.ckpt.index");
  ASSERT_FALSE(m);
  EXPECT_EQ(m.error().kind, ErrorKind::BadFile);
  EXPECT_NE(m.error().finding.text().find("of a data file that ends at 543"), std::string::npos) << m.error().text();
}

TEST_F(Checkpoints, AWrongChecksumIsToldAndMayBeLookedAt) {
  const fs::path p = copy("v2");
  std::string index = bytes(p / "model.ckpt.index");
  const auto at = index.find("mlp/w1");
  index[at == index.npos ? index.find("/b1") + 1 : at + 4] ^= 1;
  write(p / "model.ckpt.index", index);
  const auto m = open(p / "model.ckpt.index");
  ASSERT_FALSE(m);
  EXPECT_NE(m.error().finding.text().find("does not agree with its checksum"), std::string::npos) << m.error().text();
  const auto looked = open(p / "model.ckpt.index", {{}, true});
  ASSERT_TRUE(looked) << looked.error().text();
  EXPECT_EQ(looked->variables.size(), 3u);
  for (const Variable& v : looked->variables) EXPECT_FALSE(v.value) << "nothing may be frozen from it";
}

TEST_F(Checkpoints, DamageNeverEndsTheProgram) {
  for (const std::string name : {"v2/model.ckpt.index", "v1/model.ckpt", "partitioned/model.ckpt.index"}) {
    const std::string folder = name.substr(0, name.find('/'));
    const fs::path p = copy(folder), file = m_dir.path() / name;
    const std::string good = bytes(file);
    const auto attempt = [&](Bytes bad, const Damage& d) {
      SCOPED_TRACE(name + ": " + d.text());
      write(file, textOf(bad));
      Task task;
      (void)formats::checkpoint::readCheckpoint(task, p / "model.ckpt", false);
      (void)formats::checkpoint::readCheckpoint(task, p / "model.ckpt", true); // behind the checksums
    };
    forEachTruncation(bytesOf(good), attempt, 150);
    forEachBitFlip(bytesOf(good), 250, 7, attempt);
    fieldSweep(bytesOf(good), 1, attempt, 60);
  }
}

} // namespace
} // namespace ara::test
