#include "ui/panels/common/working_bar.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace ara::ui {

WorkingBar::WorkingBar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(2);
  m_delay.setSingleShot(true);
  m_delay.setInterval(kDelay);
  connect(&m_delay, &QTimer::timeout, this, [this] {
    m_shown = true;
    setAccessibleName(tr("Working"));
    update();
  });
}

void WorkingBar::setWorking(bool working) {
  if (working) {
    if (!m_shown && !m_delay.isActive()) m_delay.start();
    return;
  }
  m_delay.stop();
  if (!m_shown) return;
  m_shown = false;
  setAccessibleName({});
  update();
}

void WorkingBar::paintEvent(QPaintEvent*) {
  if (m_shown) QPainter(this).fillRect(rect(), tokens(this).accent);
}

} // namespace ara::ui
