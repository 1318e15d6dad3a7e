#include "ui/panels/pick/pick_panel.h"

#include "ui/document/core_text.h"
#include "ui/panels/common/working_bar.h"
#include "ui/panels/pick/pick_cards.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {
namespace {

constexpr std::size_t kMostInputs = 6, kMostOutputs = 4; // suggestions shown

QString text(const std::string& s) { return QString::fromStdString(s); }
bool isLikely(const analysis::Candidate& c) { return c.rank >= analysis::kLikely; }

// -1: not known; the card then has a free field instead of one for each dimension.
int shapeRank(const Document& document, const convert::InputPick& pick) {
  const auto shape = InputCard::shapeOf(document, pick);
  return shape ? int(shape->size()) : -1;
}

void clear(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (auto* card = qobject_cast<InputCard*>(item->widget()))
      card->retire();
    else if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

} // namespace

PickPanel::PickPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  m_working = new WorkingBar(this);
  outer->addWidget(m_working);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* inside = new QWidget(scroll);
  setSurface(inside, kPanelRole);
  scroll->setWidget(inside);
  setSurface(scroll->viewport(), kPanelRole);
  outer->addWidget(scroll, 1);

  auto* column = new QVBoxLayout(inside);
  column->setContentsMargins(space::k12, space::k12 - 2, space::k12, space::k12);
  column->setSpacing(space::k8);
  m_empty = note(tr("Open a model to pick its inputs and outputs."), inside);
  column->addWidget(m_empty);
  m_cards = new QVBoxLayout;
  m_cards->setSpacing(space::k8);
  column->addLayout(m_cards);
  addAccept(column);
  m_result = new QWidget(inside);
  m_resultRows = new QVBoxLayout(m_result);
  m_resultRows->setContentsMargins(0, space::k4, 0, 0);
  m_resultRows->setSpacing(space::k6);
  column->addWidget(m_result);
  column->addStretch(1);
  addCommand(outer);

  connect(&m_document, &Document::openedChanged, this, [this] {
    m_shown.clear();
    m_refusedBefore.reset();
    rebuild();
  });
  connect(&m_document, &Document::settingsChanged, this, &PickPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, [this] {
    remember();
    refresh();
    if (signatureOfCards() != m_shown) rebuildCards();
  });
  rebuild();
}

void PickPanel::addAccept(QVBoxLayout* column) {
  const QString keys = QKeySequence(Qt::CTRL | Qt::Key_Return)
                           .toString(QKeySequence::NativeText)
                           .replace(QLatin1String("Return"), QStringLiteral("↵"))
                           .replace(QLatin1Char('+'), QLatin1Char(' '));
  m_accept = new HintButton(tr("Accept suggestions"), keys, this);
  m_accept->setIcon(ui::icon(QStringLiteral("wand"), Ink::Text));
  auto* row = new QHBoxLayout;
  row->addWidget(m_accept);
  row->addStretch(1);
  column->addLayout(row);
  connect(m_accept, &QAbstractButton::clicked, this, [this] { m_document.acceptSuggestions(); });
}

void PickPanel::addCommand(QVBoxLayout* outer) {
  m_commandBox = new QWidget(this);
  auto* row = new QHBoxLayout(m_commandBox);
  row->setContentsMargins(space::k12, space::k4, space::k12, space::k8);
  auto* card = new Card(m_commandBox);
  row->addWidget(card);
  auto* head = new QHBoxLayout;
  auto* says = note(tr("The same as a command"), card);
  says->setWordWrap(false);
  auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy the command"), card);
  head->addWidget(says, 1);
  head->addWidget(copy);
  card->rows()->addLayout(head);
  m_command = new CopyableLabel({}, card);
  m_command->setMono(true);
  card->rows()->addWidget(m_command);
  outer->addWidget(m_commandBox);
  connect(copy, &QAbstractButton::clicked, this,
          [this] { QApplication::clipboard()->setText(m_document.commandLine()); });
}

QWidget* PickPanel::sectionTitle(const QString& icon, int tone, const QString& title, const QString& right) {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, space::k2, 0, 0);
  layout->setSpacing(space::k6);
  layout->addWidget(new IconView(icon, static_cast<Tone>(tone), row));
  layout->addWidget(heading(title, row));
  layout->addStretch(1);
  auto* count = note(right, row);
  count->setWordWrap(false);
  layout->addWidget(count);
  return row;
}

QString PickPanel::signatureOfCards() const {
  if (!m_document.isOpen()) return {};
  QStringList parts{m_document.path()};
  for (const auto& p : m_document.settings().inputs)
    parts << text(p.name) << QString::number(int(p.type)) << QString::number(shapeRank(m_document, p));
  parts << QStringLiteral("|");
  for (const auto& o : m_document.settings().outputs) parts << text(o);
  parts << QStringLiteral("|");
  // Which suggestions still count depends on what the picks keep.
  const auto& kept = m_document.kept();
  for (const auto& c : m_document.opened().inputs)
    if (c.node && c.node.index() < kept.size())
      parts << (kept[c.node.index()] ? QStringLiteral("+") : QStringLiteral("-"));
  return parts.join(QLatin1Char('\n'));
}

std::vector<InputCard*> PickPanel::inputCards() const {
  std::vector<InputCard*> cards;
  for (int i = 0; i < m_cards->count(); ++i)
    if (auto* card = qobject_cast<InputCard*>(m_cards->itemAt(i)->widget())) cards.push_back(card);
  return cards;
}

void PickPanel::rebuild() {
  const bool open = m_document.isOpen();
  m_empty->setVisible(!open);
  m_commandBox->setVisible(open);
  if (!open || signatureOfCards() != m_shown)
    rebuildCards();
  else
    for (InputCard* card : inputCards()) card->follow();
  refresh();
}

void PickPanel::rebuildCards() {
  m_shown = signatureOfCards();
  QString cursor; // someone types the shape of a suggestion, which makes it a pick
  for (const InputCard* card : inputCards())
    if (cursor.isEmpty()) cursor = card->focusedField();
  clear(m_cards);
  if (!m_document.isOpen()) return;
  addInputs();
  addReplaced();
  addOutputs();
  if (cursor.isEmpty()) return;
  for (InputCard* card : inputCards()) card->restoreFocus(cursor);
}

void PickPanel::addInputs() {
  const auto& picked = m_document.settings().inputs;
  const auto& kept = m_document.kept();
  std::vector<const analysis::Candidate*> suggested; // once something is picked: what the outputs still need
  for (const auto& c : m_document.opened().inputs) {
    const bool taken = std::any_of(picked.begin(), picked.end(), [&](const auto& p) { return p.name == c.name; });
    const bool needed =
        picked.empty() || (isLikely(c) && c.node && c.node.index() < kept.size() && kept[c.node.index()]);
    if (!taken && needed && suggested.size() < kMostInputs) suggested.push_back(&c);
  }
  const int count = int(picked.empty() ? suggested.size() : picked.size());
  m_cards->addWidget(sectionTitle(QStringLiteral("input-flag"), int(Tone::In), tr("Inputs"),
                                  picked.empty() ? tr("%n suggested", nullptr, count) : QString::number(count)));
  for (const auto& p : picked) m_cards->addWidget(new InputCard(m_document, p, false, this));
  for (const auto* c : suggested)
    m_cards->addWidget(new InputCard(m_document, {c->name, ir::DataType::none, {}}, true, this));
  if (picked.empty() && suggested.empty())
    m_cards->addWidget(note(tr("No likely input. Click a node, then press I."), this));
}

// What an input in the middle of the graph makes unnecessary.
void PickPanel::addReplaced() {
  const auto& kept = m_document.kept();
  if (m_document.settings().inputs.empty() || kept.empty()) return;
  QStringList names;
  for (const auto& c : m_document.opened().inputs)
    if (isLikely(c) && c.node && c.node.index() < kept.size() && !kept[c.node.index()]) names << text(c.name);
  if (!names.isEmpty())
    m_cards->addWidget(note(tr("Takes the place of %1.").arg(names.join(QStringLiteral(", "))), this));
}

void PickPanel::addOutputs() {
  const auto& picked = m_document.settings().outputs;
  const auto& suggested = m_document.opened().outputs;
  const int likely = int(std::count_if(suggested.begin(), suggested.end(), isLikely));
  m_cards->addWidget(
      sectionTitle(QStringLiteral("output-dot"), int(Tone::Out), tr("Outputs"),
                   picked.empty() ? tr("%n suggested", nullptr, likely) : QString::number(picked.size())));
  for (const auto& o : picked) m_cards->addWidget(new OutputCard(m_document, o, {}, false, this));
  if (!picked.empty()) return;
  if (suggested.empty()) m_cards->addWidget(note(tr("No likely output. Click a node, then press O."), this));
  for (std::size_t i = 0; i < std::min(suggested.size(), kMostOutputs); ++i) {
    const analysis::Candidate& c = suggested[i];
    if (isLikely(c) || likely == 0)
      m_cards->addWidget(new OutputCard(m_document, c.name, coreText(c.reason), true, this));
    else
      m_cards->addWidget(lesserOutput(m_document, c.name, coreText(c.reason), this));
  }
}

} // namespace ara::ui
