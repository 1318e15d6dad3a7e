// Operators with their counts and bytes; rows light their nodes in the graph, and a selection that is all nodes of an
// operator marks its row.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class BarDelegate;
class Callout;
class TableView;
class ToneLabel;

class OperatorsPanel : public QWidget {
  Q_OBJECT
public:
  OperatorsPanel(Document& document, QWidget* parent);

private:
  void addHead();
  void addFoot();
  void rebuild();   // another model
  void countKept(); // other picks
  void showSum();
  void select(const std::vector<std::uint32_t>& rows);
  void followSelection();

  Document& m_document;
  ToneLabel* m_sentence;
  ToneLabel* m_facts;
  Callout* m_cut;
  TableView* m_table;
  BarDelegate* m_bars;
  ToneLabel* m_kinds;
  ToneLabel* m_total;
  ToneLabel* m_bytes;
  std::vector<bool> m_kept; // what the table shows
  std::size_t m_dropped = 0;
};

} // namespace ara::ui
