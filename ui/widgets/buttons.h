// Buttons that stock Qt has no look for.
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QPushButton>
#include <QToolButton>

namespace ara::ui {

// A word in accent that acts: "Show flat", "Make input".
class LinkButton : public QAbstractButton {
  Q_OBJECT
public:
  explicit LinkButton(const QString& text, QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;
};

// An icon of 16 px on a target of 24: close, float, copy. `says` is tooltip and accessible name.
class IconButton : public QToolButton {
  Q_OBJECT
public:
  IconButton(const QString& iconName, const QString& says, QWidget* parent = nullptr);
};

// A push button that ends in the key that does the same: "Accept both suggestions [Ctrl ↵]".
class HintButton : public QPushButton {
  Q_OBJECT
public:
  HintButton(const QString& text, const QString& keys, QWidget* parent = nullptr);
  QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  int hintWidth() const;

  QString m_keys;
};

// A combo box that says what it is about in its own frame: "Colour **Kind**".
class PrefixCombo : public QComboBox {
  Q_OBJECT
public:
  explicit PrefixCombo(const QString& prefix, QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QString m_prefix;
};

// A key in a small frame, right-aligned and centred in `where`; returns the width it takes.
int keyCapWidth(const QString& keys, const QFont& font);
void paintKeyCap(QPainter& painter, const QRect& where, const QString& keys);

} // namespace ara::ui
