// The tensors of what is open; before and after once it was converted. Totals add up to the files to the byte.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class SegmentedControl;
class TableView;
class ToneLabel;

class TensorsPanel : public QWidget {
  Q_OBJECT
public:
  TensorsPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  void show(std::shared_ptr<const analysis::Comparison> comparison);
  void select(const std::vector<std::uint32_t>& rows);

  Document& m_document;
  JobRunner m_jobs;
  std::shared_ptr<const analysis::Comparison> m_comparison; // null: the table shows the source
  SegmentedControl* m_segments;
  TableView* m_table;
  ToneLabel* m_totals;
};

} // namespace ara::ui
