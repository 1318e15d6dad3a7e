// What is in the way and what was noted, worst first. "Go there" selects the node it is about.
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
  Item target(const Diagnostic& problem) const; // none: it is about no node of the graph
  void go(std::uint32_t row);

  Document& m_document;
  TableView* m_table;
};

} // namespace ara::ui
