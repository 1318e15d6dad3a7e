// The verdict on every node, refused first; a row goes to its node, a button takes the remedy.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QPushButton;

namespace ara::ui {

class TableView;
class ToneLabel;
class Callout;

class CheckPanel : public QWidget {
  Q_OBJECT
public:
  CheckPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  void select(const std::vector<std::uint32_t>& rows);

  Document& m_document;
  ToneLabel* m_counts;
  Callout* m_question;
  TableView* m_table;
  QPushButton* m_cut;
};

} // namespace ara::ui
