// x [1,4] -> MatMul w -> BiasAdd b -> Relu -> { Sigmoid, Tanh } -> Mul -> y (Softmax), and Shape of x to the side.
#pragma once

#include "ir/edit.h"
#include "ops/registry.h"
#include "ui/canvas/scene.h"

#include <cstddef>
#include <map>
#include <string>

namespace ara::test {

struct SmallGraph {
  ir::Model model;
  std::map<std::string, ir::NodeId> node;

  SmallGraph() {
    model.graphs.emplace_back();
    ir::GraphEdit edit(model);
    const auto x = add(edit, "tf.Placeholder", "x", {});
    edit.setShape(x, ir::Shape::of({1, 4}));
    edit.setType(x, ir::DataType::f32);
    const auto w = constant(edit, "w", {4, 8});
    const auto b = constant(edit, "b", {8});
    const auto read = add(edit, "tf.Identity", "w/read", {w});
    const auto product = add(edit, "tf.MatMul", "dense/MatMul", {x, read});
    const auto biased = add(edit, "tf.BiasAdd", "dense/BiasAdd", {product, b});
    const auto relu = add(edit, "tf.Relu", "dense/Relu", {biased});
    const auto s = add(edit, "tf.Sigmoid", "gate/Sigmoid", {relu});
    const auto t = add(edit, "tf.Tanh", "gate/Tanh", {relu});
    const auto m = add(edit, "tf.Mul", "gate/Mul", {s, t});
    add(edit, "tf.Softmax", "y", {m});
    add(edit, "tf.Shape", "size", {x});
  }

  ir::TensorId add(ir::GraphEdit& edit, const char* op, const char* name,
                   std::initializer_list<ir::TensorId> operands) {
    const ir::NodeId n = edit.addNode(*ops::find(op), operands, {}, 1, model.nameOf(name));
    node[name] = n;
    return edit.graph().result(n);
  }
  ir::TensorId constant(ir::GraphEdit& edit, const char* name, std::vector<ir::Dim> dims) {
    const ir::TensorId t = add(edit, "tf.Const", name, {});
    const ir::Shape shape = ir::Shape::of(std::move(dims));
    edit.setShape(t, shape);
    edit.setType(t, ir::DataType::f32);
    edit.setBuffer(t, model.addBuffer(ir::heapBuffer(std::vector<std::byte>(*shape.elements() * 4))));
    return t;
  }
  ir::TensorId result(const char* name) const { return model.graph().result(node.at(name)); }

  // Laid out as the canvas would.
  ui::Scene scene() const {
    const ir::TensorId y[] = {result("y")};
    ui::Scene made = ui::makeScene(model, ir::GraphId(std::size_t(0)), {.outputs = y}, ui::Measure());
    Task task;
    if (!ui::arrange(task, made, nullptr)) std::abort();
    return made;
  }
};

// The same network as a file, for tests that go through a Document.
inline std::string smallGraphText() {
  const auto node = [](const char* name, const char* op, const char* inputs, const char* attrs) {
    return "node { name: \"" + std::string(name) + "\" op: \"" + op + "\" " + inputs + " " + attrs + " }\n";
  };
  const char* f32 = "attr { key: \"T\" value { type: DT_FLOAT } }";
  return node("x", "Placeholder", "",
              "attr { key: \"dtype\" value { type: DT_FLOAT } } "
              "attr { key: \"shape\" value { shape { dim { size: 1 } dim { size: 4 } } } }") +
         node("w", "Const", "",
              "attr { key: \"dtype\" value { type: DT_FLOAT } } attr { key: \"value\" value { tensor { dtype: DT_FLOAT "
              "tensor_shape { dim { size: 4 } dim { size: 8 } } float_val: 0.5 } } }") +
         node("b", "Const", "",
              "attr { key: \"dtype\" value { type: DT_FLOAT } } attr { key: \"value\" value { tensor { dtype: DT_FLOAT "
              "tensor_shape { dim { size: 8 } } float_val: 0.5 } } }") +
         node("dense/MatMul", "MatMul", "input: \"x\" input: \"w\"", f32) +
         node("dense/BiasAdd", "BiasAdd", "input: \"dense/MatMul\" input: \"b\"", f32) +
         node("dense/Relu", "Relu", "input: \"dense/BiasAdd\"", f32) +
         node("gate/Sigmoid", "Sigmoid", "input: \"dense/Relu\"", f32) +
         node("gate/Tanh", "Tanh", "input: \"dense/Relu\"", f32) +
         node("gate/Mul", "Mul", "input: \"gate/Sigmoid\" input: \"gate/Tanh\"", f32) +
         node("y", "Softmax", "input: \"gate/Mul\"", f32);
}

} // namespace ara::test
