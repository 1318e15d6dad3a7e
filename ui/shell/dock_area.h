// One side of the window: a dock with its panels as tabs. A panel is made when it is first looked at.
//
//   auto* left = new DockArea(QStringLiteral("left"), Qt::LeftDockWidgetArea, this);
//   left->setPanels({{"operators", tr("Operators"), [&](QWidget* p) { return new OperatorsPanel(document, p); }}});
//   left->raise("operators");
#pragma once

#include <QDockWidget>

#include <functional>
#include <vector>

class QStackedWidget;

namespace ara::ui {

class DockTitle;

struct DockPanel {
  QString id, title;
  std::function<QWidget*(QWidget* parent)> make;
};

class DockArea : public QDockWidget {
  Q_OBJECT
public:
  DockArea(const QString& name, const QString& title, QMainWindow* window);

  void setPanels(std::vector<DockPanel> panels);
  const std::vector<DockPanel>& panels() const { return m_panels; }
  bool has(const QString& id) const { return indexOf(id) >= 0; }
  QString current() const;
  QWidget* panel(const QString& id);  // makes it
  void raisePanel(const QString& id); // shows the dock with it on top

  int indexOf(const QString& id) const;

Q_SIGNALS:
  void currentChanged(const QString& id); // also when the dock is shown or hidden
  void closedByPerson();

private:
  void showPanel(int index);
  void makeCurrent();

  std::vector<DockPanel> m_panels;
  std::vector<QWidget*> m_made; // null until looked at
  DockTitle* m_title;
  QStackedWidget* m_stack;
};

} // namespace ara::ui
