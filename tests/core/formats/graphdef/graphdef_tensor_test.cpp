// Values of constants, in all the ways a TensorProto can hold them.
#include "formats/graphdef/reader.h"
#include "tests/core/formats/graphdef/graphdef_text.h"

namespace ara::test {
namespace {

using namespace ir;

std::string constant(const std::string& tensor) {
  return R"(node { name: "c" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "value" value { tensor { )" +
         tensor + " } } } }";
}
const std::string kThree = "tensor_shape { dim { size: 3 } } ";

TEST(GraphDefTensor, StaysWhereItLiesInTheFile) {
  for (const std::string values :
       {R"(tensor_content: "\000\000\200?\000\000\000@\000\000@@")", "float_val: [1, 2, 3]"}) {
    auto file = std::make_shared<const std::string>(binaryOf(constant("dtype: DT_FLOAT " + kThree + values)));
    Task task;
    const Result<Model> m = formats::graphdef::readBytes(task, bytesOf(*file), file, "test.pb");
    ASSERT_TRUE(m) << m.error().text();
    EXPECT_EQ(valuesOf<float>(*m, "c"), (std::vector<float>{1, 2, 3}));
    const Buffer& b = m->buffers[0];
    EXPECT_TRUE(b.isPlain());
    const auto* begin = reinterpret_cast<const std::byte*>(file->data());
    EXPECT_TRUE(b.data.data() >= begin && b.data.data() + b.data.size() <= begin + file->size());
  }
}

TEST(GraphDefTensor, IsTheResultOfItsNodeNotAnAttribute) {
  const Model m = readText(constant("dtype: DT_FLOAT float_val: 2"));
  const Node& c = m.graph()[nodeNamed(m, "c")];
  EXPECT_FALSE(m.attr(c, "value"));
  EXPECT_TRUE(m.attr(c, "dtype"));
  const Tensor& t = m.graph()[m.graph().result(nodeNamed(m, "c"))];
  EXPECT_EQ(t.type, DataType::f32);
  EXPECT_EQ(m.shapeOf(t), Shape::scalar());
}

TEST(GraphDefTensor, ShortListsRepeatTheirLastValue) {
  const Model m = readText(constant("dtype: DT_FLOAT tensor_shape { dim { size: 5 } } float_val: [1, 2]"));
  EXPECT_EQ(valuesOf<float>(m, "c"), (std::vector<float>{1, 2, 2, 2, 2}));
  EXPECT_EQ(m.buffers[0].data.size(), 8u);
}

TEST(GraphDefTensor, AbsentValuesAreZeros) {
  EXPECT_EQ(valuesOf<std::int32_t>(readText(constant("dtype: DT_INT32 " + kThree)), "c"),
            (std::vector<std::int32_t>{0, 0, 0}));
}

TEST(GraphDefTensor, HugeSplatsTakeNoMemory) {
  const Model m = readText(constant("dtype: DT_FLOAT tensor_shape { dim { size: 1000000000000 } } float_val: 1"));
  EXPECT_EQ(m.bufferBytes(BufferId(0)), 4'000'000'000'000u);
  EXPECT_EQ(m.buffers[0].data.size(), 4u);
}

TEST(GraphDefTensor, DecodesEveryList) {
  const auto read = [](const std::string& type, const std::string& values) {
    return readText(constant("dtype: " + type + " " + kThree + values));
  };
  EXPECT_EQ(valuesOf<std::int32_t>(read("DT_INT32", "int_val: [1, -2, 300]"), "c"),
            (std::vector<std::int32_t>{1, -2, 300}));
  EXPECT_EQ(valuesOf<std::int16_t>(read("DT_INT16", "int_val: [1, -2, 300]"), "c"),
            (std::vector<std::int16_t>{1, -2, 300}));
  EXPECT_EQ(valuesOf<std::int8_t>(read("DT_INT8", "int_val: [1, -2, 3]"), "c"), (std::vector<std::int8_t>{1, -2, 3}));
  EXPECT_EQ(valuesOf<std::uint8_t>(read("DT_UINT8", "int_val: [1, 2, 200]"), "c"),
            (std::vector<std::uint8_t>{1, 2, 200}));
  EXPECT_EQ(valuesOf<std::uint8_t>(read("DT_BOOL", "bool_val: [true, false, true]"), "c"),
            (std::vector<std::uint8_t>{1, 0, 1}));
  EXPECT_EQ(valuesOf<std::int64_t>(read("DT_INT64", "int64_val: [1, -2, 5000000000]"), "c"),
            (std::vector<std::int64_t>{1, -2, 5000000000}));
  EXPECT_EQ(valuesOf<std::uint32_t>(read("DT_UINT32", "uint32_val: [1, 2, 4000000000]"), "c"),
            (std::vector<std::uint32_t>{1, 2, 4000000000}));
  EXPECT_EQ(valuesOf<std::uint64_t>(read("DT_UINT64", "uint64_val: [1, 2, 3]"), "c"),
            (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(valuesOf<double>(read("DT_DOUBLE", "double_val: [1, 2, 3]"), "c"), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(valuesOf<std::uint16_t>(read("DT_HALF", "half_val: [15360, 16384]"), "c"),
            (std::vector<std::uint16_t>{15360, 16384, 16384}));
  EXPECT_EQ(valuesOf<std::uint16_t>(read("DT_BFLOAT16", "half_val: 16256"), "c"),
            (std::vector<std::uint16_t>{16256, 16256, 16256}));
  EXPECT_EQ(valuesOf<float>(read("DT_COMPLEX64", "scomplex_val: [1, 2, 3, 4]"), "c"),
            (std::vector<float>{1, 2, 3, 4, 3, 4}));
  EXPECT_EQ(valuesOf<std::uint8_t>(read("DT_QINT8", "int_val: [1, 2, 3]"), "c"), (std::vector<std::uint8_t>{1, 2, 3}));
}

TEST(GraphDefTensor, PacksNibblesTwoToAByte) {
  EXPECT_EQ(valuesOf<std::uint8_t>(readText(constant("dtype: DT_INT4 " + kThree + "int_val: [1, -1, 7]")), "c"),
            (std::vector<std::uint8_t>{0xf1, 0x07}));
  EXPECT_EQ(valuesOf<std::uint8_t>(
                readText(constant("dtype: DT_UINT4 " + kThree + R"(tensor_content: "\001\002\003")")), "c"),
            (std::vector<std::uint8_t>{0x21, 0x03}));
}

TEST(GraphDefTensor, TakesListsThatAreNotPacked) {
  // Older writers gave every number a tag of its own: 0x2d is float_val with 4 bytes, 0x38 int_val as a varint.
  proto::TensorProto tensor = messageOf<proto::TensorProto>("dtype: DT_FLOAT " + kThree);
  std::string unpacked = tensor.SerializeAsString();
  for (const float v : {1.f, 2.f, 3.f})
    unpacked += std::string("\x2d") + std::string(reinterpret_cast<const char*>(&v), 4);
  std::string file;
  {
    std::string attr, entry, node, value;
    formats::graphdef::appendField(attr, 8, bytesOf(unpacked));
    formats::graphdef::appendField(entry, 1, bytesOf("value"));
    formats::graphdef::appendField(entry, 2, bytesOf(attr));
    formats::graphdef::appendField(node, 1, bytesOf("c"));
    formats::graphdef::appendField(node, 2, bytesOf("Const"));
    formats::graphdef::appendField(node, 5, bytesOf(entry));
    formats::graphdef::appendField(file, 1, bytesOf(node));
  }
  Task task;
  const Result<Model> m = tryRead(task, file);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(valuesOf<float>(*m, "c"), (std::vector<float>{1, 2, 3}));
}

TEST(GraphDefTensor, LaysOutTextAsTFLiteDoes) {
  const Model m = readText(constant("dtype: DT_STRING " + kThree + R"(string_val: ["a", "bcd"])"));
  const Tensor& t = m.graph()[m.graph().result(nodeNamed(m, "c"))];
  EXPECT_EQ(t.type, DataType::string);
  const auto data = m.data(t.buffer);
  ASSERT_TRUE(data);
  const std::string_view bytes = textOf(data->bytes);
  EXPECT_EQ(data->load<std::int32_t>(0), 3);
  EXPECT_EQ(data->load<std::int32_t>(1), 20);
  EXPECT_EQ(data->load<std::int32_t>(2), 21);
  EXPECT_EQ(data->load<std::int32_t>(3), 24);
  EXPECT_EQ(data->load<std::int32_t>(4), 27);
  EXPECT_EQ(bytes.substr(20), "abcdbcd") << "the last text repeats";
}

TEST(GraphDefTensor, DoesNotLayOutTextTheFileDoesNotHold) {
  const Model m = readText(constant(R"(dtype: DT_STRING tensor_shape { dim { size: 1000000000 } } string_val: "a")"));
  EXPECT_FALSE(m.graph()[m.graph().result(nodeNamed(m, "c"))].buffer);
}

TEST(GraphDefTensor, RefusesContentOfTheWrongSize) {
  const Error e = refusal(binaryOf(constant("dtype: DT_FLOAT " + kThree + R"(tensor_content: "12345678")")));
  EXPECT_EQ(e.subject, "c");
  EXPECT_EQ(e.finding.text(), "c has the shape [3] of float32, and 8 bytes of content where that takes 12.");
}

TEST(GraphDefTensor, RefusesOpenAndUncountableShapes) {
  EXPECT_EQ(
      refusal(binaryOf(constant("dtype: DT_FLOAT tensor_shape { dim { size: -1 } } float_val: 1"))).finding.text(),
      "c holds a value of the open shape [?].");
  EXPECT_EQ(refusal(binaryOf(constant("dtype: DT_FLOAT tensor_shape { dim { size: 9000000000000000000 } dim { size: "
                                      "9000000000000000000 } } float_val: 1")))
                .kind,
            ErrorKind::BadFile);
}

} // namespace
} // namespace ara::test
