#include "ui/widgets/status_button.h"

#include "ui/theme/fonts.h"
#include "ui/theme/paint.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace ara::ui {

StatusButton::StatusButton(int number, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_number(number) {
  setText(text);
  setCheckable(true);
  setFont(uiFont(type::kTable));
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  tell();
}

void StatusButton::setCount(std::optional<long long> count, bool asks) {
  if (m_count == count && m_asks == asks) return;
  m_count = count;
  m_asks = asks;
  tell();
  updateGeometry();
  update();
}

void StatusButton::tell() {
  QString name = text();
  if (m_count) name += QStringLiteral(", ") + QLocale().toString(*m_count);
  if (m_asks) name += QStringLiteral(", ") + tr("needs you");
  setAccessibleName(name);
  setToolTip(tr("Alt+%1").arg(m_number));
}

int StatusButton::badgeWidth() const {
  if (!m_count) return 0;
  const QFontMetrics metrics(uiFont(type::kNote, m_asks ? QFont::DemiBold : QFont::Normal));
  return std::max(scaled(17), metrics.horizontalAdvance(QLocale().toString(*m_count)) + 2 * space::k6 - 2);
}

QSize StatusButton::sizeHint() const {
  const QFontMetrics metrics(font());
  const int number = metrics.horizontalAdvance(QString::number(m_number)) + space::k6;
  const int badge = m_count ? badgeWidth() + space::k8 : 0;
  return {space::k8 + number + metrics.horizontalAdvance(text()) + badge + space::k8 + 2, scaled(height::kStatus - 1)};
}

void StatusButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  if (isChecked() || underMouse()) painter.fillRect(rect(), isChecked() ? t.select : t.hover);
  painter.fillRect(width() - 1, 0, 1, height(), t.line);
  painter.setFont(font());
  QRect left = rect().adjusted(space::k8, 0, -space::k8, 0);
  const QString number = QString::number(m_number);
  paintText(painter, left, Qt::AlignLeft | Qt::AlignVCenter, number, isChecked() ? t.text2 : t.text3);
  left.setLeft(left.left() + fontMetrics().horizontalAdvance(number) + space::k6);
  paintText(painter, left, Qt::AlignLeft | Qt::AlignVCenter, text(), isChecked() ? t.text : t.text2);
  if (m_count) {
    const int tall = scaled(16), wide = badgeWidth();
    const QRect badge(left.right() - wide + 1, (height() - tall) / 2, wide, tall);
    paintBox(painter, badge, tall / 2.0, m_asks ? t.warnBg : t.hover, QColor());
    painter.setFont(uiFont(type::kNote, m_asks ? QFont::DemiBold : QFont::Normal));
    paintText(painter, badge, Qt::AlignCenter, QLocale().toString(*m_count), m_asks ? t.warn : t.text2);
  }
  if (hasFocus()) paintFocus(painter, rect(), radius::kChip, t);
}

void StatusButton::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) updateGeometry();
  QAbstractButton::changeEvent(event);
}

} // namespace ara::ui
