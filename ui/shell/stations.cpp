#include "ui/shell/stations.h"

#include "analysis/summary_parts.h"
#include "ui/document/core_text.h"
#include "ui/shell/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace ara::ui {
namespace {

struct Tr {
  Q_DECLARE_TR_FUNCTIONS(ara::ui::Path)
};

bool isLikely(const analysis::Candidate& c) { return c.rank >= analysis::kLikely; }

const ir::Shape* shapeOf(const Document& document, const std::string& input) {
  const auto t = document.opened().names->find(input);
  if (!t) return nullptr;
  const ir::Model& model = document.source();
  return &model.shapeOf(model.graph()[*t]);
}

void addOpen(std::vector<OpenDimension>& out, const std::string& name, const std::vector<ir::Dim>& dims) {
  for (std::size_t i = 0; i < dims.size(); ++i)
    if (!ir::isKnown(dims[i])) out.push_back({name, i});
}

QString openFact(const std::vector<OpenDimension>& open) {
  const bool batchOnly = std::all_of(open.begin(), open.end(), [](const auto& o) { return o.axis == 0; });
  const int n = int(open.size());
  return batchOnly ? (n == 1 ? Tr::tr("1 batch size to give") : Tr::tr("%1 batch sizes to give").arg(n))
                   : (n == 1 ? Tr::tr("1 dimension to give") : Tr::tr("%1 dimensions to give").arg(n));
}

QString endsFact(std::size_t inputs, std::size_t outputs) { return Tr::tr("%1 in, %2 out").arg(inputs).arg(outputs); }

Station lookStation(const Document& d) {
  Station s{.name = Tr::tr("Look"), .reached = d.isOpen()};
  s.enabled = d.isOpen();
  if (!d.isOpen()) return s;
  s.mark = Mark::Done;
  const ir::Graph& g = d.source().graph();
  s.fact = isLiteSource(d) ? Tr::tr("%1 ops, %2 tensors").arg(number(g.liveNodeCount()), number(g.tensorCount()))
                           : Tr::tr("%1 nodes").arg(number(g.liveNodeCount()));
  return s;
}

Station pickStation(const Document& d, const std::vector<OpenDimension>& open) {
  Station s{.name = Tr::tr("Pick"), .enabled = d.isOpen(), .reached = d.isOpen()};
  if (!d.isOpen()) return s;
  const convert::Settings& asked = d.settings();
  const ir::Graph& g = d.source().graph();
  if (!open.empty()) {
    s.mark = Mark::NeedsYou;
    s.fact = openFact(open);
  } else if (asked.inputs.empty() && asked.outputs.empty() && isLiteSource(d)) {
    s.mark = Mark::Done; // the file says them
    s.fact = endsFact(g.inputs.size(), g.outputs.size());
  } else if (asked.outputs.empty()) {
    const auto likely = std::count_if(d.opened().outputs.begin(), d.opened().outputs.end(), isLikely);
    if (likely == 0) s.mark = Mark::NeedsYou;
    s.fact = likely == 0            ? Tr::tr("no likely output")
             : asked.inputs.empty() ? Tr::tr("suggestions wait")
                                    : Tr::tr("no output yet");
  } else {
    s.mark = Mark::Done;
    s.fact = endsFact(asked.inputs.size(), asked.outputs.size());
    for (const auto& p : asked.inputs)
      if (asked.inputs.size() == 1 && p.shape && !p.shape->empty() && ir::isKnown(p.shape->front()))
        s.fact = Tr::tr("%1, batch %2").arg(s.fact).arg(p.shape->front());
  }
  return s;
}

Station checkStation(const Document& d) {
  Station s{.name = Tr::tr("Check"), .enabled = d.isOpen(), .reached = d.isOpen()};
  if (!d.isOpen()) return s;
  if (d.checkError()) {
    s.fact = Tr::tr("0 refused so far");
  } else if (!d.check()) {
    s.fact = Tr::tr("checking");
  } else if (const std::size_t n = d.check()->refused.size(); n == 0) {
    s.mark = Mark::Done;
    s.fact = Tr::tr("0 refused");
  } else {
    s.mark = Mark::NeedsYou;
    s.fact = Tr::tr("%1 refused").arg(number(n));
  }
  return s;
}

bool hasResult(const Document& d) {
  return d.conversion() && d.conversion()->refused.empty() && !d.conversion()->file.empty();
}

Station convertStation(const Document& d) {
  Station s{.name = Tr::tr("Convert"), .fact = Tr::tr("to TensorFlow Lite"), .enabled = d.isOpen(), .reached = false};
  if (!d.isOpen()) return {.name = Tr::tr("Convert"), .enabled = false, .reached = false};
  if (isLiteSource(d)) {
    s.mark = Mark::Done;
    s.reached = true;
    s.fact = exactBytes(d.source().origin.bytes);
  } else if (hasResult(d)) {
    const convert::Conversion& c = *d.conversion();
    const ir::Model& floats = d.quantized() ? c.beforeQuantize : c.model;
    s.mark = d.outOfDate() ? Mark::OutOfDate : Mark::Done;
    s.reached = true;
    s.fact = d.outOfDate()
                 ? Tr::tr("out of date")
                 : Tr::tr("%1 → %2 ops").arg(number(operatorsUsed(d)), number(floats.graph().liveNodeCount()));
  }
  return s;
}

QString schemeFact(convert::Scheme scheme) {
  switch (scheme) {
  case convert::Scheme::none: break;
  case convert::Scheme::dynamic: return Tr::tr("dynamic range");
  case convert::Scheme::float16: return Tr::tr("float16 weights");
  case convert::Scheme::int8: return Tr::tr("int8 throughout");
  case convert::Scheme::int16x8: return Tr::tr("int16 and int8");
  case convert::Scheme::legacyUint8: return Tr::tr("uint8 throughout");
  }
  return {};
}

Station quantizeStation(const Document& d) {
  Station s{.name = Tr::tr("Quantize"), .fact = Tr::tr("optional"), .enabled = d.isOpen(), .reached = false};
  if (!d.isOpen()) return {.name = Tr::tr("Quantize"), .enabled = false, .reached = false};
  if (!hasResult(d) || !d.quantized()) return s;
  s.reached = true;
  s.mark = d.outOfDate() ? Mark::OutOfDate : Mark::Done;
  s.fact = d.outOfDate() ? Tr::tr("out of date") : schemeFact(d.conversion()->settings.quantize.scheme);
  return s;
}

Station compareStation(const Document& d) {
  Station s{.name = Tr::tr("Compare"), .fact = Tr::tr("before and after"), .enabled = hasResult(d), .reached = false};
  if (!d.isOpen()) return {.name = Tr::tr("Compare"), .enabled = false, .reached = false};
  if (!hasResult(d)) return s;
  const double before = double(d.conversion()->bytesBefore), after = double(d.conversion()->file.size());
  s.reached = true;
  s.mark = d.outOfDate() ? Mark::OutOfDate : Mark::Done;
  if (d.outOfDate())
    s.fact = Tr::tr("out of date");
  else if (!d.quantized())
    s.fact = Tr::tr("source and result");
  else if (before > 0)
    s.fact =
        (after <= before ? QStringLiteral("−") : QStringLiteral("+")) + percentText(std::abs(before - after) / before);
  return s;
}

void chooseMain(PathState& p, const Document& d, const std::vector<OpenDimension>& open) {
  using Look = PathAction::Look;
  const bool result = hasResult(d) && !d.outOfDate();
  const auto convert = [&](Look look, const QString& tip, Stop missing) {
    p.act = Act::convert;
    p.main = {.text = d.outOfDate() ? Tr::tr("Convert again") : Tr::tr("Convert"),
              .icon = QStringLiteral("play"),
              .look = look,
              .tip = tip};
    p.missingAt = missing;
  };
  if (result || (isLiteSource(d) && !d.outOfDate())) {
    p.act = d.quantized() ? Act::requantize : Act::quantize;
    p.main = {.text = d.quantized() ? Tr::tr("Quantize again…") : Tr::tr("Quantize"),
              .look = result ? Look::Plain : Look::Primary};
    return;
  }
  if (!open.empty()) {
    const QString name = QString::fromStdString(open.front().input);
    convert(Look::Grey,
            open.front().axis == 0 ? Tr::tr("Give a batch size for %1.").arg(name)
                                   : Tr::tr("Give the open dimension of %1.").arg(name),
            Stop::pick);
  } else if (d.settings().outputs.empty()) {
    const bool likely = std::any_of(d.opened().outputs.begin(), d.opened().outputs.end(), isLikely);
    if (likely) {
      p.act = Act::accept;
      p.main = {.text = Tr::tr("Accept suggestions"), .icon = QStringLiteral("wand"), .look = Look::Primary};
    } else {
      convert(Look::Grey, Tr::tr("Pick an output: click a node, then O."), Stop::pick);
    }
  } else if (d.checkError()) {
    convert(Look::Grey, coreText(*d.checkError()), Stop::pick);
  } else if (d.check() && !d.check()->refused.empty()) {
    convert(Look::Grey,
            Tr::tr("%1 nodes cannot be converted. Crop them away, or see what to do.")
                .arg(number(d.check()->refused.size())),
            Stop::check);
  } else {
    convert(Look::Primary, {}, Stop::check);
  }
}

} // namespace

bool isLiteSource(const Document& document) { return document.isOpen() && analysis::isLite(document.source()); }

std::vector<OpenDimension> openDimensions(const Document& document) {
  std::vector<OpenDimension> open;
  if (!document.isOpen()) return open;
  const convert::Settings& asked = document.settings();
  const ir::Model& model = document.source();
  if (asked.inputs.empty()) {
    for (const auto& c : document.opened().inputs)
      if (isLikely(c)) addOpen(open, c.name, model.shapeOf(model.graph()[c.tensor]).dims);
    return open;
  }
  for (const auto& p : asked.inputs) {
    if (p.shape) {
      addOpen(open, p.name, *p.shape);
    } else if (const ir::Shape* shape = shapeOf(document, p.name)) {
      addOpen(open, p.name, shape->dims);
    }
  }
  if (asked.batch) std::erase_if(open, [](const OpenDimension& o) { return o.axis == 0; });
  return open;
}

std::size_t operatorsUsed(const Document& document) {
  const ir::Model& model = document.source();
  const ir::Graph& g = model.graph();
  const std::vector<bool>& kept = document.kept();
  if (kept.empty()) return analysis::operatorCount(model);
  std::size_t n = 0;
  for (const ir::NodeId node : g.nodeIds()) {
    const std::string_view op = model.shortOpName(g[node]);
    n += kept[node.index()] && op != "Const" && !op.starts_with("Placeholder");
  }
  return n;
}

PathState pathState(const Document& document, Stop current) {
  PathState p;
  const auto open = openDimensions(document);
  p.stations = {lookStation(document),    pickStation(document, open), checkStation(document),
                convertStation(document), quantizeStation(document),   compareStation(document)};
  if (document.isOpen()) p.stations[std::size_t(current)].current = true;
  p.saveAs = {.text = Tr::tr("Save As…"), .icon = QStringLiteral("save-as"), .look = PathAction::Look::Grey};
  p.main = {.visible = false};
  if (!document.isOpen()) {
    p.saveAs.tip = Tr::tr("Open a model first.");
    return p;
  }
  chooseMain(p, document, open);
  if (hasResult(document)) {
    p.saveAs.look = document.outOfDate() ? PathAction::Look::Plain : PathAction::Look::Primary;
    if (document.outOfDate()) p.saveAs.tip = Tr::tr("Saves the result of the earlier settings.");
  } else {
    p.saveAs.tip = isLiteSource(document) ? Tr::tr("Quantize first.") : Tr::tr("Convert first.");
  }
  return p;
}

} // namespace ara::ui
