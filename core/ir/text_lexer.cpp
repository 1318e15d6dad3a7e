#include "ir/text_lexer.h"

#include "base/strings.h"

namespace ara::ir {
namespace {

bool isStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '#'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isInner(char c) { return isStart(c) || isDigit(c) || c == '.' || c == '/' || c == ':'; }
int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

void Lexer::skip() {
  while (m_at < m_text.size()) {
    const char c = m_text[m_at];
    if (c == '\n') {
      ++m_line;
      m_lineStart = ++m_at;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++m_at;
    } else if (c == '#' && m_text.find_first_not_of(" \t", m_lineStart) == m_at) {
      m_at = std::min(m_text.find('\n', m_at), m_text.size());
    } else {
      return;
    }
  }
}

Token Lexer::read() {
  skip();
  Token t;
  t.line = m_line;
  t.column = static_cast<std::uint32_t>(m_at - m_lineStart + 1);
  if (m_at >= m_text.size()) return t;
  const char c = m_text[m_at];
  const std::size_t start = m_at;
  if (c == '"') {
    t.kind = Token::Kind::text;
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
      if (m_text[m_at] != '\\') {
        t.value += m_text[m_at];
        continue;
      }
      if (++m_at >= m_text.size()) break;
      if (m_text[m_at] == 'x' && m_at + 2 < m_text.size() && hexDigit(m_text[m_at + 1]) >= 0 &&
          hexDigit(m_text[m_at + 2]) >= 0) {
        t.value += static_cast<char>(hexDigit(m_text[m_at + 1]) * 16 + hexDigit(m_text[m_at + 2]));
        m_at += 2;
      } else {
        t.value += m_text[m_at];
      }
    }
    if (m_at >= m_text.size())
      t.kind = Token::Kind::bad;
    else
      ++m_at;
    return t;
  }
  const bool negative =
      c == '-' && m_at + 1 < m_text.size() && (isDigit(m_text[m_at + 1]) || m_text.substr(m_at + 1, 3) == "inf");
  if (isStart(c)) {
    t.kind = Token::Kind::word;
    while (m_at < m_text.size() && isInner(m_text[m_at])) ++m_at;
  } else if (isDigit(c) || negative) {
    t.kind = Token::Kind::number;
    ++m_at;
    // "1e-05" and names such as "0/a:1" both are one token
    while (m_at < m_text.size() &&
           (isInner(m_text[m_at]) || ((m_text[m_at] == '-' || m_text[m_at] == '+') && m_text[m_at - 1] == 'e')))
      ++m_at;
  } else {
    t.kind = Token::Kind::punctuation;
    m_at += m_text.substr(m_at, 2) == "->" ? 2 : 1;
  }
  // The colon of "%x: f32" is no part of the name.
  if (t.kind != Token::Kind::punctuation)
    while (m_text[m_at - 1] == ':') --m_at;
  t.value = m_text.substr(start, m_at - start);
  return t;
}

void Lexer::advance() { m_token = read(); }

Token Lexer::take() {
  Token t = std::move(m_token);
  advance();
  return t;
}

bool Lexer::takeIf(std::string_view value) {
  if ((m_token.kind != Token::Kind::word && m_token.kind != Token::Kind::punctuation) || m_token.value != value)
    return false;
  advance();
  return true;
}

Fail Lexer::unexpected(std::string_view wanted) const {
  const std::string found = m_token.kind == Token::Kind::end ? "the end" : "'" + printable(m_token.value, 40) + "'";
  return fail(ErrorKind::BadFile, msg("Line {0}, column {1}: {2} stands where {3} was expected.", m_token.line,
                                      m_token.column, found, wanted));
}

Status Lexer::expect(std::string_view value) {
  if (!takeIf(value)) return unexpected("'" + std::string(value) + "'");
  return {};
}

Result<std::string> Lexer::label() {
  if (m_token.kind != Token::Kind::word && m_token.kind != Token::Kind::number && m_token.kind != Token::Kind::text)
    return unexpected("a name");
  return take().value;
}

Result<std::string> Lexer::expectText() {
  if (m_token.kind != Token::Kind::text) return unexpected("a quoted text");
  return take().value;
}

} // namespace ara::ir
