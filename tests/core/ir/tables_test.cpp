// Types, shapes, names, attributes, buffers: what is stored once and found again.
#include "ir/model.h"

#include <gtest/gtest.h>
#include <limits>

namespace ara::ir {
namespace {

TEST(Types, EveryTypeHasTwoNamesThatLeadBack) {
  for (int i = 1; i < kDataTypeCount; ++i) {
    const auto t = static_cast<DataType>(i);
    EXPECT_EQ(dataTypeNamed(name(t)), t);
    EXPECT_EQ(dataTypeNamed(longName(t)), t);
    if (tensorflowNumber(t)) {
      EXPECT_EQ(fromTensorflow(tensorflowNumber(t)), t);
    }
  }
  EXPECT_EQ(fromTensorflow(0), DataType::none);
  EXPECT_EQ(fromTensorflow(101), DataType::none) << "a reference to float32";
  EXPECT_EQ(fromTensorflow(-1), DataType::none);
  EXPECT_FALSE(dataTypeNamed("float"));
}

TEST(Types, SizesKnowTheirLimits) {
  EXPECT_EQ(byteSize(DataType::f32, 3), 12u);
  EXPECT_EQ(byteSize(DataType::i4, 3), 2u) << "half bytes round up";
  EXPECT_FALSE(byteSize(DataType::string, 3));
  EXPECT_FALSE(byteSize(DataType::f64, std::numeric_limits<std::uint64_t>::max() / 8));
}

TEST(Shapes, CountTheirElements) {
  EXPECT_EQ(Shape::scalar().elements(), 1u);
  EXPECT_EQ(Shape::of({2, 3}).elements(), 6u);
  EXPECT_FALSE(Shape::of({2, kUnknownDim}).elements());
  EXPECT_FALSE(Shape::unknown().elements());
  const Dim large = std::int64_t{1} << 40;
  EXPECT_FALSE(Shape::of({large, large}).elements());
  EXPECT_EQ(Shape::of({large, large, 0}).elements(), 0u) << "nothing of something huge is nothing";
  EXPECT_EQ(Shape::of({large, large, 0}).text(), "[1099511627776,1099511627776,0]");
  EXPECT_EQ(Shape::of({1, kUnknownDim, kFirstSymbol - 3}).text(), "[1,?,s3]");
}

TEST(Shapes, AreStoredOnce) {
  ShapeTable table;
  const ShapeId a = table.intern(Shape::of({1, 2}));
  EXPECT_EQ(table.intern(Shape::of({1, 2})), a);
  EXPECT_NE(table.intern(Shape::of({2, 1})), a);
  EXPECT_NE(table.intern(Shape::scalar()), ShapeId{}) << "a scalar is not unknown";
  EXPECT_EQ(table.intern(Shape::unknown()), ShapeId{});
  const Shape& kept = table[a];
  for (Dim d = 0; d < 10'000; ++d) table.intern(Shape::of({d, d, d}));
  EXPECT_EQ(&table[a], &kept) << "references stay";
  EXPECT_FALSE(table[ShapeId{}].ranked);
}

TEST(Names, AreStoredOnceAndFoundAgain) {
  NameTable names;
  EXPECT_FALSE(names.find("x"));
  std::vector<NameId> ids;
  for (int i = 0; i < 20'000; ++i) ids.push_back(names.intern("scope/name_" + std::to_string(i)));
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(names[ids[static_cast<std::size_t>(i)]], "scope/name_" + std::to_string(i));
    ASSERT_EQ(names.intern("scope/name_" + std::to_string(i)), ids[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(names.size(), 20'000u);
  const NameId empty = names.intern("");
  EXPECT_TRUE(empty) << "the empty name is a name";
  EXPECT_EQ(names[NameId{}], "") << "no name reads as empty";
  const std::string huge(1'000'000, 'n');
  EXPECT_EQ(names[names.intern(huge)], huge);
}

// A conversion copies the model: both go on, neither sees the other's new names, and old views stay valid.
TEST(Names, CopiesShareWhatTheyHadAndGoTheirOwnWays) {
  auto first = std::make_unique<NameTable>();
  const NameId a = first->intern("a");
  NameTable second = *first;
  const NameId b = first->intern("b"), c = second.intern("c");
  EXPECT_EQ((*first)[b], "b");
  EXPECT_EQ(second[c], "c");
  EXPECT_FALSE(second.find("b"));
  EXPECT_FALSE(first->find("c"));
  first.reset();
  for (int i = 0; i < 100; ++i) second.intern("later" + std::to_string(i));
  EXPECT_EQ(second[a], "a");
  EXPECT_EQ(second.find("c"), c);
}

TEST(Names, SlicesAreNotCopied) {
  const std::string file = "conv1";
  NameTable names;
  const NameId id = names.internSlice(file);
  EXPECT_EQ(names[id].data(), file.data());
  EXPECT_EQ(names.intern("conv1"), id);
}

class Attrs : public testing::Test {
protected:
  AttrsId list(AttrValue v) { return table.intern({{names.intern("k"), std::move(v)}}, names); }
  NameTable names;
  AttrsTable table;
};

TEST_F(Attrs, AreSortedByKeyAndTheLastOfEqualKeysCounts) {
  const NameId b = names.intern("b"), a = names.intern("a");
  const AttrsId id = table.intern({{b, true}, {a, std::int64_t{1}}, {b, false}}, names);
  ASSERT_EQ(table[id].size(), 2u);
  EXPECT_EQ(table[id][0].key, a);
  EXPECT_EQ(*find(table[id], b), AttrValue(false));
  EXPECT_EQ(find(table[id], names.intern("c")), nullptr);
  EXPECT_EQ(table.intern({}, names), AttrsId{});
}

// Equal lists are one list, whatever kind of value they hold; different ones are not.
TEST_F(Attrs, EqualListsAreStoredOnce) {
  FunctionValue f{"f", {}, std::make_shared<const AttrList>(AttrList{{names.intern("T"), DataType::f32}})};
  FunctionValue same{"f", {}, std::make_shared<const AttrList>(AttrList{{names.intern("T"), DataType::f32}})};
  FunctionValue other{"f", {}, std::make_shared<const AttrList>(AttrList{{names.intern("T"), DataType::i32}})};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::pair<AttrValue, AttrValue>> kDifferent = {
      {0.0, -0.0},
      {std::vector<double>{1, nan}, std::vector<double>{nan, 1}},
      {std::vector<double>{0.0}, std::vector<double>{-0.0}},
      {std::vector<bool>{true, false}, std::vector<bool>{false, true}},
      {std::int64_t{1}, true},
      {std::string("SAME"), Symbol{"SAME"}},
      {f, other},
      {f, FunctionValue{"f", GraphId(1), f.attrs}},
      {std::vector<FunctionValue>{f}, std::vector<FunctionValue>{other}},
      {Shape::scalar(), Shape::unknown()},
      {std::vector<Shape>{}, std::vector<std::int64_t>{}},
      {TensorValue{DataType::f32, Shape::of({1}), BufferId(0)},
       TensorValue{DataType::i32, Shape::of({1}), BufferId(0)}},
  };
  for (const auto& [a, b] : kDifferent) {
    EXPECT_EQ(list(a), list(a));
    EXPECT_NE(list(a), list(b));
  }
  EXPECT_EQ(list(f), list(same)) << "not by address";
  EXPECT_EQ(list(nan), list(nan)) << "NaN is the same bits";
}

// A hostile file may hold as many different lists of a kind as it likes: each is found in constant time. Half a minute
// when they all fall into one bucket.
TEST_F(Attrs, ManyDifferentListsOfAnyKindAreQuick) {
  constexpr std::int64_t kMany = 30'000;
  for (std::int64_t i = 0; i < kMany; ++i) {
    std::vector<bool> bits(16);
    for (unsigned k = 0; k < 16; ++k) bits[k] = i >> k & 1;
    list(bits);
    list(std::vector<double>{static_cast<double>(i)});
    const auto bound = std::make_shared<const AttrList>(AttrList{{names.intern("v"), i}});
    list(FunctionValue{"f", {}, bound});
    list(std::vector<FunctionValue>{{"f", {}, bound}});
    list(std::numeric_limits<double>::quiet_NaN());
  }
  EXPECT_EQ(table.size(), 4u * kMany + 1u);
}

class Buffers : public testing::Test {
protected:
  std::vector<float> floats(Buffer b) {
    const auto data = model.data(model.addBuffer(std::move(b)));
    if (!data) return {};
    std::vector<float> out;
    for (std::size_t i = 0; i < data->bytes.size() / 4; ++i) out.push_back(data->load<float>(i));
    return out;
  }
  Model model;
};

TEST_F(Buffers, RepeatTheirLastElement) {
  const std::vector<float> stored{1, 2};
  const auto block = std::make_shared<const std::vector<float>>(stored);
  EXPECT_EQ(floats(repeatBuffer(std::as_bytes(std::span(*block)), block, 16, 4)), (std::vector<float>{1, 2, 2, 2}));
  EXPECT_EQ(floats(repeatBuffer({}, nullptr, 8, 4)), (std::vector<float>{0, 0})) << "nothing stored is zeros";
}

TEST_F(Buffers, AreTurnedWhenTheyAreNeeded) {
  const std::vector<float> matrix{1, 2, 3, 4, 5, 6}; // 2 x 3
  Buffer b;
  b.source = model.addBuffer(heapBufferOf<float>(matrix));
  b.size = 24;
  b.elementBytes = 4;
  b.perm = {1, 0};
  b.sourceDims = {2, 3};
  EXPECT_EQ(floats(b), (std::vector<float>{1, 4, 2, 5, 3, 6}));
  b.sourceDims = {2, 300};
  EXPECT_TRUE(floats(b).empty()) << "more than there is";
  b.sourceDims = {2, 3};
  b.perm = {1, 1};
  EXPECT_TRUE(floats(b).empty()) << "no permutation";
}

// Twenty bytes of a file may claim a tensor of any size: nothing is allocated for it.
TEST_F(Buffers, WhatIsTooLargeIsAnError) {
  const auto data = model.data(model.addBuffer(repeatBuffer({}, nullptr, std::uint64_t{1} << 40, 4)));
  ASSERT_FALSE(data);
  EXPECT_EQ(data.error().kind, ErrorKind::BadFile);
  EXPECT_TRUE(model.data(BufferId{})->bytes.empty());
}

} // namespace
} // namespace ara::ir
