// The verdict on every node, refused first; a row goes to its node, buttons take the remedy.
#pragma once

#include "ui/document/document.h"
#include "ui/models/cell_table.h"

#include <QWidget>

class QPushButton;

namespace ara::ui {

class Callout;
class TableView;
class ToneLabel;
class WorkingBar;

class CheckPanel : public QWidget {
  Q_OBJECT
public:
  CheckPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  void fill(const convert::Conversion& check, CellTable::Data table);
  void select(const std::vector<std::uint32_t>& rows);
  void followSelection();
  void showFate(ir::NodeId n);
  ir::NodeId chosen() const; // the one node that buttons act on
  QString countsText(const convert::Conversion& check) const;

  Document& m_document;
  JobRunner m_jobs;
  std::shared_ptr<const convert::Conversion> m_shown;
  WorkingBar* m_working;
  ToneLabel* m_counts;
  Callout* m_question;
  TableView* m_table;
  Callout* m_fate;
  QPushButton* m_cut;
  QPushButton* m_end;
};

} // namespace ara::ui
