// The fields of a protobuf message, one by one, in place: nothing is copied, lengths are checked against what is there.
// Positions are 64 bits wide, so messages above 2 GiB are nothing special.
//
//   tag = number * 8 + wire type (a varint), then   0: varint   1: 8 bytes   2: length (a varint) and bytes   5: 4
//   bytes
//
//   Scanner s(message);
//   for (Field f; s.next(f);) ...
//   if (s.state() != State::end) ...
#pragma once

#include "base/bytes.h"

#include <string_view>

namespace ara::formats::graphdef {

enum class Wire : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

struct Field {
  std::uint32_t number = 0;
  Wire wire = Wire::varint;
  std::uint64_t value = 0; // of varint, fixed64, fixed32
  Bytes bytes;             // of bytes
  Bytes whole;             // tag included

  bool is(std::uint32_t n, Wire w) const { return number == n && wire == w; }
  std::string_view text() const { return textOf(bytes); }
};

enum class State : std::uint8_t {
  end,    // all fields were read
  cut,    // the message ends inside a field
  broken, // the bytes at position() are no field
};

class Scanner {
public:
  explicit Scanner(Bytes message) : m_message(message) {}

  bool next(Field& f) {
    const std::size_t begin = m_at;
    if (m_at == m_message.size()) return stop(State::end, begin);
    std::uint64_t tag = 0;
    if (const State s = varint(tag); s != State::end) return stop(s, begin);
    const std::uint64_t number = tag >> 3;
    if (number == 0 || number > kMaxNumber) return stop(State::broken, begin);
    f.number = static_cast<std::uint32_t>(number);
    f.value = 0;
    f.bytes = {};
    switch (tag & 7) {
    case 0:
      f.wire = Wire::varint;
      if (const State s = varint(f.value); s != State::end) return stop(s, begin);
      break;
    case 1:
      f.wire = Wire::fixed64;
      if (m_message.size() - m_at < 8) return stop(State::cut, begin);
      f.value = loadAt<std::uint64_t>(m_message, m_at);
      m_at += 8;
      break;
    case 2: {
      f.wire = Wire::bytes;
      std::uint64_t length = 0;
      if (const State s = varint(length); s != State::end) return stop(s, begin);
      if (length > m_message.size() - m_at) return stop(State::cut, begin);
      f.bytes = m_message.subspan(m_at, static_cast<std::size_t>(length));
      m_at += static_cast<std::size_t>(length);
      break;
    }
    case 5:
      f.wire = Wire::fixed32;
      if (m_message.size() - m_at < 4) return stop(State::cut, begin);
      f.value = loadAt<std::uint32_t>(m_message, m_at);
      m_at += 4;
      break;
    default: return stop(State::broken, begin);
    }
    f.whole = m_message.subspan(begin, m_at - begin);
    return true;
  }

  State state() const { return m_state; }
  std::size_t position() const { return m_at; } // after the last field, or of the field that could not be read

  // One varint at the current position; for packed lists.
  State varint(std::uint64_t& out) {
    out = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
      if (m_at == m_message.size()) return State::cut;
      const auto byte = static_cast<std::uint8_t>(m_message[m_at++]);
      if (shift == 63 && byte > 1) return State::broken;
      out |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return State::end;
    }
    return State::broken;
  }
  bool done() const { return m_at == m_message.size(); }

private:
  static constexpr std::uint64_t kMaxNumber = (1u << 29) - 1;
  bool stop(State s, std::size_t at) {
    m_state = s;
    m_at = at;
    return false;
  }

  Bytes m_message;
  std::size_t m_at = 0;
  State m_state = State::end;
};

} // namespace ara::formats::graphdef
