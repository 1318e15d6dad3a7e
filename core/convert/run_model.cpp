#include "convert/run_model.h"

#include "base/strings.h"
#include "convert/picks.h"
#include "runtime/evaluate.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace ara::convert {
namespace {

using formats::arrays::Array;

// A graph that is not cut yet has placeholders; a copy of it (tables and views, no weights) gets inputs and outputs.
Result<ir::Model> readyToRun(Task& task, const ir::Model& model, const RunRequest& request) {
  ir::Model copy = model;
  if (model.origin.format == "TensorFlow Lite" && request.outputs.empty()) return copy;
  Settings settings;
  settings.outputs = request.outputs;
  ARA_ASSIGN(settings, fillDefaults(model, std::move(settings)));
  ir::Journal journal;
  ARA_TRY(apply(task, copy, settings, journal));
  return copy;
}

std::string signatureName(const ir::Model& m, ir::TensorId t, bool input) {
  for (const ir::Signature& s : m.signatures)
    for (const ir::NamedTensor& n : input ? s.inputs : s.outputs)
      if (s.graph == ir::GraphId(0) && n.tensor == t) return n.name;
  return {};
}

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

// The same numbers for the same seed on every machine: the generator's own bits, no library distribution.
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

} // namespace

Result<std::vector<Answer>> runModel(Task& task, const ir::Model& source, const RunRequest& request) {
  ARA_ASSIGN(const ir::Model m, readyToRun(task, source, request));
  const ir::Graph& g = m.graph();
  std::vector<runtime::Feed> feeds;
  std::vector<const Array*> used;
  for (std::size_t i = 0; i < g.inputs.size(); ++i) {
    const Array* a = givenFor(m, g.inputs[i], i, g.inputs.size(), request.inputs);
    if (!a && request.seed) {
      ARA_ASSIGN(const Array made, randomFor(m, g.inputs[i], *request.seed + i));
      feeds.push_back({g.inputs[i], viewOf(made)});
      continue;
    }
    const std::string name = m.tensorName(g, g.inputs[i]);
    if (!a)
      return fail(ErrorKind::Unsupported, msg("The input {0} has no array.", name),
                  msg("Give one named {0} or in:{1}, or --random SEED.", name, i), name);
    ARA_TRY(checkFits(m, g.inputs[i], *a));
    used.push_back(a);
    feeds.push_back({g.inputs[i], viewOf(*a)});
  }
  for (const Array& a : request.inputs)
    if (std::ranges::find(used, &a) == used.end())
      return fail(ErrorKind::Unsupported, msg("The array {0} belongs to no input.", a.name),
                  msg("Name it as an input, or leave it out."), a.name);

  std::vector<ir::TensorId> wanted = g.outputs;
  std::vector<Answer> out;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    out.push_back({m.tensorName(g, wanted[i]), {fmt::format("out:{}", i), {}, {}, {}}});
  const TensorNames names(m);
  for (const std::string& w : request.watch) {
    const auto t = names.find(w);
    if (!t)
      return fail(ErrorKind::BadArgument, msg("The model has no tensor {0} to watch.", printable(w)),
                  msg("See the names with `aracari-cli inspect --tensors`."), w);
    wanted.push_back(*t);
    out.push_back({m.tensorName(g, *t), {m.tensorName(g, *t), {}, {}, {}}});
  }
  ARA_ASSIGN(const auto values, runtime::runGraph(task, m, ir::GraphId(0), feeds, wanted));
  for (std::size_t i = 0; i < values.size(); ++i) {
    Array& a = out[i].value;
    a.type = values[i].type;
    a.shape = values[i].shape;
    a.bytes.assign(values[i].data.bytes.begin(), values[i].data.bytes.end());
  }
  return out;
}

} // namespace ara::convert
