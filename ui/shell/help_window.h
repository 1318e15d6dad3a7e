// The help that comes with the program: short pages in the language of the window, a list of them on the left.
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace ara::ui {

class HelpWindow : public QDialog {
  Q_OBJECT
public:
  explicit HelpWindow(QWidget* parent);

  void showPage(const QString& name); // "3-savedmodel"; the first for names there are none of
  QStringList pages() const;          // names, in order

protected:
  void changeEvent(QEvent* event) override; // language, theme

private:
  void fill();
  void show(int row);

  QListWidget* m_list = nullptr;
  QTextBrowser* m_text = nullptr;
};

} // namespace ara::ui
