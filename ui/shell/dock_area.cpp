#include "ui/shell/dock_area.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/dock_title.h"

#include <QMainWindow>
#include <QStackedWidget>
#include <QTabBar>

namespace ara::ui {
namespace {

// A stack that is as wide as the dock is made, not as wide as its widest panel would like.
class PanelStack : public QStackedWidget {
public:
  using QStackedWidget::QStackedWidget;
  QSize minimumSizeHint() const override { return {1, 1}; }
};

} // namespace

DockArea::DockArea(const QString& name, const QString& title, QMainWindow* window)
    : QDockWidget(title, window), m_title(new DockTitle(this)), m_stack(new PanelStack(this)) {
  setObjectName(name);
  setTitleBarWidget(m_title);
  setWidget(m_stack);
  setSurface(m_stack, kPanelRole);
  connect(m_title, &DockTitle::currentChanged, this, [this](int index) {
    showPanel(index);
    Q_EMIT currentChanged(current());
  });
  connect(m_title, &DockTitle::floatClicked, this, [this] { setFloating(!isFloating()); });
  connect(m_title, &DockTitle::closeClicked, this, [this] {
    hide();
    Q_EMIT closedByPerson();
  });
  connect(this, &QDockWidget::topLevelChanged, m_title, &DockTitle::setFloating);
  connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
    if (visible) makeCurrent();
    Q_EMIT currentChanged(visible ? current() : QString());
  });
}

void DockArea::setPanels(std::vector<DockPanel> panels) {
  const QString shown = current();
  m_panels = std::move(panels);
  for (QWidget* made : m_made) delete made;
  m_made.assign(m_panels.size(), nullptr);
  QStringList titles;
  for (const DockPanel& p : m_panels) titles += p.title;
  m_title->setTabs(titles);
  m_title->tabs()->updateGeometry(); // a tab bar that is hidden does not tell that it became wider
  m_title->setCurrentIndex(std::max(0, indexOf(shown)));
  if (isVisible()) makeCurrent();
}

int DockArea::indexOf(const QString& id) const {
  for (std::size_t i = 0; i < m_panels.size(); ++i)
    if (m_panels[i].id == id) return int(i);
  return -1;
}

QString DockArea::current() const {
  const int i = m_title->currentIndex();
  return i >= 0 && std::size_t(i) < m_panels.size() ? m_panels[std::size_t(i)].id : QString();
}

QWidget* DockArea::panel(const QString& id) {
  const int i = indexOf(id);
  if (i < 0) return nullptr;
  QWidget*& made = m_made[std::size_t(i)];
  if (!made) {
    made = m_panels[std::size_t(i)].make(m_stack);
    m_stack->addWidget(made);
  }
  return made;
}

void DockArea::makeCurrent() { showPanel(m_title->currentIndex()); }

void DockArea::showPanel(int index) {
  if (index >= 0 && std::size_t(index) < m_panels.size())
    m_stack->setCurrentWidget(panel(m_panels[std::size_t(index)].id));
}

void DockArea::raisePanel(const QString& id) {
  const int i = indexOf(id);
  if (i < 0) return;
  m_title->setCurrentIndex(i);
  showPanel(i);
  show();
  raise();
}

} // namespace ara::ui
