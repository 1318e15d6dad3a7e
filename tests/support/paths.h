// Where tests find their files.
//
//   const auto bytes = openFile(test::dataDir() / "har.pb");
//   SKIP_WITHOUT_SHARED();                        // first line of a test that needs the collection beside the
//   repository const auto file = *test::sharedDir() / "models/seed/har/frozen_har.pb";
#pragma once

#include <filesystem>
#include <optional>

namespace ara::test {

// tests/data of the repository.
std::filesystem::path dataDir();

// The collection of models outside the repository: $ARACARI_SHARED, else ../shared beside it; nothing when neither is a
// folder. A test may use it, never depend on it.
std::optional<std::filesystem::path> sharedDir();

// A new empty folder, removed together with the object.
class TempDir {
public:
  TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();
  const std::filesystem::path& path() const { return m_path; }

private:
  std::filesystem::path m_path;
};

} // namespace ara::test

// GoogleTest and Qt Test each have their own way to skip; the including file has one of them.
#define ARA_NO_SHARED_ "needs the model collection: set ARACARI_SHARED or put it at ../shared"
#ifdef QTEST_H
#define SKIP_WITHOUT_SHARED()                                                                                          \
  if (!::ara::test::sharedDir()) QSKIP(ARA_NO_SHARED_)
#else
#define SKIP_WITHOUT_SHARED()                                                                                          \
  if (!::ara::test::sharedDir()) GTEST_SKIP() << ARA_NO_SHARED_
#endif
