#include "passes/constants.h"

#include <bit>

namespace ara::passes {

std::optional<std::vector<float>> floats(const ir::Model& model, const ir::Tensor& t, std::uint64_t most) {
  const auto count = model.shapeOf(t).elements();
  if (!t.buffer || t.type != ir::DataType::f32 || !count || *count > most || model.bufferBytes(t.buffer) < *count * 4)
    return {};
  const auto data = model.data(t.buffer);
  if (!data) return {};
  std::vector<float> out(static_cast<std::size_t>(*count));
  if (!out.empty()) std::memcpy(out.data(), data->bytes.data(), out.size() * sizeof(float));
  return out;
}

std::optional<float> uniformFloat(const ir::Model& model, const ir::Tensor& t, std::uint64_t most) {
  const auto values = floats(model, t, most);
  if (!values || values->empty()) return {};
  for (const float v : *values)
    if (std::bit_cast<std::uint32_t>(v) != std::bit_cast<std::uint32_t>(values->front())) return {};
  return values->front();
}

std::optional<std::vector<float>> perChannel(const ir::Model& model, const ir::Tensor& t, std::uint64_t channels) {
  auto values = floats(model, t, channels);
  if (!values || channels > (1u << 24)) return {};
  if (values->size() == 1) return std::vector<float>(static_cast<std::size_t>(channels), values->front());
  const ir::Shape& s = model.shapeOf(t);
  if (values->size() != channels || s.dims.empty() || static_cast<std::uint64_t>(s.dims.back()) != channels) return {};
  return values;
}

ir::TensorId addFloats(ir::GraphEdit& edit, const ir::Shape& shape, std::span<const float> values, ir::NameId name) {
  return edit.addConstant(ir::DataType::f32, shape, edit.model().addBuffer(ir::heapBufferOf<float>(values)), name);
}

} // namespace ara::passes
