#include "ui/shell/command_list.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/field.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPointer>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ara::ui {

CommandList::CommandList(Commands& commands, QWidget* parent) : QDialog(parent), m_list(new QTreeWidget(this)) {
  setWindowTitle(tr("Commands"));
  resize(scaled(520), scaled(460));
  auto* field = new FilterField(tr("Name of a command"), this);
  field->installEventFilter(this);
  auto* column = new QVBoxLayout(this);
  column->addWidget(field);
  column->addWidget(m_list, 1);
  m_list->setColumnCount(3);
  m_list->setHeaderHidden(true);
  m_list->setRootIsDecorated(false);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->header()->setStretchLastSection(false);
  m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  commands.refresh();
  for (const Commands::Entry& e : commands.all()) {
    auto* row = new QTreeWidgetItem(
        m_list, {withoutMnemonic(e.action->text()), e.menu, e.action->shortcut().toString(QKeySequence::NativeText)});
    row->setDisabled(!e.action->isEnabled());
    row->setData(0, Qt::UserRole, QVariant::fromValue(QPointer<QObject>(e.action)));
  }
  filter({});
  connect(field, &QLineEdit::textChanged, this, &CommandList::filter);
  connect(field, &QLineEdit::returnPressed, this, &CommandList::runCurrent);
  connect(m_list, &QTreeWidget::itemClicked, this, &CommandList::runCurrent);
  field->setFocus();
}

void CommandList::filter(const QString& text) {
  const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  QTreeWidgetItem* first = nullptr;
  for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
    QTreeWidgetItem* row = m_list->topLevelItem(i);
    const QString all = row->text(0) + QLatin1Char(' ') + row->text(1);
    const bool fits =
        std::all_of(words.begin(), words.end(), [&](const QString& w) { return all.contains(w, Qt::CaseInsensitive); });
    row->setHidden(!fits);
    if (fits && !first && !row->isDisabled()) first = row;
  }
  m_list->setCurrentItem(first);
}

void CommandList::runCurrent() {
  QTreeWidgetItem* row = m_list->currentItem();
  if (!row || row->isHidden() || row->isDisabled()) return;
  const auto action = row->data(0, Qt::UserRole).value<QPointer<QObject>>();
  close();
  if (auto* a = qobject_cast<QAction*>(action.data()))
    QMetaObject::invokeMethod(a, &QAction::trigger, Qt::QueuedConnection);
}

bool CommandList::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    for (QTreeWidgetItem* row = m_list->currentItem(); step != 0 && row;) {
      row = step > 0 ? m_list->itemBelow(row) : m_list->itemAbove(row);
      if (row && !row->isDisabled()) {
        m_list->setCurrentItem(row);
        return true;
      }
    }
    if (step != 0) return true;
  }
  return QDialog::eventFilter(watched, event);
}

} // namespace ara::ui
