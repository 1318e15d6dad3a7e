// Small models built by hand, each showing parts of the format.
#pragma once

#include "formats/tflite/tflite.h"
#include "ir/edit.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::test {

using ir::DataType;
using ir::Shape;
using ir::TensorId;

struct Builder {
  ir::Model model;
  ir::GraphId graph;

  explicit Builder(std::size_t graphs = 1) {
    model.graphs.resize(graphs);
    for (std::size_t i = 1; i < graphs; ++i) model.graphs[i].kind = ir::GraphKind::subgraph;
    graph = ir::GraphId(0);
  }
  ir::GraphEdit edit() { return ir::GraphEdit(model, graph); }
  TensorId tensor(DataType type, std::vector<ir::Dim> dims, std::string_view name) {
    return edit().addTensor(type, Shape::of(std::move(dims)), model.nameOf(name));
  }
  template<class T>
  TensorId constant(DataType type, std::vector<ir::Dim> dims, std::vector<T> values, std::string_view name) {
    const auto buffer = model.addBuffer(ir::heapBufferOf(std::span<const T>(values)));
    return edit().addConstant(type, Shape::of(std::move(dims)), buffer, model.nameOf(name));
  }
  ir::NodeId op(std::string_view name, std::vector<TensorId> operands, std::vector<TensorId> results,
                std::vector<std::pair<std::string_view, ir::AttrValue>> attrs = {}) {
    ir::AttrList list;
    for (auto& [k, v] : attrs) list.push_back({model.nameOf(k), std::move(v)});
    const std::string full = "tfl." + std::string(name);
    return edit().addNode(model.nameOf(full), ops::find(full), operands,
                          model.attrs.intern(std::move(list), model.names), results);
  }
};

// x[?,4] -> FULLY_CONNECTED(w, b) with RELU -> y[?,2], a signature, metadata.
inline Builder dense() {
  Builder b;
  const TensorId x = b.tensor(DataType::f32, {ir::kUnknownDim, 4}, "x");
  const TensorId w = b.constant<float>(DataType::f32, {2, 4}, {1, 2, 3, 4, 5, 6, 7, 8}, "w");
  const TensorId bias = b.constant<float>(DataType::f32, {2}, {0.5f, -0.5f}, "b");
  const TensorId y = b.tensor(DataType::f32, {ir::kUnknownDim, 2}, "y");
  b.op("fully_connected", {x, w, bias}, {y}, {{"fused_activation_function", ir::Symbol{"RELU"}}});
  b.edit().setInputs({x});
  b.edit().setOutputs({y});
  b.model.signatures.push_back({"serving_default", b.graph, {{"input", x}}, {{"output", y}}});
  b.model.metadata.push_back({"notes", b.model.addBuffer(ir::heapBuffer(std::vector<std::byte>(5, std::byte{'n'})))});
  b.model.description = "made by hand";
  return b;
}

// WHILE with a condition and a body, quantized tensors, a variable, an absent operand, intermediates, custom options.
inline Builder rich() {
  Builder b(3);
  const TensorId i = b.tensor(DataType::i32, {}, "i"), sum = b.tensor(DataType::f32, {3}, "sum");
  const TensorId iOut = b.tensor(DataType::i32, {}, "i_end"), out = b.tensor(DataType::f32, {3}, "sum_end");
  b.op("while", {i, sum}, {iOut, out},
       {{"cond_subgraph_index", ir::GraphId(1)}, {"body_subgraph_index", ir::GraphId(2)}});
  const TensorId q = b.tensor(DataType::i8, {3}, "quantized"), state = b.tensor(DataType::f32, {1, 3}, "state");
  b.edit().setVariable(state, true);
  ir::Quantization quant;
  quant.scales = {0.5f}, quant.zeroPoints = {3}, quant.min = {-1}, quant.max = {1};
  b.edit().setQuantization(q, b.model.addQuantization(quant));
  b.op("quantize", {out}, {q});
  const TensorId custom = b.tensor(DataType::f32, {3}, "custom"), scratch = b.tensor(DataType::i16, {3}, "scratch");
  b.op("custom", {q, TensorId(), state}, {custom, scratch},
       {{"custom_code", std::string("Mine")},
        {"_custom_options", std::string("\1\2\3", 3)},
        {"_intermediates", std::int64_t{1}},
        {"_mutating", std::vector<bool>{false, false, true}},
        {"_version", std::int64_t{4}}});
  b.edit().setInputs({i, sum});
  b.edit().setOutputs({iOut, custom});

  b.graph = ir::GraphId(1);
  const TensorId ci = b.tensor(DataType::i32, {}, "ci"), cs = b.tensor(DataType::f32, {3}, "cs");
  const TensorId limit = b.constant<std::int32_t>(DataType::i32, {}, {7}, "limit"),
                 more = b.tensor(DataType::boolean, {}, "more");
  b.op("less", {ci, limit}, {more});
  b.edit().setInputs({ci, cs});
  b.edit().setOutputs({more});

  b.graph = ir::GraphId(2);
  const TensorId bi = b.tensor(DataType::i32, {}, "bi"), bs = b.tensor(DataType::f32, {3}, "bs");
  const TensorId one = b.constant<std::int32_t>(DataType::i32, {}, {1}, "one"),
                 step = b.constant<float>(DataType::f32, {3}, {1, 2, 3}, "step");
  const TensorId bi2 = b.tensor(DataType::i32, {}, "bi2"), bs2 = b.tensor(DataType::f32, {3}, "bs2");
  b.op("add", {bi, one}, {bi2});
  b.op("add", {bs, step}, {bs2}, {{"pot_scale_int16", false}});
  b.edit().setInputs({bi, bs});
  b.edit().setOutputs({bi2, bs2});
  b.graph = ir::GraphId(0);
  return b;
}

inline std::vector<std::byte> written(const ir::Model& model, const formats::tflite::WriteOptions& options = {}) {
  Task task;
  auto file = formats::tflite::write(task, model, options);
  EXPECT_TRUE(file) << file.error().text();
  return file ? *std::move(file) : std::vector<std::byte>();
}
inline Result<ir::Model> readBack(Bytes file) {
  Task task;
  auto block = std::make_shared<const std::vector<std::byte>>(file.begin(), file.end());
  return formats::tflite::readBytes(task, *block, block);
}

} // namespace ara::test
