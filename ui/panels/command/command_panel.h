// The line of aracari-cli that does the same.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace ara::ui {

class CommandPanel : public QWidget {
  Q_OBJECT
public:
  CommandPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  Document& m_document;
  QPlainTextEdit* m_line;
  QPushButton* m_copy;
};

} // namespace ara::ui
