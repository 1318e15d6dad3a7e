// What each pass of the conversion did.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class TableView;
class ToneLabel;

class PassesPanel : public QWidget {
  Q_OBJECT
public:
  PassesPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  Document& m_document;
  ToneLabel* m_sum;
  TableView* m_table;
};

} // namespace ara::ui
