#include "ui/shell/graph_page.h"

#include "ui/canvas/graph_canvas.h"
#include "ui/document/core_text.h"
#include "ui/shell/model_tab.h"
#include "ui/shell/stations.h"
#include "ui/shell/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/field.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

enum NoticeKind { kNone, kFolded, kTruncated, kOutOfDate };

} // namespace

GraphPage::GraphPage(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_canvas(new GraphCanvas(document, Side::source, this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_canvas, 1);
  fillRow();
  connect(m_canvas, &GraphCanvas::pickingChanged, this, &GraphPage::updatePicking);
  connect(m_canvas, &GraphCanvas::pickModeChanged, this,
          [this](GraphCanvas::Pick mode) { m_mode->setCurrentIndex(mode == GraphCanvas::Pick::input ? 0 : 1); });
  connect(m_canvas, &GraphCanvas::foldingChanged, this, &GraphPage::updateFolding);
  connect(&m_document, &Document::openedChanged, this, [this] {
    m_dismissed = kNone;
    fillRow();
  });
  connect(&m_document, &Document::conversionChanged, this, &GraphPage::updateNotice);
  connect(&m_document, &Document::problemsChanged, this, &GraphPage::updateNotice);
}

QWidget* GraphPage::modelRow() const { return m_row; }

void GraphPage::fillRow() {
  const QString sought = m_search ? m_search->text() : QString();
  for (QWidget* old : {m_row, static_cast<QWidget*>(m_notice), static_cast<QWidget*>(m_picking)}) {
    if (!old) continue;
    old->hide();
    old->deleteLater();
  }
  m_row = new ModelRow(this);
  auto* row = new QHBoxLayout(m_row);
  row->setContentsMargins(0, 0, space::k8, 1);
  row->setSpacing(space::k8);
  auto* tab = new ModelTab(m_row);
  if (m_document.isOpen())
    tab->setModel(m_document.fileName(), QString::fromStdString(m_document.source().origin.format));
  auto* found = new ToneLabel({}, Tone::Text2, m_row);
  found->setFont(uiFont(type::kTable));
  found->setWordWrap(false);
  m_search = new SearchField(m_row);
  m_search->setMaximumWidth(scaled(246));
  m_search->setMinimumWidth(scaled(140));
  m_search->setAccessibleName(tr("Search"));
  row->addWidget(tab);
  row->addStretch(1);
  row->addWidget(found);
  row->addWidget(m_search, 4);
  m_folding = new SegmentedControl(m_row);
  m_folding->setSegments({tr("Folded"), tr("Flat")});
  m_folding->setAccessibleName(tr("Repeats"));
  row->addWidget(m_folding);
  connect(m_folding, &SegmentedControl::currentChanged, m_canvas,
          [this](int index) { m_canvas->setFolded(index == 0); });
  connect(m_search, &QLineEdit::textChanged, m_canvas, &GraphCanvas::setSearch);
  connect(m_search, &QLineEdit::returnPressed, m_canvas, &GraphCanvas::findNext);
  connect(m_canvas, &GraphCanvas::searchChanged, found, [found, this](int current, int hits) {
    const bool searching = !m_search->text().trimmed().isEmpty();
    found->setText(!searching    ? QString()
                   : hits == 0   ? tr("nothing found")
                   : current > 0 ? tr("%1 of %2").arg(current).arg(hits)
                                 : tr("%1 found").arg(hits));
  });

  m_notice = new NoticeBar(this);
  m_notice->hide();
  connect(m_notice, &NoticeBar::closed, this, [this] { m_dismissed = m_notice->property("kind").toInt(); });
  connect(m_notice, &NoticeBar::actionClicked, this, [this](int index) {
    const int kind = m_notice->property("kind").toInt();
    if (kind == kOutOfDate) return m_document.convertModel();
    if (index == 0) return m_canvas->setFolded(false);
    m_canvas->setFocus();
    m_canvas->stepFolded(1);
  });

  m_picking = new NoticeBar(this);
  m_mode = new SegmentedControl(m_picking);
  m_mode->setSegments({tr("Input I"), tr("Output O")});
  m_mode->setCurrentIndex(m_canvas->pickMode() == GraphCanvas::Pick::input ? 0 : 1);
  m_picking->setControl(m_mode);
  connect(m_mode, &SegmentedControl::currentChanged, m_canvas, [this](int index) {
    m_canvas->setPickMode(index == 0 ? GraphCanvas::Pick::input : GraphCanvas::Pick::output);
  });
  connect(m_picking, &NoticeBar::actionClicked, this, [this](int index) {
    if (index == 0)
      m_document.undoStack().undo();
    else
      m_canvas->setPicking(false);
  });
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->insertWidget(0, m_row);
  column->insertWidget(1, m_picking);
  column->insertWidget(2, m_notice);
  if (!sought.isEmpty()) m_search->setText(sought);
  updatePicking(m_canvas->isPicking());
  updateFolding();
}

void GraphPage::updateFolding() {
  m_folding->setVisible(m_canvas->hasRepeats());
  const QSignalBlocker quiet(m_folding);
  m_folding->setCurrentIndex(m_canvas->isFolded() ? 0 : 1);
  updateNotice();
}

void GraphPage::retranslate() { fillRow(); }

void GraphPage::updatePicking(bool on) {
  if (!on) {
    m_picking->hide();
    return;
  }
  m_picking->show(Notice{.tone = Tone::In,
                         .title = tr("Picking"),
                         .text = tr("A click cuts here, another takes it back; Shift adds."),
                         .actions = {{.text = tr("Undo"), .button = true},
                                     {.text = tr("Done"), .button = true, .keys = QStringLiteral("Esc")}},
                         .closable = false});
}

QString GraphPage::foldedText(const FoldFacts& f) {
  const QString from = number(f.copies), ops = number(f.operators), drawn = number(f.drawn);
  if (f.cells == 1)
    return tr("%1 copies of one pattern are folded into one cell, so %2 ops draw as %3.").arg(from, ops, drawn);
  const QString text = f.alike ? tr("%1 copies of one pattern are folded into %4 cells, so %2 ops draw as %3.")
                               : tr("%1 copies are folded into %4 cells, so %2 ops draw as %3.");
  return text.arg(from, ops, drawn, number(f.cells));
}

// One notice at a time: what the file lacks before what is out of date.
void GraphPage::updateNotice() {
  int kind = kNone;
  Notice notice;
  if (m_canvas->isFolded()) {
    kind = kFolded;
    notice = {.icon = QStringLiteral("fold-in"),
              .text = foldedText(m_canvas->folded()),
              .actions = {{.text = tr("Show flat")}, {.text = tr("Next step")}}};
  }
  for (const Diagnostic& d : m_document.openNotes()) {
    if (d.severity == Severity::note) continue;
    kind = kTruncated;
    notice = {.tone = Tone::Warn, .icon = QStringLiteral("warning"), .text = coreText(d.what)};
    break;
  }
  if (m_document.outOfDate()) {
    kind = kOutOfDate;
    notice = {.tone = Tone::Warn,
              .icon = QStringLiteral("warning"),
              .text = tr("The result is of earlier settings. It stays as it is until you convert again."),
              .actions = {{.text = tr("Convert again")}}};
  }
  if (kind == kNone || kind == m_dismissed) {
    m_notice->hide();
    return;
  }
  m_notice->setProperty("kind", kind);
  m_notice->show(notice);
}

void GraphPage::focusSearch() {
  m_search->setFocus(Qt::ShortcutFocusReason);
  m_search->selectAll();
}

} // namespace ara::ui
