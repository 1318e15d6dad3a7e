// What was done, with times.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class TableView;

class LogPanel : public QWidget {
  Q_OBJECT
public:
  LogPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  Document& m_document;
  TableView* m_table;
};

} // namespace ara::ui
