#include "ui/panels/pick/pick_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/pick/pick_result.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/shape_field.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {
namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

void clear(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

} // namespace

PickPanel::PickPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* inside = new QWidget(scroll);
  setSurface(inside, kPanelRole);
  scroll->setWidget(inside);
  setSurface(scroll->viewport(), kPanelRole);
  outer->addWidget(scroll, 1);

  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(space::k12, space::k12, space::k12, space::k12);
  column->setSpacing(space::k8);
  m_empty = note(tr("Open a model to pick its inputs and outputs."), inside);
  column->addWidget(m_empty);
  m_cards = new QVBoxLayout;
  m_cards->setSpacing(space::k8);
  column->addLayout(m_cards);
  m_accept = new HintButton(tr("Accept suggestions"), QStringLiteral("Ctrl ↵"), inside);
  auto* acceptRow = new QHBoxLayout;
  acceptRow->addWidget(m_accept);
  acceptRow->addStretch(1);
  column->addLayout(acceptRow);
  m_result = new QWidget(inside);
  m_resultRows = new QVBoxLayout(m_result);
  m_resultRows->setContentsMargins(0, space::k8, 0, 0);
  m_resultRows->setSpacing(space::k6);
  column->addWidget(m_result);
  column->addStretch(1);

  m_commandBox = new QWidget(this);
  auto* boxRow = new QHBoxLayout(m_commandBox);
  boxRow->setContentsMargins(space::k12, 0, space::k12, space::k12);
  auto* card = new Card(m_commandBox);
  boxRow->addWidget(card);
  auto* head = new QHBoxLayout;
  auto* says = note(tr("The same as a command"), card);
  says->setWordWrap(false);
  auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy the command"), card);
  head->addWidget(says, 1);
  head->addWidget(copy);
  card->rows()->addLayout(head);
  m_command = new CopyableLabel({}, card);
  m_command->setMono(true);
  m_command->setWordWrap(true);
  card->rows()->addWidget(m_command);
  outer->addWidget(m_commandBox);

  connect(copy, &QAbstractButton::clicked, this, [this] { QApplication::clipboard()->setText(m_document.commandLine()); });
  connect(m_accept, &QAbstractButton::clicked, this, [this] { m_document.acceptSuggestions(); });
  connect(&m_document, &Document::openedChanged, this, [this] {
    m_shown.clear();
    rebuild();
  });
  connect(&m_document, &Document::settingsChanged, this, &PickPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, &PickPanel::refresh);
  rebuild();
}

QWidget* PickPanel::sectionTitle(const QString& icon, int tone, const QString& title, const QString& right) {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, space::k4, 0, 0);
  layout->setSpacing(space::k6);
  layout->addWidget(new IconView(icon, static_cast<Tone>(tone), row));
  layout->addWidget(heading(title, row));
  layout->addStretch(1);
  auto* count = note(right, row);
  count->setWordWrap(false);
  layout->addWidget(count);
  return row;
}

QString PickPanel::signatureOfCards() const {
  if (!m_document.isOpen()) return {};
  QStringList parts{m_document.path()};
  for (const auto& p : m_document.settings().inputs) parts << text(p.name) << QString::number(int(p.type));
  parts << QStringLiteral("|");
  for (const auto& o : m_document.settings().outputs) parts << text(o);
  return parts.join(QLatin1Char('\n'));
}

void PickPanel::rebuild() {
  const bool open = m_document.isOpen();
  m_empty->setVisible(!open);
  m_commandBox->setVisible(open);
  const QString now = signatureOfCards();
  if (now != m_shown || !open) {
    m_shown = now;
    clear(m_cards);
    if (open) {
      addInputs();
      addOutputs();
    }
  } else {
    // The same cards: undo and the buttons of the question may have changed a shape.
    for (ShapeField* field : findChildren<ShapeField*>()) {
      const std::string name = field->property("input").toString().toStdString();
      const auto& inputs = m_document.settings().inputs;
      const auto it = std::find_if(inputs.begin(), inputs.end(), [&](const auto& p) { return p.name == name; });
      if (it == inputs.end() || field->hasFocus()) continue;
      const auto t = m_document.opened().names->find(name);
      const ir::Shape known = t ? m_document.source().shapeOf(m_document.source().graph()[*t]) : ir::Shape{};
      ShapeField::Shape shape;
      for (const ir::Dim d : it->shape ? *it->shape : known.dims)
        shape.push_back(ir::isKnown(d) ? std::optional<long long>(d) : std::nullopt);
      if (field->isAcceptable() && field->shape() != shape) field->setShape(shape);
      if (auto* ask = field->parentWidget()->findChild<Callout*>())
        ask->setVisible(std::any_of(shape.begin(), shape.end(), [](const auto& d) { return !d; }));
    }
  }
  refresh();
}

void PickPanel::addInputs() {
  const auto& picked = m_document.settings().inputs;
  const auto& suggested = m_document.opened().inputs;
  const bool any = !picked.empty();
  const int count = any ? int(picked.size()) : int(std::min<std::size_t>(suggested.size(), 6));
  m_cards->addWidget(sectionTitle(QStringLiteral("input-flag"), int(Tone::In), tr("Inputs"), any ? QString::number(count) : tr("%n suggested", nullptr, count)));
  if (any)
    for (const auto& p : picked) m_cards->addWidget(inputCard(p, false));
  else if (suggested.empty()) m_cards->addWidget(note(tr("No likely input. Click a node, then press I."), this));
  else
    for (int i = 0; i < count; ++i) m_cards->addWidget(inputCard({suggested[std::size_t(i)].name, ir::DataType::none, {}}, true));
}

void PickPanel::addOutputs() {
  const auto& picked = m_document.settings().outputs;
  const auto& suggested = m_document.opened().outputs;
  const bool any = !picked.empty();
  int meant = 0;
  for (const auto& c : suggested) meant += c.rank >= analysis::kLikely;
  m_cards->addWidget(sectionTitle(QStringLiteral("output-dot"), int(Tone::Out), tr("Outputs"),
                                  any ? QString::number(picked.size()) : tr("%n suggested", nullptr, std::max(meant, 0))));
  if (any) {
    for (const auto& o : picked) m_cards->addWidget(outputCard(o, {}, false));
    return;
  }
  if (suggested.empty()) m_cards->addWidget(note(tr("No likely output. Click a node, then press O."), this));
  for (std::size_t i = 0; i < suggested.size() && i < 4; ++i) m_cards->addWidget(outputCard(suggested[i].name, coreText(suggested[i].reason), true));
}

Card* PickPanel::inputCard(const convert::InputPick& pick, bool suggested) {
  auto* card = new Card(this);
  auto* head = new QHBoxLayout;
  auto* name = new ElidedLabel(text(pick.name), card);
  name->setFont(uiFont(type::kBody, QFont::DemiBold));
  head->addWidget(name, 1);
  const ir::Model& m = m_document.source();
  const auto t = m_document.opened().names->find(pick.name);
  const ir::DataType type = pick.type != ir::DataType::none ? pick.type : t ? m.graph()[*t].type : ir::DataType::none;
  if (type != ir::DataType::none) head->addWidget(new Chip(QString::fromUtf8(ir::longName(type).data()), Tone::Text2, card));
  if (suggested) {
    auto* make = new LinkButton(tr("Make input"), card);
    connect(make, &QAbstractButton::clicked, this, [this, n = pick.name] { m_document.makeInput(n, true); });
    head->addWidget(make);
  } else {
    auto* remove = new IconButton(QStringLiteral("close"), tr("Remove input %1").arg(text(pick.name)), card);
    connect(remove, &QAbstractButton::clicked, this, [this, n = pick.name] { m_document.removeInput(n); });
    head->addWidget(remove);
  }
  card->rows()->addLayout(head);
  const ir::Shape known = t ? m.shapeOf(m.graph()[*t]) : ir::Shape::unknown();
  addShape(card, pick, pick.shape ? ir::Shape::of(*pick.shape) : known);
  return card;
}

void PickPanel::addShape(Card* card, const convert::InputPick& pick, const ir::Shape& shape) {
  if (!shape.ranked) {
    card->rows()->addWidget(note(tr("The file does not say its shape."), card));
    return;
  }
  auto* row = new QHBoxLayout;
  auto* caption = note(tr("Shape"), card);
  caption->setWordWrap(false);
  auto* field = new ShapeField(card);
  field->setProperty("input", text(pick.name));
  ShapeField::Shape dims;
  bool open = false;
  for (const ir::Dim d : shape.dims) {
    dims.push_back(ir::isKnown(d) ? std::optional<long long>(d) : std::nullopt);
    open = open || !ir::isKnown(d);
  }
  field->setShape(dims);
  row->addWidget(caption);
  row->addWidget(field);
  row->addStretch(1);
  card->rows()->addLayout(row);
  const auto give = [this, name = pick.name](const ShapeField::Shape& s) {
    std::vector<ir::Dim> given;
    for (const auto& d : s) given.push_back(d ? static_cast<ir::Dim>(*d) : ir::kUnknownDim);
    if (std::find(given.begin(), given.end(), ir::kUnknownDim) == given.end()) m_document.setInputShape(name, given);
  };
  connect(field, &ShapeField::shapeEdited, this, give);
  auto* ask = new Callout(tr("How many examples at once? The file leaves it open; TensorFlow Lite needs a number."), Tone::Warn, card);
  ask->setActions({tr("1 (usual)"), tr("8"), tr("Other…")}, 0);
  card->addStrip(ask);
  ask->setVisible(open);
  card->setHighlighted(open);
  connect(ask, &Callout::actionClicked, this, [field, give](int i) {
    if (i == 2) return field->focusOpen();
    ShapeField::Shape s = field->shape();
    for (auto& d : s)
      if (!d) d = i == 0 ? 1 : 8;
    field->setShape(s);
    give(s);
  });
}

Card* PickPanel::outputCard(const std::string& name, const QString& reason, bool suggested) {
  auto* card = new Card(this);
  auto* head = new QHBoxLayout;
  auto* label = new ElidedLabel(text(name), card);
  label->setFont(uiFont(type::kBody, QFont::DemiBold));
  head->addWidget(label, 1);
  const ir::Model& m = m_document.source();
  if (const auto t = m_document.opened().names->find(name); t && m.graph()[*t].producer)
    head->addWidget(new Chip(QString::fromStdString(std::string(m.shortOpName(m.graph()[m.graph()[*t].producer]))), Tone::Text2, card));
  if (suggested) {
    auto* make = new LinkButton(tr("Make output"), card);
    connect(make, &QAbstractButton::clicked, this, [this, name] { m_document.makeOutput(name, true); });
    head->addWidget(make);
  } else {
    auto* remove = new IconButton(QStringLiteral("close"), tr("Remove output %1").arg(text(name)), card);
    connect(remove, &QAbstractButton::clicked, this, [this, name] { m_document.removeOutput(name); });
    head->addWidget(remove);
  }
  card->rows()->addLayout(head);
  if (!reason.isEmpty()) card->rows()->addWidget(note(reason, card));
  return card;
}

void PickPanel::refresh() {
  const bool open = m_document.isOpen();
  const bool suggestions = open && ((m_document.settings().inputs.empty() && !m_document.opened().inputs.empty()) ||
                                    (m_document.settings().outputs.empty() && !m_document.opened().outputs.empty()));
  m_accept->setVisible(suggestions);
  clear(m_resultRows);
  m_result->setVisible(open);
  if (!open) return;
  m_command->setText(m_document.commandLine());
  m_resultRows->addWidget(heading(suggestions ? tr("If you accept") : tr("What this does"), m_result));
  for (const auto& [name, value] : pickFacts(m_document)) {
    auto* row = new QWidget(m_result);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* left = note(name, row);
    left->setWordWrap(false);
    auto* right = heading(value, row);
    layout->addWidget(left);
    layout->addStretch(1);
    layout->addWidget(right);
    m_resultRows->addWidget(row);
  }
  const QStringList dropped = droppedNames(m_document, 6);
  if (!dropped.isEmpty()) {
    m_resultRows->addWidget(heading(tr("Dropped"), m_result));
    m_resultRows->addWidget(note(dropped.join(QStringLiteral(", ")), m_result));
  }
}

} // namespace ara::ui
