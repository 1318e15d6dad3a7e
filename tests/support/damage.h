// Damaged copies of a good file, for readers: whatever the damage, a reader gives an error or a model, and touches no
// byte outside. Every copy lies in a heap block of exactly its size, so that the sanitizer sees one byte too many.
//
//   forEachTruncation(good, [](Bytes cut, const Damage& d) {
//     SCOPED_TRACE(d.text());
//     EXPECT_FALSE(readModel(task, cut));
//   });
//
// The order and the choice are the same on every run and machine.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ara::test {

struct Damage {
  enum class Kind { cut, flip, field } kind = Kind::cut;
  std::uint64_t offset = 0; // where the file ends, or the first changed byte
  std::uint64_t value = 0;  // the flipped bit's number in its byte, or what was written
  int width = 0;            // bytes of a field

  std::string text() const; // "cut at byte 17", "bit 3 of byte 17 flipped", "4 bytes at 16 set to 0x7fffffff"
};

using DamageFn = std::function<void(Bytes, const Damage&)>;

// The file cut at every length below its own; when there are more than `most`, the first and the last quarter of `most`
// one by one and the rest evenly spread.
void forEachTruncation(Bytes good, const DamageFn& fn, std::size_t most = 4096);

// `count` copies with one bit flipped, places chosen by `seed`.
void forEachBitFlip(Bytes good, std::size_t count, std::uint64_t seed, const DamageFn& fn);

// Every field of `width` bytes (1, 2, 4 or 8) at a multiple of `width` set to the numbers that lie: 0, 1, the greatest
// and least signed, all ones, the file's size, the rest of the file and one more. At most `most` fields, evenly spread.
void fieldSweep(Bytes good, int width, const DamageFn& fn, std::size_t most = 4096);

} // namespace ara::test
