#include "ui/panels/pick/pick_cards.h"

#include "ui/models/tables.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/shape_field.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {
namespace {

constexpr int kPause = 400; // ms after the last digit

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }

const convert::InputPick* picked(const Document& d, const std::string& name) {
  const auto& inputs = d.settings().inputs;
  const auto it = std::find_if(inputs.begin(), inputs.end(), [&](const auto& p) { return p.name == name; });
  return it == inputs.end() ? nullptr : &*it;
}

const ir::Tensor* tensor(const Document& d, const std::string& name) {
  const auto t = d.opened().names->find(name);
  return t ? &d.source().graph()[*t] : nullptr;
}

ElidedLabel* nameLabel(const std::string& name, QWidget* parent) {
  auto* label = new ElidedLabel(text(name), parent);
  label->setFont(uiFont(type::kBody, QFont::DemiBold));
  label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  return label;
}

ShapeField::Shape fields(const std::vector<ir::Dim>& dims) {
  ShapeField::Shape shape;
  for (const ir::Dim d : dims) shape.push_back(ir::isKnown(d) ? std::optional<long long>(d) : std::nullopt);
  return shape;
}

bool isOpen(const ShapeField::Shape& shape) {
  return std::any_of(shape.begin(), shape.end(), [](const auto& d) { return !d; });
}

} // namespace

std::optional<std::vector<ir::Dim>> InputCard::shapeOf(const Document& document, const convert::InputPick& pick) {
  if (pick.shape) return pick.shape;
  const ir::Tensor* t = tensor(document, pick.name);
  if (!t) return std::nullopt;
  const ir::Shape& known = document.source().shapeOf(*t);
  return known.ranked ? std::optional(known.dims) : std::nullopt;
}

InputCard::InputCard(Document& document, const convert::InputPick& pick, bool suggested, QWidget* parent)
    : Card(parent), m_document(document), m_pick(pick) {
  m_pause.setSingleShot(true);
  m_pause.setInterval(kPause);
  connect(&m_pause, &QTimer::timeout, this, &InputCard::give);
  addHead(suggested);
  if (const auto shape = shapeOf(document, pick))
    addShape(*shape);
  else
    addUnknownShape();
}

void InputCard::addHead(bool suggested) {
  auto* head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(nameLabel(m_pick.name, this));
  const ir::Tensor* t = tensor(m_document, m_pick.name);
  const ir::DataType own = t ? t->type : ir::DataType::none;
  if (!suggested)
    head->addWidget(typeChoice(own));
  else if (own != ir::DataType::none)
    head->addWidget(new Chip(text(ir::longName(own)), Tone::Text2, this));
  head->addStretch(1);
  if (suggested) {
    auto* make = new LinkButton(tr("Make input"), this);
    connect(make, &QAbstractButton::clicked, this, [this] { m_document.makeInput(m_pick.name, true); });
    head->addWidget(make);
  } else {
    auto* remove = new IconButton(QStringLiteral("close"), tr("Remove input %1").arg(text(m_pick.name)), this);
    connect(remove, &QAbstractButton::clicked, this, [this] { m_document.removeInput(m_pick.name); });
    head->addWidget(remove);
  }
  rows()->addLayout(head);
}

QWidget* InputCard::typeChoice(ir::DataType own) {
  static constexpr ir::DataType kTypes[] = {ir::DataType::f32,    ir::DataType::i32, ir::DataType::i64,
                                            ir::DataType::i8,     ir::DataType::u8,  ir::DataType::i16,
                                            ir::DataType::boolean};
  auto* choice = new QComboBox(this);
  choice->setProperty(kCompact, true);
  choice->setAccessibleName(tr("Type of %1").arg(text(m_pick.name)));
  choice->addItem(own == ir::DataType::none ? tr("its own") : text(ir::longName(own)), int(ir::DataType::none));
  for (const ir::DataType t : kTypes)
    if (t != own) choice->addItem(text(ir::longName(t)), int(t));
  const int now = choice->findData(int(m_pick.type == own ? ir::DataType::none : m_pick.type));
  choice->setCurrentIndex(now);
  connect(choice, &QComboBox::activated, this, [this, choice](int i) {
    flush();
    m_document.setInputType(m_pick.name, static_cast<ir::DataType>(choice->itemData(i).toInt()));
  });
  return choice;
}

std::optional<std::vector<ir::Dim>> shapeFromText(const QString& text) {
  static const QRegularExpression between(QStringLiteral("[\\s,;x×*]+"));
  std::vector<ir::Dim> shape;
  for (const QString& part : text.split(between, Qt::SkipEmptyParts)) {
    bool number = false;
    const long long n = part.toLongLong(&number);
    if (!number || n < 1 || n > ShapeField::kLargest) return std::nullopt;
    shape.push_back(static_cast<ir::Dim>(n));
  }
  return shape.empty() ? std::nullopt : std::optional(shape);
}

void InputCard::addUnknownShape() {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::k8);
  auto* caption = note(tr("Shape"), this);
  caption->setWordWrap(false);
  m_free = new QLineEdit(this);
  m_free->setPlaceholderText(tr("for example 1, 64"));
  m_free->setAccessibleName(tr("Shape of %1").arg(text(m_pick.name)));
  row->addWidget(caption);
  row->addWidget(m_free, 1);
  rows()->addLayout(row);
  rows()->addWidget(note(tr("The file does not say this shape; without one it is worked out."), this));
  connect(m_free, &QLineEdit::editingFinished, this, [this] {
    if (const auto shape = shapeFromText(m_free->text())) m_document.setInputShape(m_pick.name, *shape);
  });
}

void InputCard::addShape(const std::vector<ir::Dim>& shape) {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::k8);
  auto* caption = note(tr("Shape"), this);
  caption->setWordWrap(false);
  m_shape = new ShapeField(this);
  m_shape->setProperty("input", text(m_pick.name));
  m_known = new IconView(QStringLiteral("check"), Tone::Accent, this);
  row->addWidget(caption);
  row->addWidget(m_shape, 1);
  row->addWidget(m_known);
  rows()->addLayout(row);
  if (shape.empty()) row->insertWidget(1, note(tr("one number", "a shape without dimensions"), this));
  m_ask = new Callout(tr("How many examples at once? The file leaves it open; TensorFlow Lite needs a number."),
                      Tone::Warn, this);
  m_ask->setActions({tr("1 (usual)"), tr("8"), tr("Other…")}, 0);
  addStrip(m_ask);
  showShape(shape);
  connect(m_shape, &ShapeField::shapeEdited, this, [this](const ShapeField::Shape& s) {
    m_known->setVisible(!isOpen(s));
    m_pause.start();
  });
  connect(m_ask, &Callout::actionClicked, this, [this](int i) {
    if (i == 2)
      m_shape->focusOpen();
    else
      answer(i == 0 ? 1 : 8);
  });
  for (QLineEdit* edit : m_shape->findChildren<QLineEdit*>()) edit->installEventFilter(this);
}

void InputCard::showShape(const std::vector<ir::Dim>& shape) {
  const ShapeField::Shape wanted = fields(shape);
  if (m_shape->shape() != wanted || !m_shape->isAcceptable()) m_shape->setShape(wanted);
  const bool open = isOpen(wanted),
             onlyBatch = open && std::none_of(wanted.begin() + 1, wanted.end(), [](const auto&d) { return !d; });
  m_ask->setText(onlyBatch ? tr("How many examples at once? The file leaves it open; TensorFlow Lite needs a number.")
                           : tr("The file leaves dimensions open; TensorFlow Lite needs numbers."));
  m_ask->setVisible(open);
  m_known->setVisible(!open);
  setHighlighted(open);
}

void InputCard::follow() {
  if (!m_shape || m_pause.isActive()) return; // someone is typing
  const convert::InputPick* now = picked(m_document, m_pick.name);
  if (now) m_pick = *now;
  const auto shape = shapeOf(m_document, m_pick);
  if (shape && shape->size() == m_shape->shape().size()) showShape(*shape);
}

void InputCard::give() {
  m_pause.stop();
  if (!m_shape || !m_shape->isAcceptable()) return;
  std::vector<ir::Dim> given;
  for (const auto& d : m_shape->shape()) given.push_back(d ? static_cast<ir::Dim>(*d) : ir::kUnknownDim);
  if (std::find(given.begin(), given.end(), ir::kUnknownDim) == given.end())
    return m_document.setInputShape(m_pick.name, given);
  // A number was taken back: the question is asked again. An unknown dimension in the settings would mean "leave it
  // open".
  const convert::InputPick* now = picked(m_document, m_pick.name);
  if (!now || !now->shape) return;
  convert::Settings s = m_document.settings();
  for (convert::InputPick& p : s.inputs)
    if (p.name == m_pick.name) p.shape.reset();
  m_pick.shape.reset();
  m_document.setSettings(s, tr("Shape of %1").arg(text(m_pick.name)));
}

void InputCard::answer(ir::Dim batch) {
  ShapeField::Shape shape = m_shape->shape();
  for (auto& d : shape)
    if (!d) d = batch;
  m_shape->setShape(shape);
  give();
}

void InputCard::flush() {
  if (m_pause.isActive()) give();
}

void InputCard::retire() {
  m_pause.stop();
  hide();
  deleteLater();
}

QString InputCard::focusedField() const {
  if (!m_shape) return {};
  const auto edits = m_shape->findChildren<QLineEdit*>();
  for (int i = 0; i < edits.size(); ++i)
    if (edits[i]->hasFocus())
      return QStringLiteral("%1:%2:%3").arg(i).arg(edits[i]->cursorPosition()).arg(text(m_pick.name));
  return {};
}

void InputCard::restoreFocus(const QString& field) {
  if (!m_shape || field.section(QLatin1Char(':'), 2) != text(m_pick.name)) return;
  const auto edits = m_shape->findChildren<QLineEdit*>();
  const int i = field.section(QLatin1Char(':'), 0, 0).toInt();
  if (i >= edits.size()) return;
  edits[i]->setFocus(Qt::OtherFocusReason);
  edits[i]->deselect();
  edits[i]->setCursorPosition(field.section(QLatin1Char(':'), 1, 1).toInt());
}

bool InputCard::eventFilter(QObject* watched, QEvent* event) {
  // Return, a shortcut such as Ctrl+Return, or leaving the field: the number is meant as it stands.
  const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  const auto isReturn = [&] {
    const int k = static_cast<QKeyEvent*>(event)->key();
    return k == Qt::Key_Return || k == Qt::Key_Enter;
  };
  if (event->type() == QEvent::FocusOut || (key && isReturn())) flush();
  return Card::eventFilter(watched, event);
}

OutputCard::OutputCard(Document& document, const std::string& name, const QString& reason, bool suggested,
                       QWidget* parent)
    : Card(parent) {
  auto* head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(nameLabel(name, this));
  const ir::Model& m = document.source();
  const ir::Tensor* t = tensor(document, name);
  if (t && t->producer) head->addWidget(new Chip(opText(m, m.graph()[t->producer]), Tone::Text2, this));
  head->addStretch(1);
  if (suggested) {
    auto* make = new LinkButton(tr("Make output"), this);
    connect(make, &QAbstractButton::clicked, this, [&document, name] { document.makeOutput(name, true); });
    head->addWidget(make);
  } else {
    auto* remove = new IconButton(QStringLiteral("close"), tr("Remove output %1").arg(text(name)), this);
    connect(remove, &QAbstractButton::clicked, this, [&document, name] { document.removeOutput(name); });
    head->addWidget(remove);
  }
  rows()->addLayout(head);
  if (reason.isEmpty()) return;
  const bool ranked = t && m.shapeOf(*t).ranked;
  rows()->addWidget(
      note(ranked ? tr("%1 Shape %2.", "why an output is likely, then its shape").arg(reason, shapeText(m.shapeOf(*t)))
                  : reason,
           this));
}

QWidget* lesserOutput(Document& document, const std::string& name, const QString& reason, QWidget* parent) {
  auto* row = new QWidget(parent);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::k6);
  layout->addWidget(new IconView(QStringLiteral("output-ring"), Tone::Out, row));
  auto* make = new LinkButton(text(name).size() > 24 ? QStringLiteral("…") + text(name).right(23) : text(name), row);
  make->setFont(uiFont(type::kTable));
  make->setToolTip(tip(OutputCard::tr("Make %1 the output").arg(text(name))));
  make->setAccessibleName(OutputCard::tr("Make %1 the output").arg(text(name)));
  QObject::connect(make, &QAbstractButton::clicked, row, [&document, name] { document.makeOutput(name, true); });
  auto* why = new ElidedLabel(reason, row);
  why->setFont(uiFont(type::kTable));
  why->setTone(Tone::Text3);
  why->setElideMode(Qt::ElideRight);
  layout->addWidget(make);
  layout->addWidget(why, 1);
  return row;
}

} // namespace ara::ui
