// The bar of 30 px above what it concerns: one sentence, what can be done about it, close.
//
//   bar->show({.icon = "fold-in", .text = tr("400 copies of one pattern are folded into 2 cells."),
//              .actions = {{tr("Show flat")}}});
#pragma once

#include "ui/theme/roles.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace ara::ui {

class ElidedLabel;
class IconButton;
class IconView;

struct NoticeAction {
  QString text = {};
  bool button = false; // framed; a link otherwise
  QString keys = {};   // shown in the button
};

struct Notice {
  Tone tone = Tone::Text; // Text: plain, accent icon; In: a mode is on; Warn, Error
  QString icon = {};
  QString title = {}; // semibold, before the sentence
  QString text = {};
  std::vector<NoticeAction> actions = {};
  bool closable = true;
};

class NoticeBar : public QWidget {
  Q_OBJECT
public:
  explicit NoticeBar(QWidget* parent = nullptr);

  void show(const Notice& notice);
  using QWidget::show;
  // A control of the mode that is on, between title and sentence; not owned by the notice.
  void setControl(QWidget* control);

  QSize sizeHint() const override;

Q_SIGNALS:
  void actionClicked(int index);
  void closed();

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void addAction(int index, const NoticeAction& action);

  Tone m_tone = Tone::Text;
  QHBoxLayout* m_row;
  QHBoxLayout* m_actions;
  IconView* m_icon;
  ElidedLabel* m_title;
  ElidedLabel* m_text;
  IconButton* m_close;
};

} // namespace ara::ui
