// The title of a dock: its panels as tabs, then float and close.
//
//   auto* title = new DockTitle(dock);
//   title->setTabs({tr("Operators"), tr("Outline"), tr("Search")});
//   dock->setTitleBarWidget(title);          // dragging its empty part moves the dock
//   connect(title, &DockTitle::currentChanged, stack, &QStackedWidget::setCurrentIndex);
//   connect(title, &DockTitle::floatClicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
#pragma once

#include <QWidget>

class QHBoxLayout;
class QTabBar;

namespace ara::ui {

class ElidedLabel;
class IconButton;

class DockTitle : public QWidget {
  Q_OBJECT
public:
  explicit DockTitle(QWidget* parent = nullptr);

  void setTabs(const QStringList& texts);
  int currentIndex() const;
  void setCurrentIndex(int index);
  void setNote(const QString& text); // one sentence after the tabs ("after 'fuse bias': ...")
  void setFloating(bool floating);   // the float button then says Dock
  QTabBar* tabs() const { return m_tabs; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

Q_SIGNALS:
  void currentChanged(int index);
  void floatClicked();
  void closeClicked();

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

private:
  QTabBar* m_tabs;
  ElidedLabel* m_note;
  IconButton* m_float;
  IconButton* m_close;
};

} // namespace ara::ui
