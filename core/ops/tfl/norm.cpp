// Normalisations of TensorFlow Lite, and rounding to quantized steps.
#include "kernels/norm.h"

#include "ops/network_rules.h"

#include <array>
#include <cmath>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpKind;

Status evaluateLocalResponse(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Shape& s = c.inputs[0].shape;
  ARA_TRY(wantRank(c, s, 4, "its input"));
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  kernels::localResponse({.channels = static_cast<std::uint64_t>(s.dims[3]),
                          .radius = c.attrInt("radius"),
                          .bias = c.attrFloat("bias"),
                          .alpha = c.attrFloat("alpha"),
                          .beta = c.attrFloat("beta")},
                         floats(c, 0), c.out<float>(0));
  return {};
}

Status evaluateL2(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Shape& s = c.inputs[0].shape;
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  kernels::l2Normalise(s.rank() == 0 ? 1 : static_cast<std::uint64_t>(s.dims.back()), 1e-6, floats(c, 0),
                       c.out<float>(0));
  return applyFusedActivation(c, c.out<float>(0));
}

Status evaluateFakeQuant(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const auto min = static_cast<float>(c.attrFloat("min")), max = static_cast<float>(c.attrFloat("max"));
  const std::int64_t bits = c.attrInt("num_bits");
  if (!(min < max) || bits < 2 || bits > 16)
    return c.refuse(
        msg("{0} {1} rounds {2} to {3} to {4} bits, which holds nothing.", c.op(), c.name(), min, max, bits));
  const auto range = kernels::nudged(min, max, static_cast<int>(bits), c.attrBool("narrow_range"));
  ARA_TRY(c.makeResult(0, DataType::f32, c.inputs[0].shape));
  const auto x = floats(c, 0);
  const auto y = c.out<float>(0);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = kernels::fakeQuantFromMin(x[i], range);
  return {};
}

// The first runtimes ignored narrow_range; they do not take version 2, and those that do refuse it when asked to run.
int versionOfFakeQuant(const VersionContext& c) { return c.attrBool("narrow_range") ? 2 : 1; }

const std::array kRows{
    ir::OpDef{.name = "tfl.local_response_normalization",
              .kind = OpKind::normalisation,
              .doc = "Divides each element by a power of its neighbouring channels' squares.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateLocalResponse,
              .builtinCode = 13,
              .limits = {.types = "f32", .minRank = 4, .maxRank = 4}},
    ir::OpDef{.name = "tfl.l2_normalization",
              .kind = OpKind::normalisation,
              .doc = "Divides rows along the last axis by their Euclidean norm.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateL2,
              .builtinCode = 11,
              .limits = {.types = "f32", .quantized = "i8 u8", .minRank = 1}},
    ir::OpDef{.name = "tfl.fake_quant",
              .kind = OpKind::quantization,
              .doc = "Rounds to the steps of a quantized range, keeping floats.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateFakeQuant,
              .builtinCode = 80,
              .version = versionOfFakeQuant,
              .limits = {.types = "f32"}},
};

} // namespace

std::span<const ir::OpDef> normRows() { return kRows; }

} // namespace ara::ops::tfl
