// Every command by name, with its keys: type a few letters, Return runs it.
#pragma once

#include "ui/shell/commands.h"

#include <QDialog>

class QTreeWidget;

namespace ara::ui {

class CommandList : public QDialog {
  Q_OBJECT
public:
  CommandList(Commands& commands, QWidget* parent = nullptr);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void filter(const QString& text);
  void runCurrent();

  QTreeWidget* m_list;
};

} // namespace ara::ui
