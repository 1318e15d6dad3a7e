// What the file holds beside its graph: signatures to choose from, variables joined with their values, layers of a
// Keras model. A row leads to its nodes in the graph.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QCheckBox;
class QLayout;
class QPushButton;

namespace ara::ui {

class FilterField;
class SegmentedControl;
class TableView;
class ToneLabel;

class ContentsPanel : public QWidget {
  Q_OBJECT
public:
  ContentsPanel(Document& document, QWidget* parent);

private:
  enum class Page : std::uint8_t { signatures, variables, layers };
  QLayout* head();
  void rebuild(); // another model
  void showPage();
  void showFoot();
  void select(const std::vector<std::uint32_t>& rows);
  void useSignature(std::uint32_t row);
  Page page() const;

  Document& m_document;
  SegmentedControl* m_pages;
  FilterField* m_filter;
  TableView* m_table;
  ToneLabel* m_sum;
  QPushButton* m_use;
  QCheckBox* m_every;
  std::vector<Page> m_shown; // a segment each
  std::vector<std::vector<ir::NodeId>> m_layerNodes;
};

} // namespace ara::ui
