#include "ui/shell/commands.h"

#include "ui/theme/icons.h"

#include <QRegularExpression>

namespace ara::ui {

QAction* Commands::add(QMenu* menu, Command command) {
  auto* action = new QAction(command.text, menu);
  action->setShortcut(command.keys);
  action->setMenuRole(command.role);
  if (!command.icon.isEmpty()) action->setIcon(ui::icon(command.icon, Ink::Text2));
  if (command.only) {
    action->setShortcutContext(Qt::WidgetShortcut);
    command.only->addAction(action);
  } else {
    m_window->addAction(action); // shortcuts live on while the menu bar is hidden
  }
  action->setCheckable(bool(command.checked));
  connect(action, &QAction::triggered, this, [this, run = command.run] {
    run();
    refresh();
  });
  menu->addAction(action);
  m_entries.push_back({action, withoutMnemonic(menu->title()), std::move(command)});
  return action;
}

void Commands::clear() {
  for (const Entry& e : m_entries) delete e.action;
  m_entries.clear();
}

void Commands::refresh() {
  for (const Entry& e : m_entries) {
    if (e.command.enabled) e.action->setEnabled(e.command.enabled());
    if (e.command.checked) e.action->setChecked(e.command.checked());
  }
}

QString withoutMnemonic(const QString& text) {
  static const QRegularExpression bracket(QStringLiteral("\\(&.\\)"));
  QString out = text;
  out.remove(bracket);
  out.remove(QLatin1Char('&'));
  return out;
}

} // namespace ara::ui
