// The path: Open, six stations, the main action, Save As. Shows state and reports clicks; knows nothing of models.
//
//   bar->setStations({{.name = tr("Look"), .fact = tr("6,862 nodes"), .mark = Mark::Done, .current = true}, ...});
//   bar->setMain({.text = tr("Convert"), .icon = "play", .look = PathAction::Look::Grey, .tip = tr("Give a batch
//   size.")});
//
// A grey action still takes a click: it then emits missingClicked(), so that the window can go to what is missing.
// Below 1320 px, or when the words do not fit, facts move to tooltips; then Save As keeps only its icon.
#pragma once

#include <QWidget>

#include <vector>

class QMenu;
class QPushButton;
class QToolButton;

namespace ara::ui {

enum class Mark : std::uint8_t { NotYet, Done, NeedsYou, OutOfDate };

struct Station {
  QString name = {}, fact = {};
  Mark mark = Mark::NotYet;
  bool enabled = true;  // can be clicked
  bool current = false; // the one whose panels are arranged
  bool reached = true;  // what it says is known: shown stronger
};

struct PathAction {
  enum class Look : std::uint8_t { Primary, Plain, Grey };
  QString text = {}, icon = {};
  Look look = Look::Plain;
  QString tip = {};
  bool visible = true;
};

class StationButton;
class PathAct;

class PathBar : public QWidget {
  Q_OBJECT
public:
  explicit PathBar(QWidget* parent = nullptr);

  void setStations(const std::vector<Station>& stations);
  void setMain(const PathAction& action);
  void setSaveAs(const PathAction& action);
  void setOpenMenu(QMenu* menu); // recent files and the like; the button itself opens a file
  // Names in other widgets' menus and tests: "Pick, needs you: 1 batch size to give".
  static QString spoken(const Station& station);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

Q_SIGNALS:
  void openClicked();
  void stationClicked(int index);
  void mainClicked();
  void saveAsClicked();
  void missingClicked();

protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void arrange();
  void act(const PathAct* button, void (PathBar::*signal)());

  QToolButton* m_open;
  QWidget* m_row;
  std::vector<StationButton*> m_stations;
  PathAct* m_main;
  PathAct* m_saveAs;
};

} // namespace ara::ui
