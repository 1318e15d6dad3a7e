// Which weights become int8, which stay and why, and what stands between int8 weights and kernels that compute in
// float.
#include "core/formats/tflite/small_models.h"

#include "quantize/quantize.h"
#include "support/paths.h"

#include <algorithm>
#include <cmath>

namespace ara::test {
namespace {

using quantize::DynamicOptions;
using quantize::Quantized;

std::vector<float> ramp(std::size_t n, float from = -1) {
  std::vector<float> v(n);
  for (std::size_t i = 0; i < n; ++i) v[i] = from + static_cast<float>(i) / 100;
  return v;
}

Quantized quantized(const ir::Model& model, const DynamicOptions& options = {}) {
  Task task;
  auto q = quantize::dynamicRange(task, model, options);
  EXPECT_TRUE(q) << q.error().text();
  return q ? *std::move(q) : Quantized();
}
std::string whyOf(const Quantized& q, TensorId t, ir::GraphId g = ir::GraphId(0)) {
  for (const quantize::Row& r : q.rows)
    if (r.tensor == t && r.graph == g) return r.why.text();
  return "(no row)";
}
DataType typeOf(const Quantized& q, TensorId t) { return q.model.graph()[t].type; }

struct Layer : Builder {
  TensorId x, w, bias, y;
  explicit Layer(std::vector<float> weights = ramp(2048), std::vector<ir::Dim> dims = {32, 64}) {
    x = tensor(DataType::f32, {1, dims[1]}, "x");
    w = constant<float>(DataType::f32, dims, std::move(weights), "w");
    bias = constant<float>(DataType::f32, {dims[0]}, std::vector<float>(static_cast<std::size_t>(dims[0])), "bias");
    y = tensor(DataType::f32, {1, dims[0]}, "y");
    op("fully_connected", {x, w, bias}, {y});
    edit().setInputs({x});
    edit().setOutputs({y});
  }
};

TEST(DynamicRange, WeightsBecomeInt8AndTheRestIsExplained) {
  Layer m;
  const Quantized q = quantized(m.model);
  const ir::Tensor& w = q.model.graph()[m.w];
  EXPECT_EQ(w.type, DataType::i8);
  EXPECT_EQ(q.model.bufferBytes(w.buffer), 2048u);
  EXPECT_EQ(q.model.quantizations[w.quant.index()].zeroPoints, std::vector<std::int64_t>{0});
  EXPECT_EQ(whyOf(q, m.w), "");
  EXPECT_EQ(whyOf(q, m.x), "input");
  EXPECT_EQ(whyOf(q, m.bias), "bias stays float");
  EXPECT_EQ(whyOf(q, m.y), "output");
  EXPECT_EQ(m.model.graph()[m.w].type, DataType::f32) << "the model given is not touched";
  const auto back = readBack(written(q.model));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(std::get<std::int64_t>(*back->attr(back->graph()[ir::NodeId(std::size_t{0})], "_version")), 3)
      << "the first hybrid one";
}

TEST(DynamicRange, TheThresholdCountsElements) {
  Layer m(ramp(900), {30, 30});
  EXPECT_EQ(whyOf(quantized(m.model), m.w), "900 elements, limit 1,024");
  EXPECT_EQ(typeOf(quantized(m.model, {.minElements = 900}), m.w), DataType::i8) << "the limit itself is enough";
  EXPECT_EQ(whyOf(quantized(m.model, {.minElements = 901}), m.w), "900 elements, limit 901");
}

TEST(DynamicRange, SharedWeightsAreConvertedOnce) {
  Layer m;
  const TensorId x2 = m.tensor(DataType::f32, {1, 64}, "x2"), y2 = m.tensor(DataType::f32, {1, 32}, "y2"),
                 y3 = m.tensor(DataType::f32, {1, 32}, "y3");
  m.op("fully_connected", {x2, m.w, m.bias}, {y2});
  const TensorId twin =
      m.edit().addConstant(DataType::f32, Shape::of({32, 64}), m.model.graph()[m.w].buffer, m.model.nameOf("twin"));
  m.op("fully_connected", {x2, twin, m.bias}, {y3});
  m.edit().setInputs({m.x, x2});
  m.edit().setOutputs({m.y, y2, y3});
  const Quantized q = quantized(m.model);
  EXPECT_EQ(q.model.graph()[m.w].buffer, q.model.graph()[twin].buffer);
  EXPECT_EQ(q.model.graph().liveNodeCount(), 3u) << "nothing is inserted";
}

TEST(DynamicRange, KernelsThatComputeInFloatReadThroughADequantize) {
  Builder m;
  const TensorId i = m.tensor(DataType::i32, {2}, "i"), y = m.tensor(DataType::f32, {2, 64}, "y"),
                 z = m.tensor(DataType::f32, {2, 64}, "z");
  const TensorId table = m.constant<float>(DataType::f32, {32, 64}, ramp(2048), "table");
  m.op("gather", {table, i}, {y});
  m.op("gather", {table, i}, {z});
  m.edit().setInputs({i});
  m.edit().setOutputs({y, z});
  const Quantized q = quantized(m.model);
  const ir::Graph& g = q.model.graph();
  EXPECT_EQ(g[table].type, DataType::i8);
  const TensorId back = g.operand(ir::NodeId(std::size_t{0}), 0);
  EXPECT_EQ(q.model.tensorName(g, back), "table_dequantize");
  EXPECT_EQ(q.model.opName(g[g[back].producer]), "tfl.dequantize");
  EXPECT_EQ(g.operand(ir::NodeId(std::size_t{1}), 0), back) << "one for both";
  EXPECT_EQ(whyOf(q, back), "gives table back as float32");
  EXPECT_TRUE(readBack(written(q.model)));
}

TEST(DynamicRange, DepthwiseIsNeverHybridWithOneScale) {
  Builder m;
  const TensorId x = m.tensor(DataType::f32, {1, 8, 8, 128}, "x"), y = m.tensor(DataType::f32, {1, 6, 6, 128}, "y");
  const TensorId w = m.constant<float>(DataType::f32, {1, 3, 3, 128}, ramp(1152), "w");
  const TensorId b = m.constant<float>(DataType::f32, {128}, std::vector<float>(128), "b");
  m.op("depthwise_conv_2d", {x, w, b}, {y},
       {{"padding", ir::Symbol{"VALID"}}, {"stride_w", std::int64_t{1}}, {"stride_h", std::int64_t{1}}});
  m.edit().setInputs({x});
  m.edit().setOutputs({y});
  const Quantized q = quantized(m.model);
  EXPECT_EQ(typeOf(q, w), DataType::i8);
  EXPECT_EQ(typeOf(q, q.model.graph().operand(ir::NodeId(std::size_t{0}), 1)), DataType::f32)
      << "the runtime computes nonsense otherwise";
  const Quantized later = quantized(m.model, {.perTensor = false});
  EXPECT_EQ(later.model.graph().operand(ir::NodeId(std::size_t{0}), 1), w);
  EXPECT_EQ(later.model.quantizations[later.model.graph()[w].quant.index()].scales.size(), 128u);
  EXPECT_EQ(later.model.quantizations[later.model.graph()[w].quant.index()].axis, 3);
}

TEST(DynamicRange, GroupedConvolutionsNeedAScalePerChannel) {
  Builder m;
  const TensorId x = m.tensor(DataType::f32, {1, 8, 8, 8}, "x"), y = m.tensor(DataType::f32, {1, 6, 6, 64}, "y");
  const TensorId w = m.constant<float>(DataType::f32, {64, 3, 3, 4}, ramp(2304), "w"); // two groups of four channels
  const TensorId b = m.constant<float>(DataType::f32, {64}, std::vector<float>(64), "b");
  m.op("conv_2d", {x, w, b}, {y});
  m.edit().setInputs({x});
  m.edit().setOutputs({y});
  const ir::NodeId n(std::size_t{0});
  const Quantized one = quantized(m.model), perChannel = quantized(m.model, {.perTensor = false});
  EXPECT_EQ(typeOf(one, one.model.graph().operand(n, 1)), DataType::f32) << "the runtime refuses one scale";
  EXPECT_EQ(perChannel.model.graph().operand(n, 1), w);
}

TEST(DynamicRange, AWeightThatIsAnOutputIsGivenBackAsFloat) {
  Layer m;
  m.edit().setOutputs({m.y, m.w});
  const Quantized q = quantized(m.model);
  EXPECT_EQ(typeOf(q, m.w), DataType::i8);
  EXPECT_EQ(typeOf(q, q.model.graph().outputs[1]), DataType::f32);
}

TEST(DynamicRange, ALayerIsInt8AsAWholeOrNotAtAll) {
  Builder m;
  const TensorId x = m.tensor(DataType::f32, {1, 5, 40}, "x"), y = m.tensor(DataType::f32, {1, 5, 30}, "y");
  std::vector<TensorId> in(20);
  in[0] = x;
  for (std::size_t i = 1; i <= 4; ++i)
    in[i] = m.constant<float>(DataType::f32, {30, 40}, ramp(1200), "w" + std::to_string(i));
  for (std::size_t i = 5; i <= 8; ++i)
    in[i] = m.constant<float>(DataType::f32, {30, 30}, ramp(900), "r" + std::to_string(i));
  for (std::size_t i = 12; i <= 15; ++i)
    in[i] = m.constant<float>(DataType::f32, {30}, std::vector<float>(30), "b" + std::to_string(i));
  for (std::size_t i = 18; i <= 19; ++i)
    m.edit().setVariable(in[i] = m.tensor(DataType::f32, {1, 30}, "s" + std::to_string(i)), true);
  m.op("unidirectional_sequence_lstm", in, {y}, {{"fused_activation_function", ir::Symbol{"TANH"}}});
  m.edit().setInputs({x});
  m.edit().setOutputs({y});
  const Quantized q = quantized(m.model);
  EXPECT_EQ(typeOf(q, in[1]), DataType::f32);
  EXPECT_EQ(whyOf(q, in[1]), "unidirectional_sequence_lstm needs all its weights as int8, but r5 stays float");
  EXPECT_EQ(whyOf(q, in[5]), "900 elements, limit 1,024");
  EXPECT_EQ(whyOf(q, in[12]), "bias stays float");
  EXPECT_EQ(whyOf(q, in[18]), "state, kept between runs");
  const Quantized all = quantized(m.model, {.minElements = 900});
  for (std::size_t i = 1; i <= 8; ++i) EXPECT_EQ(typeOf(all, in[i]), DataType::i8) << i;
}

TEST(DynamicRange, NamesChooseAndLeaveOut) {
  Layer m;
  EXPECT_EQ(whyOf(quantized(m.model, {.skip = {"w"}}), m.w), "left out as asked");
  EXPECT_EQ(whyOf(quantized(m.model, {.only = {"bias"}}), m.w), "left out as asked");
  EXPECT_EQ(typeOf(quantized(m.model, {.only = {"w"}}), m.w), DataType::i8);
  Task task;
  const auto none = quantize::dynamicRange(task, m.model, {.skip = {"ww"}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::BadArgument);
  EXPECT_EQ(none.error().text(), "No tensor of the model is called ww. Take the name from the list of tensors.");
}

TEST(DynamicRange, WeightsThatAreNotFiniteStay) {
  std::vector<float> values = ramp(2048);
  values[7] = std::nanf("");
  Layer m(values);
  EXPECT_EQ(whyOf(quantized(m.model), m.w), "holds NaN or infinity");
}

TEST(DynamicRange, EverySubgraphIsVisited) {
  Builder m(2);
  m.graph = ir::GraphId(1);
  const TensorId x = m.tensor(DataType::f32, {1, 64}, "x"), y = m.tensor(DataType::f32, {1, 32}, "y");
  const TensorId w = m.constant<float>(DataType::f32, {32, 64}, ramp(2048), "w");
  m.op("fully_connected", {x, w, TensorId()}, {y});
  m.edit().setInputs({x});
  m.edit().setOutputs({y});
  const Quantized q = quantized(m.model);
  EXPECT_EQ(q.model.graph(ir::GraphId(1))[w].type, DataType::i8);
  EXPECT_EQ(whyOf(q, w, ir::GraphId(1)), "");
}

TEST(DynamicRange, IsNotDoneTwice) {
  Layer m;
  const Quantized once = quantized(m.model), twice = quantized(once.model);
  EXPECT_EQ(written(once.model), written(twice.model));
  EXPECT_EQ(whyOf(twice, m.w), "already int8");
}

// The codes of the converter's own quantized files, to the last one.
TEST(DynamicRange, GivesTheCodesOfTheOfficialTool) {
  SKIP_WITHOUT_SHARED();
  struct Pair {
    const char *from, *to;
    std::uint64_t most;
  };
  for (const Pair& p : {Pair{"cnn/model_cnn_toco.tflite", "cnn/model_cnn_toco_quant.tflite", 57200},
                        Pair{"har/har_toco.tflite", "har/har_toco_quant.tflite", 900000}}) {
    const auto model = [&](const char* name) {
      const auto file = openFile(*sharedDir() / "models/seed" / name);
      EXPECT_TRUE(file);
      Task task;
      auto m = formats::tflite::readBytes(task, (*file)->bytes(), *file);
      EXPECT_TRUE(m);
      return *std::move(m);
    };
    const ir::Model from = model(p.from), official = model(p.to);
    const Quantized q = quantized(from, {.perTensor = false});
    EXPECT_LE(written(q.model).size(), p.most);
    EXPECT_LE(written(quantized(from).model).size(), p.most);
    std::size_t compared = 0;
    for (std::size_t i = 0; i < official.graph().tensorCount(); ++i) {
      const ir::Tensor& theirs = official.graph()[TensorId(i)];
      if (theirs.type != DataType::i8 || !theirs.buffer) continue;
      const ir::Tensor& ours = q.model.graph()[TensorId(i)];
      ASSERT_EQ(ours.type, DataType::i8) << official.tensorName(official.graph(), TensorId(i));
      EXPECT_EQ(textOf(q.model.data(ours.buffer)->bytes), textOf(official.data(theirs.buffer)->bytes));
      EXPECT_EQ(q.model.quantizations[ours.quant.index()].scales, official.quantizations[theirs.quant.index()].scales);
      ++compared;
    }
    EXPECT_GE(compared, 2u);
  }
}

} // namespace
} // namespace ara::test
