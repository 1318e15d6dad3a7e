// Reading float constants in passes.
#pragma once

#include "passes/pass.h"

#include <optional>
#include <vector>

namespace ara::passes {

// The values of a float32 constant; nothing for other types, non-constants and more than `most` elements.
std::optional<std::vector<float>> floats(const ir::Model& model, const ir::Tensor& t, std::uint64_t most = std::uint64_t{1} << 28);
// The one value all elements of a float32 constant share.
std::optional<float> uniformFloat(const ir::Model& model, const ir::Tensor& t, std::uint64_t most = 65536);
// A constant addend or factor that is one number per channel (last axis, `channels` long): [c], [1,..,1,c], or a scalar
// spread over all channels. Nothing otherwise.
std::optional<std::vector<float>> perChannel(const ir::Model& model, const ir::Tensor& t, std::uint64_t channels);
ir::TensorId addFloats(ir::GraphEdit& edit, const ir::Shape& shape, std::span<const float> values, ir::NameId name);

} // namespace ara::passes
