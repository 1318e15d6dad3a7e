// The menus: everything the window can do, by name.
#include "ui/canvas/graph_canvas.h"
#include "ui/shell/command_list.h"
#include "ui/shell/dock_area.h"
#include "ui/shell/graph_page.h"
#include "ui/shell/help_window.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/samples.h"
#include "ui/shell/settings_dialog.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QVBoxLayout>

namespace ara::ui {

QWidget* MainWindow::onlyCanvas() { return canvas() ? static_cast<QWidget*>(canvas()) : this; }

void MainWindow::buildMenus() {
  m_commands.clear();
  if (QWidget* old = m_top->findChild<QMenuBar*>()) {
    old->hide();
    delete old;
  }
  auto* bar = new QMenuBar(m_top);
  static_cast<QVBoxLayout*>(m_top->layout())->insertWidget(0, bar);
  fillFileMenu(bar->addMenu(tr("&File")));
  fillEditMenu(bar->addMenu(tr("&Edit")));
  fillViewMenu(bar->addMenu(tr("&View")));
  fillGoMenu(bar->addMenu(tr("&Go")));
  fillModelMenu(bar->addMenu(tr("&Model")));
  fillToolsMenu(bar->addMenu(tr("&Tools")));
  fillWindowMenu(bar->addMenu(tr("&Window")));
  fillHelpMenu(bar->addMenu(tr("&Help")));
  m_commands.refresh();
}

void MainWindow::fillFileMenu(QMenu* menu) {
  const auto open = [this] { return m_document.isOpen(); };
  m_commands.add(menu, {.text = tr("&Open File…"),
                        .keys = QKeySequence::Open,
                        .run = [this] { chooseFile(); },
                        .icon = QStringLiteral("open")});
  m_commands.add(menu, {.text = tr("Open &Folder…"),
                        .keys = QKeySequence(tr("Ctrl+Shift+O")),
                        .run = [this] { chooseFolder(); },
                        .icon = QStringLiteral("open-folder")});
  auto* recent = menu->addMenu(tr("Open &Recent"));
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
  auto* examples = menu->addMenu(tr("Open S&ample"));
  for (const Sample& s : samples())
    m_commands.add(examples, {.text = s.title, .run = [this, file = s.file] { openPath(file); }});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Save As…"),
                        .keys = QKeySequence::Save,
                        .run = [this] { chooseTarget(); },
                        .enabled = [this] { return m_document.conversion() && !m_document.conversion()->file.empty(); },
                        .icon = QStringLiteral("save-as")});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Close Model"),
                        .keys = QKeySequence(Qt::CTRL | Qt::Key_W),
                        .run = [this] { closeModel(); },
                        .enabled = open});
  m_commands.add(menu, {.text = tr("&Quit"),
                        .keys = QKeySequence(Qt::CTRL | Qt::Key_Q),
                        .run = [this] { close(); },
                        .role = QAction::QuitRole});
}

void MainWindow::fillRecentMenu(QMenu* menu) {
  menu->clear();
  menu->setToolTipsVisible(true);
  for (const RecentFile& f : m_recent.files()) {
    const QString name = QFileInfo(f.path).fileName();
    QAction* action = menu->addAction(QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                                      [this, path = f.path] { openPath(path); });
    action->setEnabled(QFileInfo::exists(f.path));
    action->setStatusTip(f.path);
  }
  if (m_recent.files().empty()) menu->addAction(tr("Nothing opened yet"))->setEnabled(false);
  menu->addSeparator();
  menu->addAction(tr("Clear List"), this, [this] { m_recent.clear(); })->setEnabled(!m_recent.files().empty());
}

void MainWindow::fillEditMenu(QMenu* menu) {
  const auto open = [this] { return m_document.isOpen(); };
  const auto searching = [this] { return canvas() && canvas()->searchHits() > 0; };
  m_commands.add(menu, {.text = tr("&Undo"),
                        .keys = QKeySequence::Undo,
                        .run = [this] { m_document.undoStack().undo(); },
                        .enabled = [this] { return m_document.undoStack().canUndo(); },
                        .icon = QStringLiteral("undo")});
  m_commands.add(menu, {.text = tr("&Redo"),
                        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
                        .run = [this] { m_document.undoStack().redo(); },
                        .enabled = [this] { return m_document.undoStack().canRedo(); },
                        .icon = QStringLiteral("redo")});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Copy Names"),
                        .keys = QKeySequence::Copy,
                        .run = [this] { canvas()->copyNames(); },
                        .enabled = open,
                        .only = onlyCanvas(),
                        .icon = QStringLiteral("copy")});
  m_commands.add(menu, {.text = tr("Copy &Picture"),
                        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                        .run = [this] { canvas()->copyPicture(); },
                        .enabled = open,
                        .only = onlyCanvas()});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Find"),
                        .keys = QKeySequence::Find,
                        .run =
                            [this] {
                              if (m_stop == Stop::compare) goTo(Stop::look);
                              m_graph->focusSearch();
                            },
                        .enabled = open,
                        .icon = QStringLiteral("find")});
  m_commands.add(menu, {.text = tr("Find &Next"),
                        .keys = QKeySequence(Qt::Key_F3),
                        .run = [this] { canvas()->findNext(); },
                        .enabled = searching});
  m_commands.add(menu, {.text = tr("Find Pre&vious"),
                        .keys = QKeySequence(Qt::SHIFT | Qt::Key_F3),
                        .run = [this] { canvas()->findPrevious(); },
                        .enabled = searching});
  m_commands.add(menu,
                 {.text = tr("Select &All Found"), .run = [this] { canvas()->selectAllHits(); }, .enabled = searching});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Settings…"),
                        .keys = QKeySequence(Qt::CTRL | Qt::Key_Comma),
                        .run = [this] { showSettings(); },
                        .icon = QStringLiteral("configure"),
                        .role = QAction::PreferencesRole});
}

void MainWindow::fillViewMenu(QMenu* menu) {
  const auto open = [this] { return m_document.isOpen(); };
  QWidget* only = onlyCanvas();
  const auto add = [&](const QString& text, int key, void (GraphCanvas::*run)(), const char* icon) {
    m_commands.add(menu, {.text = text,
                          .keys = QKeySequence(key),
                          .run = [this, run] { (canvas()->*run)(); },
                          .enabled = open,
                          .only = only,
                          .icon = QString::fromLatin1(icon)});
  };
  add(tr("Zoom &In"), Qt::Key_Plus, &GraphCanvas::zoomIn, "zoom-in");
  add(tr("Zoom &Out"), Qt::Key_Minus, &GraphCanvas::zoomOut, "zoom-out");
  add(tr("&Fit Graph"), Qt::Key_0, &GraphCanvas::fit, "zoom-fit");
  add(tr("&100 %"), Qt::Key_1, &GraphCanvas::zoom100, "");
  add(tr("Fit &Selection"), Qt::Key_F, &GraphCanvas::fitSelection, "zoom-selection");
  m_commands.add(menu, {.text = tr("&Minimap"),
                        .keys = QKeySequence(Qt::Key_M),
                        .run = [this] { canvas()->setMinimapVisible(m_minimap = !m_minimap); },
                        .enabled = open,
                        .checked = [this] { return m_minimap; },
                        .only = only});
  menu->addSeparator();
  const auto change = [this](const auto& edit) {
    Preferences p = m_store.preferences();
    edit(p);
    m_store.set(p);
  };
  auto* themes = menu->addMenu(tr("&Theme"));
  const auto theme = [&](const QString& text, ThemeMode mode) {
    m_commands.add(themes, {.text = text,
                            .run = [change, mode] { change([mode](Preferences& p) { p.theme = mode; }); },
                            .checked = [this, mode] { return m_store.preferences().theme == mode; }});
  };
  theme(tr("As the &Desktop"), ThemeMode::System);
  theme(tr("&Light"), ThemeMode::Light);
  theme(tr("&Dark"), ThemeMode::Dark);
  auto* languages = menu->addMenu(tr("L&anguage"));
  for (const auto& [text, name] : {std::pair{QStringLiteral("English"), QStringLiteral("en")},
                                   std::pair{QStringLiteral("中文"), QStringLiteral("zh_CN")}})
    m_commands.add(languages, {.text = text,
                               .run = [change, name = name] { change([&](Preferences& p) { p.language = name; }); },
                               .checked = [this, name = name] { return m_language.current() == name; }});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("Full S&creen"),
                        .keys = QKeySequence(Qt::Key_F11),
                        .run = [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); },
                        .checked = [this] { return isFullScreen(); }});
}

void MainWindow::fillGoMenu(QMenu* menu) {
  const char* const names[] = {QT_TR_NOOP("&Look"),    QT_TR_NOOP("&Pick"),     QT_TR_NOOP("&Check"),
                               QT_TR_NOOP("C&onvert"), QT_TR_NOOP("&Quantize"), QT_TR_NOOP("Co&mpare")};
  for (int i = 0; i < kStops; ++i)
    m_commands.add(menu,
                   {.text = tr(names[i]),
                    .keys = QKeySequence(int(Qt::CTRL) | (Qt::Key_1 + i)),
                    .run = [this, i] { goTo(Stop(i)); },
                    .enabled = [this, i] { return m_document.isOpen() && path().stations[std::size_t(i)].enabled; },
                    .checked = [this, i] { return m_document.isOpen() && m_stop == Stop(i); }});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Next Act"),
                        .keys = QKeySequence(Qt::CTRL | Qt::Key_Return),
                        .run = [this] { mainAct(); },
                        .enabled = [this] { return m_document.isOpen(); }});
  menu->addSeparator();
  m_commands.add(menu,
                 {.text = tr("Next &Region"), .keys = QKeySequence(Qt::Key_F7), .run = [this] { nextRegion(false); }});
  m_commands.add(menu, {.text = tr("Pre&vious Region"), .keys = QKeySequence(Qt::SHIFT | Qt::Key_F7), .run = [this] {
                          nextRegion(true);
                        }});
}

void MainWindow::fillModelMenu(QMenu* menu) {
  const auto open = [this] { return m_document.isOpen(); };
  const auto idle = [this] { return m_document.isOpen() && !m_document.jobs().running(); };
  m_commands.add(menu, {.text = tr("&Accept Suggestions"),
                        .run = [this] { m_document.acceptSuggestions(); },
                        .enabled =
                            [this] {
                              return m_document.isOpen() &&
                                     (m_document.settings().inputs.empty() || m_document.settings().outputs.empty());
                            },
                        .icon = QStringLiteral("wand")});
  m_commands.add(menu, {.text = tr("&Pick in the Graph"),
                        .run =
                            [this] {
                              if (canvas()->isPicking())
                                canvas()->setPicking(false);
                              else
                                goTo(Stop::pick);
                            },
                        .enabled = open,
                        .checked = [this] { return canvas() && canvas()->isPicking(); }});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("&Convert"),
                        .run = [this] { m_document.convertModel(); },
                        .enabled = [idle, this] { return idle() && openDimensions(m_document).empty(); },
                        .icon = QStringLiteral("play")});
  m_commands.add(menu, {.text = tr("&Quantize Weights"),
                        .run =
                            [this] {
                              m_document.setScheme(convert::Scheme::dynamic);
                              m_document.convertModel();
                            },
                        .enabled = [idle, this] { return idle() && openDimensions(m_document).empty(); }});
  m_commands.add(menu, {.text = tr("Quantize &As…"),
                        .run = [this] { chooseQuantization(); },
                        .enabled = [idle, this] { return idle() && openDimensions(m_document).empty(); }});
  m_commands.add(menu, {.text = tr("Back to &Float"),
                        .run =
                            [this] {
                              m_document.setScheme(convert::Scheme::none);
                              m_document.convertModel();
                            },
                        .enabled = [idle, this] { return idle() && m_document.quantized(); }});
  menu->addSeparator();
  m_commands.add(menu, {.text = tr("Cancel What &Runs"),
                        .run = [this] { m_document.cancel(); },
                        .enabled = [this] { return m_document.jobs().running(); },
                        .icon = QStringLiteral("stop")});
}

void MainWindow::fillToolsMenu(QMenu* menu) {
  m_commands.add(menu, {.text = tr("&Commands by Name…"),
                        .keys = QKeySequence(Qt::CTRL | Qt::Key_K),
                        .run = [this] { showCommands(); },
                        .icon = QStringLiteral("find")});
  m_commands.add(menu, {.text = tr("Copy as Command &Line"),
                        .run = [this] { QApplication::clipboard()->setText(m_document.commandLine()); },
                        .enabled = [this] { return m_document.isOpen(); },
                        .icon = QStringLiteral("copy")});
}

void MainWindow::fillWindowMenu(QMenu* menu) {
  const auto open = [this] { return m_document.isOpen(); };
  int pane = 0;
  for (DockArea* dock : {m_left, m_right, m_bottom}) {
    for (const DockPanel& p : dock->panels()) {
      const bool bottom = dock == m_bottom;
      m_commands.add(menu, {.text = p.title,
                            .keys = bottom ? QKeySequence(int(Qt::ALT) | (Qt::Key_1 + pane++)) : QKeySequence(),
                            .run =
                                [this, dock, bottom, name = p.id] {
                                  if (bottom)
                                    togglePane(name);
                                  else if (dock->isVisible() && dock->current() == name)
                                    dock->hide();
                                  else
                                    showPanel(name);
                                },
                            .enabled = open,
                            .checked = [dock, name = p.id] { return dock->isVisible() && dock->current() == name; }});
    }
    menu->addSeparator();
  }
  m_commands.add(menu, {.text = tr("&Reset Layout"), .run = [this] { resetLayout(); }});
  m_commands.add(menu, {.text = tr("&Menu Bar"),
                        .keys = QKeySequence(Qt::Key_F10),
                        .run =
                            [this] {
                              auto* bar = m_top->findChild<QMenuBar*>();
                              bar->setVisible(!bar->isVisible());
                            },
                        .checked =
                            [this] {
                              auto* bar = m_top->findChild<QMenuBar*>();
                              return bar && !bar->isHidden();
                            }});
}

void MainWindow::fillHelpMenu(QMenu* menu) {
  m_commands.add(menu,
                 {.text = tr("Aracari &Help"), .keys = QKeySequence::HelpContents, .run = [this] { showHelp(); }});
  m_commands.add(menu, {.text = tr("&Commands and Keys"), .run = [this] { showCommands(); }});
  m_commands.add(menu, {.text = tr("&About Aracari"), .run = [this] { showAbout(); }, .role = QAction::AboutRole});
}

void MainWindow::showSettings() {
  auto* dialog = new SettingsDialog(m_store, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

void MainWindow::showCommands() {
  auto* list = new CommandList(m_commands, this);
  list->setAttribute(Qt::WA_DeleteOnClose);
  list->open();
}

void MainWindow::showHelp(const QString& page) {
  auto* help = findChild<HelpWindow*>();
  if (!help) help = new HelpWindow(this);
  if (!page.isEmpty()) help->showPage(page);
  help->QDialog::show();
  help->raise();
  help->activateWindow();
}

void MainWindow::showAbout() {
  auto* box = new QMessageBox(this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setWindowTitle(tr("About Aracari"));
  box->setTextFormat(Qt::PlainText);
  box->setIconPixmap(appIcon().pixmap(64, 64));
  box->setText(QStringLiteral("Aracari %1").arg(QStringLiteral(ARA_VERSION)));
  box->setInformativeText(tr("Open a TensorFlow model, see it, make it small, and check what changed."));
  box->open();
}

} // namespace ara::ui
