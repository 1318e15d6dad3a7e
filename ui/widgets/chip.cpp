#include "ui/widgets/chip.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QPainter>

namespace ara::ui {

Chip::Chip(const QString& text, Tone tone, QWidget* parent) : QWidget(parent), m_tone(tone) {
  setFont(uiFont(type::kNote));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setText(text);
}

void Chip::setText(const QString& text) {
  m_text = text;
  setAccessibleName(text);
  updateGeometry();
  update();
}

void Chip::setTone(Tone tone) {
  m_tone = tone;
  update();
}

void Chip::setKind(std::optional<Kind> kind) {
  m_kind = kind;
  setFont(uiFont(type::kNote, kind ? QFont::DemiBold : QFont::Normal));
  updateGeometry();
  update();
}

void Chip::setRound(bool round) {
  m_round = round;
  updateGeometry();
  update();
}

QSize Chip::sizeHint() const {
  const int tall = fontMetrics().height() + 2;
  const int wide = fontMetrics().horizontalAdvance(m_text) + 2 * (m_kind ? space::k8 : space::k6) - 2;
  return {m_round ? std::max(wide, tall + 2) : wide, tall};
}

void Chip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  const double round = m_round ? height() / 2.0 : radius::kChip;
  paintBox(painter, rect(), round, m_kind ? t.kind(*m_kind) : toneFill(m_tone, t), QColor());
  paintText(painter, rect(), Qt::AlignCenter, m_text, m_kind ? t.onTile : toneColor(m_tone, t), Qt::ElideMiddle);
}

KindTile::KindTile(Kind kind, QWidget* parent) : QWidget(parent), m_kind(kind) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAccessibleName(kindLabel(kind));
}

void KindTile::setKind(Kind kind) {
  m_kind = kind;
  setAccessibleName(kindLabel(kind));
  update();
}

QSize KindTile::sizeHint() const { return {scaled(14), scaled(14)}; }

void KindTile::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.drawPixmap(0, 0, glyph(m_kind, scaled(14), devicePixelRatioF(), tokens(this)));
}

IconView::IconView(const QString& iconName, Tone tone, QWidget* parent)
    : QWidget(parent), m_name(iconName), m_tone(tone) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconView::setIcon(const QString& iconName, Tone tone) {
  m_name = iconName;
  m_tone = tone;
  update();
}

void IconView::setSide(int side) {
  m_side = side;
  updateGeometry();
}

QSize IconView::sizeHint() const { return {scaled(m_side), scaled(m_side)}; }

void IconView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintIcon(painter, QRectF(0, 0, scaled(m_side), scaled(m_side)), m_name, toneColor(m_tone, tokens(this)));
}

} // namespace ara::ui
