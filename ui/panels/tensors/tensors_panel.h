// The tensors of what is open; before and after once it was converted. Totals add up to the files to the byte. The
// tables are made in a job: eight thousand rows take longer than a frame.
#pragma once

#include "analysis/compare.h"
#include "ui/document/document.h"
#include "ui/models/cell_table.h"

#include <QWidget>

namespace ara::ui {

class SegmentedControl;
class TableView;
class ToneLabel;
class WorkingBar;

class TensorsPanel : public QWidget {
  Q_OBJECT
public:
  TensorsPanel(Document& document, QWidget* parent);

private:
  // What one job makes: rows of the table and what they stand for.
  struct Made {
    CellTable::Data table;
    std::vector<Item> items; // by row key; none where the tensor is gone
    analysis::SizeReport before, after;
    std::size_t constants = 0, changed = 0, skipped = 0;
    bool compares = false;
  };
  static Made ofSource(const Opened& opened);
  static Made ofResult(const Opened& opened, const convert::Conversion& c);
  static void count(Made& made);

  void rebuild();
  void fill(std::shared_ptr<const Made> made);
  void showTotals();
  void select(const std::vector<std::uint32_t>& rows);
  void followSelection();

  Document& m_document;
  JobRunner m_jobs;
  std::shared_ptr<const Made> m_made;
  std::shared_ptr<const Opened> m_opened; // what m_made was made from
  std::shared_ptr<const convert::Conversion> m_conversion;
  WorkingBar* m_working;
  SegmentedControl* m_segments;
  TableView* m_table;
  ToneLabel* m_count;
  ToneLabel* m_constants;
  ToneLabel* m_structure;
  ToneLabel* m_file;
};

} // namespace ara::ui
