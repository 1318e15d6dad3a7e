// The window: menus, path, docks, centre, status. It wires; what things are and do lives in Document, panels and
// canvas.
//
//   MainWindow window(store, theme, language);
//   window.show();
//   window.openPath(path);
#pragma once

#include "ui/document/document.h"
#include "ui/shell/commands.h"
#include "ui/shell/preferences.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/stations.h"

#include <QElapsedTimer>
#include <QMainWindow>

#include <array>
#include <map>

class QStackedWidget;

namespace ara::ui {

class ComparePage;
class DockArea;
class GraphPage;
class GraphCanvas;
class Language;
class NoticeBar;
class StatusLine;
class WelcomePage;

class MainWindow : public QMainWindow {
  Q_OBJECT
public:
  MainWindow(PreferenceStore& store, Theme& theme, Language& language);
  ~MainWindow() override;

  Document& document() { return m_document; }
  RecentFiles& recentFiles() { return m_recent; }
  GraphCanvas* canvas(); // null until a model was opened
  Stop stop() const { return m_stop; }
  const Commands& commands() const { return m_commands; }
  PathState path() const { return pathState(m_document, m_stop); }
  DockArea* dockOf(const QString& panel) const;

public Q_SLOTS:
  void openPath(const QString& path); // asks first when a result would be lost
  void goTo(ara::ui::Stop stop);
  void mainAct();
  void showPanel(const QString& id);
  void resetLayout();

protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  // main_window.cpp
  void connectDocument();
  void refresh(); // path, commands, counts
  void showOpened();
  void retranslate();
  void applyPreferences();
  void buildCanvas();
  void setDocksShown(bool shown);
  void fillDocks();
  void tell(const QString& result);
  qlonglong tensorsShown();
  // main_files.cpp
  void chooseFile();
  void chooseFolder();
  void closeModel();
  void chooseTarget();                    // Save As
  void askThen(std::function<void()> go); // when a result would be lost
  void showFailure(const Error& error);
  bool dropEvent(QEvent* event);
  // main_places.cpp
  struct Arrangement {
    std::array<QString, 3> panels; // left, right, bottom; empty: closed
    bool operator==(const Arrangement&) const = default;
  };
  Arrangement arrangement() const;
  void arrange(const Arrangement& arrangement);
  void showCompare(bool on);
  void goToMissing();
  void focusOpenDimension(int tries);
  void chooseQuantization();
  void togglePane(const QString& id);
  void nextRegion(bool back);
  // main_menus.cpp
  void buildMenus();
  void fillFileMenu(QMenu* menu);
  void fillEditMenu(QMenu* menu);
  void fillViewMenu(QMenu* menu);
  void fillGoMenu(QMenu* menu);
  void fillModelMenu(QMenu* menu);
  void fillToolsMenu(QMenu* menu);
  void fillWindowMenu(QMenu* menu);
  void fillHelpMenu(QMenu* menu);
  void fillRecentMenu(QMenu* menu);
  void showSettings();
  void showAbout();
  void showCommands();
  void showHelp(const QString& page = {}); // a page by its name; the one shown last
  QWidget* onlyCanvas();

  PreferenceStore& m_store;
  Theme& m_theme;
  Language& m_language;
  Document m_document;
  RecentFiles m_recent;
  Commands m_commands;
  PathBar* m_path = nullptr;
  QWidget* m_top; // menu bar and path
  StatusLine* m_status = nullptr;
  QWidget* m_centre;
  NoticeBar* m_alert;
  QStackedWidget* m_pages;
  WelcomePage* m_welcome = nullptr;
  GraphPage* m_graph = nullptr;
  ComparePage* m_compare = nullptr;
  DockArea *m_left, *m_right, *m_bottom;
  Stop m_stop = Stop::look;
  std::map<Stop, Arrangement> m_arrangements; // as a person left them
  std::weak_ptr<const convert::Conversion> m_counted;
  qlonglong m_resultTensors = 0;
  std::string m_failedSubject;
  qint64 m_lastEscape = 0;
  bool m_sized = false, m_asking = false, m_minimap = true;
};

} // namespace ara::ui
