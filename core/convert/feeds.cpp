#include "convert/feeds.h"

#include "base/strings.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace ara::convert {

using formats::arrays::Array;

namespace {

std::string signatureName(const ir::Model& m, ir::TensorId t, bool input) {
  for (const ir::Signature& s : m.signatures)
    for (const ir::NamedTensor& n : input ? s.inputs : s.outputs)
      if (s.graph == ir::GraphId(0) && n.tensor == t) return n.name;
  return {};
}

} // namespace

const Array* givenFor(const ir::Model& m, ir::TensorId t, std::size_t position, std::size_t inputs,
                      const std::vector<Array>& given) {
  const std::string name = m.tensorName(m.graph(), t), alias = signatureName(m, t, true);
  for (const Array& a : given)
    if (a.name == name || a.name == name + ":0" || a.name == "in:" + name || (!alias.empty() && a.name == alias))
      return &a;
  for (const Array& a : given)
    if (a.name == fmt::format("in:{}", position) || (a.name.empty() && inputs == 1)) return &a;
  return nullptr;
}

// The generator's own bits, no library distribution: those differ between machines.
Result<Array> randomFor(const ir::Model& m, ir::TensorId t, std::uint64_t seed) {
  const std::string name = m.tensorName(m.graph(), t);
  const ir::Tensor& x = m.graph()[t];
  Array a;
  a.type = x.type;
  if (!m.shapeOf(x).ranked)
    return fail(ErrorKind::Unsupported, msg("{0} does not say its shape, so nothing random can be made for it.", name),
                msg("Give an array for it."), name);
  std::vector<ir::Dim> dims = m.shapeOf(x).dims;
  for (ir::Dim& d : dims)
    if (!ir::isKnown(d)) d = 1;
  a.shape = ir::Shape::of(std::move(dims));
  const auto size = a.shape.elements() ? ir::byteSize(a.type, *a.shape.elements()) : std::nullopt;
  if (!size || a.type == ir::DataType::string || *size > (std::uint64_t{1} << 31))
    return fail(
        ErrorKind::Unsupported,
        msg("{0} is {1} of shape {2}; nothing random is made for that.", name, ir::longName(a.type), a.shape.text()),
        msg("Give an array for it."), name);
  a.bytes.resize(static_cast<std::size_t>(*size));
  std::mt19937_64 bits(seed);
  const auto fill = [&]<class T>(T, auto make) {
    for (std::size_t at = 0; at + sizeof(T) <= a.bytes.size(); at += sizeof(T)) {
      const T v = static_cast<T>(make(bits()));
      std::memcpy(a.bytes.data() + at, &v, sizeof v);
    }
  };
  const auto unit = [](std::uint64_t b) { return static_cast<double>(b >> 11) * 0x1p-52 - 1; }; // [-1, 1)
  switch (a.type) {
  case ir::DataType::f32: fill(float(), unit); break;
  case ir::DataType::f64: fill(double(), unit); break;
  case ir::DataType::f16: fill(_Float16(), unit); break;
  case ir::DataType::boolean: fill(std::uint8_t(), [](std::uint64_t b) { return b & 1; }); break;
  case ir::DataType::i8: fill(std::int8_t(), [](std::uint64_t b) { return b; }); break;
  case ir::DataType::u8: fill(std::uint8_t(), [](std::uint64_t b) { return b; }); break;
  case ir::DataType::i16: fill(std::int16_t(), [](std::uint64_t b) { return b; }); break;
  case ir::DataType::i32: fill(std::int32_t(), [](std::uint64_t b) { return b % 10; }); break; // most are indices
  case ir::DataType::i64: fill(std::int64_t(), [](std::uint64_t b) { return b % 10; }); break;
  default:
    return fail(ErrorKind::Unsupported, msg("{0} is {1}; nothing random is made for that.", name, ir::longName(a.type)),
                msg("Give an array for it."), name);
  }
  return a;
}

Status checkFits(const ir::Model& m, ir::TensorId t, const Array& a) {
  const std::string name = m.tensorName(m.graph(), t);
  const ir::Tensor& x = m.graph()[t];
  if (x.type != ir::DataType::none && x.type != a.type)
    return fail(ErrorKind::Unsupported,
                msg("{0} takes {1}, and the array is {2}.", name, ir::longName(x.type), ir::longName(a.type)),
                msg("Convert the array to {0} before saving it.", ir::longName(x.type)), name);
  const ir::Shape& shape = m.shapeOf(x);
  bool fits = !shape.ranked || shape.rank() == a.shape.rank();
  for (std::size_t i = 0; fits && shape.ranked && i < shape.rank(); ++i)
    fits = !ir::isKnown(shape.dims[i]) || shape.dims[i] == a.shape.dims[i];
  if (!fits)
    return fail(ErrorKind::Unsupported,
                msg("{0} has the shape {1}, and the array {2}.", name, shape.text(), a.shape.text()),
                msg("Give an array of that shape."), name);
  return {};
}

ops::TensorView viewOf(const Array& a) {
  auto bytes = std::make_shared<const std::vector<std::byte>>(a.bytes);
  const Bytes view(*bytes);
  return {a.type, a.shape, {view, std::move(bytes)}};
}

} // namespace ara::convert
