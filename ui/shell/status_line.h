// The status bar: last result, buttons of the bottom panes, selection, zoom; while something runs, its stage and
// Cancel.
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;
class QProgressBar;
class QPushButton;
class QTimer;

namespace ara::ui {

class ElidedLabel;
class JobRunner;
class LinkButton;
class StatusButton;
class ToneLabel;

struct Pane {
  QString id, title;
};

class StatusLine : public QWidget {
  Q_OBJECT
public:
  StatusLine(JobRunner& jobs, QWidget* parent = nullptr);

  void setPanes(const std::vector<Pane>& panes);
  void setPanesVisible(bool visible);
  void setPaneCount(const QString& id, std::optional<long long> count, bool asks = false);
  void setCurrentPane(const QString& id); // empty: none
  void setResult(const QString& text);    // "Converted in 0.08 s"
  void setSelection(const QString& text);
  void setHover(const QString& text); // instead of the selection while not empty
  void setZoom(std::optional<int> percent);
  void setLanguageChoice(const QString& current); // on the welcome page: "English · 中文"; empty hides it

  QSize sizeHint() const override;

Q_SIGNALS:
  void paneClicked(const QString& id);
  void languageClicked(const QString& language);
  void cancelClicked();

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void showProgress(bool on);
  void tellSelection();

  std::vector<Pane> m_panes;
  std::vector<StatusButton*> m_buttons;
  QHBoxLayout* m_paneRow;
  QWidget* m_paneBox;
  ElidedLabel* m_result;
  ElidedLabel* m_selection;
  ToneLabel* m_zoom;
  QWidget* m_progressBox;
  ElidedLabel* m_stage;
  QProgressBar* m_bar;
  QPushButton* m_cancel;
  LinkButton *m_english, *m_chinese;
  QWidget* m_languageBox;
  QTimer* m_late;
  QString m_selected, m_hovered;
};

} // namespace ara::ui
