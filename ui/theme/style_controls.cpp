// Buttons, fields, marks: things with an outline one can press or type into.
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/theme/style_parts.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace ara::ui::parts {
namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag) { return option.state.testFlag(flag); }
bool enabled(const QStyleOption& option) { return has(option, QStyle::State_Enabled); }

void chevron(QPainter& painter, const QRect& where, const QString& name, const QColor& colour) {
  const int side = std::min({16, where.width(), where.height() + 6});
  QRectF square(0, 0, side, side);
  square.moveCenter(QRectF(where).center());
  paintIcon(painter, square, name, colour);
}

} // namespace

bool isPrimary(const QStyleOptionButton& option, const QWidget* widget) {
  return option.features.testFlag(QStyleOptionButton::DefaultButton) || (widget && widget->property(kPrimary).toBool());
}

void pushButton(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget) {
  const Tokens& t = tokens(option.palette);
  QColor fill = t.base, outline = t.control;
  if (!enabled(option)) {
    fill = QColor(), outline = t.line2;
  } else if (isPrimary(option, widget)) {
    fill = outline = t.accent;
    if (has(option, QStyle::State_MouseOver)) fill = outline = mixed(t.accent, t.text, 0.12);
    if (has(option, QStyle::State_Sunken)) fill = outline = mixed(t.accent, t.text, 0.24);
  } else if (has(option, QStyle::State_Sunken)) {
    fill = t.line;
  } else if (has(option, QStyle::State_On)) {
    fill = t.select;
  } else if (has(option, QStyle::State_MouseOver)) {
    fill = t.hover;
  }
  if (option.features.testFlag(QStyleOptionButton::Flat)) {
    outline = QColor();
    if (fill == t.base) fill = QColor();
  }
  paintBox(painter, option.rect, radius::kBox, fill, outline);
  if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange)) {
    if (fill == t.accent)
      paintBox(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), radius::kBox - 1, QColor(), t.onAccent);
    paintFocus(painter, option.rect, radius::kBox, t);
  }
}

void buttonLabel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget) {
  const Tokens& t = tokens(option.palette);
  const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
  const bool primary = isPrimary(option, widget) && enabled(option);
  const QRect room = menu ? option.rect.adjusted(0, 0, -16, 0) : option.rect;
  const int gap = option.icon.isNull() || option.text.isEmpty() ? 0 : space::k8;
  const QSize side = option.icon.isNull() ? QSize(0, 0) : option.iconSize;
  const int words = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
  QRect line(0, room.top(), std::min(side.width() + gap + words, room.width() - 2 * space::k4), room.height());
  line.moveLeft(room.left() + (room.width() - line.width()) / 2);
  const QColor ink = primary ? t.onAccent : option.palette.color(QPalette::ButtonText);
  if (!option.icon.isNull()) {
    QRect where(line.topLeft(), side);
    where.moveTop(room.top() + (room.height() - side.height()) / 2);
    option.icon.paint(&painter, QStyle::visualRect(option.direction, option.rect, where), Qt::AlignCenter,
                      enabled(option) ? QIcon::Normal : QIcon::Disabled);
  }
  line.setLeft(line.left() + side.width() + gap);
  painter.setPen(ink);
  painter.drawText(QStyle::visualRect(option.direction, option.rect, line),
                   Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, option.text);
}

void toolButton(QPainter& painter, const QStyleOption& option) {
  const Tokens& t = tokens(option.palette);
  QColor fill;
  if (has(option, QStyle::State_On)) fill = t.select;
  if (enabled(option) && has(option, QStyle::State_MouseOver)) fill = t.hover;
  if (has(option, QStyle::State_Sunken)) fill = t.line;
  const bool raised = has(option, QStyle::State_AutoRaise);
  paintBox(painter, option.rect, radius::kBox, fill.isValid() || raised ? fill : t.base, raised ? QColor() : t.control);
  if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange))
    paintFocus(painter, option.rect, radius::kBox, t);
}

void field(QPainter& painter, const QStyleOption& option, bool readOnly) {
  const Tokens& t = tokens(option.palette);
  const bool dim = readOnly || !enabled(option);
  paintBox(painter, option.rect, radius::kBox, dim ? t.panel : option.palette.color(QPalette::Base),
           enabled(option) ? t.control : t.line2);
  if (has(option, QStyle::State_HasFocus)) paintFocus(painter, option.rect, radius::kBox, t);
}

void checkMark(QPainter& painter, const QStyleOption& option) {
  const Tokens& t = tokens(option.palette);
  const bool on = has(option, QStyle::State_On), some = has(option, QStyle::State_NoChange);
  const QColor outline = enabled(option) ? (on || some ? t.accent : t.control) : t.line2;
  const QColor fill = !enabled(option) ? t.panel : on || some ? t.accent : t.base;
  paintBox(painter, option.rect, radius::kChip, fill, outline);
  const QColor ink = enabled(option) ? t.onAccent : t.control;
  if (on) paintIcon(painter, option.rect, QStringLiteral("check"), ink);
  if (some) paintIcon(painter, option.rect, QStringLiteral("remove"), ink);
  if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange))
    paintFocus(painter, QRectF(option.rect).adjusted(-1, -1, 1, 1), radius::kChip, t);
}

void radioMark(QPainter& painter, const QStyleOption& option) {
  const Tokens& t = tokens(option.palette);
  const bool on = has(option, QStyle::State_On);
  const double half = option.rect.width() / 2.0;
  const QColor outline = !enabled(option) ? t.line2 : on ? t.accent : t.control;
  paintBox(painter, option.rect, half, enabled(option) ? t.base : t.panel, outline, on ? 4.5 : 1);
}

void comboBox(QPainter& painter, const QStyleOptionComboBox& option, const QRect& arrow) {
  const Tokens& t = tokens(option.palette);
  const bool hover = enabled(option) && has(option, QStyle::State_MouseOver) && !option.editable;
  paintBox(painter, option.rect, radius::kBox,
           !enabled(option) ? t.panel
           : hover          ? t.hover
                            : t.base,
           enabled(option) ? t.control : t.line2);
  if (has(option, QStyle::State_HasFocus)) paintFocus(painter, option.rect, radius::kBox, t);
  chevron(painter, arrow, QStringLiteral("chevron-down"), enabled(option) ? t.text2 : t.control);
}

void spinBox(QPainter& painter, const QStyleOptionSpinBox& option, const QRect& up, const QRect& down) {
  const Tokens& t = tokens(option.palette);
  paintBox(painter, option.rect, radius::kBox, enabled(option) ? t.base : t.panel,
           enabled(option) ? t.control : t.line2);
  if (has(option, QStyle::State_HasFocus)) paintFocus(painter, option.rect, radius::kBox, t);
  if (option.buttonSymbols == QAbstractSpinBox::NoButtons) return;
  const auto ink = [&](QAbstractSpinBox::StepEnabledFlag step) {
    return enabled(option) && option.stepEnabled.testFlag(step) ? t.text2 : t.line2;
  };
  chevron(painter, up, QStringLiteral("chevron-up"), ink(QAbstractSpinBox::StepUpEnabled));
  chevron(painter, down, QStringLiteral("chevron-down"), ink(QAbstractSpinBox::StepDownEnabled));
}

// A length not yet known is shown as a dotted groove: nothing pulses here.
void progress(QPainter& painter, const QStyleOptionProgressBar& option) {
  const Tokens& t = tokens(option.palette);
  QRectF groove(option.rect.x(), option.rect.center().y() - 2, option.rect.width(), 5);
  paintBox(painter, groove, 2.5, t.line2, QColor());
  const double range = double(option.maximum) - option.minimum;
  if (range <= 0) {
    painter.save();
    painter.setPen(QPen(t.accent, 5, Qt::DotLine));
    painter.drawLine(QPointF(groove.left(), groove.center().y()), QPointF(groove.right(), groove.center().y()));
    painter.restore();
    return;
  }
  groove.setWidth(groove.width() * std::clamp((double(option.progress) - option.minimum) / range, 0.0, 1.0));
  if (groove.width() > 0) paintBox(painter, groove, 2.5, t.accent, QColor());
}

} // namespace ara::ui::parts
