#include "ui/models/tables.h"

#include "analysis/size.h"
#include "analysis/summary_parts.h"
#include "convert/report.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <unordered_map>

namespace ara::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Words)
};

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }
QString text(const std::string& s) { return text(std::string_view(s)); }

Cell dash() {
  Cell c = textCell(QStringLiteral("–"), Tone::Text3);
  c.sort = -1;
  return c;
}

Cell bytesCell(bool constant, std::uint64_t bytes) { return constant ? numberCell(bytes) : dash(); }

Cell typeCell(const analysis::TensorRow& r) {
  if (r.before == r.after || r.before == ir::DataType::none) return textCell(text(ir::longName(r.after)));
  if (r.after == ir::DataType::none) return textCell(text(ir::longName(r.before)), Tone::Text3);
  Cell c = textCell(text(ir::longName(r.before)) + QStringLiteral(" → ") + text(ir::longName(r.after)), Tone::Accent);
  c.bold = true;
  return c;
}

} // namespace

Kind kindOf(ir::OpKind kind) { return static_cast<Kind>(kind); }
static_assert(int(ir::OpKind::unknown) == int(Kind::Unknown) && int(ir::OpKind::constant) == int(Kind::Constant));

QString shapeText(const ir::Shape& shape) {
  if (!shape.ranked) return QStringLiteral("?");
  if (shape.dims.empty()) return Words::tr("scalar");
  QStringList parts;
  for (const ir::Dim d : shape.dims) parts << (ir::isKnown(d) ? QString::number(d) : QStringLiteral("?"));
  return parts.join(QStringLiteral("×"));
}

std::string countedOp(const ir::Model& model, const ir::Node& node) {
  return model.opName(node) == "tfl.custom" ? analysis::publicOpName(model, node)
                                            : std::string(model.shortOpName(node));
}

QString opText(const ir::Model& model, const ir::Node& node) { return text(analysis::publicOpName(model, node)); }

QString roughBytes(std::uint64_t bytes) {
  const double b = double(bytes);
  if (bytes < 1000) return bytes ? QStringLiteral("%1 B").arg(bytes) : QStringLiteral("0");
  if (b < 999.5e3) return QStringLiteral("%1 kB").arg(b * 1e-3, 0, 'f', 0);
  return b < 999.5e6 ? QStringLiteral("%1 MB").arg(b * 1e-6, 0, 'f', 2)
                     : QStringLiteral("%1 GB").arg(b * 1e-9, 0, 'f', 2);
}

CellTable::Data operatorsTable(const ir::Model& model, const std::vector<analysis::OpCount>& ops,
                               const std::vector<bool>& kept) {
  CellTable::Data data;
  data.columns = {{Words::tr("Op"), false}, {Words::tr("Count"), true}, {Words::tr("In file"), true}};
  std::unordered_map<std::string, std::size_t> dropped; // picks cut the main graph; functions stay whole
  for (const ir::NodeId n : model.graph().nodeIds())
    if (n.index() < kept.size() && !kept[n.index()]) ++dropped[countedOp(model, model.graph()[n])];
  if (!dropped.empty()) data.columns[1].title = Words::tr("Kept");
  const bool lite = analysis::isLite(model);
  std::size_t most = 1;
  for (const auto& op : ops) most = std::max(most, op.count);
  for (std::size_t i = 0; i < ops.size(); ++i) {
    const analysis::OpCount& op = ops[i];
    const auto gone = dropped.find(op.op);
    const std::size_t left = op.count - (gone == dropped.end() ? 0 : std::min(op.count, gone->second));
    Cell name = textCell(lite ? text(op.op).toUpper() : text(op.op));
    name.kind = kindOf(op.kind);
    name.struck = left == 0;
    Cell count = numberCell(op.count);
    if (dropped.empty()) { // "1,229 / 1,230" needs the room of the bar
      count.bar = double(op.count) / double(most);
      count.barKind = kindOf(op.kind);
    }
    if (left != op.count) {
      count.text = QStringLiteral("%1 / %2").arg(QLocale().toString(qulonglong(left)), count.text);
      count.copy = QStringLiteral("%1/%2").arg(left).arg(op.count);
      count.bold = true;
    }
    Cell bytes = numberCell(op.bytes);
    bytes.text = op.bytes > 0 && op.bytes < 1000 ? QStringLiteral("<1 kB") : roughBytes(op.bytes);
    bytes.tip = Words::tr("%1 bytes").arg(QLocale().toString(qulonglong(op.bytes)));
    bytes.tone = Tone::Text2;
    data.rows.push_back({{std::move(name), std::move(count), std::move(bytes)}, std::uint32_t(i), 0});
  }
  return data;
}

bool isSkipped(const analysis::TensorRow& r) {
  return r.constant && r.before == r.after && r.before == ir::DataType::f32 &&
         r.why.format.find("limit") != std::string_view::npos;
}

CellTable::Data comparisonTable(const analysis::Comparison& comparison, const Sentence& sentence) {
  CellTable::Data data;
  data.columns = {{QStringLiteral("#"), true},
                  {Words::tr("Tensor"), false},
                  {Words::tr("Shape"), false},
                  {Words::tr("Type"), false},
                  {Words::tr("Before"), true},
                  {Words::tr("After"), true},
                  {QString(), false},
                  {Words::tr("Ratio"), true},
                  {QStringLiteral("SQNR"), true},
                  {Words::tr("Scale, or why not"), false}};
  std::uint64_t most = 1;
  for (const auto& r : comparison.rows) most = std::max({most, r.bytesBefore, r.bytesAfter});
  data.rows.reserve(comparison.rows.size());
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const analysis::TensorRow& r = comparison.rows[i];
    const bool changed = r.constant && r.before != r.after && r.before != ir::DataType::none;
    Cell id = r.tensor ? numberCell(r.tensor.value) : dash();
    id.tone = Tone::Text3;
    Cell after = bytesCell(r.constant, r.bytesAfter), bar, ratio, sqnr, why;
    after.bold = changed;
    if (r.constant && r.bytesBefore) {
      bar.bar = double(r.bytesBefore) / double(most);
      if (changed) bar.barAfter = double(r.bytesAfter) / double(most), bar.barKind = Kind::Convolution;
      bar.sort = qulonglong(r.bytesBefore);
    }
    if (changed && r.bytesBefore) {
      const double share = double(r.bytesAfter) / double(r.bytesBefore);
      ratio = textCell(QStringLiteral("%1 %").arg(100 * share, 0, 'f', 0));
      ratio.sort = share;
    } else {
      ratio.sort = 2.0;
    }
    sqnr.sort = r.sqnr ? *r.sqnr : 1e9;
    if (r.sqnr) sqnr.text = QStringLiteral("%1 dB").arg(*r.sqnr, 0, 'f', 1);
    if (r.scale)
      why = textCell(r.scales > 1 ? Words::tr("%1 scales up to %2").arg(r.scales).arg(double(*r.scale), 0, 'g', 3)
                                  : Words::tr("scale %1").arg(double(*r.scale), 0, 'g', 4),
                     Tone::Text2);
    else
      why = textCell(sentence(r.why), isSkipped(r) ? Tone::Warn : Tone::Text3);
    const int group = (r.constant ? kConstants : 0) | (changed ? kChanged : 0) | (isSkipped(r) ? kSkipped : 0);
    data.rows.push_back({{std::move(id), textCell(text(r.name)), textCell(shapeText(r.shape), Tone::Text2), typeCell(r),
                          bytesCell(r.constant, r.bytesBefore), std::move(after), std::move(bar), std::move(ratio),
                          std::move(sqnr), std::move(why)},
                         std::uint32_t(i),
                         group});
  }
  return data;
}

CellTable::Data tensorsTable(const ir::Model& model, const std::vector<analysis::TensorSize>& tensors) {
  CellTable::Data data;
  data.columns = {{QStringLiteral("#"), true}, {Words::tr("Tensor"), false}, {Words::tr("Shape"), false},
                  {Words::tr("Type"), false},  {Words::tr("Bytes"), true},   {Words::tr("Role"), false}};
  data.rows.reserve(tensors.size());
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const analysis::TensorSize& t = tensors[i];
    const ir::Graph& g = model.graph(t.graph);
    Cell number = numberCell(t.tensor.value);
    number.tone = Tone::Text3;
    QString role = Words::tr("computed at run time");
    if (t.sharesWith)
      role = Words::tr("shares its bytes with #%1").arg(t.sharesWith->value);
    else if (t.constant)
      role = Words::tr("constant");
    else if (g[t.tensor].variable)
      role = Words::tr("variable");
    else if (!g[t.tensor].producer)
      role = Words::tr("input");
    else if (g[t.tensor].isOutput)
      role = Words::tr("output");
    data.rows.push_back(
        {{std::move(number), textCell(text(t.name)), textCell(shapeText(t.shape), Tone::Text2),
          textCell(text(ir::longName(t.type))), bytesCell(t.constant, t.bytes), textCell(role, Tone::Text3)},
         std::uint32_t(i),
         t.constant ? kConstants : 0});
  }
  return data;
}

CellTable::Data verdictTable(const ir::Model& source, const convert::Conversion& c, const Sentence& sentence) {
  CellTable::Data data;
  data.columns = {{Words::tr("Verdict"), false},
                  {Words::tr("Op"), false},
                  {Words::tr("Node"), false},
                  {Words::tr("Becomes, or why"), false}};
  static constexpr int kRank[] = {1, 2, 3, 4, 0}; // converts, fuses, folds, dropped, refused: refused first
  const QString words[] = {Words::tr("converts"), Words::tr("fuses"), Words::tr("folds away"), Words::tr("dropped"),
                           Words::tr("refused")};
  data.rows.reserve(c.verdicts.size());
  for (std::size_t i = 0; i < c.verdicts.size(); ++i) {
    const convert::Verdict& v = c.verdicts[i];
    const ir::Node& n = source.graph()[v.node];
    const bool refused = v.outcome == convert::Outcome::refused;
    Cell verdict = textCell(words[int(v.outcome)], refused                                  ? Tone::Error
                                                   : v.outcome == convert::Outcome::dropped ? Tone::Text3
                                                                                            : Tone::Accent);
    verdict.sort = kRank[int(v.outcome)];
    Cell op = textCell(opText(source, n));
    op.kind = n.def ? kindOf(n.def->kind) : Kind::Unknown;
    QString why = text(v.into);
    if (why.isEmpty())
      why = sentence(v.reason) + (v.remedy.empty() ? QString() : QLatin1Char(' ') + sentence(v.remedy));
    data.rows.push_back({{std::move(verdict), std::move(op), textCell(text(source.names[n.name])),
                          textCell(why, refused ? Tone::Text : Tone::Text2)},
                         std::uint32_t(i),
                         refused ? 1 : 0});
  }
  std::stable_sort(data.rows.begin(), data.rows.end(),
                   [](const auto& a, const auto& b) { return a.cells[0].sort.toInt() < b.cells[0].sort.toInt(); });
  return data;
}

CellTable::Data passTable(const ir::Journal& journal) {
  CellTable::Data data;
  data.columns = {{QStringLiteral("#"), true}, {Words::tr("Pass"), false},   {Words::tr("Ops before"), true},
                  {Words::tr("After"), true},  {Words::tr("Changed"), true}, {QStringLiteral("ms"), true}};
  for (std::size_t i = 0; i < journal.passes.size(); ++i) {
    const ir::PassRun& p = journal.passes[i];
    Cell ms = textCell(QStringLiteral("%1").arg(p.milliseconds, 0, 'f', 2), Tone::Text2);
    ms.sort = p.milliseconds;
    Cell after = numberCell(p.nodesAfter), changed = numberCell(p.rewrites);
    after.bold = p.nodesAfter != p.nodesBefore;
    if (p.rewrites == 0) changed.tone = Tone::Text3;
    data.rows.push_back({{numberCell(i + 1), textCell(text(p.name)), numberCell(p.nodesBefore), std::move(after),
                          std::move(changed), std::move(ms)},
                         std::uint32_t(i),
                         0});
  }
  return data;
}

CellTable::Data problemTable(const std::vector<Diagnostic>& problems,
                             const std::function<QString(const Error&)>& sentence,
                             const std::function<QString(const Diagnostic&)>& action) {
  CellTable::Data data;
  data.columns = {{Words::tr("Severity"), false},
                  {Words::tr("Where"), false},
                  {Words::tr("Finding and remedy"), false},
                  {Words::tr("Action"), false}};
  const QString words[] = {Words::tr("note"), Words::tr("warning"), Words::tr("refused")};
  static constexpr Tone kTones[] = {Tone::Text2, Tone::Warn, Tone::Error};
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const Diagnostic& d = problems[i];
    Cell severity = textCell(words[int(d.severity)], kTones[int(d.severity)]);
    severity.sort = -int(d.severity);
    data.rows.push_back({{std::move(severity), textCell(text(d.what.subject)), textCell(sentence(d.what)),
                          textCell(action(d), Tone::Accent)},
                         std::uint32_t(i),
                         0});
  }
  return data;
}

CellTable::Data logTable(const std::vector<LogEntry>& log) {
  CellTable::Data data;
  data.columns = {{Words::tr("Time"), false}, {Words::tr("Stage"), false}, {Words::tr("Text"), false}};
  for (std::size_t i = 0; i < log.size(); ++i) {
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(log[i].at);
    Cell time = textCell(at.toString(QStringLiteral("HH:mm:ss")), Tone::Text3);
    time.sort = log[i].at;
    time.copy = at.toString(Qt::ISODate);
    data.rows.push_back({{std::move(time), textCell(log[i].stage), textCell(log[i].text)}, std::uint32_t(i), 0});
  }
  return data;
}

} // namespace ara::ui
