#include "ui/panels/check/check_panel.h"

#include "convert/report.h"
#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/check/verdict_delegate.h"
#include "ui/panels/common/table_view.h"
#include "ui/panels/common/working_bar.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

QString number(std::size_t n) { return QLocale().toString(qulonglong(n)); }

} // namespace

CheckPanel::CheckPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, space::k8);
  column->setSpacing(space::k8);
  m_working = new WorkingBar(this);
  column->addWidget(m_working);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(space::k12, space::k4, space::k12, 0);
  m_counts = body({}, this);
  m_question = new Callout({}, Tone::Warn, this);
  head->addWidget(m_counts);
  head->addWidget(m_question);
  column->addLayout(head);
  m_table = new TableView(tr("Filter nodes"), this);
  m_table->view().setItemDelegateForColumn(0, new VerdictDelegate(&m_table->view()));
  m_table->sortBy(0, Qt::AscendingOrder);
  column->addWidget(m_table, 1);
  m_fate = new Callout({}, Tone::Text2, this);
  auto* fate = new QHBoxLayout;
  fate->setContentsMargins(space::k12, 0, space::k12, 0);
  fate->addWidget(m_fate);
  column->addLayout(fate);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(space::k12, 0, space::k12, 0);
  m_cut = new QPushButton(tr("Make its result an input"), this);
  m_end = new QPushButton(tr("End before it"), this);
  m_end->setToolTip(tip(tr("What feeds this node becomes the output.")));
  for (QPushButton* b : {m_cut, m_end}) {
    b->setProperty(kCompact, true);
    b->setEnabled(false);
    foot->addWidget(b);
  }
  foot->addStretch(1);
  column->addLayout(foot);

  connect(&m_document, &Document::checkChanged, this, &CheckPanel::rebuild);
  connect(&m_document, &Document::openedChanged, this, &CheckPanel::rebuild);
  connect(m_table, &TableView::keysSelected, this, &CheckPanel::select);
  connect(&m_document.selection(), &Selection::changed, this, &CheckPanel::followSelection);
  const auto nameOf = [this](ir::TensorId t) { return m_document.source().tensorName(m_document.source().graph(), t); };
  connect(m_cut, &QPushButton::clicked, this, [this, nameOf] {
    if (const ir::NodeId n = chosen()) m_document.makeInput(nameOf(m_document.source().graph().result(n)), true);
  });
  connect(m_end, &QPushButton::clicked, this, [this, nameOf] {
    const ir::NodeId n = chosen();
    if (!n) return;
    const ir::Graph& g = m_document.source().graph();
    for (const ir::TensorId t : g.operands(n))
      if (t && !g[t].buffer) return m_document.makeOutput(nameOf(t), false);
  });
  rebuild();
}

void CheckPanel::rebuild() {
  const bool open = m_document.isOpen();
  const auto c = open ? m_document.check() : nullptr;
  const auto error = m_document.checkError();
  m_working->setWorking(open && m_document.checking());
  m_question->setVisible(open && error.has_value());
  if (error) m_question->setText(coreText(*error));
  if (c && c == m_shown && !error) return; // stays while the next check runs
  m_jobs.cancel();
  if (!c || error) {
    m_shown = nullptr;
    const bool waiting = open && !error;
    m_counts->setVisible(waiting);
    m_counts->setText(waiting ? tr("Checking…") : QString());
    m_table->set({}, !open   ? tr("Open a model to check it.")
                     : error ? tr("The verdicts come when the question above is answered.")
                             : QString());
    followSelection();
    return;
  }
  m_jobs.start<CellTable::Data>(
      tr("Checking"),
      [c, source = m_document.sharedOpened()](Task&) -> Result<CellTable::Data> {
        return verdictTable(source->model, *c, [](const Message& m) { return coreText(m); });
      },
      this,
      [this, c](Result<CellTable::Data> r, JobRunner::Notes) {
        if (!r || c != m_document.check()) return;
        m_shown = c;
        fill(*c, *std::move(r));
      });
}

QString CheckPanel::countsText(const convert::Conversion& check) const {
  const convert::VerdictCounts n = convert::countVerdicts(check.verdicts);
  if (n.refused) return tr("%1 of %2 nodes are refused.").arg(number(n.refused), number(check.verdicts.size()));
  return tr("All %1 nodes convert: %2 become operators, %3 fuse, %4 fold away, %5 are not needed.")
      .arg(number(check.verdicts.size()), number(n.converts), number(n.fuses), number(n.folds), number(n.dropped));
}

// "2800 nodes in 200 steps are one LSTM layer ...", a line each; long models have many.
static QString layersText(const convert::Conversion& check) {
  constexpr std::size_t kMostLines = 6;
  QString out;
  const std::vector<Message> layers = convert::recognisedLayers(check.journal);
  for (std::size_t i = 0; i < layers.size() && i < kMostLines; ++i) out += u'\n' + coreText(layers[i]);
  return layers.size() > kMostLines ? out + QStringLiteral("\n…") : out;
}

void CheckPanel::fill(const convert::Conversion& check, CellTable::Data table) {
  m_counts->setText(countsText(check) + layersText(check));
  m_counts->show();
  m_table->set(std::move(table), tr("Nothing to check."));
  m_table->setWidths({100, 104, 104, 260}, -1);
  followSelection();
}

ir::NodeId CheckPanel::chosen() const {
  const Item active = m_document.selection().active();
  const bool one = m_shown && m_document.isOpen() && m_document.selection().selected().size() == 1;
  if (!one || active.side != Side::source || active.graph != ir::GraphId(0)) return {};
  const ir::NodeId n = active.nodeId();
  return n && n.index() < m_document.source().graph().nodeCount() ? n : ir::NodeId();
}

void CheckPanel::select(const std::vector<std::uint32_t>& rows) {
  std::vector<Item> items;
  for (const auto r : rows)
    if (m_shown && r < m_shown->verdicts.size()) items.push_back(Item::node(m_shown->verdicts[r].node));
  m_document.selection().set(std::move(items));
}

// The reason whole, where its column is too narrow.
void CheckPanel::showFate(ir::NodeId n) {
  const convert::Verdict* v = nullptr;
  if (m_shown && n)
    for (const convert::Verdict& each : m_shown->verdicts)
      if (each.node == n) v = &each;
  if (v) {
    const bool refused = v->outcome == convert::Outcome::refused, stays = !v->into.empty();
    m_fate->setTone(refused ? Tone::Error : stays ? Tone::Accent : Tone::Text2);
    m_fate->setText(stays ? tr("Becomes %1.").arg(QString::fromStdString(v->into))
                          : (coreText(v->reason) + QLatin1Char(' ') + coreText(v->remedy)).trimmed());
  }
  m_fate->setVisible(v && (!v->into.empty() || !v->reason.empty()));
}

void CheckPanel::followSelection() {
  const ir::NodeId n = chosen();
  showFate(n);
  const ir::Graph* g = m_document.isOpen() ? &m_document.source().graph() : nullptr;
  m_cut->setEnabled(n && (*g)[n].resultCount > 0 && !(*g)[g->result(n)].buffer);
  bool fed = false;
  if (n)
    for (const ir::TensorId t : g->operands(n)) fed = fed || (t && !(*g)[t].buffer);
  m_end->setEnabled(fed);
  std::vector<std::uint32_t> rows;
  if (m_shown)
    for (std::size_t i = 0; i < m_shown->verdicts.size(); ++i)
      if (m_document.selection().contains(Item::node(m_shown->verdicts[i].node))) rows.push_back(std::uint32_t(i));
  m_table->selectKeys(rows);
}

} // namespace ara::ui
