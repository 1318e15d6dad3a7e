// Operators with their counts and bytes; a row lights its nodes in the graph.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class TableView;
class ToneLabel;

class OperatorsPanel : public QWidget {
  Q_OBJECT
public:
  OperatorsPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  void select(const std::vector<std::uint32_t>& rows);

  Document& m_document;
  ToneLabel* m_sentence;
  ToneLabel* m_facts;
  TableView* m_table;
  ToneLabel* m_kinds;
  ToneLabel* m_total;
  ToneLabel* m_bytes;
};

} // namespace ara::ui
