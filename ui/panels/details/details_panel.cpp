#include "ui/panels/details/details_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/working_bar.h"
#include "ui/panels/details/histogram.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {
namespace {

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }

void clear(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    if (item->layout()) clear(item->layout());
    delete item;
  }
}

// One for each node of the source, in id order as the check writes them; searched otherwise.
const convert::Verdict* verdictOf(const convert::Conversion& c, ir::NodeId n) {
  const auto less = [](const convert::Verdict& v, ir::NodeId id) { return v.node < id; };
  const auto at = std::lower_bound(c.verdicts.begin(), c.verdicts.end(), n, less);
  if (at != c.verdicts.end() && at->node == n) return &*at;
  const auto it = std::find_if(c.verdicts.begin(), c.verdicts.end(), [n](const auto& v) { return v.node == n; });
  return it == c.verdicts.end() ? nullptr : &*it;
}

// A variable of a frozen graph is a constant behind an Identity.
ir::TensorId constantBehind(const ir::Model& m, const ir::Graph& g, ir::TensorId t) {
  for (int hops = 0; t && hops < 4; ++hops) {
    const ir::NodeId n = g[t].producer;
    if (g[t].buffer || !n || m.shortOpName(g[n]) != "Identity" || g.operands(n).empty()) break;
    t = g.operand(n, 0);
  }
  return t;
}

} // namespace

DetailsPanel::DetailsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  m_working = new WorkingBar(this);
  outer->addWidget(m_working);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* inside = new QWidget(scroll);
  setSurface(inside, kPanelRole);
  setSurface(scroll->viewport(), kPanelRole);
  scroll->setWidget(inside);
  outer->addWidget(scroll, 1);
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(space::k12, space::k12 - 2, space::k12, space::k12);
  m_rows = new QVBoxLayout;
  m_rows->setSpacing(space::k4);
  column->addLayout(m_rows);
  column->addStretch(1);
  addFoot(outer);
  connect(&m_document.selection(), &Selection::changed, this, &DetailsPanel::rebuild);
  connect(&m_document, &Document::openedChanged, this, &DetailsPanel::rebuild);
  connect(&m_document, &Document::conversionChanged, this, &DetailsPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, [this] {
    if (!m_document.checking()) rebuild(); // what is shown stays while a check runs
  });
  rebuild();
}

void DetailsPanel::addFoot(QVBoxLayout* outer) {
  m_foot = new QWidget(this);
  auto* row = new QHBoxLayout(m_foot);
  row->setContentsMargins(space::k12, space::k4, space::k12, space::k8);
  m_output = new HintButton(tr("Make output"), QStringLiteral("O"), m_foot);
  m_alike = new QPushButton(tr("Find all like this"), m_foot);
  m_alike->setToolTip(tip(tr("Selects every node with this operator.")));
  for (QPushButton* b : {m_output, m_alike}) {
    b->setProperty(kCompact, true);
    row->addWidget(b);
  }
  row->addStretch(1);
  outer->addWidget(m_foot);
  connect(m_output, &QAbstractButton::clicked, this, &DetailsPanel::makeOutput);
  connect(m_alike, &QAbstractButton::clicked, this, &DetailsPanel::findAlike);
}

const ir::Model* DetailsPanel::model(Side side) const {
  if (!m_document.isOpen()) return nullptr;
  if (side == Side::source) return &m_document.source();
  return m_document.conversion() ? &m_document.conversion()->model : nullptr;
}

void DetailsPanel::rebuild() {
  m_jobs.cancel();
  m_values = nullptr;
  m_working->setWorking(false);
  clear(m_rows);
  const Item item = m_document.selection().active();
  const ir::Model* m = item ? model(item.side) : nullptr;
  const bool there = m && item.graph.index() < m->graphs.size() &&
                     (item.kind == Item::Kind::node
                          ? item.id < m->graph(item.graph).nodeCount() && !m->graph(item.graph)[item.nodeId()].dead
                          : item.id < m->graph(item.graph).tensorCount());
  const bool node = there && item.kind == Item::Kind::node;
  m_foot->setVisible(node && item.side == Side::source && item.graph == ir::GraphId(0));
  if (!there) {
    m_rows->addWidget(note(tr("Select a node or an edge."), this));
    return;
  }
  const std::size_t more = m_document.selection().selected().size();
  if (more > 1)
    m_rows->addWidget(note(tr("%1 selected; this is the first.").arg(QLocale().toString(qulonglong(more))), this));
  if (node)
    showNode(*m, item);
  else
    showTensor(*m, item);
}

void DetailsPanel::showNode(const ir::Model& m, const Item& item) {
  const ir::Node& node = m.graph(item.graph)[item.nodeId()];
  Head head{node.def ? kindOf(node.def->kind) : Kind::Unknown,
            opText(m, node),
            QStringLiteral("#%1").arg(item.id),
            {},
            Tone::Accent,
            text(m.names[node.name]),
            node.def ? text(node.def->doc) : tr("This operator is not known here; it is kept as it is.")};
  QString fate;
  Tone fateTone = Tone::Accent;
  const auto c = m_document.check();
  const bool judged = c && item.side == Side::source && item.graph == ir::GraphId(0);
  if (const convert::Verdict* v = judged ? verdictOf(*c, item.nodeId()) : nullptr) {
    const QString words[] = {tr("converts"), tr("fuses"), tr("folds away"), tr("dropped"), tr("refused")};
    head.verdict = words[int(v->outcome)];
    if (v->outcome == convert::Outcome::refused) head.tone = fateTone = Tone::Error;
    if (v->outcome == convert::Outcome::dropped) head.tone = fateTone = Tone::Text2;
    fate = v->into.empty() ? (coreText(v->reason) + QLatin1Char(' ') + coreText(v->remedy)).trimmed()
                           : tr("Becomes %1.").arg(text(v->into));
  }
  addHead(head);
  addOrigin(m, item);
  addOperands(m, item);
  addResults(m, item);
  addAttributes(m, node);
  const ir::Graph& g = m.graph(item.graph);
  ir::TensorId weight; // the largest constant: of the node itself, or that it reads
  const auto consider = [&](ir::TensorId t) {
    if (t && g[t].buffer && (!weight || m.bufferBytes(g[t].buffer) > m.bufferBytes(g[weight].buffer))) weight = t;
  };
  for (const ir::TensorId t : g.results(item.nodeId())) consider(t);
  for (const ir::TensorId t : g.operands(item.nodeId())) consider(constantBehind(m, g, t));
  if (weight && m.bufferBytes(g[weight].buffer) > 0) addValues(m, Item::tensor(weight, item.side, item.graph));
  if (fate.isEmpty()) return;
  m_rows->addSpacing(space::k8);
  m_rows->addWidget(new Callout(fate, fateTone, this));
}

void DetailsPanel::showTensor(const ir::Model& m, const Item& item) {
  const ir::Graph& g = m.graph(item.graph);
  const ir::Tensor& t = g[item.tensorId()];
  const bool input = std::find(g.inputs.begin(), g.inputs.end(), item.tensorId()) != g.inputs.end();
  Head head{Kind::Constant,
            t.buffer ? tr("Constant")
            : input  ? tr("Input")
                     : tr("Tensor"),
            QStringLiteral("#%1").arg(item.id),
            {},
            Tone::Accent,
            QString::fromStdString(m.tensorName(g, item.tensorId())),
            {}};
  if (t.producer && g[t.producer].def) head.kind = kindOf(g[t.producer].def->kind);
  addHead(head);
  addOrigin(m, item);
  addRow({tr("Shape"), {}, shapeText(m.shapeOf(t)), {}});
  if (t.type != ir::DataType::none) addRow({tr("Type"), {}, text(ir::longName(t.type)), {}});
  if (t.buffer) addRow({tr("Bytes"), {}, QLocale().toString(qulonglong(m.bufferBytes(t.buffer))), {}});
  if (t.producer) addRow({tr("Made by"), opText(m, g[t.producer]), {}, Item::node(t.producer, item.side, item.graph)});
  addUsers(m, item);
  if (t.quant) {
    const ir::Quantization& q = m.quantizations[t.quant.index()];
    if (!q.scales.empty())
      addRow({tr("Scale"),
              {},
              q.scales.size() == 1 ? QString::number(double(q.scales[0]), 'g', 6)
                                   : tr("%1 scales along axis %2").arg(q.scales.size()).arg(q.axis),
              {}});
    if (q.zeroPoints.size() == 1) addRow({tr("Zero point"), {}, QString::number(q.zeroPoints[0]), {}});
  }
  if (t.buffer) addValues(m, item);
}

void DetailsPanel::makeOutput() {
  const ir::NodeId n = m_document.selection().active().nodeId();
  if (!n || !m_document.isOpen() || n.index() >= m_document.source().graph().nodeCount()) return;
  const ir::Graph& g = m_document.source().graph();
  if (g[n].resultCount) m_document.makeOutput(m_document.source().tensorName(g, g.result(n)), false);
}

void DetailsPanel::findAlike() {
  const Item active = m_document.selection().active();
  const ir::Model* m = model(active.side);
  if (!m || !active.nodeId() || active.id >= m->graph(active.graph).nodeCount()) return;
  const ir::Graph& g = m->graph(active.graph);
  std::vector<Item> items{active};
  for (const ir::NodeId n : g.nodeIds())
    if (g[n].op == g[active.nodeId()].op) items.push_back(Item::node(n, active.side, active.graph));
  m_document.selection().set(std::move(items));
}

void DetailsPanel::addValues(const ir::Model& m, const Item& tensor) {
  const ir::Graph& g = m.graph(tensor.graph);
  addSection(QString::fromStdString(m.tensorName(g, tensor.tensorId())).section(QLatin1Char('/'), -1),
             QStringLiteral("%1 B").arg(QLocale().toString(qulonglong(m.bufferBytes(g[tensor.tensorId()].buffer)))));
  m_values = new QVBoxLayout;
  m_rows->addLayout(m_values);
  m_working->setWorking(true);
  // What the job reads is kept alive by what it holds.
  std::shared_ptr<const void> alive = tensor.side == Side::source
                                          ? std::shared_ptr<const void>(m_document.sharedOpened())
                                          : std::shared_ptr<const void>(m_document.conversion());
  m_jobs.start<ValueFacts>(
      tr("Values"),
      [alive, model = &m, tensor](Task& task) { return valueFacts(task, *model, tensor.graph, tensor.tensorId()); },
      this,
      [this, asked = m_values](Result<ValueFacts> r, JobRunner::Notes) {
        if (!m_values || m_values != asked) return; // another thing is shown by now
        m_working->setWorking(false);
        if (r)
          showValues(*r);
        else if (r.error().kind != ErrorKind::Cancelled)
          m_values->addWidget(note(coreText(r.error()), this));
      });
}

void DetailsPanel::showValues(const ValueFacts& f) {
  m_values->addWidget(new Histogram(f, this));
  QStringList first;
  for (const double v : f.first) first << QString::number(v, 'g', 4);
  auto* line = new CopyableLabel(
      tr("min %1, mean %2, max %3").arg(f.least, 0, 'g', 4).arg(f.mean, 0, 'g', 4).arg(f.most, 0, 'g', 4), this);
  auto* values = new CopyableLabel(
      first.join(QStringLiteral(", ")) + (f.count > f.first.size() ? QStringLiteral(", …") : QString()), this);
  for (CopyableLabel* l : {line, values}) {
    l->setFont(uiFont(type::kNote));
    l->setTone(Tone::Text2);
    m_values->addWidget(l);
  }
  if (f.notFinite)
    m_values->addWidget(new Callout(tr("%1 of the values are not finite.").arg(f.notFinite), Tone::Warn, this));
}

} // namespace ara::ui
