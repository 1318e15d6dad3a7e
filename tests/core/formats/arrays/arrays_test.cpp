// NumPy files: what numpy.save and numpy.savez write is read, what is written is what they would write, damage is told.
#include "formats/arrays/arrays.h"

#include <cstring>
#include <gtest/gtest.h>

namespace ara::formats::arrays {
namespace {

template<class T> std::vector<std::byte> bytesOfList(std::vector<T> v) {
  std::vector<std::byte> out(v.size() * sizeof(T));
  std::memcpy(out.data(), v.data(), out.size());
  return out;
}
Array floats(std::string name, std::vector<ir::Dim> dims, std::vector<float> values) {
  return {std::move(name), ir::DataType::f32, ir::Shape::of(std::move(dims)), bytesOfList(std::move(values))};
}
// An .npy of version 1 by hand: header text and elements.
std::vector<std::byte> npy(std::string header, std::string body) {
  header += '\n';
  std::string s = "\x93NUMPY";
  s += {'\1', '\0', static_cast<char>(header.size()), '\0'};
  s += header + body;
  const Bytes b = bytesOf(s);
  return {b.begin(), b.end()};
}
std::vector<std::byte> elements(const Result<Array>& a) { return a ? a->bytes : std::vector<std::byte>(); }
template<class T> std::string raw(std::vector<T> v) { return std::string(textOf(bytesOfList(std::move(v)))); }

TEST(Npy, IsWhatNumpyWrites) {
  const auto file = writeNpy(floats("x", {2, 3}, {1, 2, 3, 4, 5, 6}));
  ASSERT_TRUE(file);
  const std::string_view text = textOf(*file);
  EXPECT_TRUE(text.starts_with("\x93NUMPY\x01")) << "version 1";
  EXPECT_NE(text.find("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"), text.npos);
  EXPECT_EQ((file->size() - 24) % 64, 0u) << "the elements start at a multiple of 64";
  const auto back = readNpy(*file);
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->shape.text(), "[2,3]");
  EXPECT_EQ(back->bytes, bytesOfList<float>({1, 2, 3, 4, 5, 6}));
}

TEST(Npy, TakesEitherOrderOfAxesAndBytes) {
  const auto columns = readNpy(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", raw<float>({1, 4, 2, 5, 3, 6})));
  EXPECT_EQ(elements(columns), bytesOfList<float>({1, 2, 3, 4, 5, 6}));
  const auto swapped = readNpy(npy("{'shape': (2,), 'fortran_order': False, 'descr': '>i2'}", std::string("\x01\x02\xff\xfe", 4)));
  EXPECT_EQ(elements(swapped), bytesOfList<std::int16_t>({0x0102, -2}));
  const auto scalar = readNpy(npy("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", raw<std::int64_t>({7})));
  ASSERT_TRUE(scalar);
  EXPECT_EQ(scalar->shape.rank(), 0u);
  const auto empty = readNpy(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4), }", ""));
  EXPECT_TRUE(empty);
}

// Text arrays have a fixed width; a tensor of strings has not.
TEST(Npy, TextBecomesStringsAndBack) {
  const auto a = readNpy(npy("{'descr': '|S3', 'fortran_order': False, 'shape': (2,), }", std::string("ab\0xyz", 6)));
  ASSERT_TRUE(a);
  EXPECT_EQ(a->type, ir::DataType::string);
  EXPECT_EQ(textOf(a->bytes).substr(16), "abxyz");
  const auto again = writeNpy(*a);
  ASSERT_TRUE(again);
  EXPECT_EQ(elements(readNpy(*again)), a->bytes);
  const auto wide = readNpy(npy("{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }", raw<std::uint32_t>({0x4f60})));
  ASSERT_TRUE(wide);
  EXPECT_EQ(textOf(wide->bytes).substr(12), "你");
}

TEST(Npy, TellsWhatItCannotRead) {
  const auto finding = [](std::vector<std::byte> file) {
    const auto a = readNpy(file);
    return a ? std::string("read") : a.error().text();
  };
  EXPECT_NE(finding(npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "x")).find("Python objects"), std::string::npos);
  EXPECT_NE(finding(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "x")).find("several fields"), std::string::npos);
  EXPECT_NE(finding(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "1234")).find("fewer bytes"), std::string::npos);
  EXPECT_NE(finding(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 8), }", "1234")).find("fewer bytes"), std::string::npos);
  EXPECT_NE(finding(npy("{'descr': '<f4', 'shape': (1,), }", "1234")).find("lacks an entry"), std::string::npos);
}

// Cut at any byte, or with any byte changed: a sentence or an array, nothing else.
TEST(Npy, DamageIsTold) {
  const auto file = *writeNpy(floats("x", {2, 2}, {1, 2, 3, 4}));
  for (std::size_t n = 0; n < file.size(); ++n) EXPECT_FALSE(readNpy(Bytes(file).first(n))) << n;
  for (std::size_t n = 0; n < file.size(); ++n) {
    auto changed = file;
    changed[n] ^= std::byte{0x55};
    (void)readNpy(changed);
  }
}

TEST(Npz, KeepsNamesAndOrderAndIsTheSameEveryTime) {
  const std::vector<Array> all{floats("in:0", {2}, {1, 2}), floats("scope/y", {}, {3})};
  const auto file = writeNpz(all), again = writeNpz(all);
  ASSERT_TRUE(file);
  EXPECT_EQ(*file, *again);
  Task task;
  const auto back = readArrays(task, *file);
  ASSERT_TRUE(back) << back.error().text();
  ASSERT_EQ(back->size(), 2u);
  EXPECT_EQ((*back)[0].name, "in:0");
  EXPECT_EQ((*back)[1].name, "scope/y");
  EXPECT_EQ((*back)[1].bytes, all[1].bytes);
  EXPECT_FALSE(readArrays(task, *file, 4)) << "more than the budget";
  for (std::size_t n = 0; n < file->size(); n += 7) (void)readArrays(task, Bytes(*file).first(n));
  EXPECT_FALSE(readArrays(task, bytesOf("hello")));
}

} // namespace
} // namespace ara::formats::arrays
