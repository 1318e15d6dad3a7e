// The rows of the details panel: heads, sections, operands, results, attributes.
#include "ui/models/tables.h"
#include "ui/panels/details/attribute_text.h"
#include "ui/panels/details/details_panel.h"
#include "ui/panels/details/operand_names.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

constexpr int kMostOperands = 40, kMostResults = 20, kMostUsers = 5;

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }
// "kernel/read", not "read": every variable has one.
QString leaf(const QString& name) {
  const QString last = name.section(QLatin1Char('/'), -1);
  return last == QLatin1String("read") ? name.section(QLatin1Char('/'), -2) : last;
}

QString shapeAndType(const ir::Model& m, const ir::Tensor& t) {
  const QString shape = shapeText(m.shapeOf(t));
  return t.type == ir::DataType::none ? shape : shape + QLatin1Char(' ') + text(ir::longName(t.type));
}

// A link of at most this many characters: a button cannot lose its middle by itself.
constexpr qsizetype kLink = 26;
QString shortened(const QString& s) {
  return s.size() <= kLink ? s : s.left(kLink / 2) + QStringLiteral("…") + s.right(kLink / 2 - 1);
}

} // namespace

void DetailsPanel::addHead(const Head& head) {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::k8);
  row->addWidget(new KindTile(head.kind, this));
  row->addWidget(title(head.op, this));
  row->addWidget(new Chip(head.number, Tone::Text2, this));
  row->addStretch(1);
  if (!head.verdict.isEmpty()) row->addWidget(new Chip(head.verdict, head.tone, this));
  m_rows->addLayout(row);
  if (!head.name.isEmpty()) {
    auto* full = new CopyableLabel(head.name, this);
    full->setFont(uiFont(type::kTable));
    full->setTone(Tone::Text2);
    // Lines break after slashes; a single long part is cut rather than making the panel wider.
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    full->setSizePolicy(policy);
    m_rows->addWidget(full);
  }
  if (!head.doc.isEmpty()) m_rows->addWidget(note(head.doc, this));
  m_rows->addSpacing(space::k4);
}

void DetailsPanel::addSection(const QString& text, const QString& right) {
  m_rows->addSpacing(space::k8);
  auto* row = new QHBoxLayout;
  row->addWidget(heading(text, this), 1);
  if (!right.isEmpty()) {
    auto* fact = note(right, this);
    fact->setWordWrap(false);
    row->addWidget(fact);
  }
  m_rows->addLayout(row);
}

void DetailsPanel::addRow(const Row& given) {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::k6);
  auto* left = new ElidedLabel(given.name, this);
  left->setFont(uiFont(type::kTable));
  left->setTone(Tone::Text2);
  left->setElideMode(Qt::ElideRight);
  left->setFixedWidth(scaled(86));
  const Qt::Alignment where = given.link.isEmpty() ? Qt::AlignTop : Qt::AlignVCenter;
  row->addWidget(left, 0, where);
  if (!given.link.isEmpty()) {
    auto* go = new LinkButton(shortened(given.link), this);
    go->setFont(uiFont(type::kTable));
    go->setToolTip(tip(given.link));
    connect(go, &QAbstractButton::clicked, this, [this, target = given.target] { m_document.selection().set(target); });
    row->addWidget(go, 0, where);
  }
  if (!given.text.isEmpty()) {
    auto* right = new CopyableLabel(given.text, this);
    right->setFont(uiFont(type::kTable));
    right->setWordWrap(given.link.isEmpty());
    row->addWidget(right, 1);
  } else {
    row->addStretch(1);
  }
  m_rows->addLayout(row);
}

void DetailsPanel::addOperands(const ir::Model& m, const Item& item) {
  const ir::Graph& g = m.graph(item.graph);
  const ir::NodeId n = item.nodeId();
  if (g.operands(n).empty()) return;
  addSection(tr("Inputs"));
  const QStringList names = operandNames(g[n].def, g.operands(n).size());
  int i = 0;
  for (const ir::TensorId t : g.operands(n)) {
    if (i == kMostOperands) {
      addRow({QStringLiteral("…"), {}, tr("%1 more").arg(g.operands(n).size() - kMostOperands), {}});
      break;
    }
    const QString& name = names[i++];
    if (!t) {
      addRow({name, {}, tr("absent"), {}});
      continue;
    }
    const ir::NodeId from = g[t].producer;
    const Item target = from ? Item::node(from, item.side, item.graph) : Item::tensor(t, item.side, item.graph);
    addRow({name, leaf(QString::fromStdString(m.tensorName(g, t))), shapeText(m.shapeOf(g[t])), target});
  }
}

void DetailsPanel::addResults(const ir::Model& m, const Item& item) {
  const ir::Graph& g = m.graph(item.graph);
  const auto results = g.results(item.nodeId());
  if (results.empty()) return;
  addSection(results.size() == 1 ? tr("Result") : tr("Results"));
  for (std::size_t r = 0; r < results.size(); ++r) {
    if (r == kMostResults) {
      addRow({QStringLiteral("…"), {}, tr("%1 more").arg(results.size() - kMostResults), {}});
      break;
    }
    const ir::Tensor& t = g[results[r]];
    const Item tensor = Item::tensor(results[r], item.side, item.graph);
    const QString shape = shapeAndType(m, t);
    if (results.size() == 1)
      addRow({tr("Shape"), {}, shape, {}});
    else
      addRow({QStringLiteral(":%1").arg(r), shape, {}, tensor});
    const auto elements = m.shapeOf(t).elements();
    const auto bytes = elements ? ir::byteSize(t.type, *elements) : std::nullopt;
    if (bytes && results.size() == 1) addRow({tr("Bytes"), {}, QLocale().toString(qulonglong(*bytes)), {}});
    addUsers(m, tensor);
  }
}

namespace {

// "MatMul_36"; a node without a name, as those of a .tflite, is "CONV_2D #4".
QString nodeLabel(const ir::Model& m, ir::NodeId id, ir::GraphId graph = ir::GraphId(0)) {
  const ir::Node& n = m.graph(graph)[id];
  return n.name ? leaf(text(m.names[n.name])) : QStringLiteral("%1 #%2").arg(opText(m, n)).arg(id.value);
}

// The layer a node of the source is part of: the one with the longest scope that holds it.
const ir::Layer* layerOf(const ir::Model& source, ir::NodeId node) {
  const ir::Graph& g = source.graph();
  const std::string_view name = g[node].name ? source.names[g[node].name] : std::string_view();
  const ir::Layer* best = nullptr;
  std::size_t longest = 0;
  for (const ir::Layer& l : source.layers) {
    const std::string& path = l.path.empty() ? l.name : l.path;
    const bool inside = name.starts_with(path) && (name.size() == path.size() || name[path.size()] == '/');
    if (inside && path.size() >= longest) best = &l, longest = path.size();
  }
  return best;
}

const ir::Variable* variableOf(const ir::Model& source, ir::NodeId node) {
  for (const ir::Variable& v : source.variables)
    if (v.node == node) return &v;
  return nullptr;
}

} // namespace

void DetailsPanel::addOrigin(const ir::Model& m, const Item& item) {
  const ir::Model& source = m_document.source();
  if (item.graph != ir::GraphId(0)) return;
  ir::NodeId node = item.nodeId();
  if (item.side == Side::result) { // a tensor keeps the name it has in the source
    const ir::Graph& g = m.graph(item.graph);
    const ir::TensorId t = item.tensorId() ? item.tensorId() : g[node].resultCount ? g.result(node) : ir::TensorId();
    const auto before = t ? m_document.opened().names->find(m.tensorName(g, t)) : std::nullopt;
    node = before ? source.graph()[*before].producer : ir::NodeId();
    if (node) addRow({tr("From"), nodeLabel(source, node), {}, Item::node(node)});
  } else if (item.tensorId()) {
    node = source.graph()[item.tensorId()].producer;
  }
  if (!node) return;
  if (const ir::Layer* l = layerOf(source, node))
    addRow(
        {tr("Layer"), {}, QStringLiteral("%1 (%2)").arg(text(l->path.empty() ? l->name : l->path), text(l->kind)), {}});
  if (const ir::Variable* v = variableOf(source, node))
    addRow({tr("Variable"), {}, text(v->key.empty() ? v->name : v->key), {}});
}

void DetailsPanel::addUsers(const ir::Model& m, const Item& tensor) {
  const ir::Graph& g = m.graph(tensor.graph);
  int shown = 0;
  for (const ir::UseSite use : g.uses(tensor.tensorId())) {
    if (shown == kMostUsers) {
      addRow({{}, {}, tr("%1 more").arg(g.useCount(tensor.tensorId()) - kMostUsers), {}});
      return;
    }
    addRow({shown++ == 0 ? tr("Goes to") : QString(),
            nodeLabel(m, use.user, tensor.graph),
            {},
            Item::node(use.user, tensor.side, tensor.graph)});
  }
}

void DetailsPanel::addAttributes(const ir::Model& m, const ir::Node& node) {
  const ir::AttrList& attrs = m.attrs[node.attrs];
  if (attrs.empty()) return;
  addSection(tr("Attributes"));
  for (const ir::Attr& a : attrs) addRow({text(m.names[a.key]), {}, attributeText(a.value), {}});
}

} // namespace ara::ui
