// A layer that computes something else than the steps it stands for is caught, and told where.
#include "passes/recurrent/proof.h"

#include "ir/text.h"
#include "ops/registry.h"
#include "passes/recurrent/layer.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ara::passes::recurrent {
namespace {

// One unit, one input, batch 1: h' = tanh(0.5 x + 0.25 h + bias).
Cell oneUnit(ir::TensorId input, float bias) {
  Cell cell;
  cell.inputs = {input};
  cell.inputWidths = {1};
  cell.inputWidth = cell.units = cell.outputs = cell.batch = 1;
  cell.gates[0] = {{0.5f}, {0.25f}, {bias}, {}, 0};
  return cell;
}

// What the steps of a graph with bias 0.1 compute.
Result<std::vector<std::vector<float>>> steps(const std::vector<std::vector<std::vector<float>>>& inputs) {
  std::vector<std::vector<float>> out;
  float h = 0;
  for (const auto& x : inputs[0]) out.push_back({h = std::tanh(0.5f * x[0] + 0.25f * h + 0.1f)});
  return out;
}

std::optional<Message> checked(float bias) {
  auto model = ir::parse("graph (%x: f32[4,1,1]) {\n  %y = tf.Neg(%x) : f32[4,1,1]\n  return %y\n}\n", ops::find);
  EXPECT_TRUE(model.has_value());
  ir::GraphEdit edit(*model);
  Task task;
  std::vector<Error> refused;
  PassContext c{*model, edit, task, ops::find, refused};
  Builder b(c, "layer");
  const Cell cell = oneUnit(model->graph().inputs[0], bias);
  const Sequence input{model->graph().inputs[0], true};
  const auto layer = addLayer(b, cell, input);
  EXPECT_TRUE(layer.has_value());
  const auto found = disagreement(b, cell, input, *layer, 4, steps);
  EXPECT_TRUE(found.has_value());
  return found ? *found : std::nullopt;
}

TEST(Proof, TheSameLayerHolds) { EXPECT_FALSE(checked(0.1f)); }

TEST(Proof, AnotherBiasIsFoundInTheFirstStep) {
  const auto found = checked(0.1001f);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->text().starts_with("on random input 1 unit 0 of step 1 is ")) << found->text();
}

} // namespace
} // namespace ara::passes::recurrent
