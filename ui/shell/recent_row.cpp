#include "ui/shell/recent_row.h"

#include "ui/shell/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/roles.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QFileInfo>
#include <QPainter>

namespace ara::ui {
namespace {

constexpr int kHeight = 58, kPad = 14, kPortraitWidth = 44, kPortraitHeight = 40;
constexpr int kStateWidth = 140, kDayWidth = 96, kSizeWidth = 90;

struct StateWord {
  QString text;
  Tone tone = Tone::Text2;
};

} // namespace

RecentRow::RecentRow(const RecentFile& file, bool first, QWidget* parent)
    : QAbstractButton(parent), m_file(file), m_missing(!QFileInfo::exists(file.path)), m_first(first) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setAccessibleName(QFileInfo(file.path).fileName() + QStringLiteral(", ") + file.note);
  setToolTip(ui::tip(file.path));
}

QSize RecentRow::sizeHint() const { return {scaled(500), scaled(kHeight)}; }
QSize RecentRow::minimumSizeHint() const { return {scaled(320), scaled(kHeight)}; }

bool RecentRow::event(QEvent* event) {
  if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave) update();
  return QAbstractButton::event(event);
}

void RecentRow::paintPortrait(QPainter& painter, const QRectF& where) const {
  const Tokens& t = tokens(this);
  paintBox(painter, where, radius::kChip, t.canvas, t.line2);
  if (m_missing) {
    paintIcon(painter, QRectF(where.center() - QPointF(12, 12), QSizeF(24, 24)), QStringLiteral("document-missing"),
              t.text3);
    return;
  }
  const double step = 7, high = 5;
  double y = where.center().y() - (double(m_file.kinds.size()) * step - 2) / 2;
  for (const Kind kind : m_file.kinds) {
    const double wide = kind == Kind::Activation || kind == Kind::Pool || kind == Kind::Constant ? 16 : 24;
    painter.fillRect(QRectF(where.center().x() - wide / 2, y, wide, high), t.kind(kind));
    y += step;
  }
}

void RecentRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  const bool lit = underMouse() || hasFocus();
  if (lit) paintBox(painter, rect(), radius::kCard - 1, t.select, QColor()); // the list has round corners
  if (!m_first) painter.fillRect(0, 0, width(), 1, t.line);
  const double h = height();
  paintPortrait(painter, QRectF(scaled(kPad), (h - scaled(kPortraitHeight)) / 2, scaled(kPortraitWidth),
                                scaled(kPortraitHeight)));

  const int left = scaled(kPad + kPortraitWidth + 14);
  const int state = width() - scaled(kStateWidth), day = state - scaled(kDayWidth), size = day - scaled(kSizeWidth);
  const int line = scaled(18), top = int(h / 2) - line;
  painter.setFont(uiFont(type::kBody, QFont::DemiBold));
  paintText(painter, QRectF(left, top, size - left, line), Qt::AlignLeft | Qt::AlignVCenter,
            QFileInfo(m_file.path).fileName(), t.text, Qt::ElideMiddle);
  painter.setFont(uiFont(type::kTable));
  paintText(painter, QRectF(left, top + line, size - left, line), Qt::AlignLeft | Qt::AlignVCenter, m_file.note,
            t.text2);
  paintText(painter, QRectF(size, 0, scaled(kSizeWidth) - space::k24, h), Qt::AlignRight | Qt::AlignVCenter,
            sizeText(m_file.bytes), t.text2);
  paintText(painter, QRectF(day, 0, scaled(kDayWidth), h), Qt::AlignLeft | Qt::AlignVCenter,
            dayText(m_file.at, QDateTime::currentDateTime()), t.text2);

  StateWord word;
  if (m_missing) {
    word = {tr("moved or deleted"), Tone::Error};
  } else {
    switch (m_file.state) {
    case FileState::opened: break;
    case FileState::converted: word = {tr("converted"), Tone::Accent}; break;
    case FileState::quantized: word = {tr("quantized"), Tone::Accent}; break;
    case FileState::refused:
      word = {m_file.refused == 1 ? tr("1 op refused") : tr("%1 ops refused").arg(m_file.refused), Tone::Warn};
      break;
    }
  }
  if (!word.text.isEmpty()) {
    painter.setFont(uiFont(type::kNote));
    const QSizeF chip(painter.fontMetrics().horizontalAdvance(word.text) + 2 * space::k6, scaled(17));
    const QRectF where(QPointF(state, (h - chip.height()) / 2), chip);
    paintBox(painter, where, radius::kChip, lit && word.tone == Tone::Accent ? t.base : toneFill(word.tone, t),
             QColor());
    paintText(painter, where, Qt::AlignCenter, word.text, toneColor(word.tone, t));
  }
  if (hasFocus()) paintFocus(painter, rect(), radius::kBox, t);
}

} // namespace ara::ui
