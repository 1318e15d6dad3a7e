// The centre while a model is looked at: model tab and search, a notice, the canvas.
#pragma once

#include "ui/canvas/folding.h"
#include "ui/document/document.h"

#include <QWidget>

namespace ara::ui {

class GraphCanvas;
class ModelRow;
class NoticeBar;
class SearchField;
class SegmentedControl;

class GraphPage : public QWidget {
  Q_OBJECT
public:
  GraphPage(Document& document, QWidget* parent = nullptr);

  GraphCanvas& canvas() { return *m_canvas; }
  QWidget* modelRow() const;
  void focusSearch();
  void retranslate(); // the canvas stays as it is

Q_SIGNALS:
  void goToStop(int stop); // an action of a notice

private:
  void fillRow();
  void updateNotice();
  void updatePicking(bool on);
  void updateFolding();
  static QString foldedText(const FoldFacts& f);

  Document& m_document;
  QWidget* m_row = nullptr;
  SearchField* m_search = nullptr;
  NoticeBar* m_notice = nullptr;
  NoticeBar* m_picking = nullptr;
  SegmentedControl* m_mode = nullptr;
  SegmentedControl* m_folding = nullptr; // Folded | Flat
  GraphCanvas* m_canvas;
  int m_dismissed = 0; // kind of notice that was closed for this model
};

} // namespace ara::ui
