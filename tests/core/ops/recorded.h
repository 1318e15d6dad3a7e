// Operators with recorded answers: one row says how a node looks, its shape and values in TensorFlow, and what it is
// lowered to; four things must agree with the recorded values: inference, the kernel, the lowered graph, its kernels.
//
//   {"maximum", "tf.MaxPool", [](OneNode& n) { n.fed<float>({1, 4, 4, 1}, ramp(16)).attr(...); }, "[1,2,2,1]", {..},
//    "tfl.max_pool_2d"}
#pragma once

#include "tests/core/ops/one_node.h"

#include <functional>

namespace ara::test {

using Ints = std::vector<std::int64_t>;

// Numbers a float holds exactly, as do their sums and products: ((k * step + 3) mod 11 - 5) / 2.
inline std::vector<float> ramp(std::size_t count, std::size_t step = 7) {
  std::vector<float> out;
  for (std::size_t k = 0; k < count; ++k) out.push_back((static_cast<float>((k * step + 3) % 11) - 5.0f) * 0.5f);
  return out;
}

struct Recorded {
  std::string what, op;
  std::function<void(OneNode&)> fill;
  std::string shape;
  std::vector<float> values;
  std::string lowered;
};

inline void expectRecorded(std::span<const Recorded> all) {
  for (const Recorded& r : all) {
    const std::string what = r.op + ", " + r.what;
    SCOPED_TRACE(what);
    OneNode n(r.op);
    r.fill(n);
    EXPECT_TRUE((n.infer() + " ").starts_with("f32" + r.shape + " ")) << n.infer();
    expectNear(valuesOf<float>(n.evaluate()), r.values, what + ", evaluated", 3e-6f);
    EXPECT_EQ(n.lower(), r.lowered);
    expectNear(valuesOf<float>(n.runLowered()), r.values, what + ", lowered", 3e-6f);
  }
}

} // namespace ara::test
