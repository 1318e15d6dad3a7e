#include "passes/text_table.h"

#include <charconv>

namespace ara::passes {
namespace {

constexpr std::size_t kMostRows = std::size_t{1} << 24;

std::vector<std::string_view> linesOf(std::string_view text, std::int64_t most) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < kMostRows && (most < 0 || std::int64_t(lines.size()) < most)) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return lines;
}

// A column by the rows of the file.
class Column {
public:
  Column(const ops::NodeView& node, TextColumn column, std::string_view delimiter)
      : m_node(node), m_column(column), m_delimiter(delimiter) {}

  Status add(std::string_view line, std::int64_t number) {
    if (m_column.index == TextColumn::kLineNumber) return addNumber(number);
    if (m_column.index >= 0) {
      for (std::int64_t i = 0;; ++i) {
        const std::size_t end = std::min(line.find(m_delimiter), line.size());
        if (i == m_column.index) {
          line = line.substr(0, end);
          break;
        }
        if (end == line.size())
          return fail(ErrorKind::BadFile,
                      msg("{0} {1} asks for column {2}, which line {3} of its file does not have.", m_node.op(),
                          m_node.name(), m_column.index, number + 1),
                      msg("Check the file in the folder assets."), m_node.name());
        line.remove_prefix(end + m_delimiter.size());
      }
    }
    if (m_column.type == ir::DataType::string) {
      m_texts.push_back(line);
      return {};
    }
    std::int64_t n = 0;
    const auto [rest, bad] = std::from_chars(line.data(), line.data() + line.size(), n);
    if (bad != std::errc() || rest != line.data() + line.size())
      return fail(ErrorKind::BadFile,
                  msg("{0} {1} reads a number from line {2} of its file, where there is none.", m_node.op(),
                      m_node.name(), number + 1),
                  msg("Check the file in the folder assets."), m_node.name());
    return addNumber(n);
  }

  // Texts in the layout of string tensors: count, offsets, bytes.
  Result<ir::Buffer> buffer() const {
    if (m_column.type == ir::DataType::i64) return ir::heapBufferOf<std::int64_t>(m_numbers);
    if (m_column.type == ir::DataType::i32) {
      const std::vector<std::int32_t> narrow(m_numbers.begin(), m_numbers.end());
      return ir::heapBufferOf<std::int32_t>(narrow);
    }
    std::uint64_t size = 8 + 4 * std::uint64_t(m_texts.size());
    for (const std::string_view t : m_texts) size += t.size();
    if (size > INT32_MAX)
      return m_node.refuse(msg("{0} {1} has a table of more than 2 GiB of text.", m_node.op(), m_node.name()));
    std::vector<std::byte> out(std::size_t(8 + 4 * m_texts.size()));
    const auto put = [&](std::size_t word, std::size_t value) {
      const auto v = static_cast<std::int32_t>(value);
      std::memcpy(out.data() + 4 * word, &v, sizeof v);
    };
    put(0, m_texts.size());
    put(1, out.size());
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
      const Bytes b = std::as_bytes(std::span(m_texts[i]));
      out.insert(out.end(), b.begin(), b.end());
      put(i + 2, out.size());
    }
    return ir::heapBuffer(std::move(out));
  }

private:
  Status addNumber(std::int64_t n) {
    if (m_column.type == ir::DataType::i32 && n != std::int32_t(n))
      return fail(ErrorKind::BadFile,
                  msg("{0} {1} has {2} in its file, which int32 does not hold.", m_node.op(), m_node.name(), n),
                  msg("Check the file in the folder assets."), m_node.name());
    m_numbers.push_back(n);
    return {};
  }

  const ops::NodeView& m_node;
  TextColumn m_column;
  std::string_view m_delimiter;
  std::vector<std::string_view> m_texts;
  std::vector<std::int64_t> m_numbers;
};

bool possible(const TextColumn& c) {
  const bool number = c.type == ir::DataType::i64 || c.type == ir::DataType::i32;
  return c.index == TextColumn::kLineNumber
             ? number
             : c.index >= TextColumn::kWholeLine && (number || c.type == ir::DataType::string);
}

} // namespace

Result<TextTable> readTextTable(const ops::NodeView& node, Bytes content, ir::DataType key, ir::DataType value) {
  const TextColumn keys{node.attrInt("key_index", TextColumn::kWholeLine), key},
      values{node.attrInt("value_index", TextColumn::kLineNumber), value};
  if (!possible(keys) || !possible(values))
    return node.refuse(msg("{0} {1} makes a table from {2} to {3} in a way that is not read here.", node.op(),
                           node.name(), ir::longName(key), ir::longName(value)),
                       msg("Fill the table with constants before saving the model."));
  std::string delimiter = node.attrString("delimiter", "\t");
  if (delimiter.empty()) delimiter = "\t";
  const std::int64_t promised = node.attrInt("vocab_size", -1), offset = node.attrInt("offset");
  const auto lines = linesOf(textOf(content), promised);
  if (promised >= 0 && std::int64_t(lines.size()) < promised)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} wants {2} lines, and its file has {3}.", node.op(), node.name(), promised, lines.size()),
                msg("Check the file in the folder assets."), node.name());
  Column first(node, keys, delimiter), second(node, values, delimiter);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ARA_TRY(first.add(lines[i], std::int64_t(i) + offset));
    ARA_TRY(second.add(lines[i], std::int64_t(i) + offset));
  }
  TextTable t{.rows = std::int64_t(lines.size()), .keys = {}, .values = {}};
  ARA_ASSIGN(t.keys, first.buffer());
  ARA_ASSIGN(t.values, second.buffer());
  return t;
}

} // namespace ara::passes
