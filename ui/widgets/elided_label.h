// One line of plain text that loses its middle, never its end, when room is short; the tooltip has it whole.
//
//   auto* name = new ElidedLabel(this);
//   name->setText(tensorName);   // "rnn/multi_rnn…/MatMul_36"
#pragma once

#include "ui/theme/roles.h"

#include <QWidget>

namespace ara::ui {

class ElidedLabel : public QWidget {
  Q_OBJECT
public:
  explicit ElidedLabel(QWidget* parent = nullptr);
  explicit ElidedLabel(const QString& text, QWidget* parent = nullptr);

  const QString& text() const { return m_text; }
  void setText(const QString& text);
  void setTone(Tone tone);
  void setElideMode(Qt::TextElideMode mode);
  void setIndent(int pixels); // free space before the text
  void setAlignment(Qt::Alignment alignment);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

private:
  bool isCut() const;

  QString m_text;
  int m_indent = 0;
  Tone m_tone = Tone::Text;
  Qt::TextElideMode m_mode = Qt::ElideMiddle;
  Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

} // namespace ara::ui
