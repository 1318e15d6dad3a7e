// The line of 2 px that says a panel is being made anew while the old content stays. It appears after 300 ms, so that
// short work does not flicker, and does not move.
//
//   m_bar->setWorking(document.checking());
#pragma once

#include <QTimer>
#include <QWidget>

namespace ara::ui {

class WorkingBar : public QWidget {
  Q_OBJECT
public:
  static constexpr int kDelay = 300; // ms

  explicit WorkingBar(QWidget* parent);
  void setWorking(bool working);
  bool isShown() const { return m_shown; }
  QSize sizeHint() const override { return {0, 2}; }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QTimer m_delay;
  bool m_shown = false;
};

} // namespace ara::ui
