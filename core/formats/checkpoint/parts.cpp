#include "formats/checkpoint/parts.h"

#include "base/crc32c.h"
#include "base/strings.h"

#include <algorithm>
#include <cstring>

namespace ara::formats::checkpoint {

using graphdef::Field;
using graphdef::Scanner;
using graphdef::State;
using graphdef::Wire;

// TensorSliceProto { repeated Extent extent = 1 { start = 1, oneof length = 2 } }
bool readSlice(Bytes slice, Slice& out) {
  Scanner s(slice);
  for (Field f; s.next(f);) {
    if (!f.is(1, Wire::bytes)) continue;
    std::int64_t start = 0, length = -1;
    Scanner extent(f.bytes);
    for (Field g; extent.next(g);) {
      if (g.is(1, Wire::varint)) start = static_cast<std::int64_t>(g.value);
      if (g.is(2, Wire::varint)) length = static_cast<std::int64_t>(g.value);
    }
    if (extent.state() != State::end) return false;
    out.start.push_back(start);
    out.length.push_back(length);
  }
  return s.state() == State::end;
}

bool fitSlice(Slice& slice, const ir::Shape& shape) {
  if (slice.start.empty()) slice.start.resize(shape.rank(), 0), slice.length.resize(shape.rank(), -1);
  if (!shape.isStatic() || slice.start.size() != shape.rank()) return false;
  for (std::size_t i = 0; i < shape.rank(); ++i) {
    if (slice.length[i] < 0) slice.length[i] = shape.dims[i];
    if (slice.start[i] < 0 || slice.start[i] > shape.dims[i] || slice.length[i] > shape.dims[i] - slice.start[i])
      return false;
  }
  return true;
}

std::optional<std::uint64_t> bytesOf(ir::DataType type, std::span<const std::int64_t> dims) {
  const auto n = ir::Shape::of({dims.begin(), dims.end()}).elements();
  return n ? ir::byteSize(type, *n) : std::nullopt;
}

Fail damagedEntry(const std::string& file, std::string_view key) {
  return fail(ErrorKind::BadFile,
              msg("The entry {0} of {1} is damaged.", key.empty() ? "at the beginning" : printable(key), file),
              msg("Copy the checkpoint again, all of its files."), file);
}

namespace {

// Copies the box that `from` (a value of `fromStart`, `fromLength`) shares with `to`; the elements copied.
std::uint64_t copyBox(Bytes from, std::span<const std::int64_t> fromStart, std::span<const std::int64_t> fromLength,
                      std::span<std::byte> to, std::span<const std::int64_t> toStart,
                      std::span<const std::int64_t> toLength, std::uint64_t elementBytes) {
  const std::size_t rank = fromStart.size();
  if (rank == 0) {
    std::memcpy(to.data(), from.data(), static_cast<std::size_t>(elementBytes));
    return 1;
  }
  std::vector<std::int64_t> low(rank), high(rank);
  for (std::size_t i = 0; i < rank; ++i) {
    low[i] = std::max(fromStart[i], toStart[i]);
    high[i] = std::min(fromStart[i] + fromLength[i], toStart[i] + toLength[i]);
    if (low[i] >= high[i]) return 0;
  }
  const auto run = static_cast<std::uint64_t>(high[rank - 1] - low[rank - 1]);
  std::uint64_t copied = 0;
  for (std::vector<std::int64_t> at = low;;) {
    std::uint64_t source = 0, target = 0;
    for (std::size_t i = 0; i < rank; ++i) {
      source = source * static_cast<std::uint64_t>(fromLength[i]) + static_cast<std::uint64_t>(at[i] - fromStart[i]);
      target = target * static_cast<std::uint64_t>(toLength[i]) + static_cast<std::uint64_t>(at[i] - toStart[i]);
    }
    std::memcpy(to.data() + target * elementBytes, from.data() + source * elementBytes,
                static_cast<std::size_t>(run * elementBytes));
    copied += run;
    std::size_t i = rank - 1;
    while (i > 0 && ++at[i - 1] == high[i - 1]) at[i - 1] = low[i - 1], --i;
    if (i == 0) return copied;
  }
}

bool covers(const Part& p, std::span<const std::int64_t> start, std::span<const std::int64_t> length) {
  return std::equal(start.begin(), start.end(), p.start.begin(), p.start.end()) &&
         std::equal(length.begin(), length.end(), p.length.begin(), p.length.end());
}

} // namespace

Result<ir::Buffer> valueOf(const Checkpoint& c, const Entry& e) {
  const std::vector<std::int64_t> start(e.shape.rank(), 0);
  if (e.type == ir::DataType::string && e.parts.size() == 1) return e.parts[0].value;
  return sliceOf(c, e, start, e.shape.dims);
}

Result<ir::Buffer> sliceOf(const Checkpoint& c, const Entry& e, std::span<const std::int64_t> start,
                           std::span<const std::int64_t> length) {
  for (const Part& p : e.parts)
    if (covers(p, start, length)) return p.value;
  const auto size = bytesOf(e.type, length);
  const auto wanted = ir::Shape::of({length.begin(), length.end()}).elements();
  const unsigned bits = ir::bitWidth(e.type);
  if (!size || !wanted || bits < 8 || length.size() != e.shape.rank() || *size > e.bytes)
    return fail(ErrorKind::BadFile, msg("{0} cannot be put together from its parts.", e.name),
                msg("Copy the checkpoint again, all of its files."), e.name);
  std::vector<std::byte> joined(static_cast<std::size_t>(*size));
  std::uint64_t copied = 0;
  for (const Part& p : e.parts) {
    const auto whole = bytesOf(e.type, p.length);
    if (!whole || !p.value.isPlain() || *whole != p.value.size || p.start.size() != length.size())
      return fail(ErrorKind::BadFile, msg("A part of {0} is missing.", e.name),
                  msg("Copy the checkpoint again, all of its files."), e.name);
    if (p.crc && maskedCrc(crc32c(p.value.data)) != *p.crc)
      return fail(ErrorKind::BadFile, msg("{0} does not agree with its checksum.", e.name),
                  msg("Copy the checkpoint again, all of its files."), e.name);
    copied += copyBox(p.value.data, p.start, p.length, joined, start, length, bits / 8);
  }
  if (copied != *wanted)
    return fail(ErrorKind::BadFile, msg("The parts of {0} in {1} leave a hole or overlap.", e.name, c.prefix),
                msg("Save the checkpoint again."), e.name);
  return ir::heapBuffer(std::move(joined));
}

} // namespace ara::formats::checkpoint
