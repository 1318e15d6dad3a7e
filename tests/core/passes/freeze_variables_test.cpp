// Variables with a value become constants wherever their handle goes. (No case file: values of variables are not in the
// text form.)
#include "ir/text.h"
#include "ir/verify.h"
#include "passes/pass.h"

#include <gtest/gtest.h>

namespace ara::passes {
namespace {

struct Frozen {
  ir::Model model;
  std::vector<Error> refused;
  std::string text;
};

// Freezes the only variable of the model, "v", to [1, 2].
Frozen freeze(std::string_view text) {
  Frozen f;
  auto m = ir::parse(text, ops::find);
  EXPECT_TRUE(m) << m.error().text();
  if (!m) return f;
  f.model = *std::move(m);
  for (const ir::NodeId n : f.model.graph().nodeIds())
    if (f.model.opName(f.model.graph()[n]) == "tf.VarHandleOp") {
      ir::Variable v;
      v.name = v.key = "v";
      v.node = n;
      v.state = ir::Variable::State::joined;
      v.type = ir::DataType::f32;
      v.shape = v.stored = ir::Shape::of({2});
      const float values[] = {1, 2};
      v.value = f.model.addBuffer(ir::heapBufferOf<float>(values));
      f.model.variables.push_back(std::move(v));
    }
  Task task;
  ir::Journal journal;
  const std::string_view pass[] = {"freeze_variables"};
  const auto done = run(task, f.model, pass, journal, f.refused, {});
  EXPECT_TRUE(done) << done.error().text();
  for (const Error& e : ir::verify(f.model)) ADD_FAILURE() << e.text();
  f.text = ir::print(f.model);
  return f;
}

TEST(FreezeVariables, AReadIsTheValue) {
  const Frozen f = freeze(R"(graph (%x: f32[2]) {
  %v = tf.VarHandleOp() {dtype = f32, shape = shape[2]} : resource[]
  %r = tf.ReadVariableOp(%v) {dtype = f32} : f32[2]
  %y = tf.AddV2(%x, %r) : f32[2]
  return %y
}
)");
  EXPECT_TRUE(f.refused.empty());
  EXPECT_EQ(f.text.find("resource"), std::string::npos) << f.text;
  EXPECT_NE(f.text.find("[1.0, 2.0]"), std::string::npos) << f.text;
}

TEST(FreezeVariables, ALoopIsGivenTheValue) {
  const Frozen f = freeze(R"(graph (%x: f32[2]) {
  %v = tf.VarHandleOp() {dtype = f32, shape = shape[2]} : resource[]
  %a, %b = tf.While(%x, %v) {body = func "body" graph(2), cond = func "cond" graph(1)} : f32[2], resource[]
  return %a
}
function @cond (%cx: f32[2], %ch: resource[]) {
  %cr = tf.ReadVariableOp(%ch) {dtype = f32} : f32[2]
  %cl = tf.Less(%cx, %cr) : bool[2]
  return %cl as "r"
}
function @body (%bx: f32[2], %bh: resource[]) {
  %br = tf.ReadVariableOp(%bh) {dtype = f32} : f32[2]
  %bs = tf.AddV2(%bx, %br) : f32[2]
  return %bs as "x", %bh as "h"
}
)");
  EXPECT_TRUE(f.refused.empty());
  EXPECT_EQ(f.text.find("resource"), std::string::npos) << f.text;
  EXPECT_EQ(f.text.find("ReadVariableOp"), std::string::npos) << f.text;
  EXPECT_NE(f.text.find("%bs = tf.AddV2(%bx, %bh)"), std::string::npos) << f.text;
}

TEST(FreezeVariables, RestoringIsNoChange) {
  const Frozen f = freeze(R"(graph (%x: f32[2]) {
  %v = tf.VarHandleOp() {dtype = f32, shape = shape[2]} : resource[]
  %r = tf.ReadVariableOp(%v) {dtype = f32} : f32[2]
  %s = tf.StatefulPartitionedCall(%v) {f = func "restore" graph(1)} : f32[2]
  %y = tf.AddV2(%x, %r) : f32[2]
  return %y
}
function @restore (%h: resource[]) {
  %c = const f32[2] = [3.0, 4.0]
  tf.AssignVariableOp @"set" (%h, %c) {dtype = f32}
  return %c as "r"
}
)");
  EXPECT_TRUE(f.refused.empty());
  EXPECT_NE(f.text.find("[1.0, 2.0]"), std::string::npos) << f.text;
}

TEST(FreezeVariables, WhatALoopChangesIsNoConstant) {
  const Frozen f = freeze(R"(graph (%x: f32[2]) {
  %v = tf.VarHandleOp() {dtype = f32, shape = shape[2]} : resource[]
  %a, %b = tf.If(%x, %v) {else_branch = func "change" graph(1), then_branch = func "change" graph(1)} : f32[2], f32[2]
  return %a
}
function @change (%h: resource[]) {
  %r = tf.ReadVariableOp(%h) {dtype = f32} : f32[2]
  tf.AssignVariableOp @"set" (%h, %r) {dtype = f32}
  return %r as "r", %r as "s"
}
)");
  ASSERT_EQ(f.refused.size(), 1u);
  EXPECT_EQ(f.refused[0].finding.text(), "Variable v is changed inside a while the model runs.");
}

// It stays a variable of the runtime: the change is a read, a sum and an assignment, and what is read afterwards waits
// for that. What it begins with is assigned once.
TEST(FreezeVariables, WhatAnOutputWaitsToSeeChangedStaysAVariable) {
  const Frozen f = freeze(R"(graph (%x: f32[2]) {
  %v = tf.VarHandleOp() {dtype = f32, shape = shape[2]} : resource[]
  tf.AssignAddVariableOp @"count" (%v, %x) {dtype = f32}
  %r = tf.ReadVariableOp(%v) after(^count) {dtype = f32} : f32[2]
  return %r
}
)");
  EXPECT_TRUE(f.refused.empty());
  for (const char* part : {"tfl.call_once", "tfl.var_handle", "tf.AddV2", "tfl.assign_variable", "function @initialize", "[1.0, 2.0]"})
    EXPECT_NE(f.text.find(part), std::string::npos) << part << "\n" << f.text;
  EXPECT_EQ(f.text.find("tf.ReadVariableOp"), std::string::npos) << f.text;
}

} // namespace
} // namespace ara::passes
