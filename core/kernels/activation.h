// Activations as functions of one number, in the arithmetic of their argument (float or double).
#pragma once

#include <algorithm>
#include <cmath>

namespace ara::kernels {

template<class T> T relu(T x) { return std::max(x, T(0)); }
template<class T> T reluTo(T x, T low, T high) { return std::min(std::max(x, low), high); }
template<class T> T elu(T x) { return x < T(0) ? std::expm1(x) : x; }
template<class T> T selu(T x) {
  constexpr T kScale = T(1.0507009873554804934193349852946), kScaleAlpha = T(1.7580993408473768599402175208123);
  return x < T(0) ? kScaleAlpha * std::expm1(x) : kScale * x;
}
template<class T> T leakyRelu(T x, T slope) { return x > T(0) ? x : x * slope; }
template<class T> T sigmoid(T x) { return T(1) / (T(1) + std::exp(-x)); }
template<class T> T softplus(T x) { return std::max(x, T(0)) + std::log1p(std::exp(-std::abs(x))); }
template<class T> T softsign(T x) { return x / (T(1) + std::abs(x)); }
template<class T> T hardSwish(T x) { return x * std::min(std::max(x + T(3), T(0)), T(6)) / T(6); }
template<class T> T gelu(T x, bool approximate) {
  constexpr T kRootHalf = T(0.70710678118654752440084436210485), kRoot = T(0.79788456080286535587989211986876);
  if (approximate) return T(0.5) * x * (T(1) + std::tanh(kRoot * (x + T(0.044715) * x * x * x)));
  return T(0.5) * x * std::erfc(-x * kRootHalf);
}

} // namespace ara::kernels
