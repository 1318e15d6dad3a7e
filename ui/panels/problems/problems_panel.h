// What is in the way, what was noted; a row goes to its node.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class TableView;

class ProblemsPanel : public QWidget {
  Q_OBJECT
public:
  ProblemsPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  void go(const std::vector<std::uint32_t>& rows);
  Document& m_document;
  TableView* m_table;
};

} // namespace ara::ui
