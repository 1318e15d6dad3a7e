// The two columns of a lookup table that is filled from a text file, one row a line.
#pragma once

#include "ops/context.h"

namespace ara::passes {

// What of a line goes into a column: the whole line, its number from 0, or the part between delimiters.
struct TextColumn {
  static constexpr std::int64_t kWholeLine = -2, kLineNumber = -1;
  std::int64_t index = kWholeLine;
  ir::DataType type = ir::DataType::string;
};
struct TextTable {
  std::int64_t rows = 0;
  ir::Buffer keys, values; // as constants [rows] hold them
};
// `node` is a tf.InitializeTableFromTextFileV2: key_index, value_index, vocab_size, delimiter, offset. Errors: BadFile
// for fewer lines than promised, a line without the column, what is no number; Unsupported for other types.
Result<TextTable> readTextTable(const ops::NodeView& node, Bytes content, ir::DataType key, ir::DataType value);

} // namespace ara::passes
