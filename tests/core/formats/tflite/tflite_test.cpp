// Writing is canonical (write(read(write(m))) is the same bytes) and reading keeps what the file says.
#include "core/formats/tflite/small_models.h"

#include "formats/tflite/codes.h"
#include "formats/tflite/options.h"
#include "formats/tflite/runtime_versions.h"
#include "formats/tflite/tail.h"
#include "schema/tflite_generated.h"

#include <algorithm>
#include <cstring>

namespace ara::test {
namespace {

using formats::tflite::WriteOptions;

const schema::Model& parsed(const std::vector<std::byte>& file) { return *schema::GetModel(file.data()); }

TEST(TfliteWrite, IsTheSameAfterReadingBack) {
  for (Builder b : {dense(), rich()}) {
    const auto file = written(b.model);
    const auto again = readBack(file);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(written(*again), file);
  }
}

TEST(TfliteWrite, OutsideBuffersReadBackToTheSameModel) {
  const Builder b = dense();
  const WriteOptions outside{.outsideAbove = 0};
  const auto file = written(b.model, outside);
  const auto again = readBack(file);
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(written(*again, outside), file);
  EXPECT_EQ(written(*again), written(*readBack(written(b.model)))) << "where the bytes lay leaves no trace";
  const auto* first = parsed(file).buffers()->Get(1);
  EXPECT_EQ(first->data(), nullptr);
  EXPECT_EQ(first->offset() % 16, 0u);
}

TEST(TfliteRead, KeepsNamesTypesShapesAndSignatures) {
  const auto m = readBack(written(dense().model));
  ASSERT_TRUE(m) << m.error().text();
  const ir::Graph& g = m->graph();
  ASSERT_EQ(g.liveNodeCount(), 1u);
  const ir::Node& n = g[ir::NodeId(std::size_t{0})];
  EXPECT_EQ(m->opName(n), "tfl.fully_connected");
  EXPECT_EQ(std::get<ir::Symbol>(*m->attr(n, "fused_activation_function")).name, "RELU");
  EXPECT_EQ(m->tensorName(g, g.inputs[0]), "x");
  EXPECT_EQ(m->shapeOf(g[g.inputs[0]]).text(), "[?,4]");
  ASSERT_EQ(m->signatures.size(), 1u);
  EXPECT_EQ(m->signatures[0].key, "serving_default");
  EXPECT_EQ(m->signatures[0].inputs[0].tensor, g.inputs[0]);
  EXPECT_EQ(m->description, "made by hand");
  EXPECT_EQ(m->metadata.size(), 1u) << "the notes";
}

TEST(TfliteRead, KeepsLoopsStateAndCustomOperators) {
  const auto m = readBack(written(rich().model));
  ASSERT_TRUE(m) << m.error().text();
  ASSERT_EQ(m->graphs.size(), 3u);
  const ir::Graph& g = m->graph();
  const ir::NodeId loop(std::size_t{0}), quantize(std::size_t{1}), custom(std::size_t{2});
  EXPECT_EQ(std::get<ir::GraphId>(*m->attr(g[loop], "body_subgraph_index")), ir::GraphId(2));
  const ir::Quantization& q = m->quantizations[g[g.result(quantize)].quant.index()];
  EXPECT_EQ(q.scales, std::vector<float>{0.5f});
  EXPECT_EQ(q.zeroPoints, std::vector<std::int64_t>{3});
  EXPECT_EQ(q.max, std::vector<float>{1});
  EXPECT_EQ(std::get<std::string>(*m->attr(g[custom], "_custom_options")), std::string("\1\2\3", 3));
  EXPECT_EQ(std::get<std::int64_t>(*m->attr(g[custom], "_version")), 4);
  EXPECT_FALSE(g.operand(custom, 1)) << "an absent operand stays absent";
  EXPECT_TRUE(g[g.operand(custom, 2)].variable);
  EXPECT_EQ(g.results(custom).size(), 2u) << "the intermediate is behind the result";
  EXPECT_EQ(std::get<std::vector<bool>>(*m->attr(g[custom], "_mutating")), (std::vector<bool>{false, false, true}));
}

TEST(TfliteWrite, SharesWhatIsEqual) {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {4}, "x");
  TensorId at = x;
  for (int i = 0; i < 10; ++i) { // the same constant ten times, each with a buffer of its own
    const TensorId c = b.constant<float>(DataType::f32, {4}, {1, 2, 3, 4}, "c");
    const TensorId y = b.tensor(DataType::f32, {4}, "y" + std::to_string(i));
    b.op("mul", {at, c}, {y});
    at = y;
  }
  b.edit().setInputs({x});
  b.edit().setOutputs({at});
  const auto file = written(b.model);
  const schema::Model& m = parsed(file);
  EXPECT_EQ(m.buffers()->size(), 2u) << "none, the constant";
  EXPECT_EQ(m.buffers()->Get(0)->data(), nullptr);
  EXPECT_EQ(m.operator_codes()->size(), 1u);
  const auto* ops = m.subgraphs()->Get(0)->operators();
  const auto* tensors = m.subgraphs()->Get(0)->tensors();
  EXPECT_EQ(ops->Get(0)->builtin_options(), ops->Get(9)->builtin_options());
  EXPECT_EQ(tensors->Get(0)->shape(), tensors->Get(9)->shape());
  EXPECT_EQ(tensors->Get(1)->name(), tensors->Get(3)->name());
  EXPECT_EQ(tensors->Get(0)->buffer(), 0u) << "computed tensors have no buffer";
}

TEST(TfliteWrite, WritesBothOperatorCodesAndTheOptionsTable) {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {2}, "x"), y = b.tensor(DataType::f32, {2}, "y"),
                 z = b.tensor(DataType::f32, {2}, "z");
  b.op("add", {x, x}, {y});
  b.op("broadcast_to", {y, b.constant<std::int32_t>(DataType::i32, {1}, {2}, "shape")}, {z});
  b.edit().setInputs({x});
  b.edit().setOutputs({z});
  const auto file = written(b.model);
  const auto* codes = parsed(file).operator_codes();
  EXPECT_EQ(codes->Get(0)->deprecated_builtin_code(), 0);
  EXPECT_EQ(codes->Get(1)->deprecated_builtin_code(), 127) << "the code is beyond 127";
  EXPECT_EQ(codes->Get(1)->builtin_code(), schema::BuiltinOperator::BROADCAST_TO);
  EXPECT_EQ(codes->Get(1)->version(), 2) << "runtimes refuse version 1";
  const auto* add = parsed(file).subgraphs()->Get(0)->operators()->Get(0);
  EXPECT_NE(add->builtin_options_as_AddOptions(), nullptr) << "all defaults, still there";
}

// The entry of a file that has one is raised to what the operators need; a file without gets none, as no runtime reads
// it.
TEST(TfliteWrite, MinimalRuntimeIsWhatTheOperatorsNeed) {
  Builder b = dense();
  EXPECT_EQ(formats::tflite::neededRelease(b.model)->text(), "1.5.0") << "FULLY_CONNECTED 1";
  for (const auto& [said, wanted] : {std::pair("1.0.0", "1.5.0"), std::pair("2.9.1", "2.9.1")}) {
    Builder with = dense();
    std::vector<std::byte> text(16);
    std::memcpy(text.data(), said, std::strlen(said));
    with.model.metadata.push_back({"min_runtime_version", with.model.addBuffer(ir::heapBuffer(std::move(text)))});
    const auto file = written(with.model);
    const auto* m = parsed(file).metadata();
    const auto entry =
        std::find_if(m->begin(), m->end(), [](const auto* e) { return e->name()->str() == "min_runtime_version"; });
    ASSERT_NE(entry, m->end());
    const auto* data = parsed(file).buffers()->Get(entry->buffer())->data();
    ASSERT_EQ(data->size(), 16u);
    EXPECT_STREQ(reinterpret_cast<const char*>(data->data()), wanted);
  }
  EXPECT_EQ(parsed(written(b.model)).metadata()->size(), 1u) << "the notes only";
}

TEST(TfliteWrite, TablesWithNothingToSayAreLeftOut) {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {2}, "x"), y = b.tensor(DataType::f32, {2}, "y");
  b.op("abs", {x}, {y}); // AbsOptions has no fields
  b.edit().setInputs({x});
  b.edit().setOutputs({y});
  const auto file = written(b.model);
  EXPECT_EQ(parsed(file).subgraphs()->Get(0)->operators()->Get(0)->builtin_options(), nullptr);
  EXPECT_LE(file.size(), 272u) << "one operator, two tensors, no signature";
}

TEST(TfliteVersions, KnowTheirReleases) {
  EXPECT_EQ(formats::tflite::firstRelease(18, 7)->text(), "2.13.0"); // MUL
  EXPECT_EQ(formats::tflite::firstRelease(130, 2)->text(), "2.5.0"); // BROADCAST_TO starts with 2
  EXPECT_FALSE(formats::tflite::firstRelease(130, 1));
  EXPECT_FALSE(formats::tflite::firstRelease(18, 99));
  EXPECT_LT(*formats::tflite::parseRelease("1.13.1"), *formats::tflite::parseRelease("2.4.0"));
  EXPECT_FALSE(formats::tflite::parseRelease("soon"));
}

TEST(TfliteCodes, EveryOperatorHasAName) {
  using namespace formats::tflite;
  EXPECT_EQ(builtinCode("conv_2d"), 3);
  EXPECT_EQ(builtinName(209), "stablehlo_case");
  EXPECT_EQ(builtinName(4000), "");
  EXPECT_FALSE(builtinCode("conv_2e"));
  for (int code = 0; code <= 209; ++code) {
    EXPECT_EQ(operatorCode(operatorName(code)), code);
    if (const auto name = usualOptionsName(code); !name.empty()) { EXPECT_NE(optionTable(name), nullptr) << name; }
  }
  EXPECT_EQ(operatorCode("tfl.builtin_300"), 300);
}

// Every table of both unions: each field set to something that is not the default comes back.
TEST(TfliteOptions, EveryTableSurvives) {
  using namespace formats::tflite;
  std::size_t tables = 0;
  for (const bool second : {false, true}) {
    for (std::uint8_t number = 1; const OptionTable* type = optionTable(second, number); ++number, ++tables) {
      ir::Model model;
      ir::AttrList attrs;
      for (const OptionField& f : type->fields) {
        ir::AttrValue v;
        using reflection::BaseType;
        if (f.type == BaseType::String || (f.type == BaseType::Vector && f.element == BaseType::UByte))
          v = std::string("text");
        else if (f.role == OptionField::Role::graphs)
          v = std::vector<std::int64_t>{1, 0};
        else if (f.type == BaseType::Vector && f.element == BaseType::Bool)
          v = std::vector<bool>{true, false};
        else if (f.type == BaseType::Vector && f.element == BaseType::Float)
          v = std::vector<double>{1.5, -2};
        else if (f.type == BaseType::Vector)
          v = std::vector<std::int64_t>{3, 1, 2};
        else if (f.type == BaseType::Bool)
          v = f.defaultInteger == 0;
        else if (f.type == BaseType::Float)
          v = 0.25;
        else if (f.role == OptionField::Role::graph)
          v = ir::GraphId(1);
        else if (f.role == OptionField::Role::dataType)
          v = DataType::i8;
        else if (f.members)
          v = ir::Symbol{f.members->values()->Get(f.members->values()->size() - 1)->name()->str()};
        else
          v = std::int64_t{7};
        attrs.push_back({model.nameOf(f.name), std::move(v)});
      }
      const auto values = optionValues(*type, model, attrs, {0, 1});
      ASSERT_TRUE(values) << type->name << ": " << values.error().text();
      flatbuffers::FlatBufferBuilder builder;
      builder.Finish(buildOptions(builder, *values));
      const auto& table = *flatbuffers::GetRoot<flatbuffers::Table>(builder.GetBufferPointer());
      EXPECT_EQ(unknownField(*type, table), -1);
      ir::AttrList back;
      ASSERT_TRUE(readOptions(*type, table, model, 2, back)) << type->name;
      EXPECT_EQ(back, attrs) << type->name;
    }
  }
  EXPECT_GE(tables, 126u + 23u);
}

TEST(TfliteOptions, AnAbsentTableAndAnotherTypeStay) {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {2}, "x"), y = b.tensor(DataType::f32, {2}, "y"),
                 z = b.tensor(DataType::f32, {2}, "z");
  b.op("mul", {x, x}, {y}, {{"_no_options", true}});
  b.op("tanh", {y}, {z},
       {{"_options_type", ir::Symbol{"AddOptions"}}, {"fused_activation_function", ir::Symbol{"RELU6"}}});
  b.edit().setInputs({x});
  b.edit().setOutputs({z});
  const auto file = written(b.model);
  const auto* ops = parsed(file).subgraphs()->Get(0)->operators();
  EXPECT_EQ(ops->Get(0)->builtin_options_type(), schema::BuiltinOptions::NONE);
  ASSERT_NE(ops->Get(1)->builtin_options_as_AddOptions(), nullptr);
  EXPECT_EQ(ops->Get(1)->builtin_options_as_AddOptions()->fused_activation_function(),
            schema::ActivationFunctionType::RELU6);
  EXPECT_EQ(written(*readBack(file)), file);
}

TEST(TfliteOptions, ATypeNobodyKnowsIsReadAndRefusedOnWriting) {
  auto file = written(dense().model);
  const auto* op = parsed(file).subgraphs()->Get(0)->operators()->Get(0);
  auto* table = const_cast<flatbuffers::Table*>(reinterpret_cast<const flatbuffers::Table*>(op));
  table->SetField<std::uint8_t>(schema::Operator::VT_BUILTIN_OPTIONS_TYPE, 200, 0);
  const auto m = readBack(file);
  ASSERT_TRUE(m) << m.error().text();
  Task task;
  const auto again = formats::tflite::write(task, *m);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::Unsupported);
  EXPECT_NE(again.error().text().find("option type nobody knows"), std::string::npos) << again.error().text();
}

TEST(TfliteWrite, LeavesOutWhatIsDead) {
  Builder b = dense();
  const TensorId x = b.model.graph().inputs[0], extra = b.tensor(DataType::f32, {1}, "left over");
  const ir::NodeId dead = b.op("relu", {x}, {extra});
  b.edit().remove(dead);
  EXPECT_EQ(written(b.model), written(dense().model));
}

TEST(TfliteWrite, PutsOperatorsInTheOrderTheyRun) {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {2}, "x"), y = b.tensor(DataType::f32, {2}, "y"),
                 z = b.tensor(DataType::f32, {2}, "z");
  b.op("tanh", {y}, {z}); // made before its producer
  b.op("relu", {x}, {y});
  b.edit().setInputs({x});
  b.edit().setOutputs({z});
  const auto m = readBack(written(b.model));
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->opName(m->graph()[ir::NodeId(std::size_t{0})]), "tfl.relu");
}

TEST(TfliteWrite, NamesOfTensorsInsideCanGo) {
  const auto m = readBack(written(dense().model, {.names = false}));
  ASSERT_TRUE(m) << m.error().text();
  const ir::Graph& g = m->graph();
  EXPECT_EQ(m->tensorName(g, g.inputs[0]), "x");
  EXPECT_FALSE(g[g.operand(ir::NodeId(std::size_t{0}), 1)].name);
}

TEST(TfliteWrite, RefusesOperatorsOfTensorFlow) {
  Builder b = dense();
  const TensorId y = b.model.graph().outputs[0], z = b.tensor(DataType::f32, {1}, "z");
  const TensorId results[] = {z}, operands[] = {y};
  b.edit().addNode(b.model.nameOf("tf.Relu"), nullptr, operands, {}, results);
  Task task;
  const auto file = formats::tflite::write(task, b.model);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().text(),
            "Relu z is no TFLite operator, so a .tflite file cannot hold it. Convert the model first.");
}

TEST(TfliteWrite, RefusesTypesTheFormatLacks) {
  Builder b = dense();
  b.edit().setType(b.model.graph().inputs[0], DataType::qint8);
  Task task;
  const auto file = formats::tflite::write(task, b.model);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().subject, "x");
}

TEST(TfliteWrite, StreamsTransposedConstants) {
  Builder b = dense();
  const ir::BufferId source =
      b.model.addBuffer(ir::heapBufferOf(std::span<const float>(std::vector<float>{1, 5, 2, 6, 3, 7, 4, 8})));
  ir::Buffer turned;
  turned.source = source;
  turned.perm = {1, 0};
  turned.sourceDims = {4, 2};
  turned.size = 32;
  turned.elementBytes = 4;
  const TensorId w = b.model.graph().operand(ir::NodeId(std::size_t{0}), 1);
  b.edit().setBuffer(w, b.model.addBuffer(turned));
  EXPECT_EQ(written(b.model), written(dense().model)) << "the same weights, however they are held";
}

TEST(TfliteTail, AnArchiveTravelsWithTheModel) {
  // One stored entry "a" without content: local header, directory, end.
  const auto zip = [](std::uint32_t place) {
    std::string z("PK\3\4", 4);
    z += std::string(22, '\0') + std::string("\1\0\0\0", 4) + "a";
    const auto local = static_cast<std::uint32_t>(z.size());
    const auto number = [](std::uint32_t v) { return std::string(reinterpret_cast<const char*>(&v), 4); };
    z += std::string("PK\1\2", 4) + std::string(24, '\0') + std::string("\1\0", 2) + std::string(12, '\0') +
         number(place) + "a";
    const auto directory = static_cast<std::uint32_t>(z.size()) - local;
    z += std::string("PK\5\6", 4) + std::string(4, '\0') + std::string("\1\0\1\0", 4) + number(directory) +
         number(place + local) + std::string(2, '\0');
    return z;
  };
  auto file = written(dense().model);
  const std::string archive = zip(static_cast<std::uint32_t>(file.size()));
  const auto bytes = bytesOf(archive);
  file.insert(file.end(), bytes.begin(), bytes.end());
  EXPECT_EQ(formats::tflite::zipBegin(file), file.size() - archive.size());
  const auto m = readBack(file);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->tail.size(), archive.size());
  EXPECT_EQ(written(*m), file);
  const auto moved = formats::tflite::zipAt(bytes, 1000);
  EXPECT_EQ(textOf(moved), zip(1000)) << "its directory counts from the start of the file";
  const std::string own = zip(0);
  EXPECT_EQ(textOf(formats::tflite::zipAt(bytesOf(own), 1000)), own) << "places that count from the archive stay right";
}

} // namespace
} // namespace ara::test
