#include "ui/widgets/elided_label.h"

#include "ui/theme/paint.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ara::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : ElidedLabel(parent) { setText(text); }

void ElidedLabel::setText(const QString& text) {
  if (m_text == text) return;
  m_text = text;
  setAccessibleName(text);
  updateGeometry();
  update();
}

void ElidedLabel::setTone(Tone tone) {
  m_tone = tone;
  update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
  m_mode = mode;
  update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment) {
  m_alignment = alignment;
  update();
}

QSize ElidedLabel::sizeHint() const { return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height()}; }

QSize ElidedLabel::minimumSizeHint() const {
  return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 8), fontMetrics().height()};
}

bool ElidedLabel::isCut() const { return fontMetrics().horizontalAdvance(m_text) > width(); }

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  paintText(painter, rect(), int(m_alignment), m_text, isEnabled() ? toneColor(m_tone, t) : t.text3, m_mode);
}

bool ElidedLabel::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
    // Names come from files: a tooltip would read "<b>" in one as markup.
    if (isCut()) QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_text.toHtmlEscaped(), this);
    return true;
  }
  if (event->type() == QEvent::FontChange) updateGeometry();
  return QWidget::event(event);
}

} // namespace ara::ui
