// Line fields with an icon: search with its key, filters.
//
//   auto* filter = new FilterField(tr("Filter operators"), this);
//   connect(filter, &QLineEdit::textChanged, proxy, ...);
#pragma once

#include <QLineEdit>

class QToolButton;

namespace ara::ui {

class IconField : public QLineEdit {
  Q_OBJECT
public:
  // `keys` is shown at the end while the field is empty; it is the field's user who makes the shortcut.
  IconField(const QString& iconName, const QString& placeholder, const QString& keys, QWidget* parent);

Q_SIGNALS:
  void cleared(); // by the cross or Esc

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void refresh();
  void reset();

  QString m_icon, m_keys;
  QToolButton* m_clear;
};

class SearchField : public IconField {
  Q_OBJECT
public:
  explicit SearchField(QWidget* parent = nullptr);
};

class FilterField : public IconField {
  Q_OBJECT
public:
  explicit FilterField(const QString& placeholder, QWidget* parent = nullptr);
};

} // namespace ara::ui
