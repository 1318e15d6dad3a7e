// Tokens of the text form.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ara::ir {

struct Token {
  enum class Kind { end, word, text, number, punctuation, bad };
  Kind kind = Kind::end;
  std::string value;        // words and texts unescaped
  std::uint32_t line = 1, column = 1;
};

// Words are [A-Za-z_#][A-Za-z0-9_./:#]* without colons at the end; numbers start with a digit or a minus before one; "-" alone is punctuation, "->" too.
// Lines that start with '#' are comments.
class Lexer {
public:
  explicit Lexer(std::string_view text) : m_text(text) { advance(); }
  const Token& peek() const { return m_token; }
  Token take();
  bool takeIf(std::string_view value); // a word or punctuation of exactly this text
  // The label after '%', '^' or '@': word, number or text, taken as one name ("0", "conv:1", "a b").
  Result<std::string> label();
  Result<std::string> expectText();
  Status expect(std::string_view value);
  Fail unexpected(std::string_view wanted) const;

private:
  void advance();
  void skip();
  Token read();
  std::string_view m_text;
  std::size_t m_at = 0;
  std::uint32_t m_line = 1;
  std::size_t m_lineStart = 0;
  Token m_token;
};

} // namespace ara::ir
