#include "ui/widgets/elided_label.h"

#include "ui/theme/paint.h"
#include "ui/widgets/text.h"

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

void ElidedLabel::setIndent(int pixels) {
  m_indent = pixels;
  updateGeometry();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment) {
  m_alignment = alignment;
  update();
}

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(m_text) + 1 + (m_text.isEmpty() ? 0 : m_indent), fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
  return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 8), fontMetrics().height()};
}

bool ElidedLabel::isCut() const { return fontMetrics().horizontalAdvance(m_text) > width() - m_indent; }

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  paintText(painter, rect().adjusted(m_indent, 0, 0, 0), int(m_alignment), m_text,
            isEnabled() ? toneColor(m_tone, t) : t.text3, m_mode);
}

bool ElidedLabel::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
    // Names come from files: a tooltip would read "<b>" in one as markup.
    if (isCut()) QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), tip(m_text), this);
    return true;
  }
  if (event->type() == QEvent::FontChange) updateGeometry();
  return QWidget::event(event);
}

} // namespace ara::ui
