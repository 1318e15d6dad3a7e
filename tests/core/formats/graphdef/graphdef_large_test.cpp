// Files of more than 2 GiB, where protobuf's own parsers end: sparse on disk, and only their headers are looked at.
#include "formats/graphdef/reader.h"
#include "support/paths.h"
#include "tests/core/formats/graphdef/graphdef_text.h"

#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace ara::test {
namespace {

using namespace ir;

void appendVarint(std::string& out, std::uint64_t v) {
  for (; v >= 128; v >>= 7) out += static_cast<char>(v | 128);
  out += static_cast<char>(v);
}

// The start of a Const whose content of `bytes` follows, zeros in a hole of the file.
std::string constantHeader(const std::string& name, std::uint64_t bytes) {
  const auto header = [](std::uint32_t number, std::uint64_t length) {
    std::string h;
    appendVarint(h, number * 8 + 2);
    appendVarint(h, length);
    return h;
  };
  std::string out =
      messageOf<proto::TensorProto>("dtype: DT_UINT8 tensor_shape { dim { size: " + std::to_string(bytes) + " } }")
          .SerializeAsString() +
      header(4, bytes);
  out = header(8, out.size() + bytes) + out;
  std::string key;
  formats::graphdef::appendField(key, 1, bytesOf("value"));
  out = key + header(2, out.size() + bytes) + out;
  std::string front;
  formats::graphdef::appendField(front, 1, bytesOf(name));
  formats::graphdef::appendField(front, 2, bytesOf("Const"));
  out = front + header(5, out.size() + bytes) + out;
  return header(1, out.size() + bytes) + out;
}

TEST(GraphDefLarge, OpensFilesAboveTwoGibibytes) {
  const TempDir dir;
  const auto path = dir.path() / "large.pb";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT, 0600);
  ASSERT_GE(fd, 0);
  constexpr std::uint64_t kBlock = 110u << 20;
  constexpr int kBlocks = 20; // 2.2 GB
  off_t at = 0;
  for (int i = 0; i < kBlocks; ++i) {
    const std::string header = constantHeader("w" + std::to_string(i), kBlock);
    ASSERT_EQ(::pwrite(fd, header.data(), header.size(), at), static_cast<ssize_t>(header.size()));
    at += static_cast<off_t>(header.size() + kBlock);
  }
  const std::string last = binaryOf(R"(node { name: "y" op: "Join" input: "w19" input: "w0" })");
  ASSERT_EQ(::pwrite(fd, last.data(), last.size(), at), static_cast<ssize_t>(last.size()));
  ::close(fd);

  const std::clock_t begin = std::clock();
  const auto file = openFile(path);
  ASSERT_TRUE(file) << file.error().text();
  const formats::Input input{path, *file};
  EXPECT_EQ(formats::graphdef::sniff(input), formats::Match::yes);
  Task task;
  const Result<Model> m = formats::graphdef::read(task, input);
  const double ms = static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->graph().nodeCount(), 21u);
  EXPECT_EQ(m->bufferBytes(BufferId(19)), kBlock);
  EXPECT_LT(m->bytes(), 1u << 20);
  EXPECT_LT(ms, 200) << "only headers are touched";
}

} // namespace
} // namespace ara::test
