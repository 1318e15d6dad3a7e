// Labels as the pictures use them: always plain text, always a token for size and colour.
//
//   layout->addWidget(heading(tr("If you accept"), this));
//   layout->addWidget(note(tr("Nothing uses it and it ends in class probabilities."), this));
#pragma once

#include "ui/theme/roles.h"

#include <QLabel>

namespace ara::ui {

// A label that stays plain text and takes its colour from a token through every change of theme.
class ToneLabel : public QLabel {
  Q_OBJECT
public:
  ToneLabel(const QString& text, Tone tone, QWidget* parent = nullptr);
  void setTone(Tone tone);

protected:
  void changeEvent(QEvent* event) override;

private:
  void recolour();

  Tone m_tone;
};

// Text one can mark and copy with the mouse or the keyboard; the context menu has Copy.
class CopyableLabel : public ToneLabel {
  Q_OBJECT
public:
  explicit CopyableLabel(const QString& text = {}, QWidget* parent = nullptr);
  void setMono(bool mono);
};

// Text for setToolTip: Qt would take "<b>" in a name for markup, so such text is wrapped; other text stays as it is.
QString tip(const QString& text);

ToneLabel* body(const QString& text, QWidget* parent = nullptr);    // 13, wraps
ToneLabel* note(const QString& text, QWidget* parent = nullptr);    // 12, text2, wraps
ToneLabel* heading(const QString& text, QWidget* parent = nullptr); // 13, 600
ToneLabel* title(const QString& text, QWidget* parent = nullptr);   // 15, 600

// A caption over a number of 20 px: "Before" over "195,296 B".
class Figure : public QWidget {
  Q_OBJECT
public:
  Figure(const QString& caption, const QString& value, QWidget* parent = nullptr);
  void setCaption(const QString& caption);
  void setValue(const QString& value);
  void setTone(Tone tone);

private:
  void name();

  ToneLabel* m_caption;
  ToneLabel* m_value;
};

} // namespace ara::ui
