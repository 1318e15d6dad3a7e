// A source and its conversion give the same answers: both run here on the same numbers, each through its own operators.
#include "convert/convert.h"
#include "convert/run_model.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ara::convert {
namespace {

using formats::arrays::Array;

std::vector<float> floatsOf(const Array& a) {
  std::vector<float> out(a.bytes.size() / sizeof(float));
  std::memcpy(out.data(), a.bytes.data(), out.size() * sizeof(float));
  return out;
}

Array arrayOf(std::string name, std::vector<float> values) {
  Array a{std::move(name), ir::DataType::f32, ir::Shape::of({static_cast<ir::Dim>(values.size())}), {}};
  a.bytes.resize(values.size() * sizeof(float));
  std::memcpy(a.bytes.data(), values.data(), a.bytes.size());
  return a;
}

// The largest difference, as a share of 1 + the source's answer; NaN in other places is infinitely far.
double apart(std::string_view text, std::vector<Array> inputs = {}) {
  const auto source = ir::parse(text, ops::find);
  EXPECT_TRUE(source) << source.error().text();
  if (!source) return INFINITY;
  Task task;
  const auto c = run(task, *source, {}, {});
  EXPECT_TRUE(c) << c.error().text();
  if (!c) return INFINITY;
  EXPECT_TRUE(c->refused.empty()) << (c->refused.empty() ? "" : c->refused.front().text());
  const RunRequest request{std::move(inputs), {}, {}, 7};
  const auto want = runModel(task, *source, request), got = runModel(task, c->model, request);
  EXPECT_TRUE(want) << want.error().text();
  EXPECT_TRUE(got) << got.error().text();
  if (!want || !got) return INFINITY;
  double worst = 0;
  for (std::size_t i = 0; i < want->size(); ++i) {
    const auto w = floatsOf((*want)[i].value), g = floatsOf((*got)[i].value);
    EXPECT_EQ((*want)[i].value.shape, (*got)[i].value.shape);
    if (w.size() != g.size()) return INFINITY;
    for (std::size_t k = 0; k < w.size(); ++k) {
      if (std::isnan(w[k]) != std::isnan(g[k])) return INFINITY;
      if (w[k] == g[k] || std::isnan(w[k])) continue;
      worst = std::max(worst, std::abs(double(w[k]) - double(g[k])) / (1 + std::abs(double(w[k]))));
    }
  }
  return worst;
}

// The runtime broadcasts over four axes at most. Neighbours that broadcast alike are joined; where more than four are
// left, an operand is repeated first.
TEST(SameAnswers, BroadcastsOverManyAxesInAnyPattern) {
  const std::vector<std::pair<std::string, std::string>> patterns{
      {"2,1,3,1,2", "1,4,1,5,1"},
      {"2,2,3,4,2", "1,2,1,4,1"},
      {"1,2,1,2,1,2", "2,1,2,1,2,1"},
      {"2,3,1,1,2,3", "3,4,1,1"},
      {"2,1,2,1,2", "2"},
      {"1,1,1,1,1", "2,3,2,3,2"},
      {"2,2,2,2,2", "2,2,2,2,2"},
      {"2,1,2,1,2,1,2", "1,2,1,2,1,2,1"},
  };
  for (const auto& [a, b] : patterns)
    for (const char* op : {"AddV2", "Sub", "Maximum", "SquaredDifference"})
      EXPECT_EQ(apart(fmt::format(R"(graph () {{
  %a = tf.Placeholder() {{dtype = f32, shape = shape[{0}]}} : f32[{0}]
  %b = tf.Placeholder() {{dtype = f32, shape = shape[{1}]}} : f32[{1}]
  %y = tf.{2}(%a, %b) {{T = f32}} : f32*
  return %y
}}
)",
                                  a, b, op)),
                0)
          << op << ' ' << a << " with " << b;
}

// Functions without an operator of their own, over their whole range.
TEST(SameAnswers, ComposedFunctionsAreExactToRounding) {
  std::vector<float> x{0.0f, -0.0f, NAN, 1e-30f, -1e-30f, 1e-7f, 1.0f / 3, -1.0f / 3, 0.999f, -0.999f};
  for (int i = -400; i <= 400; ++i) x.push_back(static_cast<float>(i) * 0.05f);
  for (int i = -15; i <= 15; ++i) x.push_back(std::pow(10.0f, static_cast<float>(i)));
  for (const char* op :
       {"Acosh", "Asinh", "Atanh", "Cosh", "Erf", "Expm1", "Log1p", "Sinh", "Tan", "Asin", "Acos", "Atan"})
    EXPECT_LT(apart(fmt::format(R"(graph () {{
  %x = tf.Placeholder() {{dtype = f32, shape = shape[{}]}} : f32[{}]
  %y = tf.{}(%x) {{T = f32}} : f32*
  return %y
}}
)",
                                x.size(), x.size(), op),
                    {arrayOf("x", x)}),
              5e-7)
        << op;
}

// In training mode the batch gives mean and variance; the variance passed on is over n - 1.
TEST(SameAnswers, BatchNormInTrainingMode) {
  for (const auto& [format, shape, channels] : {std::tuple("NHWC", "2,3,4,5", 5), std::tuple("NCHW", "1,6,8,1", 6)})
    EXPECT_LT(apart(fmt::format(R"(graph () {{
  %x = tf.Placeholder() {{dtype = f32, shape = shape[{1}]}} : f32[{1}]
  %s = tf.Placeholder() {{dtype = f32, shape = shape[{2}]}} : f32[{2}]
  %o = tf.Placeholder() {{dtype = f32, shape = shape[{2}]}} : f32[{2}]
  %e = const f32[0] = []
  %y, %m, %v, %r1, %r2, %r3 = tf.FusedBatchNormV3(%x, %s, %o, %e, %e) {{T = f32, U = f32, data_format = "{0}", epsilon = 0.001, is_training = true}} : f32*, f32*, f32*, f32*, f32*, f32*
  return %y, %m, %v
}}
)",
                                format, shape, channels)),
              2e-6)
        << format;
}

} // namespace
} // namespace ara::convert
