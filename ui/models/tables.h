// The tables of the panels, each made from const data of core. Values in, values out: any of them may run in a job.
#pragma once

#include "analysis/compare.h"
#include "analysis/summary.h"
#include "convert/convert.h"
#include "ui/models/cell_table.h"

#include <functional>

namespace ara::ui {

using Sentence = std::function<QString(const Message&)>; // core text in the language of the window

Kind kindOf(ir::OpKind kind);

QString opText(const ir::Model& model, const ir::Node& node);        // "CONV_2D", "Conv2D"
std::string countedOp(const ir::Model& model, const ir::Node& node); // OpCount::op the node is counted under

// Rows: index into `ops`. `kept` (by node index, may be empty) turns counts into "56 / 58" and strikes what is gone.
CellTable::Data operatorsTable(const ir::Model& model, const std::vector<analysis::OpCount>& ops,
                               const std::vector<bool>& kept);

// Rows: index into comparison.rows. Groups: 1 constants, 2 changed, 4 skipped (weights that stayed float).
inline constexpr int kConstants = 1, kChanged = 2, kSkipped = 4;
CellTable::Data comparisonTable(const analysis::Comparison& comparison, const Sentence& sentence);
bool isSkipped(const analysis::TensorRow& row);

// Tensors of a model that was only opened. Rows: index into `tensors` (analysis::tensorSizes(model)). Groups:
// kConstants.
CellTable::Data tensorsTable(const ir::Model& model, const std::vector<analysis::TensorSize>& tensors);

// Rows: index into c.verdicts. Refused first.
CellTable::Data verdictTable(const ir::Model& source, const convert::Conversion& c, const Sentence& sentence);

CellTable::Data passTable(const ir::Journal& journal); // rows: pass index
// Rows: problem index. `action` says what a click does about one, empty when nothing.
CellTable::Data problemTable(const std::vector<Diagnostic>& problems,
                             const std::function<QString(const Error&)>& sentence,
                             const std::function<QString(const Diagnostic&)>& action);

struct LogEntry {
  qint64 at = 0; // milliseconds since the epoch
  QString stage, text;
};
CellTable::Data logTable(const std::vector<LogEntry>& log); // rows: index, oldest first

QString roughBytes(std::uint64_t bytes);   // prose: "900 B", "195 kB", "1.39 MB" (1000)
QString shapeText(const ir::Shape& shape); // "1×200×3", "scalar", "?" for unknown rank

} // namespace ara::ui
