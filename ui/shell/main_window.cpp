#include "ui/shell/main_window.h"

#include "ui/canvas/graph_canvas.h"
#include "ui/panels/panels.h"
#include "ui/shell/compare_page.h"
#include "ui/shell/dock_area.h"
#include "ui/shell/graph_page.h"
#include "ui/shell/language.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace ara::ui {
namespace {

// Holds our line and nothing else, without the margins of QStatusBar.
class BareStatusBar : public QStatusBar {
public:
  explicit BareStatusBar(QWidget* parent) : QStatusBar(parent) { setSizeGripEnabled(false); }
  void setLine(StatusLine* line) {
    m_line = line;
    line->setParent(this);
    line->setGeometry(rect());
    line->show();
    setFixedHeight(line->sizeHint().height());
  }

protected:
  void resizeEvent(QResizeEvent* event) override {
    QStatusBar::resizeEvent(event);
    if (m_line) m_line->setGeometry(rect());
  }
  void paintEvent(QPaintEvent*) override {}

private:
  StatusLine* m_line = nullptr;
};

} // namespace

MainWindow::MainWindow(PreferenceStore& store, Theme& theme, Language& language)
    : m_store(store), m_theme(theme), m_language(language), m_recent(store.settings()), m_commands(this),
      m_top(new QWidget(this)), m_centre(new QWidget(this)), m_alert(new NoticeBar(m_centre)),
      m_pages(new QStackedWidget(m_centre)) {
  setWindowTitle(QStringLiteral("Aracari"));
  setWindowIcon(appIcon());
  setAcceptDrops(true);
  setDocumentMode(true);
  setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setMinimumSize(scaled(800), scaled(520));
  m_document.setMinElementsAtStart(store.preferences().minElements);

  auto* top = new QVBoxLayout(m_top);
  top->setContentsMargins(0, 0, 0, 0);
  top->setSpacing(0);
  setMenuWidget(m_top);
  auto* centre = new QVBoxLayout(m_centre);
  centre->setContentsMargins(0, 0, 0, 0);
  centre->setSpacing(0);
  centre->addWidget(m_alert);
  centre->addWidget(m_pages, 1);
  m_alert->hide();
  setCentralWidget(m_centre);
  setStatusBar(new BareStatusBar(this));

  m_left = new DockArea(QStringLiteral("left"), {}, this);
  m_right = new DockArea(QStringLiteral("right"), {}, this);
  m_bottom = new DockArea(QStringLiteral("bottom"), {}, this);
  addDockWidget(Qt::LeftDockWidgetArea, m_left);
  addDockWidget(Qt::RightDockWidgetArea, m_right);
  addDockWidget(Qt::BottomDockWidgetArea, m_bottom);
  for (DockArea* dock : {m_left, m_right, m_bottom}) {
    dock->hide();
    connect(dock, &DockArea::currentChanged, this, [this, dock](const QString& id) {
      if (dock == m_bottom) m_status->setCurrentPane(id);
      m_commands.refresh();
    });
  }
  connect(m_alert, &NoticeBar::actionClicked, this, [this](int) {
    m_alert->hide();
    if (m_failedSubject.empty()) return chooseFile();
    if (const auto t = m_document.opened().names->find(m_failedSubject)) m_document.selection().set(Item::tensor(*t));
  });
  connectDocument();
  retranslate();
  connect(&store, &PreferenceStore::changed, this, &MainWindow::applyPreferences);
  qApp->installEventFilter(this); // files dropped on any part of the window; Esc twice
  resize(scaled(1440), scaled(900));
  restoreGeometry(store.geometry());
}

// Panels and canvases look at the document: they go while it is whole, and nobody hears it go.
MainWindow::~MainWindow() {
  qApp->removeEventFilter(this);
  for (QObject* speaker : std::initializer_list<QObject*>{&m_document, &m_document.jobs(), &m_document.selection(),
                                                          &m_document.undoStack()})
    QObject::disconnect(speaker, nullptr, nullptr, nullptr);
  qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

GraphCanvas* MainWindow::canvas() { return m_graph ? &m_graph->canvas() : nullptr; }

void MainWindow::connectDocument() {
  connect(&m_document, &Document::openedChanged, this, &MainWindow::showOpened);
  connect(&m_document, &Document::settingsChanged, this, &MainWindow::refresh);
  connect(&m_document, &Document::checkChanged, this, [this] {
    refresh();
    if (!m_document.isOpen() || m_document.conversion()) return;
    const int refused = m_document.check() ? int(m_document.check()->refused.size()) : 0;
    m_recent.setState(m_document.path(), refused > 0 ? FileState::refused : FileState::opened, refused);
  });
  connect(&m_document, &Document::conversionChanged, this, [this] {
    const auto c = m_document.conversion();
    if (c && !m_document.outOfDate()) {
      const QString time = timeText(c->milliseconds);
      tell(!c->refused.empty()      ? tr("%1 nodes refused").arg(number(c->refused.size()))
           : m_document.quantized() ? tr("Quantized in %1").arg(time)
                                    : tr("Converted in %1").arg(time));
      if (c->refused.empty()) {
        m_recent.setState(m_document.path(), m_document.quantized() ? FileState::quantized : FileState::converted, 0);
        m_alert->hide();
        goTo(m_document.quantized() ? Stop::compare : Stop::convert);
      } else {
        goTo(Stop::check);
      }
    } else if (!c && m_stop == Stop::compare) {
      goTo(Stop::look);
    }
    refresh();
  });
  connect(&m_document, &Document::problemsChanged, this, &MainWindow::refresh);
  connect(&m_document, &Document::logChanged, this, &MainWindow::refresh);
  connect(&m_document, &Document::failed, this, &MainWindow::showFailure);
  connect(&m_document, &Document::cancelled, this, [this] { tell(tr("Cancelled. What was there is unchanged.")); });
  connect(&m_document, &Document::savedTo, this, [this](const QString& path) {
    m_alert->hide();
    tell(tr("Saved %1").arg(QFileInfo(path).fileName()));
    refresh();
  });
  connect(&m_document.undoStack(), &QUndoStack::indexChanged, this, [this] { m_commands.refresh(); });
  connect(&m_document.selection(), &Selection::changed, this, [this] {
    const auto& selected = m_document.selection().selected();
    const int n = int(selected.size());
    const bool tensors = n > 0 && selected.front().kind == Item::Kind::tensor;
    m_status->setSelection(n == 0   ? (m_document.isOpen() ? tr("Nothing selected") : QString())
                           : n == 1 ? (tensors ? tr("1 tensor selected") : tr("1 node selected"))
                                    : (tensors ? tr("%1 tensors selected") : tr("%1 nodes selected")).arg(n));
    m_commands.refresh();
  });
}

void MainWindow::tell(const QString& result) { m_status->setResult(result); }

// Everything with words is made anew; the canvas and the document stay.
void MainWindow::retranslate() {
  delete m_path;
  m_path = new PathBar(m_top);
  buildMenus();
  m_top->layout()->addWidget(m_path);
  connect(m_path, &PathBar::openClicked, this, &MainWindow::chooseFile);
  connect(m_path, &PathBar::stationClicked, this, [this](int index) { goTo(Stop(index)); });
  connect(m_path, &PathBar::mainClicked, this, &MainWindow::mainAct);
  connect(m_path, &PathBar::missingClicked, this, &MainWindow::goToMissing);
  connect(m_path, &PathBar::saveAsClicked, this, &MainWindow::chooseTarget);
  auto* recent = new QMenu(m_path);
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
  m_path->setOpenMenu(recent);

  delete m_status;
  m_status = new StatusLine(m_document.jobs(), this);
  static_cast<BareStatusBar*>(statusBar())->setLine(m_status);
  connect(m_status, &StatusLine::paneClicked, this, &MainWindow::togglePane);
  connect(m_status, &StatusLine::cancelClicked, this, [this] { m_document.cancel(); });
  connect(m_status, &StatusLine::languageClicked, this, [this](const QString& language) {
    Preferences p = m_store.preferences();
    p.language = language;
    m_store.set(p);
  });
  fillDocks();
  m_alert->hide();
  delete m_welcome;
  m_welcome = new WelcomePage(m_recent, m_pages);
  m_pages->insertWidget(0, m_welcome);
  connect(m_welcome, &WelcomePage::openFileClicked, this, &MainWindow::chooseFile);
  connect(m_welcome, &WelcomePage::openFolderClicked, this, &MainWindow::chooseFolder);
  connect(m_welcome, &WelcomePage::fileClicked, this, &MainWindow::openPath);
  if (m_graph) {
    m_graph->retranslate();
    connect(canvas(), &GraphCanvas::hoverText, m_status, &StatusLine::setHover);
    connect(canvas(), &GraphCanvas::zoomChanged, m_status, [this](int percent) { m_status->setZoom(percent); });
  }
  const bool comparing = m_compare && m_pages->currentWidget() == m_compare;
  delete m_compare;
  m_compare = nullptr;
  tell(m_document.isOpen() ? QString() : tr("Ready"));
  if (m_document.isOpen()) {
    m_status->setZoom(canvas()->zoomPercent());
    m_status->setSelection(canvas()->statusText());
    m_pages->setCurrentWidget(m_graph);
    if (comparing) showCompare(true);
  } else {
    m_pages->setCurrentWidget(m_welcome);
  }
  m_status->setPanesVisible(m_document.isOpen());
  m_status->setLanguageChoice(m_document.isOpen() ? QString() : m_language.current());
  refresh();
}

void MainWindow::fillDocks() {
  std::vector<DockPanel> left, right, bottom;
  std::vector<Pane> panes;
  for (const PanelRow& row : panels()) {
    DockPanel p{QString::fromLatin1(row.id), row.title(),
                [this, make = row.make](QWidget* parent) { return make(m_document, parent); }};
    if (row.area == PanelArea::bottom) panes.push_back({p.id, p.title});
    (row.area == PanelArea::left ? left : row.area == PanelArea::right ? right : bottom).push_back(std::move(p));
  }
  m_left->setWindowTitle(tr("Left panels"));
  m_right->setWindowTitle(tr("Right panels"));
  m_bottom->setWindowTitle(tr("Bottom panels"));
  m_left->setPanels(std::move(left));
  m_right->setPanels(std::move(right));
  m_bottom->setPanels(std::move(bottom));
  m_status->setPanes(panes);
  m_status->setCurrentPane(m_bottom->isVisible() ? m_bottom->current() : QString());
}

void MainWindow::buildCanvas() {
  if (m_graph) return;
  m_graph = new GraphPage(m_document, m_pages);
  m_pages->addWidget(m_graph);
  connect(canvas(), &GraphCanvas::hoverText, m_status, &StatusLine::setHover);
  connect(canvas(), &GraphCanvas::zoomChanged, m_status, [this](int percent) { m_status->setZoom(percent); });
  connect(canvas(), &GraphCanvas::picked, this, [this](const QString& name, bool input) {
    tell(input ? tr("%1 is an input").arg(name) : tr("%1 is an output").arg(name));
  });
  connect(canvas(), &GraphCanvas::pickingChanged, this, [this] { m_commands.refresh(); });
  connect(canvas(), &GraphCanvas::findUsersRequested, this, [this](ir::NodeId node) {
    const ir::Graph& g = m_document.source().graph();
    std::vector<ir::NodeId> users;
    for (const ir::TensorId t : g.results(node))
      for (const ir::UseSite use : g.uses(t)) users.push_back(use.user);
    canvas()->setHighlight(users);
  });
  buildMenus(); // now with the keys of the canvas
}

// Another model, or none.
void MainWindow::showOpened() {
  const bool open = m_document.isOpen();
  m_alert->hide();
  m_stop = Stop::look;
  m_arrangements.clear();
  if (open) {
    buildCanvas();
    if (m_compare) m_compare->hide();
    m_pages->setCurrentWidget(m_graph);
    m_recent.remember(portrait(m_document));
    tell(tr("Opened in %1").arg(timeText(m_document.opened().milliseconds)));
    m_status->setSelection(tr("Nothing selected"));
    m_status->setZoom(canvas()->zoomPercent());
    setDocksShown(true);
    canvas()->setFocus();
  } else {
    m_pages->setCurrentWidget(m_welcome);
    tell(tr("Ready"));
    m_status->setSelection({});
    m_status->setZoom({});
    setDocksShown(false);
  }
  setWindowTitle(open ? m_document.fileName() + QStringLiteral(" – Aracari") : QStringLiteral("Aracari"));
  m_status->setPanesVisible(open);
  m_status->setLanguageChoice(open ? QString() : m_language.current());
  refresh();
}

void MainWindow::setDocksShown(bool shown) {
  if (!shown) {
    for (DockArea* dock : {m_left, m_right, m_bottom}) dock->hide();
    return;
  }
  arrange({{QStringLiteral("operators"), QStringLiteral("pick"), {}}});
}

void MainWindow::refresh() {
  const PathState state = path();
  m_path->setStations(state.stations);
  m_path->setMain(state.main);
  m_path->setSaveAs(state.saveAs);
  if (m_document.isOpen()) {
    m_status->setPaneCount(QStringLiteral("tensors"), tensorsShown());
    const int problems = int(m_document.problems().size());
    m_status->setPaneCount(QStringLiteral("problems"), problems, problems > 0);
  }
  m_commands.refresh();
}

// Tensors of the result, of the source while there is none. Ids of what passes removed are still counted by the model,
// so the living ones are; once for every result.
qlonglong MainWindow::tensorsShown() {
  const auto c = m_document.conversion();
  if (!c || !c->refused.empty()) return qlonglong(m_document.source().graph().tensorCount());
  if (m_counted.lock() != c) {
    m_counted = c;
    m_resultTensors = 0;
    const ir::Graph& g = c->model.graph();
    for (std::size_t i = 0; i < g.tensorCount(); ++i) {
      const ir::Tensor& t = g[ir::TensorId(i)];
      m_resultTensors += t.useCount > 0 || (t.producer && !g[t.producer].dead);
    }
  }
  return m_resultTensors;
}

void MainWindow::applyPreferences() {
  const Preferences& p = m_store.preferences();
  m_theme.setMode(p.theme);
  m_document.setMinElementsAtStart(p.minElements);
  m_language.use(p.language); // LanguageChange arrives when it is another one
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_path) {
    // Two translators are exchanged, so the event comes more than once a switch: the last one does the work.
    QMetaObject::invokeMethod(
        this,
        [this, language = m_language.current()] {
          if (property("language").toString() == language) return;
          setProperty("language", language);
          retranslate();
        },
        Qt::QueuedConnection);
  }
  QMainWindow::changeEvent(event);
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  setProperty("language", m_language.current());
}

void MainWindow::resetLayout() {
  for (DockArea* dock : {m_left, m_right, m_bottom}) dock->setFloating(false);
  addDockWidget(Qt::LeftDockWidgetArea, m_left);
  addDockWidget(Qt::RightDockWidgetArea, m_right);
  addDockWidget(Qt::BottomDockWidgetArea, m_bottom);
  m_arrangements.clear();
  m_sized = false;
  setDocksShown(m_document.isOpen());
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  const auto* widget = qobject_cast<QWidget*>(watched);
  switch (event->type()) {
  case QEvent::DragEnter:
  case QEvent::DragMove:
  case QEvent::Drop:
    if (widget && widget->window() == this) return dropEvent(event);
    break;
  case QEvent::KeyPress:
    if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && widget && m_document.jobs().running()) {
      const qint64 now = QDateTime::currentMSecsSinceEpoch();
      const bool twice = now - m_lastEscape < 700 && now - m_lastEscape > 5; // one press reaches several widgets
      m_lastEscape = now;
      if (twice) m_document.cancel();
    }
    break;
  case QEvent::Wheel: {
    auto* wheel = static_cast<QWheelEvent*>(event);
    // Told in pixels, the canvas scrolls: that is how it knows a touchpad.
    if (m_graph && watched == canvas() && !m_store.preferences().wheelZooms && wheel->pixelDelta().isNull() &&
        !(wheel->modifiers() & Qt::ControlModifier)) {
      QWheelEvent scroll(wheel->position(), wheel->globalPosition(), wheel->angleDelta() / 2, wheel->angleDelta(),
                         wheel->buttons(), wheel->modifiers(), wheel->phase(), wheel->inverted());
      QCoreApplication::sendEvent(watched, &scroll);
      return true;
    }
    break;
  }
  default: break;
  }
  return QMainWindow::eventFilter(watched, event);
}

} // namespace ara::ui
