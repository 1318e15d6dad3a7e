// Headers, rows, tabs, menus, scroll bars: the furniture around content.
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/theme/style_parts.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace ara::ui::parts {
namespace {

constexpr int kLeastHandle = 24;

bool has(const QStyleOption& option, QStyle::StateFlag flag) { return option.state.testFlag(flag); }

} // namespace

void header(QPainter& painter, const QStyleOptionHeader& option, const QWidget* widget) {
  const Tokens& t = tokens(option.palette);
  const QRect r = option.rect;
  const bool plain = widget && widget->property(kPlain).toBool();
  painter.fillRect(r, has(option, QStyle::State_MouseOver) && !plain ? t.hover : t.panel);
  painter.fillRect(r.left(), r.bottom(), r.width(), 1, t.line2);
  const bool last = option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
  if (!plain && !last && option.orientation == Qt::Horizontal)
    painter.fillRect(r.right(), r.top(), 1, r.height(), t.line);

  // The sign of the order stands behind the word, inside the same alignment.
  const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
  const int sign = sorted ? scaled(12) : 0;
  QRect words = r.adjusted(space::k8, 0, -space::k8, -1);
  const int used = std::min(painter.fontMetrics().horizontalAdvance(option.text) + 1 + sign, words.width());
  words = QStyle::alignedRect(option.direction, option.textAlignment, QSize(used, words.height()), words);
  paintText(painter, words.adjusted(0, 0, -sign, 0), Qt::AlignLeft | Qt::AlignVCenter, option.text, t.text2,
            Qt::ElideMiddle);
  if (!sorted) return;
  const bool falls = option.sortIndicator == QStyleOptionHeader::SortUp; // Qt's "up" is the order that falls
  paintIcon(painter, QRectF(words.right() - 11, words.center().y() - 6, 14, 14),
            falls ? QStringLiteral("sort-down") : QStringLiteral("sort-up"), t.text2);
}

void itemBackground(QPainter& painter, const QStyleOption& option) {
  const Tokens& t = tokens(option.palette);
  const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
  if (has(option, QStyle::State_Selected)) {
    painter.fillRect(option.rect, t.select);
  } else if (item && item->backgroundBrush.style() != Qt::NoBrush) {
    painter.fillRect(option.rect, item->backgroundBrush);
  } else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled)) {
    painter.fillRect(option.rect, t.hover);
  }
}

void tabShape(QPainter& painter, const QStyleOptionTab& option) {
  const Tokens& t = tokens(option.palette);
  const QRect r = option.rect;
  const bool south = option.shape == QTabBar::RoundedSouth || option.shape == QTabBar::TriangularSouth;
  if (has(option, QStyle::State_Selected)) {
    painter.fillRect(r, t.panel);
    painter.fillRect(r.left(), south ? r.bottom() - 1 : r.top(), r.width(), 2, t.accent);
  } else if (has(option, QStyle::State_MouseOver)) {
    painter.fillRect(r.adjusted(0, 2, 0, -1), t.hover);
  }
  if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange))
    paintFocus(painter, QRectF(r).adjusted(1, 3, -1, -1), radius::kChip, t);
}

void tipPanel(QPainter& painter, const QStyleOption& option) {
  const Tokens& t = tokens(option.palette);
  painter.fillRect(option.rect, t.node);
  paintBox(painter, option.rect, 0, QColor(), t.control);
}

void menuPanel(QPainter& painter, const QStyleOption& option) {
  const Tokens& t = tokens(option.palette);
  painter.fillRect(option.rect, t.node);
  paintBox(painter, option.rect, 0, QColor(), t.control);
}

QRect scrollBarRect(const QStyleOptionSlider& option, QStyle::SubControl part) {
  const bool flat = option.orientation == Qt::Horizontal;
  const int length = flat ? option.rect.width() : option.rect.height();
  const std::int64_t range = std::int64_t(option.maximum) - option.minimum;
  int handle = length;
  if (range > 0)
    handle = int(std::int64_t(length) * option.pageStep / std::max<std::int64_t>(1, range + option.pageStep));
  handle = std::clamp(handle, std::min(kLeastHandle, length), length);
  const int at = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, length - handle,
                                                 option.upsideDown);
  const auto span = [&](int from, int size) {
    return flat ? QRect(from, 0, size, option.rect.height()) : QRect(0, from, option.rect.width(), size);
  };
  QRect r;
  switch (part) {
  case QStyle::SC_ScrollBarGroove: r = span(0, length); break;
  case QStyle::SC_ScrollBarSlider: r = span(at, handle); break;
  case QStyle::SC_ScrollBarSubPage: r = span(0, at); break;
  case QStyle::SC_ScrollBarAddPage: r = span(at + handle, length - at - handle); break;
  default: return {};
  }
  return QStyle::visualRect(option.direction, option.rect, r.translated(option.rect.topLeft()));
}

void scrollBar(QPainter& painter, const QStyleOptionSlider& option) {
  const Tokens& t = tokens(option.palette);
  painter.fillRect(option.rect, option.palette.color(QPalette::Base));
  if (option.maximum <= option.minimum) return;
  const bool active = option.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider) &&
                      (has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken));
  const double inset = active ? 2 : 3;
  const QRectF handle =
      QRectF(scrollBarRect(option, QStyle::SC_ScrollBarSlider)).adjusted(inset, inset, -inset, -inset);
  paintBox(painter, handle, std::min(handle.width(), handle.height()) / 2, active ? t.text3 : t.control, QColor());
}

void slider(QPainter& painter, const QStyleOptionSlider& option, const QRect& groove, const QRect& handle) {
  const Tokens& t = tokens(option.palette);
  const bool on = has(option, QStyle::State_Enabled);
  const QPointF c = QRectF(handle).center();
  QRectF track = option.orientation == Qt::Horizontal ? QRectF(groove.left(), c.y() - 2, groove.width(), 4)
                                                      : QRectF(c.x() - 2, groove.top(), 4, groove.height());
  paintBox(painter, track, 2, t.line2, QColor());
  if (option.orientation == Qt::Horizontal) {
    track.setRight(c.x());
  } else {
    track.setTop(c.y());
  }
  paintBox(painter, track, 2, on ? t.accent : t.control, QColor());
  QRectF knob(0, 0, 14, 14);
  knob.moveCenter(c);
  paintBox(painter, knob, 7, t.base, on ? t.accent : t.control, 3.5);
  if (has(option, QStyle::State_HasFocus)) paintFocus(painter, knob.adjusted(-3, -3, 3, 3), 10, t);
}

} // namespace ara::ui::parts
