// print(parse(text)) == text, for everything a model can be; and what parse says about what is none.
#include "ir/text.h"

#include "formats/format.h"
#include "ir/verify.h"
#include "ops/registry.h"
#include "support/paths.h"

#include <gtest/gtest.h>
#include <random>

namespace ara::ir {
namespace {

namespace fs = std::filesystem;

std::string again(std::string_view text) {
  const auto m = parse(text, ops::find);
  return m ? print(*m) : m.error().text();
}

void expectSame(std::string_view text) { EXPECT_EQ(again(text), text); }

TEST(Text, ASmallGraph) {
  expectSame(R"(graph (%x: f32[1,8,8,3]) {
  %w = const f32[2] = [1.5, -0.0]
  %c = tfl.conv_2d(%x, %w, -) {padding = SAME, stride_h = 1} : f32[1,8,8,4]
  return %c
}
)");
}

TEST(Text, ALabelEndsBeforeItsColon) {
  expectSame("graph (%input_1: f32[1], %a/b:0: i32[]) {\n  return %a/b:0\n}\n");
  expectSame("graph (%\"a:\": f32[1], %\":\": i32[], %\"/x\": i32[], %\".x\": i32[]) {\n  return %\"a:\"\n}\n");
}

TEST(Text, NamesThatAreNoWords) {
  expectSame("graph (%\"a b\": f32[1], %\"\\xff\\\"\\\\\\x0a\": f32[1], %0/1: f32[], %1e: f32[]) {\n  return %1e\n}\n");
}

// Names need not be unique, nor there at all; a name that looks like a number of ours is told beside it.
TEST(Text, MissingAndRepeatedNames) {
  expectSame(R"(graph (%#0 "same": f32[1], %#1 "same": f32[1], %#2: f32[1], %#3 "#2": f32[1]) {
  %#4 = tf.Relu @"twice"(%#0) : f32[1]
  %#5 = tf.Relu @"twice"(%#4) after(^#0) : f32[1]
  %#6 = tf.Relu @-(%#5) after(^#1, ^#3) : f32[1]
  %own "own" = tf.Relu @"#1"(%#6) : f32[1]
  return %own
}
)");
}

TEST(Text, TheNameOfATensorMayDifferFromItsNode) {
  expectSame(R"(graph () {
  %a = tf.Split() : ?*
  %b "b" = tf.Relu @"node"(%a) : ?*
  %t = tfl.relu(%b) : ?*
  %t2 = tfl.relu @"location"(%t) : ?*
  %location "" = tfl.relu @"location"(%t2) : ?*
  return %t2
}
)");
}

TEST(Text, SeveralResultsAndNone) {
  expectSame(R"(graph (%x: f32[2]) {
  %s, %s:1 = tf.Split(%x) {num_split = 2} : f32[1], f32[1]
  tf.NoOp @"init"() after(^s)
  return %s:1, %s
}
)");
}

TEST(Text, LoopsAndControlEdges) {
  expectSame(R"(graph (%x: f32[]) {
  %enter = tf.Enter(%x) on "/job:a/cpu:0" {frame_name = "f", is_constant = false} : f32[]
  %merge, %merge:1 = tf.Merge(%enter, %next) : f32[], i32[]
  %next = tf.NextIteration(%merge) after(^enter, ^merge) : f32[]
  return %merge
}
)");
}

TEST(Text, FunctionsAndSubgraphs) {
  expectSame(R"(graph @main (%x: f32[2]) {
  %call = tf.PartitionedCall(%x) {f = func "body" graph(1) {T = f32}, g = func "elsewhere", h = [func "body" graph(1)]} : f32[2]
  %w = tfl.while(%call) {body_subgraph = graph(2), cond_subgraph = graph(-)} : f32[2]
  return %w
}

function @body (%a: f32[2]) {
  return %a as "out:0"
}

subgraph @"while body" (%a: f32[2], %a: f32[2]) {
  return %a, %a
}

signature "serving_default" graph(0) ("x" = %x) -> ("y \"1\"" = %w)
)");
}

TEST(Text, QuantizedVariableAndHandleTensors) {
  expectSame(R"(graph (%q: i8[2,1] quant(0, 0.5:3, 1e-05:-3), %u: u8[?,s0] quant(0, nan:0), %o: i8[1] quant(0)) {
  %v = tensor f32[2] variable
  %n = const f32[1] unshaped = [1.0]
  %h = tf.VarHandleOp() {shared_name = "v"} : resource[] of f32[2,?]
  %s = tf.Const() : string[2] = bytes 9 #0123456789abcdef
  return %q, %n
}
)");
}

TEST(Text, InputsMayHaveAValue) { expectSame("graph (%x: f32[1] = [2.0]) {\n  return %x\n}\n"); }

TEST(Text, AttributesOfEveryKind) {
  expectSame(R"(graph () {
  %a = tf.A() {"a b" = none, b = true, d = 0.1, d2 = 1.0, d3 = 1e+20, d4 = -inf, d5 = nan, d6 = -0.0, i = -3, s = "q\"\x00", sym = 'lower, sym2 = '"a:", sym3 = UPPER, t = f32, t2 = untyped} : ?*
  %b = tf.B() {b = [true, false], d = [1.0, inf], e = floats[], f = funcs[], i = [1, 2], j = ints[], k = bools[], s = ["", "x"], sh = [shape[1,?], shape*], t = [f32, untyped], u = strings[], v = types[], w = shapes[]} : ?*
  %c = tf.C() {p = tensor f32[2] = [1.0, nan], q = tensor i64*, r = raw "00ff", sh = shape[], sh2 = shape*} : ?*
  return %a
}
)");
}

TEST(Text, NumbersOfEveryType) {
  expectSame(R"(graph () {
  %a = const i64[2] = [-9223372036854775808, 9223372036854775807]
  %b = const f64[2] = [0.1, 0.10000000149011612]
  %c = const f32[4] = [0.1, 3.4028235e+38, 1e-45, -inf]
  %d = const bool[2] = [0, 1]
  %e = const u32[1] = [4294967295]
  %f = const f32[0] = []
  %g = const f16[1] = bytes 2 #0123456789abcdef
  %y = tf.Y(%a, %b, %c, %d, %e, %f, %g) : ?*
  return %y
}
)");
}

TEST(Text, ConstantsWithoutAValueAreZeros) {
  const auto m = parse("graph () {\n  %k = const f32[20]\n  return %k\n}\n", nullptr);
  ASSERT_TRUE(m);
  const auto data = m->data(m->graph()[m->graph().outputs[0]].buffer);
  ASSERT_EQ(data->bytes.size(), 80u);
  EXPECT_EQ(data->load<float>(19), 0.0f);
}

TEST(Text, MistakesAreToldWithTheirPlace) {
  const std::pair<const char*, const char*> kTable[] = {
      {"", "the end stands where a graph was expected"},
      {"graph (%x f32[1]) {", "Line 1, column 11: 'f32' stands where ':' was expected."},
      {"graph (%x: f31[1]) {", "'f31' stands where a type was expected"},
      {"graph () {\n  %y = tf.Relu(%x)\n  return %y\n}", "Line 2: %x is not defined."},
      {"graph () {\n  %y = tf.A()\n  %y = tf.A()\n  return %y\n}", "%y is defined twice"},
      {"graph () {\n  %y = tf.A() after(^z)\n  return %y\n}", "Line 2: %^z is not defined."},
      {"graph () {\n  return %y\n}", "%y is not defined"},
      {"graph () {\n  %k = const f32[2] = [1.0]\n", "2 elements"},
      {"graph () {\n  %k = const u8[1] = [256]\n", "a u8 element"},
      {"graph () {\n  %k = const f32[?]\n", "a static shape"},
      {"graph () {\n  %k = const f32[1] = bytes -4 #0123456789abcdef\n", "a number of bytes"},
      {"graph () {\n  %y = tf.A() {a = [1, \"x\"]}\n", "a list of one kind"},
      {"graph () {\n  %y = tf.A() {a = graph(-7)}\n", "the number of a graph"},
      {"graph () {\n  %y = tf.A() {a = \"never ends\n", "stands where"},
      {"graph () {\n  return\n}\nsignature \"s\" graph(4) () -> ()", "the number of a graph"},
      {"model", "graph, function, subgraph or signature"},
  };
  for (const auto& [text, wanted] : kTable)
    EXPECT_NE(again(text).find(wanted), std::string::npos) << text << "\n" << again(text);
  std::string deep = "graph () {\n  %y = tf.A() {a = ";
  for (int i = 0; i < 100'000; ++i) deep += "func \"f\" {a = ";
  EXPECT_NE(again(deep).find("less nesting"), std::string::npos);
  EXPECT_NE(again("graph () {\n  %y = tf.A() {a = " + std::string(100'000, '[')).find("less nesting"),
            std::string::npos);
}

// Whatever is done to a text, parse answers; and what it accepts can be printed and parsed again.
TEST(Text, DamagedTextsAreAnswered) {
  const std::string text = R"(graph @main (%x: f32[2,?] quant(0, 0.5:-3)) {
  %w = const f32[2] = [1.5, -0.0]
  %s, %s:1 = tf.Split(%x, %w, -) after(^t) {f = func "g" {T = [f32]}, p = tensor i8[1] = [1], n = -1.5} : f32[1], f32[1]
  %t = tf.X(%s) on "cpu" : resource[] of f32[1]
  return %s:1 as "o"
}
signature "d" graph(0) ("x" = %x) -> ("y" = %t)
)";
  const std::string_view pieces[] = {"%", "[", "]", "{",     "}",  "(",        ")",    "\"",  ":",
                                     "-", "#", "1", "graph", "\n", "bytes 9 ", "\xff", "inf", "99999999999999999999"};
  std::mt19937 random(1);
  std::size_t accepted = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string damaged = text;
    for (unsigned k = 0; k <= i % 3u; ++k) {
      const std::size_t at = random() % damaged.size();
      damaged.replace(at, random() % 3, pieces[random() % std::size(pieces)]);
    }
    if (i % 10 == 0) damaged.resize(random() % damaged.size());
    const auto m = parse(damaged, ops::find);
    if (!m) continue;
    ++accepted;
    const std::string printed = print(*m);
    ASSERT_EQ(again(printed), printed) << damaged;
  }
  EXPECT_GT(accepted, 50u) << "otherwise this tests nothing";
}

void roundTrip(const fs::path& path) {
  Task task;
  const auto m = formats::open(task, path);
  if (!m) return; // what does not open has nothing to print
  const std::string text = print(*m);
  const auto parsed = parse(text, ops::find);
  ASSERT_TRUE(parsed) << path << "\n" << parsed.error().text();
  ASSERT_TRUE(print(*parsed) == text) << path;
  EXPECT_EQ(parsed->graph().liveNodeCount(), m->graph().liveNodeCount()) << path;
  const auto wrong = verify(*parsed);
  EXPECT_TRUE(wrong.empty()) << path << "\n" << wrong.front().text();
}

TEST(Text, EveryModelOfTheConformanceCases) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(test::dataDir().parent_path() / "conformance/cases")) {
    roundTrip(entry.path() / "model.pb");
    ++count;
  }
  EXPECT_GT(count, 50u);
}

TEST(Text, EveryModelOfTheCollection) {
  SKIP_WITHOUT_SHARED();
  std::size_t count = 0;
  for (const char* folder : {"models", "cases"})
    for (const auto& entry : fs::recursive_directory_iterator(*test::sharedDir() / folder)) {
      const std::string extension = entry.path().extension();
      if (extension != ".pb" && extension != ".tflite" && extension != ".bin") continue;
      roundTrip(entry.path());
      ++count;
    }
  EXPECT_GT(count, 300u);
}

} // namespace
} // namespace ara::ir
