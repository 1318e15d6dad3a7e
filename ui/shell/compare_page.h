// Compare, the centre in table form: five figures, every tensor before and after, totals that add up to both files to
// the byte; the graph of the result at the left.
#pragma once

#include "analysis/compare.h"
#include "ui/document/document.h"
#include "ui/models/cell_table.h"

#include <QWidget>

namespace ara::ui {

class Figure;
class GraphCanvas;
class ModelTab;
class SegmentedControl;
class TableView;
class ToneLabel;

class ComparePage : public QWidget {
  Q_OBJECT
public:
  ComparePage(Document& document, QWidget* parent = nullptr);

  const analysis::Comparison* comparison() const { return m_comparison.get(); }
  TableView* table() const { return m_table; }

private:
  QWidget* figures();
  QWidget* filterRow();
  QWidget* totals();
  void rebuild();
  struct Made {
    analysis::Comparison comparison;
    CellTable::Data table;
  };
  void show(const std::shared_ptr<Made>& made);
  void fillFigures();
  void fillTotals();
  void selectRows(const std::vector<std::uint32_t>& rows);
  void followSelection();

  Document& m_document;
  JobRunner m_jobs;
  std::shared_ptr<const analysis::Comparison> m_comparison;
  std::shared_ptr<const convert::Conversion> m_shown;
  GraphCanvas* m_canvas;
  ModelTab* m_tab;
  Figure *m_before, *m_after, *m_smaller, *m_weights, *m_worst;
  SegmentedControl* m_segments;
  TableView* m_table = nullptr;
  ToneLabel *m_count, *m_constants, *m_structure, *m_file;
};

} // namespace ara::ui
