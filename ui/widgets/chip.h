// Small words in a tinted box: a type ("float32"), a state ("converted"), a count.
//
//   new Chip("float32", Tone::Text2, this);
//   new Chip(tr("1 op refused"), Tone::Warn, this);
//   auto* times = new Chip("× 200", Tone::Text, this); times->setKind(Kind::Recurrent);   // solid plum
#pragma once

#include "ui/theme/roles.h"

#include <QWidget>

#include <optional>

namespace ara::ui {

class Chip : public QWidget {
  Q_OBJECT
public:
  explicit Chip(const QString& text = {}, Tone tone = Tone::Text2, QWidget* parent = nullptr);

  const QString& text() const { return m_text; }
  void setText(const QString& text);
  void setTone(Tone tone);
  void setKind(std::optional<Kind> kind); // solid fill in the colour of a kind
  void setRound(bool round);              // pill: counts

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QString m_text;
  Tone m_tone;
  std::optional<Kind> m_kind;
  bool m_round = false;
};

// The tile of a kind as a widget, 14 px.
class KindTile : public QWidget {
  Q_OBJECT
public:
  explicit KindTile(Kind kind, QWidget* parent = nullptr);
  void setKind(Kind kind);
  QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  Kind m_kind;
};

// An icon of ours as a widget, tinted by a tone: flags, dots, warnings beside a heading.
class IconView : public QWidget {
  Q_OBJECT
public:
  IconView(const QString& iconName, Tone tone, QWidget* parent = nullptr);
  void setIcon(const QString& iconName, Tone tone);
  void setSide(int side);
  QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QString m_name;
  Tone m_tone;
  int m_side = 16;
};

} // namespace ara::ui
