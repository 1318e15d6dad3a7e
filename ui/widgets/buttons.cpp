#include "ui/widgets/buttons.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/text.h"

#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace ara::ui {

LinkButton::LinkButton(const QString& text, QWidget* parent) : QAbstractButton(parent) {
  setText(text);
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const {
  return {std::max<int>(height::kTarget, fontMetrics().horizontalAdvance(text()) + 2 * space::k2),
          std::max<int>(height::kTarget, fontMetrics().height())};
}

void LinkButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  QFont shown = font();
  shown.setUnderline(underMouse() && isEnabled());
  painter.setFont(shown);
  paintText(painter, rect(), Qt::AlignCenter, text(), isEnabled() ? t.accent : t.text3);
  if (hasFocus()) paintFocus(painter, rect(), radius::kChip, t);
}

IconButton::IconButton(const QString& iconName, const QString& says, QWidget* parent) : QToolButton(parent) {
  setIcon(ui::icon(iconName));
  setIconSize(QSize(scaled(16), scaled(16)));
  setToolTip(tip(says));
  setAccessibleName(says);
  setAutoRaise(true);
  setFocusPolicy(Qt::TabFocus);
}

HintButton::HintButton(const QString& text, const QString& keys, QWidget* parent)
    : QPushButton(text, parent), m_keys(keys) {}

int HintButton::hintWidth() const { return keyCapWidth(m_keys, uiFont(type::kNote)) + space::k8; }

QSize HintButton::sizeHint() const { return QPushButton::sizeHint() + QSize(hintWidth(), 0); }

void HintButton::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionButton option;
  initStyleOption(&option);
  painter.drawControl(QStyle::CE_PushButtonBevel, option);
  const QRect whole = option.rect;
  option.rect.setRight(option.rect.right() - hintWidth());
  painter.drawControl(QStyle::CE_PushButtonLabel, option);
  paintKeyCap(painter, whole.adjusted(0, 0, -space::k12 + 2, 0), m_keys);
}

PrefixCombo::PrefixCombo(const QString& prefix, QWidget* parent) : QComboBox(parent), m_prefix(prefix) {
  setAccessibleName(prefix);
}

QSize PrefixCombo::sizeHint() const {
  return QComboBox::sizeHint() + QSize(fontMetrics().horizontalAdvance(m_prefix) + space::k8, 0);
}

void PrefixCombo::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  const Tokens& t = tokens(this);
  QRect text = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
  paintText(painter, text, Qt::AlignLeft | Qt::AlignVCenter, m_prefix, t.text3);
  text.setLeft(text.left() + fontMetrics().horizontalAdvance(m_prefix) + space::k8);
  paintText(painter, text, Qt::AlignLeft | Qt::AlignVCenter, currentText(), isEnabled() ? t.text : t.text3);
}

int keyCapWidth(const QString& keys, const QFont& font) {
  return QFontMetrics(font).horizontalAdvance(keys) + 2 * space::k6;
}

void paintKeyCap(QPainter& painter, const QRect& where, const QString& keys) {
  painter.save();
  painter.setFont(uiFont(type::kNote));
  const Tokens& t = tokens(static_cast<QWidget*>(painter.device()));
  const int width = keyCapWidth(keys, painter.font()), tall = painter.fontMetrics().height() + 1;
  const QRect cap(where.right() - width + 1, where.center().y() - tall / 2, width, tall);
  paintBox(painter, cap, radius::kChip, t.base, t.line2);
  paintText(painter, cap, Qt::AlignCenter, keys, t.text2);
  painter.restore();
}

} // namespace ara::ui
