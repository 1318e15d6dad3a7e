// The window and its places: what a station raises, the bottom panes, the next act, going by region.
#include "ui/canvas/graph_canvas.h"
#include "ui/shell/compare_page.h"
#include "ui/shell/dock_area.h"
#include "ui/shell/graph_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/quantize_dialog.h"
#include "ui/shell/status_line.h"
#include "ui/shell/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/shape_field.h"

#include <QApplication>
#include <QStackedWidget>
#include <QTimer>

namespace ara::ui {
namespace {

constexpr int kLeft = 264, kRight = 316, kBottom = 220;
constexpr int kFocusTries = 5, kFocusAgain = 30; // milliseconds

QString id(const char* name) { return QString::fromLatin1(name); }

} // namespace

DockArea* MainWindow::dockOf(const QString& panel) const {
  for (DockArea* dock : {m_left, m_right, m_bottom})
    if (dock->has(panel)) return dock;
  return nullptr;
}

MainWindow::Arrangement MainWindow::arrangement() const {
  const auto shown = [](const DockArea* dock) { return dock->isVisible() ? dock->current() : QString(); };
  return {{shown(m_left), shown(m_right), shown(m_bottom)}};
}

void MainWindow::arrange(const Arrangement& wanted) {
  DockArea* const docks[] = {m_left, m_right, m_bottom};
  for (std::size_t i = 0; i < 3; ++i) {
    if (wanted.panels[i].isEmpty() || docks[i]->panels().empty())
      docks[i]->hide();
    else
      docks[i]->raisePanel(wanted.panels[i]);
  }
  if (m_sized) return;
  m_sized = true;
  const bool narrow = width() < scaled(1440);
  resizeDocks({m_left, m_right}, {scaled(narrow ? 232 : kLeft), scaled(narrow ? 284 : kRight)}, Qt::Horizontal);
  resizeDocks({m_bottom}, {scaled(kBottom)}, Qt::Vertical);
}

void MainWindow::showPanel(const QString& panel) {
  DockArea* dock = dockOf(panel);
  if (!dock || !m_document.isOpen()) return;
  const bool sized = dock->isVisible();
  dock->raisePanel(panel);
  if (!sized && dock == m_bottom) resizeDocks({m_bottom}, {scaled(kBottom)}, Qt::Vertical);
}

void MainWindow::togglePane(const QString& pane) {
  if (m_bottom->isVisible() && m_bottom->current() == pane) {
    m_bottom->hide();
    m_status->setCurrentPane({});
  } else {
    showPanel(pane);
    m_status->setCurrentPane(pane);
  }
}

// A station raises the panels it needs and closes none; coming back finds what was left. Compare takes the centre, and
// the graph of the result the left side.
void MainWindow::goTo(Stop stop) {
  if (!m_document.isOpen()) return;
  if (stop == Stop::compare && (!m_document.conversion() || m_document.conversion()->file.empty())) return;
  const Stop from = m_stop;
  if (from != stop) m_arrangements[from] = arrangement();
  m_stop = stop;
  canvas()->setPicking(stop == Stop::pick);
  if (stop == Stop::compare) {
    showCompare(true);
  } else {
    if (from == Stop::compare) {
      showCompare(false);
      arrange(m_arrangements.count(stop)         ? m_arrangements[stop]
              : m_arrangements.count(Stop::look) ? m_arrangements[Stop::look]
                                                 : Arrangement{{id("operators"), id("pick"), {}}});
    } else if (from != stop && m_arrangements.count(stop)) {
      arrange(m_arrangements[stop]);
    }
    switch (stop) {
    case Stop::look: showPanel(id("operators")); break;
    case Stop::pick: showPanel(id("pick")); break;
    case Stop::check: showPanel(id("check")); break;
    case Stop::convert:
      if (m_document.conversion()) showPanel(id("passes"));
      break;
    case Stop::quantize: showPanel(id("tensors")); break;
    case Stop::compare: break;
    }
    if (stop != from) canvas()->setFocus();
  }
  refresh();
}

void MainWindow::showCompare(bool on) {
  if (on) {
    if (!m_compare) {
      m_compare = new ComparePage(m_document, m_pages);
      m_pages->addWidget(m_compare);
    }
    m_pages->setCurrentWidget(m_compare);
    m_left->hide();
    m_bottom->hide();
    m_right->raisePanel(id("details"));
    m_status->setZoom({});
  } else {
    m_pages->setCurrentWidget(m_graph);
    m_status->setZoom(canvas()->zoomPercent());
  }
}

void MainWindow::mainAct() {
  const PathState state = path();
  const bool nothingPicked =
      m_document.isOpen() && m_document.settings().inputs.empty() && m_document.settings().outputs.empty();
  if (!state.ready()) {
    // Ctrl+Return on fresh suggestions takes them; what they leave open is then asked for.
    if (nothingPicked) m_document.acceptSuggestions();
    return goToMissing();
  }
  switch (state.act) {
  case Act::none: break;
  case Act::accept: m_document.acceptSuggestions(); break;
  case Act::convert: m_document.convertModel(); break;
  case Act::quantize:
    m_document.setScheme(convert::Scheme::dynamic);
    m_document.convertModel();
    break;
  case Act::requantize: chooseQuantization(); break;
  }
}

void MainWindow::goToMissing() {
  if (!m_document.isOpen()) return;
  goTo(path().missingAt);
  if (m_stop != Stop::pick || openDimensions(m_document).empty()) return;
  focusOpenDimension(kFocusTries);
}

// The panel may be about to make its fields anew, from settings that have just changed; so until one has the cursor.
void MainWindow::focusOpenDimension(int tries) {
  QWidget* panel = m_right->panel(id("pick"));
  for (ShapeField* field : panel ? panel->findChildren<ShapeField*>() : QList<ShapeField*>()) {
    if (!field->isVisible()) continue;
    field->focusOpen();
    break;
  }
  if (tries > 0)
    QTimer::singleShot(kFocusAgain, this, [this, tries] {
      const QWidget* now = m_right->panel(id("pick"));
      const QWidget* focus = QApplication::focusWidget();
      const bool taken = focus && now && now->isAncestorOf(focus);
      if (!taken && m_stop == Stop::pick && (!focus || focus == canvas())) focusOpenDimension(tries - 1);
    });
}

void MainWindow::chooseQuantization() {
  if (!m_document.isOpen()) return;
  convert::QuantizeSettings now = m_document.settings().quantize;
  if (now.scheme == convert::Scheme::none) now.scheme = convert::Scheme::dynamic;
  auto* dialog = new QuantizeDialog(now, m_store.lastFolder(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QuantizeDialog::chosen, this, [this](const convert::QuantizeSettings& asked) {
    m_document.setQuantization(asked);
    m_document.convertModel();
  });
  dialog->open();
}

void MainWindow::nextRegion(bool back) {
  std::vector<QWidget*> regions{m_path};
  if (m_left->isVisible()) regions.push_back(m_left);
  if (m_graph && m_pages->currentWidget() == m_graph) {
    regions.push_back(m_graph->modelRow());
    regions.push_back(canvas());
  } else {
    regions.push_back(m_pages->currentWidget());
  }
  for (QWidget* dock : {static_cast<QWidget*>(m_right), static_cast<QWidget*>(m_bottom)})
    if (dock->isVisible()) regions.push_back(dock);
  regions.push_back(m_status);
  QWidget* focus = QApplication::focusWidget();
  std::size_t at = 0;
  for (std::size_t i = 0; i < regions.size(); ++i)
    if (focus && (regions[i] == focus || regions[i]->isAncestorOf(focus))) at = i;
  for (std::size_t step = 1; step < regions.size(); ++step) {
    QWidget* region = regions[(at + (back ? regions.size() - step : step)) % regions.size()];
    if (region->focusPolicy() & Qt::TabFocus) return region->setFocus(Qt::TabFocusReason);
    for (QWidget* child : region->findChildren<QWidget*>())
      if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled())
        return child->setFocus(Qt::TabFocusReason);
  }
}

} // namespace ara::ui
