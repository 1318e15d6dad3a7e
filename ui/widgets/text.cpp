#include "ui/widgets/text.h"

#include "ui/theme/fonts.h"

#include <QEvent>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

ToneLabel* make(const QString& text, Tone tone, const QFont& font, bool wraps, QWidget* parent) {
  auto* label = new ToneLabel(text, tone, parent);
  label->setFont(font);
  label->setWordWrap(wraps);
  return label;
}

} // namespace

ToneLabel::ToneLabel(const QString& text, Tone tone, QWidget* parent) : QLabel(text, parent), m_tone(tone) {
  setTextFormat(Qt::PlainText);
  recolour();
}

void ToneLabel::setTone(Tone tone) {
  m_tone = tone;
  recolour();
}

void ToneLabel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange) recolour();
  QLabel::changeEvent(event);
}

void ToneLabel::recolour() {
  const QColor& colour = toneColor(m_tone, tokens(this));
  if (palette().color(QPalette::Active, QPalette::WindowText) == colour) return; // setPalette would call us again
  QPalette own; // nothing else set: the rest is inherited
  own.setColor(QPalette::WindowText, colour);
  setPalette(own);
}

CopyableLabel::CopyableLabel(const QString& text, QWidget* parent) : ToneLabel(text, Tone::Text, parent) {
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setWordWrap(true);
}

void CopyableLabel::setMono(bool mono) { setFont(mono ? monoFont(type::kNote) : uiFont(type::kTable)); }

QString tip(const QString& text) {
  if (!Qt::mightBeRichText(text)) return text;
  return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

ToneLabel* body(const QString& text, QWidget* parent) {
  return make(text, Tone::Text, uiFont(type::kBody), true, parent);
}
ToneLabel* note(const QString& text, QWidget* parent) {
  return make(text, Tone::Text2, uiFont(type::kTable), true, parent);
}
ToneLabel* heading(const QString& text, QWidget* parent) {
  return make(text, Tone::Text, uiFont(type::kBody, QFont::DemiBold), false, parent);
}
ToneLabel* title(const QString& text, QWidget* parent) {
  return make(text, Tone::Text, uiFont(type::kTitle, QFont::DemiBold), false, parent);
}

Figure::Figure(const QString& caption, const QString& value, QWidget* parent)
    : QWidget(parent), m_caption(make(caption, Tone::Text2, uiFont(type::kTable), false, this)),
      m_value(make(value, Tone::Text, uiFont(type::kFigure, QFont::DemiBold), false, this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_caption);
  column->addWidget(m_value);
  name();
}

void Figure::setCaption(const QString& caption) {
  m_caption->setText(caption);
  name();
}

void Figure::setValue(const QString& value) {
  m_value->setText(value);
  name();
}

void Figure::setTone(Tone tone) { m_value->setTone(tone); }

void Figure::name() { setAccessibleName(m_caption->text() + QLatin1Char(' ') + m_value->text()); }

} // namespace ara::ui
