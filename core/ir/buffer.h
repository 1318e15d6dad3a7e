// The bytes of constants. A buffer points into the mapped file, into the heap, repeats its last element to its full
// size (a splat, or TensorFlow's short value lists), or is another buffer turned by a permutation when it is needed.
// Files are not aligned: read with load<T>() or loadAt, never by cast.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "ir/attr.h"

#include <memory>
#include <vector>

namespace ara::ir {

struct Buffer {
  Bytes data;                        // what is stored
  std::shared_ptr<const void> owner; // keeps `data` alive
  std::uint64_t size = 0;            // bytes of the whole value; more than data: the last element repeats
  std::uint32_t elementBytes = 1;    // of that repeating element
  std::uint64_t unprinted = 0;       // parsed from a text dump that gives only the hash of the bytes: reads as zeros
  // Set when the value is `source` with its axes permuted: result axis k is source axis perm[k].
  BufferId source;
  std::vector<std::uint32_t> perm;
  std::vector<std::uint64_t> sourceDims;

  bool isPlain() const { return !source && data.size() == size; }
};

// Contiguous bytes of a value: a view of the file where that is possible, else a fresh block.
struct BufferData {
  Bytes bytes;
  std::shared_ptr<const void> owner;

  template<class T> T load(std::uint64_t i) const { return loadAt<T>(bytes, static_cast<std::size_t>(i * sizeof(T))); }
};

Buffer heapBuffer(std::vector<std::byte> bytes);
template<class T> Buffer heapBufferOf(std::span<const T> values) {
  const auto b = std::as_bytes(values);
  return heapBuffer({b.begin(), b.end()});
}
Buffer viewBuffer(Bytes bytes, std::shared_ptr<const void> owner);
Buffer repeatBuffer(Bytes stored, std::shared_ptr<const void> owner, std::uint64_t size, std::uint32_t elementBytes);

} // namespace ara::ir
