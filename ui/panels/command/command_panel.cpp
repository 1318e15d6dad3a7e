#include "ui/panels/command/command_panel.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ara::ui {

CommandPanel::CommandPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::k12, space::k8, space::k12, space::k8);
  column->addWidget(note(tr("The same as a command:"), this));
  m_line = new QPlainTextEdit(this);
  m_line->setReadOnly(true);
  m_line->setFont(monoFont(type::kTable));
  m_line->setAccessibleName(tr("The same as a command"));
  m_copy = new QPushButton(tr("Copy"), this);
  m_copy->setProperty(kCompact, true);
  column->addWidget(m_line, 1);
  auto* row = new QHBoxLayout;
  row->addWidget(m_copy);
  row->addStretch(1);
  column->addLayout(row);
  connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_line->toPlainText()); });
  connect(&m_document, &Document::settingsChanged, this, &CommandPanel::rebuild);
  connect(&m_document, &Document::openedChanged, this, &CommandPanel::rebuild);
  rebuild();
}

void CommandPanel::rebuild() {
  m_line->setPlainText(m_document.isOpen() ? m_document.commandLine() : QString());
  m_copy->setEnabled(m_document.isOpen());
}

} // namespace ara::ui
