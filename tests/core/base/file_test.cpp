#include "base/file.h"
#include "support/paths.h"

#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ara {
namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& path) {
  const auto file = openFile(path);
  return file ? std::string(textOf((*file)->bytes())) : "(" + file.error().text() + ")";
}

Status save(const fs::path& path, std::string_view text) {
  Task task;
  const Bytes parts[] = {bytesOf(text.substr(0, text.size() / 2)), bytesOf(text.substr(text.size() / 2))};
  return writeFileAtomically(task, path, parts);
}

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

// A file that is large and takes no room: zeros that were never written.
void makeSparse(const fs::path& path, std::uint64_t size) {
  std::ofstream(path) << "begin";
  fs::resize_file(path, size);
}

class File : public testing::Test {
protected:
  test::TempDir dir;
  fs::path path = dir.path() / "model.tflite";
};

TEST_F(File, SavesAndReadsBack) {
  ASSERT_TRUE(save(path, "some bytes"));
  EXPECT_EQ(contentOf(path), "some bytes");
  ASSERT_TRUE(save(path, ""));
  EXPECT_EQ(contentOf(path), "");
  EXPECT_EQ(filesIn(dir.path()), 1u) << "no temporary file stays";
}

TEST_F(File, NewFilesGetTheUsualPermissionsAndOldOnesKeepTheirs) {
  const ::mode_t before = ::umask(027);
  ASSERT_TRUE(save(path, "x"));
  ::umask(before);
  struct stat s {};
  ASSERT_EQ(::stat(path.c_str(), &s), 0);
  EXPECT_EQ(s.st_mode & 0777u, 0640u);
  ASSERT_EQ(::chmod(path.c_str(), 0604), 0);
  ASSERT_TRUE(save(path, "y"));
  ASSERT_EQ(::stat(path.c_str(), &s), 0);
  EXPECT_EQ(s.st_mode & 0777u, 0604u);
}

TEST_F(File, ALinkStaysALink) {
  ASSERT_TRUE(save(path, "old"));
  const fs::path link = dir.path() / "link";
  fs::create_symlink("model.tflite", link);
  ASSERT_TRUE(save(link, "new"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(contentOf(path), "new");
}

TEST_F(File, LongNamesCanBeSaved) {
  const fs::path longest = dir.path() / std::string(255, 'n');
  ASSERT_TRUE(save(longest, "x"));
  EXPECT_EQ(contentOf(longest), "x");
}

TEST_F(File, CancelLeavesTheOldFile) {
  ASSERT_TRUE(save(path, "old"));
  Task task(std::make_shared<std::atomic<bool>>(true), nullptr);
  const Bytes parts[] = {bytesOf("new")};
  const Status stopped = writeFileAtomically(task, path, parts);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(contentOf(path), "old");
  EXPECT_EQ(filesIn(dir.path()), 1u);
}

// What ends a write in the middle is one error of the system or another; the limit on the size of files is one every
// system can be told to have.
TEST_F(File, AWriteThatEndsInTheMiddleLeavesTheOldFile) {
  ASSERT_TRUE(save(path, "old"));
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 100'000;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status failed = save(path, std::string(1'000'000, 'n'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::Io);
  EXPECT_NE(failed.error().text().find("model.tflite cannot be written: "), std::string::npos);
  EXPECT_EQ(contentOf(path), "old");
  EXPECT_EQ(filesIn(dir.path()), 1u) << "the half is gone";
}

TEST_F(File, AFullDiskIsCalledByItsName) {
  if (::mount("tmpfs", dir.path().c_str(), "tmpfs", 0, "size=64k") != 0)
    GTEST_SKIP() << "needs the right to mount a small disk";
  ASSERT_TRUE(save(path, "old"));
  const Status failed = save(path, std::string(1'000'000, 'n'));
  const std::string kept = contentOf(path);
  const std::size_t files = filesIn(dir.path());
  ASSERT_EQ(::umount(dir.path().c_str()), 0);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().text(),
            "The disk is full. " + path.string() + " was not changed. Free some space or save elsewhere.");
  EXPECT_EQ(kept, "old");
  EXPECT_EQ(files, 1u);
}

TEST_F(File, PlacesThatCannotBeWrittenSaySo) {
  const Status folder = save(dir.path(), "x");
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().kind, ErrorKind::Io);
  const Status missing = save(dir.path() / "no" / "such" / "folder", "x");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().text().find("cannot be written"), std::string::npos);
  const Status device = save("/dev/null", "x");
  ASSERT_FALSE(device) << "a device is not replaced by a file";
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere: the rest is for others";
  ASSERT_TRUE(save(path, "old"));
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  EXPECT_FALSE(save(path, "new")) << "a file that is protected stays";
  EXPECT_EQ(contentOf(path), "old");
}

TEST_F(File, WhatCannotBeReadSaysSo) {
  EXPECT_NE(contentOf(dir.path() / "none").find("none cannot be read: No such file"), std::string::npos);
  EXPECT_NE(contentOf(dir.path()).find("cannot be read: Is a directory"), std::string::npos);
  EXPECT_NE(contentOf("/dev/null").find("is not a regular file"), std::string::npos);
}

TEST_F(File, KnowsThatItChanged) {
  ASSERT_TRUE(save(path, "old"));
  const auto file = openFile(path).value();
  EXPECT_FALSE(file->changed());
  ASSERT_TRUE(save(path, "newer"));
  EXPECT_TRUE(file->changed());
  EXPECT_EQ(textOf(file->bytes()), "old") << "what was read stays";
}

TEST_F(File, LargeFilesAreMapped) {
  makeSparse(path, FileBytes::kMapAbove + 10);
  const auto file = openFile(path).value();
  ASSERT_EQ(file->bytes().size(), FileBytes::kMapAbove + 10);
  EXPECT_EQ(textOf(file->bytes().first(5)), "begin");
  EXPECT_EQ(file->bytes().back(), std::byte{0});
  EXPECT_FALSE(file->changed());
  fs::remove(path);
  EXPECT_TRUE(file->changed());
}

// Somebody cuts the file while it is open: what is gone reads as zeros, no signal ends the program.
TEST_F(File, AMappedFileThatIsCutShortReadsAsZeros) {
  makeSparse(path, FileBytes::kMapAbove * 2);
  const auto file = openFile(path).value();
  fs::resize_file(path, 100);
  EXPECT_EQ(file->bytes()[FileBytes::kMapAbove], std::byte{0});
  EXPECT_EQ(file->bytes().back(), std::byte{0});
  EXPECT_TRUE(file->changed());
}

TEST_F(File, EveryMappingIsGuardedAndGivenBack) {
  makeSparse(path, FileBytes::kMapAbove + 1);
  std::vector<std::shared_ptr<const FileBytes>> open;
  for (int i = 0; i < 512; ++i) open.push_back(openFile(path).value()); // a checkpoint has hundreds of parts
  const auto one_more = openFile(path);
  ASSERT_FALSE(one_more);
  EXPECT_EQ(one_more.error().kind, ErrorKind::Io);
  open.clear();
  EXPECT_TRUE(openFile(path)) << "closed files make room";
}

} // namespace
} // namespace ara
