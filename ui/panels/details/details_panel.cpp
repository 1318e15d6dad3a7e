#include "ui/panels/details/details_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/details/attribute_text.h"
#include "ui/panels/details/histogram.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }

void clear(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    if (item->layout()) clear(item->layout());
    delete item;
  }
}

} // namespace

DetailsPanel::DetailsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* inside = new QWidget(scroll);
  setSurface(inside, kPanelRole);
  setSurface(scroll->viewport(), kPanelRole);
  scroll->setWidget(inside);
  outer->addWidget(scroll);
  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(space::k12, space::k12, space::k12, space::k12);
  m_rows = new QVBoxLayout;
  m_rows->setSpacing(space::k6);
  column->addLayout(m_rows);
  column->addStretch(1);
  connect(&m_document.selection(), &Selection::changed, this, &DetailsPanel::rebuild);
  connect(&m_document, &Document::openedChanged, this, &DetailsPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, &DetailsPanel::rebuild);
  rebuild();
}

const ir::Model* DetailsPanel::model(Side side) const {
  if (!m_document.isOpen()) return nullptr;
  if (side == Side::source) return &m_document.source();
  return m_document.conversion() ? &m_document.conversion()->model : nullptr;
}

void DetailsPanel::rebuild() {
  m_jobs.cancel();
  m_values = nullptr;
  clear(m_rows);
  const Item item = m_document.selection().active();
  const ir::Model* m = item ? model(item.side) : nullptr;
  const bool there = m && item.graph.index() < m->graphs.size() &&
                     (item.kind == Item::Kind::node ? item.id < m->graph(item.graph).nodeCount() : item.id < m->graph(item.graph).tensorCount());
  if (!there) {
    m_rows->addWidget(note(tr("Select a node or an edge."), this));
    return;
  }
  if (item.kind == Item::Kind::node) showNode(*m, item);
  else showTensor(*m, item);
}

void DetailsPanel::addHead(Kind kind, const QString& op, const QString& number, const QString& verdict, int tone, const QString& name,
                           const QString& doc) {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::k8);
  auto* tile = new KindTile(kind, this);
  row->addWidget(tile);
  row->addWidget(title(op, this));
  row->addWidget(new Chip(number, Tone::Text2, this));
  row->addStretch(1);
  if (!verdict.isEmpty()) row->addWidget(new Chip(verdict, static_cast<Tone>(tone), this));
  m_rows->addLayout(row);
  auto* full = new CopyableLabel(name, this);
  full->setFont(uiFont(type::kTable));
  full->setWordWrap(true);
  m_rows->addWidget(full);
  if (!doc.isEmpty()) m_rows->addWidget(note(doc, this));
}

void DetailsPanel::addSection(const QString& text) {
  m_rows->addSpacing(space::k6);
  m_rows->addWidget(heading(text, this));
}

void DetailsPanel::addRow(const QString& name, const QString& value, const Item& link) {
  auto* row = new QHBoxLayout;
  auto* left = note(name, this);
  left->setWordWrap(false);
  left->setFixedWidth(scaled(96));
  row->addWidget(left, 0, Qt::AlignTop);
  if (link) {
    auto* go = new LinkButton(value, this);
    go->setToolTip(tip(value));
    connect(go, &QAbstractButton::clicked, this, [this, link] { m_document.selection().set(link); });
    row->addWidget(go);
    row->addStretch(1);
  } else {
    auto* right = new CopyableLabel(value, this);
    right->setFont(uiFont(type::kTable));
    right->setWordWrap(true);
    row->addWidget(right, 1);
  }
  m_rows->addLayout(row);
}

void DetailsPanel::showNode(const ir::Model& m, const Item& item) {
  const ir::Graph& g = m.graph(item.graph);
  const ir::NodeId n = item.nodeId();
  const ir::Node& node = g[n];
  QString verdict, why;
  Tone tone = Tone::Accent;
  if (const auto c = m_document.check(); c && item.side == Side::source && item.graph == ir::GraphId(0))
    for (const convert::Verdict& v : c->verdicts)
      if (v.node == n) {
        const QString words[] = {tr("converts"), tr("fuses"), tr("folds away"), tr("dropped"), tr("refused")};
        verdict = words[int(v.outcome)];
        if (v.outcome == convert::Outcome::refused) tone = Tone::Error;
        else if (v.outcome == convert::Outcome::dropped) tone = Tone::Text2;
        why = v.into.empty() ? coreText(v.reason) + QLatin1Char(' ') + coreText(v.remedy) : tr("Becomes %1.").arg(text(v.into));
        break;
      }
  addHead(node.def ? kindOf(node.def->kind) : Kind::Unknown, text(m.shortOpName(node)), QStringLiteral("#%1").arg(n.value), verdict, int(tone),
          text(m.names[node.name]), node.def ? text(node.def->doc) : tr("This operator is not known here; it is kept as it is."));
  if (!why.trimmed().isEmpty()) m_rows->addWidget(note(why.trimmed(), this));

  addSection(tr("Inputs"));
  int i = 0;
  ir::TensorId weight;
  for (const ir::TensorId t : g.operands(n)) {
    if (++i > 40) break;
    if (!t) {
      addRow(QString::number(i - 1), tr("absent"));
      continue;
    }
    const ir::NodeId from = g[t].producer;
    addRow(QString::fromStdString(m.tensorName(g, t)).section(QLatin1Char('/'), -1), shapeText(m.shapeOf(g[t])) + QLatin1Char(' ') + text(ir::longName(g[t].type)),
           g[t].buffer || !from ? Item::tensor(t, item.side, item.graph) : Item::node(from, item.side, item.graph));
    if (g[t].buffer && !weight && m.bufferBytes(g[t].buffer) > 16) weight = t;
  }
  addSection(g.results(n).size() == 1 ? tr("Result") : tr("Results"));
  for (std::size_t r = 0; r < g.results(n).size() && r < 20; ++r) {
    const ir::TensorId t = g.result(n, r);
    addRow(g.results(n).size() == 1 ? tr("Shape") : QStringLiteral(":%1").arg(r),
           shapeText(m.shapeOf(g[t])) + QLatin1Char(' ') + text(ir::longName(g[t].type)), Item::tensor(t, item.side, item.graph));
    int shown = 0;
    for (const ir::UseSite use : g.uses(t)) {
      if (++shown > 5) break;
      addRow(shown == 1 ? tr("Goes to") : QString(), text(m.shortOpName(g[use.user])) + QLatin1Char(' ') +
             text(m.names[g[use.user].name]).section(QLatin1Char('/'), -1), Item::node(use.user, item.side, item.graph));
    }
  }
  const ir::AttrList& attrs = m.attrs[node.attrs];
  if (!attrs.empty()) {
    addSection(tr("Attributes"));
    for (const ir::Attr& a : attrs) addRow(text(m.names[a.key]), attributeText(a.value));
  }
  if (weight) addValues(m, Item::tensor(weight, item.side, item.graph));
  else if (!g.results(n).empty() && g[g.result(n)].buffer) addValues(m, Item::tensor(g.result(n), item.side, item.graph));
}

void DetailsPanel::showTensor(const ir::Model& m, const Item& item) {
  const ir::Graph& g = m.graph(item.graph);
  const ir::TensorId id = item.tensorId();
  const ir::Tensor& t = g[id];
  addHead(Kind::Constant, t.buffer ? tr("Constant") : tr("Tensor"), QStringLiteral("#%1").arg(id.value), {}, 0, QString::fromStdString(m.tensorName(g, id)), {});
  addRow(tr("Type"), text(ir::longName(t.type)));
  addRow(tr("Shape"), shapeText(m.shapeOf(t)));
  if (t.buffer) addRow(tr("Bytes"), QLocale().toString(qulonglong(m.bufferBytes(t.buffer))));
  if (t.producer) addRow(tr("Made by"), text(m.shortOpName(g[t.producer])), Item::node(t.producer, item.side, item.graph));
  addRow(tr("Used by"), tr("%n operators", nullptr, int(t.useCount)));
  if (t.quant) {
    const ir::Quantization& q = m.quantizations[t.quant.index()];
    if (!q.scales.empty())
      addRow(tr("Scale"), q.scales.size() == 1 ? QString::number(double(q.scales[0]), 'g', 6) : tr("%1 scales along axis %2").arg(q.scales.size()).arg(q.axis));
    if (q.zeroPoints.size() == 1) addRow(tr("Zero point"), QString::number(q.zeroPoints[0]));
  }
  if (t.buffer) addValues(m, item);
}

void DetailsPanel::addValues(const ir::Model& m, const Item& tensor) {
  const ir::Graph& g = m.graph(tensor.graph);
  addSection(QString::fromStdString(m.tensorName(g, tensor.tensorId())).section(QLatin1Char('/'), -1) + QStringLiteral(" · ") +
             QLocale().toString(qulonglong(m.bufferBytes(g[tensor.tensorId()].buffer))) + QStringLiteral(" B"));
  m_values = new QVBoxLayout;
  m_rows->addLayout(m_values);
  // What the job reads is kept alive by what it holds.
  std::shared_ptr<const void> alive = tensor.side == Side::source ? std::shared_ptr<const void>(m_document.sharedOpened())
                                                                  : std::shared_ptr<const void>(m_document.conversion());
  m_jobs.start<ValueFacts>(
      tr("Values"), [alive, model = &m, tensor](Task& task) { return valueFacts(task, *model, tensor.graph, tensor.tensorId()); }, this,
      [this](Result<ValueFacts> r, JobRunner::Notes) {
        if (!m_values) return;
        if (r) showValues(*r);
        else if (r.error().kind != ErrorKind::Cancelled) m_values->addWidget(note(coreText(r.error()), this));
      });
}

void DetailsPanel::showValues(const ValueFacts& f) {
  m_values->addWidget(new Histogram(f, this));
  QStringList first;
  for (const double v : f.first) first << QString::number(v, 'g', 4);
  auto* line = new CopyableLabel(tr("mean %1").arg(f.mean, 0, 'g', 4) + QStringLiteral(" · ") + first.join(QStringLiteral(", ")) +
                                     (f.count > f.first.size() ? QStringLiteral(", …") : QString()), this);
  line->setFont(uiFont(type::kNote));
  line->setWordWrap(true);
  m_values->addWidget(line);
  if (f.notFinite) m_values->addWidget(note(tr("%1 of the values are not finite.").arg(f.notFinite), this));
}

} // namespace ara::ui
