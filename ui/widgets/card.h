// A rounded box on a panel, and the tinted strip that says a consequence.
//
//   auto* card = new Card(this);
//   card->setHighlighted(true);                       // accent outline: the one that needs an answer
//   card->rows()->addWidget(...);
//   auto* ask = new Callout(tr("How many examples at once?"), Tone::Warn, card);
//   ask->setActions({tr("1 (usual)"), tr("8"), tr("Other…")}, 0);
//   card->addStrip(ask);                              // full width, below the rows
#pragma once

#include "ui/theme/roles.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace ara::ui {

class ToneLabel;

class Card : public QWidget {
  Q_OBJECT
public:
  explicit Card(QWidget* parent = nullptr);

  QVBoxLayout* rows() const { return m_rows; }
  void addStrip(QWidget* strip);
  void setHighlighted(bool highlighted);
  // The whole card becomes one button: Tab reaches it, Return and Space press it.
  void setClickable(const QString& accessibleName);

Q_SIGNALS:
  void clicked();

protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  QVBoxLayout* m_column;
  QVBoxLayout* m_rows;
  bool m_highlighted = false;
  bool m_clickable = false;
};

class Callout : public QWidget {
  Q_OBJECT
public:
  Callout(const QString& text, Tone tone, QWidget* parent = nullptr);

  void setText(const QString& text);
  void setTone(Tone tone);
  // Buttons below the text; `primary` is the index of the usual answer, -1 for none.
  void setActions(const QStringList& texts, int primary = -1);

Q_SIGNALS:
  void actionClicked(int index);

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  Tone m_tone;
  ToneLabel* m_label;
  QHBoxLayout* m_actions;
};

} // namespace ara::ui
