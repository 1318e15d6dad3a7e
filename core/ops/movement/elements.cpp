// Element types without a whole byte of their own: packed integers are spread to one byte each and packed again;
// strings are moved as their numbers (from 1; 0 is the empty string) and gathered afterwards.
#include "ops/movement/movement.h"

#include <algorithm>
#include <limits>

namespace ara::ops {
namespace {

std::vector<std::byte> spread(Bytes packed, std::uint64_t count, unsigned bits) {
  std::vector<std::byte> out(static_cast<std::size_t>(count));
  const unsigned perByte = 8 / bits;
  const auto mask = static_cast<std::byte>((1u << bits) - 1);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = (packed[i / perByte] >> (i % perByte * bits)) & mask;
  return out;
}

void pack(std::span<const std::byte> wide, std::span<std::byte> packed, unsigned bits) {
  const unsigned perByte = 8 / bits;
  for (std::size_t i = 0; i < wide.size(); ++i) packed[i / perByte] |= wide[i] << (i % perByte * bits);
}

// The result tensor of the strings numbered `which`, or nothing when its offsets do not fit the layout.
std::optional<std::vector<std::byte>> joinStrings(std::span<const Bytes> all, std::span<const std::uint32_t> which,
                                                  std::uint64_t budget) {
  std::uint64_t size = 8 + 4 * static_cast<std::uint64_t>(which.size());
  for (const auto w : which) size += all[w].size();
  if (size > budget || size > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  std::vector<std::byte> out(static_cast<std::size_t>(size));
  const auto put = [&](std::size_t word, std::size_t value) {
    const auto v = static_cast<std::int32_t>(value);
    std::memcpy(out.data() + 4 * word, &v, sizeof v);
  };
  std::size_t at = 8 + 4 * which.size();
  put(0, which.size());
  put(1, at);
  for (std::size_t i = 0; i < which.size(); ++i) {
    const Bytes s = all[which[i]];
    std::copy(s.begin(), s.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
    at += s.size();
    put(i + 2, at);
  }
  return out;
}

Fail pointsOutside(const EvalContext& c) {
  return c.refuse(msg("{0} {1} has operands that point outside its input.", c.op(), c.name()),
                  msg("Check the indices and sizes it is given."));
}

Fail tooLarge(const EvalContext& c, const Shape& s) {
  return c.refuse(msg("{0} {1} would make a value of shape {2}, which is too large.", c.op(), c.name(), s.text()),
                  msg("Give smaller input shapes."));
}

Status moveStrings(EvalContext& c, std::span<const std::size_t> inputs, const Shapes& shapes,
                   const std::function<bool(Elements&)>& f) {
  std::vector<Bytes> all{Bytes{}};
  std::vector<std::vector<std::uint32_t>> from, to;
  for (const std::size_t i : inputs) {
    std::vector<std::uint32_t>& numbers = from.emplace_back();
    if (c.inputs[i].type == DataType::none) continue;
    const auto strings = stringsOf(c.inputs[i]);
    if (!strings) return c.refuse(msg("{0} {1} has strings that do not fill their tensor.", c.op(), c.name()));
    for (const Bytes s : *strings) {
      numbers.push_back(static_cast<std::uint32_t>(all.size()));
      all.push_back(s);
    }
  }
  for (const Shape& s : shapes) {
    const auto count = s.elements();
    if (!count || *count > c.budget / 4) return tooLarge(c, s);
    to.emplace_back(static_cast<std::size_t>(*count), 0u);
  }
  Elements e;
  e.width = 4;
  for (const auto& v : from) e.in.push_back(std::as_bytes(std::span(v)));
  for (auto& v : to) e.out.push_back(std::as_writable_bytes(std::span(v)));
  if (!f(e)) return pointsOutside(c);
  for (std::size_t i = 0; i < to.size(); ++i) {
    auto bytes = joinStrings(all, to[i], c.budget);
    if (!bytes) return tooLarge(c, shapes[i]);
    if (c.results.size() <= i) c.results.resize(i + 1);
    c.budget -= bytes->size();
    c.results[i] = {DataType::string, shapes[i], std::move(*bytes)};
  }
  return {};
}

} // namespace

std::optional<std::vector<Bytes>> stringsOf(const TensorView& t) {
  const Bytes b = t.data.bytes;
  const auto count = tryLoad<std::int32_t>(b, 0);
  if (!count || *count < 0 || static_cast<std::uint64_t>(*count) != t.shape.elements()) return std::nullopt;
  std::vector<Bytes> out;
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(*count); ++i) {
    const auto from = tryLoad<std::int32_t>(b, 4 + 4 * i), to = tryLoad<std::int32_t>(b, 8 + 4 * i);
    if (!from || !to || *from < 0 || *to < *from) return std::nullopt;
    const auto part = subspan(b, static_cast<std::uint64_t>(*from), static_cast<std::uint64_t>(*to - *from));
    if (!part) return std::nullopt;
    out.push_back(*part);
  }
  return out;
}

Status moveElements(EvalContext& c, std::span<const std::size_t> inputs, const Shapes& shapes,
                    const std::function<bool(Elements&)>& f) {
  DataType type = DataType::none;
  for (const std::size_t i : inputs)
    if (i >= c.inputs.size()) return wantOperands(c);
  for (const std::size_t i : inputs)
    if (c.inputs[i].type != DataType::none) type = c.inputs[i].type;
  for (const std::size_t i : inputs) {
    if (c.inputs[i].type == type || c.inputs[i].type == DataType::none) continue;
    return c.refuse(msg("{0} {1} has inputs of types {2} and {3}.", c.op(), c.name(), ir::longName(type),
                        ir::longName(c.inputs[i].type)));
  }
  if (type == DataType::string) return moveStrings(c, inputs, shapes, f);
  const unsigned bits = ir::bitWidth(type);
  const bool packed = bits > 0 && bits < 8;
  Elements e;
  e.width = packed ? 1 : bits / 8;
  std::vector<std::vector<std::byte>> wideIn, wideOut;
  for (const std::size_t i : inputs) {
    if (c.inputs[i].type == DataType::none) {
      e.in.emplace_back();
      continue;
    }
    const auto count = c.inputs[i].shape.elements();
    const auto bytes = count ? ir::byteSize(type, *count) : std::nullopt;
    if (!bytes || c.inputs[i].data.bytes.size() < *bytes)
      return c.refuse(msg("{0} {1} has an operand of type {2} and shape {3} without its bytes.", c.op(), c.name(),
                          ir::longName(type), c.inputs[i].shape.text()));
    const Bytes have = c.inputs[i].data.bytes.first(static_cast<std::size_t>(*bytes));
    e.in.push_back(packed ? Bytes(wideIn.emplace_back(spread(have, *count, bits))) : have);
  }
  for (std::size_t i = 0; i < shapes.size(); ++i) ARA_TRY(c.makeResult(i, type, shapes[i]));
  for (std::size_t i = 0; i < shapes.size(); ++i)
    e.out.push_back(packed ? std::span(wideOut.emplace_back(static_cast<std::size_t>(*shapes[i].elements())))
                           : std::span(c.results[i].bytes));
  if (!f(e)) return pointsOutside(c);
  for (std::size_t i = 0; i < wideOut.size(); ++i) pack(wideOut[i], c.results[i].bytes, bits);
  return {};
}

} // namespace ara::ops
