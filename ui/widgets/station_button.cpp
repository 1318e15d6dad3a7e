#include "ui/widgets/station_button.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/widgets/text.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace ara::ui {
namespace {

constexpr int kChevron = 12, kMark = 16, kPad = 10;

QFont nameFont(const Station& s) { return uiFont(type::kBody, s.reached ? QFont::DemiBold : QFont::Normal); }

} // namespace

StationButton::StationButton(bool first, QWidget* parent) : QAbstractButton(parent), m_first(first) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void StationButton::setStation(const Station& station) {
  m_station = station;
  setText(station.name);
  setEnabled(station.enabled);
  tell();
  updateGeometry();
  update();
}

void StationButton::setFactShown(bool shown) {
  if (m_factShown == shown) return;
  m_factShown = shown;
  tell();
  updateGeometry();
  update();
}

void StationButton::tell() {
  setAccessibleName(PathBar::spoken(m_station));
  setToolTip(m_factShown ? QString() : tip(PathBar::spoken(m_station)));
}

int StationButton::widthWith(bool fact) const {
  int words = QFontMetrics(uiFont(type::kBody, QFont::DemiBold)).horizontalAdvance(m_station.name);
  if (fact) words = std::max(words, QFontMetrics(uiFont(type::kNote)).horizontalAdvance(m_station.fact));
  return (m_first ? 0 : scaled(kChevron)) + kPad + scaled(kMark) + space::k8 + words + 1 + kPad;
}

QSize StationButton::sizeHint() const { return {widthWith(m_factShown), scaled(height::kPath)}; }

QSize StationButton::minimumSizeHint() const {
  return {std::min(widthWith(false), (m_first ? 0 : scaled(kChevron)) + 2 * kPad + scaled(kMark) + scaled(40)),
          scaled(44)};
}

QRect StationButton::box() const { return rect().adjusted(m_first ? 0 : scaled(kChevron), 0, 0, 0); }

void StationButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  const QRect frame = box();
  if (!m_first) {
    const int side = scaled(kChevron);
    paintIcon(painter, QRectF((side - 14) / 2.0, (height() - 14) / 2.0, 14, 14), QStringLiteral("chevron-right"),
              t.control);
  }
  if (m_station.current) {
    painter.fillRect(frame, t.panel);
    painter.fillRect(frame.left(), frame.bottom() - 2, frame.width(), 3, t.accent);
  } else if (isEnabled() && underMouse()) {
    painter.fillRect(frame, t.hover);
  }
  const double side = scaled(kMark);
  paintMark(painter, QRectF(frame.left() + kPad, (height() - side) / 2.0, side, side));
  paintWords(painter, frame.adjusted(kPad + int(side) + space::k8, 0, -kPad / 2, 0));
  if (hasFocus()) paintFocus(painter, QRectF(frame).adjusted(1, 2, -1, -4), radius::kBox, t);
}

void StationButton::paintMark(QPainter& painter, const QRectF& where) const {
  const Tokens& t = tokens(this);
  const double half = where.width() / 2;
  const auto bang = [&](const QColor& colour) {
    painter.setFont(uiFont(type::kNote, QFont::Bold));
    painter.setPen(colour);
    painter.drawText(where, Qt::AlignCenter, QStringLiteral("!"));
  };
  switch (m_station.mark) {
  case Mark::Done:
    paintBox(painter, where, half, t.accent, QColor());
    paintIcon(painter, where.adjusted(2, 2, -2, -2), QStringLiteral("check"), t.onAccent);
    return;
  case Mark::NeedsYou:
    paintBox(painter, where, half, t.warnBg, t.warn, 1.35);
    bang(t.warn);
    return;
  case Mark::OutOfDate: // hollow, with the hand of a clock: told apart from "needs you" without colour
    paintBox(painter, where, half, QColor(), t.warn, 1.35);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.warn, 1.35, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{where.center() - QPointF(0, half * 0.5), where.center(),
                                   where.center() + QPointF(half * 0.4, half * 0.2)});
    painter.restore();
    return;
  case Mark::NotYet: paintBox(painter, where, half, QColor(), isEnabled() ? t.control : t.line2, 1.1); return;
  }
}

void StationButton::paintWords(QPainter& painter, QRect where) const {
  const Tokens& t = tokens(this);
  const bool two = m_factShown && !m_station.fact.isEmpty();
  const bool amber = m_station.mark == Mark::NeedsYou || m_station.mark == Mark::OutOfDate;
  const QColor& ink = m_station.reached ? t.text : t.text2;
  const int nameHeight = QFontMetrics(uiFont(type::kBody)).height(),
            factHeight = QFontMetrics(uiFont(type::kNote)).height();
  QRect line(where.left(), (height() - (two ? nameHeight + factHeight - 2 : nameHeight)) / 2, where.width(),
             nameHeight);
  painter.setFont(nameFont(m_station));
  paintText(painter, line, Qt::AlignLeft | Qt::AlignVCenter, m_station.name, ink);
  if (!two) return;
  line = QRect(where.left(), line.bottom() - 1, where.width(), factHeight);
  painter.setFont(uiFont(type::kNote));
  paintText(painter, line, Qt::AlignLeft | Qt::AlignVCenter, m_station.fact,
            amber               ? t.warn
            : m_station.reached ? t.text2
                                : t.text3);
}

void PathAct::setAction(const PathAction& action) {
  m_action = action;
  setProperty(kPrimary, action.look == PathAction::Look::Primary);
  setText(action.text);
  const Ink ink = action.look == PathAction::Look::Primary ? Ink::OnAccent
                  : action.look == PathAction::Look::Grey  ? Ink::Text3
                                                           : Ink::Text;
  setIcon(action.icon.isEmpty() ? QIcon() : ui::icon(action.icon, ink));
  setIconSize(QSize(scaled(16), scaled(16)));
  setAccessibleName(action.text);
  setAccessibleDescription(action.tip);
  setToolTip(ui::tip(action.tip));
  setVisible(action.visible);
  updateGeometry();
  update();
}

void PathAct::setIconOnly(bool only) {
  const QString shown = only && !m_action.icon.isEmpty() ? QString() : m_action.text;
  if (text() != shown) setText(shown);
  if (m_action.tip.isEmpty()) setToolTip(shown.isEmpty() ? ui::tip(m_action.text) : QString());
}

int PathAct::widthWithText() const {
  return fontMetrics().horizontalAdvance(m_action.text) + (m_action.icon.isEmpty() ? 0 : scaled(16) + 4) +
         2 * space::k12;
}

// Grey is a look, not a state: the click must arrive, because it leads to what is missing.
void PathAct::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionButton option;
  initStyleOption(&option);
  if (m_action.look == PathAction::Look::Grey) {
    const Tokens& t = tokens(this);
    paintBox(painter, rect(), radius::kBox, underMouse() ? t.hover : QColor(), t.line2);
    option.palette.setColor(QPalette::ButtonText, t.text3);
    painter.drawControl(QStyle::CE_PushButtonLabel, option);
    if (hasFocus()) paintFocus(painter, rect(), radius::kBox, t);
    return;
  }
  painter.drawControl(QStyle::CE_PushButton, option);
}

} // namespace ara::ui
