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

void DetailsPanel::addUsers(const ir::Model& m, const Item& tensor) {
  const ir::Graph& g = m.graph(tensor.graph);
  int shown = 0;
  for (const ir::UseSite use : g.uses(tensor.tensorId())) {
    if (shown == kMostUsers) {
      addRow({{}, {}, tr("%1 more").arg(g.useCount(tensor.tensorId()) - kMostUsers), {}});
      return;
    }
    const ir::Node& user = g[use.user];
    const QString name =
        user.name ? leaf(text(m.names[user.name])) : QStringLiteral("%1 #%2").arg(opText(m, user)).arg(use.user.value);
    addRow({shown++ == 0 ? tr("Goes to") : QString(), name, {}, Item::node(use.user, tensor.side, tensor.graph)});
  }
}

void DetailsPanel::addAttributes(const ir::Model& m, const ir::Node& node) {
  const ir::AttrList& attrs = m.attrs[node.attrs];
  if (attrs.empty()) return;
  addSection(tr("Attributes"));
  for (const ir::Attr& a : attrs) addRow({text(m.names[a.key]), {}, attributeText(a.value), {}});
}

} // namespace ara::ui
