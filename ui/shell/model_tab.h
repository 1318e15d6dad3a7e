// The tab of a model above its picture: "frozen_har.pb GraphDef".
#pragma once

#include <QWidget>

namespace ara::ui {

class ModelTab : public QWidget {
  Q_OBJECT
public:
  explicit ModelTab(QWidget* parent = nullptr) : QWidget(parent) {}
  void setModel(const QString& name, const QString& format);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QString m_name, m_format;
};

// The row of 34 px the tab stands in: chrome with a line below.
class ModelRow : public QWidget {
  Q_OBJECT
public:
  explicit ModelRow(QWidget* parent = nullptr);
  QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;
};

} // namespace ara::ui
