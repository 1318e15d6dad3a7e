#include "ui/widgets/dock_title.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTabBar>

namespace ara::ui {

DockTitle::DockTitle(QWidget* parent)
    : QWidget(parent), m_tabs(new QTabBar(this)), m_note(new ElidedLabel(this)),
      m_float(new IconButton(QStringLiteral("float"), tr("Float"), this)),
      m_close(new IconButton(QStringLiteral("close"), tr("Close"), this)) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_tabs->setFont(uiFont(type::kBody));
  m_tabs->setDrawBase(false);
  m_tabs->setElideMode(Qt::ElideRight);
  m_tabs->setExpanding(false);
  m_tabs->setUsesScrollButtons(true);
  m_tabs->setFocusPolicy(Qt::TabFocus);
  m_tabs->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  m_note->setTone(Tone::Text2);
  m_note->setIndent(space::k8);
  m_note->setElideMode(Qt::ElideRight);
  m_note->setFont(uiFont(type::kTable));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::k4, 0, space::k2, 0);
  row->setSpacing(0);
  row->addWidget(m_tabs);
  row->addWidget(m_note, 1);
  row->addWidget(m_float);
  row->addWidget(m_close);
  connect(m_tabs, &QTabBar::currentChanged, this, &DockTitle::currentChanged);
  connect(m_float, &QToolButton::clicked, this, &DockTitle::floatClicked);
  connect(m_close, &QToolButton::clicked, this, &DockTitle::closeClicked);
}

void DockTitle::setTabs(const QStringList& texts) {
  const int current = m_tabs->currentIndex();
  const QSignalBlocker quiet(m_tabs);
  while (m_tabs->count() > texts.size()) m_tabs->removeTab(m_tabs->count() - 1);
  for (int i = 0; i < texts.size(); ++i) {
    if (i < m_tabs->count()) {
      m_tabs->setTabText(i, texts[i]);
    } else {
      m_tabs->addTab(texts[i]);
    }
  }
  m_tabs->setCurrentIndex(std::clamp(current, 0, std::max(0, m_tabs->count() - 1)));
}

int DockTitle::currentIndex() const { return m_tabs->currentIndex(); }
void DockTitle::setCurrentIndex(int index) { m_tabs->setCurrentIndex(index); }
void DockTitle::setNote(const QString& text) { m_note->setText(text); }

void DockTitle::setFloating(bool floating) {
  const QString says = floating ? tr("Dock") : tr("Float");
  m_float->setIcon(ui::icon(floating ? QStringLiteral("dock") : QStringLiteral("float")));
  m_float->setToolTip(says);
  m_float->setAccessibleName(says);
}

QSize DockTitle::sizeHint() const { return {layout()->sizeHint().width(), scaled(height::kTab)}; }
QSize DockTitle::minimumSizeHint() const { return {scaled(120), scaled(height::kTab)}; }

// In a narrow dock the names of the panels matter more than Float, which the Window menu also has.
void DockTitle::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_float->setVisible(m_tabs->sizeHint().width() + 2 * height::kTarget + space::k4 + space::k2 <= width());
}

void DockTitle::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  painter.fillRect(rect(), t.chrome);
  painter.fillRect(0, height() - 1, width(), 1, t.line);
}

} // namespace ara::ui
