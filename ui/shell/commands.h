// Every command by name: what menus, shortcuts and the command list are made from. A command knows when it makes sense;
// refresh() asks all of them.
//
//   commands.add(menu, {.text = tr("&Undo"), .keys = QKeySequence::Undo, .run = [..]{ .. }, .enabled = [..]{ return ..;
//   }});
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QMenu>

#include <functional>
#include <vector>

namespace ara::ui {

struct Command {
  QString text = {};
  QKeySequence keys = {};
  std::function<void()> run = {};
  std::function<bool()> enabled = {}; // absent: always
  std::function<bool()> checked = {}; // present: a command that is on or off
  QWidget* only = nullptr;            // single letters: act only while this widget has the focus
  QString icon = {};
  QAction::MenuRole role = QAction::NoRole;
};

class Commands : public QObject {
  Q_OBJECT
public:
  explicit Commands(QWidget* window) : QObject(window), m_window(window) {}

  QAction* add(QMenu* menu, Command command);
  void clear(); // before they are made anew, in another language
  void refresh();
  struct Entry {
    QAction* action;
    QString menu; // "View"
    Command command;
  };
  const std::vector<Entry>& all() const { return m_entries; }

private:
  QWidget* m_window;
  std::vector<Entry> m_entries;
};

QString withoutMnemonic(const QString& text); // "&Undo" -> "Undo", "文件(&F)" -> "文件"

} // namespace ara::ui
