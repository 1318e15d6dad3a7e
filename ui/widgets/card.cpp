#include "ui/widgets/card.h"

#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

namespace ara::ui {

Card::Card(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)), m_rows(new QVBoxLayout) {
  m_column->setContentsMargins(1, 1, 1, 1);
  m_column->setSpacing(0);
  m_rows->setContentsMargins(space::k12 - 2, space::k8, space::k12 - 2, space::k8);
  m_rows->setSpacing(space::k6);
  m_column->addLayout(m_rows);
  setBackgroundRole(QPalette::Base);
}

void Card::addStrip(QWidget* strip) { m_column->addWidget(strip); }

void Card::setHighlighted(bool highlighted) {
  m_highlighted = highlighted;
  update();
}

void Card::setClickable(const QString& accessibleName) {
  m_clickable = true;
  setAccessibleName(accessibleName);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setCursor(Qt::PointingHandCursor);
}

void Card::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  const bool hover = m_clickable && underMouse();
  paintBox(painter, rect(), radius::kCard, hover ? t.hover : t.base, m_highlighted ? t.accent : t.line2);
  if (hasFocus()) paintFocus(painter, rect(), radius::kCard, t);
}

void Card::mousePressEvent(QMouseEvent* event) {
  if (!m_clickable) event->ignore();
}

void Card::mouseReleaseEvent(QMouseEvent* event) {
  if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
    Q_EMIT clicked();
}

void Card::keyPressEvent(QKeyEvent* event) {
  if (m_clickable &&
      (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
    Q_EMIT clicked();
  } else {
    QWidget::keyPressEvent(event);
  }
}

Callout::Callout(const QString& text, Tone tone, QWidget* parent)
    : QWidget(parent), m_tone(tone), m_label(note(text, this)), m_actions(new QHBoxLayout) {
  m_label->setTone(Tone::Text);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::k12, space::k6, space::k8, space::k6);
  column->setSpacing(space::k6);
  column->addWidget(m_label);
  m_actions->setSpacing(space::k6);
  column->addLayout(m_actions);
}

void Callout::setText(const QString& text) { m_label->setText(text); }

void Callout::setTone(Tone tone) {
  m_tone = tone;
  update();
}

void Callout::setActions(const QStringList& texts, int primary) {
  while (QLayoutItem* item = m_actions->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater(); // may be the button whose click led here
    delete item;
  }
  for (int i = 0; i < texts.size(); ++i) {
    auto* button = new QPushButton(texts[i], this);
    button->setProperty(kCompact, true);
    button->setProperty(kPrimary, i == primary);
    button->setFont(m_label->font());
    connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT actionClicked(i); });
    m_actions->addWidget(button);
  }
  if (!texts.isEmpty()) m_actions->addStretch(1);
}

void Callout::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  if (qobject_cast<Card*>(parentWidget())) { // stay inside the round corners of the card
    QPainterPath frame;
    frame.addRoundedRect(QRectF(parentWidget()->rect().translated(-pos())).adjusted(1, 1, -1, -1), radius::kCard - 1,
                         radius::kCard - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath own, bar;
    own.addRect(rect());
    bar.addRect(0, 0, 3, height());
    painter.fillPath(own.intersected(frame), toneFill(m_tone, t));
    painter.fillPath(bar.intersected(frame), toneColor(m_tone, t));
    return;
  }
  painter.fillRect(rect(), toneFill(m_tone, t));
  painter.fillRect(0, 0, 3, height(), toneColor(m_tone, t));
}

} // namespace ara::ui
