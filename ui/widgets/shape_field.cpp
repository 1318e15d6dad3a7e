#include "ui/widgets/shape_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/dimension_field.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace ara::ui {

DimensionField::DimensionField(int number, long long largest, QWidget* parent)
    : QLineEdit(parent), m_number(number), m_largest(largest) {
  setFont(uiFont(type::kTable));
  setPlaceholderText(QStringLiteral("?"));
  setMaxLength(20);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(this, &QLineEdit::textChanged, this, &DimensionField::refresh);
  refresh();
}

DimensionField::State DimensionField::state() const {
  const QString shown = text().trimmed();
  if (shown.isEmpty() || shown == QLatin1String("?")) return State::Open;
  return value() ? State::Known : State::Wrong;
}

std::optional<long long> DimensionField::value() const {
  bool number = false;
  const long long read = text().trimmed().toLongLong(&number);
  if (!number || read < 1 || read > m_largest) return std::nullopt;
  return read;
}

void DimensionField::setValue(std::optional<long long> wanted) {
  if (value() == wanted && state() != State::Wrong) return; // do not move the cursor of someone typing
  setText(wanted ? QString::number(*wanted) : QString());
}

void DimensionField::refresh() {
  const State now = state();
  const QString expected = tr("A whole number from 1 to %1 goes here.").arg(m_largest);
  setToolTip(now == State::Wrong  ? expected
             : now == State::Open ? tr("The file leaves this dimension open.")
                                  : QString());
  //: Accessible name of one field of a shape. "Dimension 1, open"
  setAccessibleName(now == State::Open ? tr("Dimension %1, open").arg(m_number) : tr("Dimension %1").arg(m_number));
  setAccessibleDescription(now == State::Wrong ? expected : QString());
  updateGeometry();
  update();
}

QSize DimensionField::sizeHint() const {
  const int wide = fontMetrics().horizontalAdvance(text()) + 22;
  return {std::max(scaled(state() == State::Open ? 54 : 36), std::min(wide, scaled(120))), scaled(height::kField)};
}

QSize DimensionField::minimumSizeHint() const { return {scaled(30), scaled(height::kField)}; }

void DimensionField::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  const State now = state();
  if (now == State::Known) return;
  QPainter painter(this);
  const Tokens& t = tokens(this);
  // The focus ring stays visible outside of the state's own outline.
  const double inset = hasFocus() ? 2 : 0;
  paintBox(painter, QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius::kBox, QColor(),
           now == State::Wrong ? t.error : t.warn, now == State::Wrong ? 2 : 1);
}

ShapeField::ShapeField(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k6);
  row->addStretch(1);
}

void ShapeField::rebuild(std::size_t rank) {
  while (QLayoutItem* item = layout()->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater(); // may be the field whose edit led here
    }
    delete item;
  }
  m_fields.clear();
  auto* row = static_cast<QHBoxLayout*>(layout());
  for (std::size_t i = 0; i < rank; ++i) {
    if (i > 0) row->addWidget(new ToneLabel(QStringLiteral("×"), Tone::Text2, this));
    auto* field = new DimensionField(int(i) + 1, kLargest, this);
    connect(field, &QLineEdit::textEdited, this, &ShapeField::edited);
    row->addWidget(field);
    m_fields.push_back(field);
  }
  row->addStretch(1);
}

void ShapeField::setShape(const Shape& shape) {
  if (shape.size() != m_fields.size()) rebuild(shape.size());
  for (std::size_t i = 0; i < shape.size(); ++i) m_fields[i]->setValue(shape[i]);
}

ShapeField::Shape ShapeField::shape() const {
  Shape shape;
  for (const DimensionField* field : m_fields) shape.push_back(field->value());
  return shape;
}

bool ShapeField::isAcceptable() const {
  return std::none_of(m_fields.begin(), m_fields.end(),
                      [](const DimensionField* f) { return f->state() == DimensionField::State::Wrong; });
}

void ShapeField::focusOpen() {
  for (DimensionField* field : m_fields) {
    if (field->state() != DimensionField::State::Open) continue;
    field->setFocus(Qt::OtherFocusReason);
    return;
  }
}

void ShapeField::edited() {
  if (isAcceptable()) Q_EMIT shapeEdited(shape());
}

} // namespace ara::ui
