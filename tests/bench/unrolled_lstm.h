// The article's network at any number of steps: dense layer, two stacked BasicLSTMCells of 64 units, dense, softmax.
#pragma once

#include "ir/edit.h"
#include "ops/registry.h"

namespace ara::bench {

class UnrolledLstm {
public:
  explicit UnrolledLstm(int steps) : m_edit(graphs()) { build(steps); }
  const ir::Model& model() const { return m_model; }

private:
  ir::Model& graphs() {
    m_model.graphs.resize(1);
    return m_model;
  }

  ir::AttrsId attrs(std::vector<std::pair<std::string_view, ir::AttrValue>> list) {
    ir::AttrList out;
    for (auto& [key, value] : list) out.push_back({m_model.names.intern(key), std::move(value)});
    return m_model.attrs.intern(std::move(out), m_model.names);
  }

  std::vector<ir::TensorId> add(std::string_view op, std::vector<ir::TensorId> operands, std::size_t results = 1,
                                std::vector<std::pair<std::string_view, ir::AttrValue>> list = {}) {
    const ir::NodeId n = m_edit.addNode(*ops::find(op), operands, attrs(std::move(list)), results,
                                        m_model.names.intern(std::string(op.substr(3)) + "_" + std::to_string(m_number++)));
    const auto made = m_edit.graph().results(n);
    return {made.begin(), made.end()};
  }

  ir::TensorId floats(std::vector<ir::Dim> dims) {
    std::uint64_t count = 1;
    for (const auto d : dims) count *= static_cast<std::uint64_t>(d);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>((i * 2654435761u >> 8) % 1000) / 5000.0f - 0.1f;
    return m_edit.addConstant(ir::DataType::f32, ir::Shape::of(std::move(dims)), m_model.addBuffer(ir::heapBufferOf<float>(values)));
  }
  ir::TensorId ints(std::vector<std::int32_t> values, bool scalar = false) {
    const auto shape = scalar ? ir::Shape::scalar() : ir::Shape::of({static_cast<ir::Dim>(values.size())});
    return m_edit.addConstant(ir::DataType::i32, shape, m_model.addBuffer(ir::heapBufferOf<std::int32_t>(values)));
  }

  void build(int steps) {
    const ir::AttrValue f32 = ir::DataType::f32;
    const auto input = add("tf.Placeholder", {}, 1, {{"dtype", f32}, {"shape", ir::Shape::of({-1, steps, 3})}})[0];
    m_edit.setType(input, ir::DataType::f32);
    m_edit.setShape(input, ir::Shape::of({-1, steps, 3}));
    auto x = add("tf.Transpose", {input, ints({1, 0, 2})}, 1, {{"T", f32}})[0];
    x = add("tf.Reshape", {x, ints({-1, 3})}, 1, {{"T", f32}})[0];
    x = add("tf.MatMul", {x, floats({3, 64})}, 1, {{"T", f32}})[0];
    x = add("tf.Relu", {add("tf.Add", {x, floats({64})}, 1, {{"T", f32}})[0]}, 1, {{"T", f32}})[0];
    const auto pieces = add("tf.Split", {ints({0}, true), x}, static_cast<std::size_t>(steps),
                            {{"T", f32}, {"num_split", ir::AttrValue(std::int64_t{steps})}});
    const ir::TensorId one = floats({});
    std::vector<ir::TensorId> kernel{floats({128, 256}), floats({128, 256})}, bias{floats({256}), floats({256})};
    std::vector<ir::TensorId> c{floats({1, 64}), floats({1, 64})}, h{floats({1, 64}), floats({1, 64})};
    for (int t = 0; t < steps; ++t) {
      ir::TensorId in = pieces[static_cast<std::size_t>(t)];
      for (std::size_t layer = 0; layer < 2; ++layer) {
        const auto joined = add("tf.ConcatV2", {in, h[layer], ints({1}, true)}, 1, {{"T", f32}, {"N", ir::AttrValue(std::int64_t{2})}})[0];
        auto gates = add("tf.MatMul", {joined, kernel[layer]}, 1, {{"T", f32}})[0];
        gates = add("tf.BiasAdd", {gates, bias[layer]}, 1, {{"T", f32}})[0];
        const auto g = add("tf.Split", {ints({1}, true), gates}, 4, {{"T", f32}, {"num_split", ir::AttrValue(std::int64_t{4})}});
        const auto sigmoid = [&](ir::TensorId v) { return add("tf.Sigmoid", {v}, 1, {{"T", f32}})[0]; };
        const auto tanh = [&](ir::TensorId v) { return add("tf.Tanh", {v}, 1, {{"T", f32}})[0]; };
        const auto mul = [&](ir::TensorId a, ir::TensorId b) { return add("tf.Mul", {a, b}, 1, {{"T", f32}})[0]; };
        const auto plus = [&](ir::TensorId a, ir::TensorId b) { return add("tf.Add", {a, b}, 1, {{"T", f32}})[0]; };
        c[layer] = plus(mul(c[layer], sigmoid(plus(g[2], one))), mul(sigmoid(g[0]), tanh(g[1])));
        h[layer] = mul(tanh(c[layer]), sigmoid(g[3]));
        in = h[layer];
      }
    }
    x = add("tf.MatMul", {h[1], floats({64, 6})}, 1, {{"T", f32}})[0];
    x = add("tf.Softmax", {add("tf.Add", {x, floats({6})}, 1, {{"T", f32}})[0]}, 1, {{"T", f32}})[0];
    m_edit.setNodeName(m_edit.graph()[x].producer, m_model.names.intern("y_"));
  }

  ir::Model m_model;
  ir::GraphEdit m_edit;
  int m_number = 0;
};

} // namespace ara::bench
