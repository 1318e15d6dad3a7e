// The lower half of the pick panel: what the picks do, what is in the way, what they drop.
#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/working_bar.h"
#include "ui/panels/pick/pick_cards.h"
#include "ui/panels/pick/pick_panel.h"
#include "ui/panels/pick/pick_result.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QLocale>

#include <algorithm>

namespace ara::ui {
namespace {

constexpr int kNames = 6; // dropped nodes told by name

ToneLabel* cell(const QString& text, Tone tone, QFont::Weight weight, QWidget* parent) {
  auto* label = new ToneLabel(text, tone, parent);
  label->setFont(uiFont(type::kTable, weight));
  label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  return label;
}

QWidget* rule(QWidget* parent) {
  auto* line = new QWidget(parent);
  line->setFixedHeight(1);
  line->setAutoFillBackground(true);
  line->setBackgroundRole(QPalette::Mid);
  return line;
}

// An input that stands for the result of an operator: what came before is now the caller's to do.
bool isComputed(const Document& d, const std::string& input) {
  const auto t = d.opened().names->find(input);
  const ir::Graph& g = d.source().graph();
  if (!t || !g[*t].producer) return false;
  const ir::Node& n = g[g[*t].producer];
  return n.def && n.def->name.find("Placeholder") == std::string_view::npos;
}

void clear(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

} // namespace

void PickPanel::remember() {
  const convert::Settings& s = m_document.settings();
  if (m_document.isOpen() && !m_document.checking() && m_document.check() && s.inputs.empty() && s.outputs.empty())
    m_refusedBefore = m_document.check()->refused.size();
}

void PickPanel::refresh() {
  const bool open = m_document.isOpen();
  m_working->setWorking(open && m_document.checking());
  const bool suggestions = hasSuggestions(m_document);
  m_accept->setVisible(suggestions);
  m_result->setVisible(open);
  if (!open) return clear(m_resultRows);
  if (suggestions) {
    const auto likely = [](const auto& list, bool free) {
      return free ? std::count_if(list.begin(), list.end(), [](const auto& c) { return c.rank >= analysis::kLikely; })
                  : 0;
    };
    const auto n = likely(m_document.opened().inputs, m_document.settings().inputs.empty()) +
                   likely(m_document.opened().outputs, m_document.settings().outputs.empty());
    m_accept->setText(n == 1   ? tr("Accept the suggestion")
                      : n == 2 ? tr("Accept both suggestions")
                               : tr("Accept suggestions"));
  }
  // One option a line; Copy takes the line as a shell wants it.
  m_command->setText(m_document.commandLine().replace(QLatin1String(" --"), QStringLiteral("\n  --")));
  // While a check runs the numbers of the last one stay, unless other nodes are kept.
  clear(m_resultRows);
  m_resultRows->addWidget(rule(m_result));
  m_resultRows->addWidget(heading(suggestions ? tr("If you accept") : tr("What this does"), m_result));
  addFacts();
  addTrouble();
  addDropped(keptNodes(m_document));
}

void PickPanel::addFacts() {
  const std::vector<PickFact> facts = pickFacts(m_document, m_refusedBefore);
  const bool picked = !m_document.settings().inputs.empty() || !m_document.settings().outputs.empty();
  auto* table = new QWidget(m_result);
  auto* grid = new QGridLayout(table);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(space::k16);
  grid->setVerticalSpacing(space::k4);
  grid->setColumnStretch(0, 1);
  int row = 0;
  if (picked) {
    grid->addWidget(cell(tr("Before"), Tone::Text2, QFont::Normal, table), row, 1);
    grid->addWidget(cell(tr("Now"), Tone::Text2, QFont::Normal, table), row++, 2);
  }
  for (const PickFact& f : facts) {
    auto* name = note(f.name, table);
    grid->addWidget(name, row, 0);
    if (picked) grid->addWidget(cell(f.before, Tone::Text2, QFont::Normal, table), row, 1);
    grid->addWidget(cell(f.now, f.tone, QFont::DemiBold, table), row++, 2);
  }
  m_resultRows->addWidget(table);
}

void PickPanel::addTrouble() {
  const auto tell = [this](const QString& text, Tone tone, const std::string& subject) {
    auto* box = new Callout(text, tone, m_result);
    if (m_document.opened().names->find(subject)) box->setActions({tr("Go there")});
    connect(box, &Callout::actionClicked, this, [this, subject] { select(subject); });
    m_resultRows->addWidget(box);
  };
  if (const auto error = m_document.checkError()) {
    // The card of the input asks for its open dimension already.
    const auto cards = inputCards();
    const bool asked = std::any_of(cards.begin(), cards.end(), [&](const InputCard* c) {
      const auto& inputs = m_document.settings().inputs;
      const auto pick = std::find_if(inputs.begin(), inputs.end(), [&](const auto& p) { return p.name == c->name(); });
      const auto shape = InputCard::shapeOf(
          m_document, pick == inputs.end() ? convert::InputPick{c->name(), ir::DataType::none, {}} : *pick);
      return c->name() == error->subject && shape &&
             std::any_of(shape->begin(), shape->end(), [](ir::Dim d) { return !ir::isKnown(d); });
    });
    if (!asked) tell(coreText(*error), Tone::Error, error->subject);
  } else if (const auto c = m_document.check(); c && !c->refused.empty()) {
    tell(coreText(c->refused.front()), Tone::Error, c->refused.front().subject);
  }
  for (const auto& p : m_document.settings().inputs)
    if (isComputed(m_document, p.name)) {
      const auto shape = InputCard::shapeOf(m_document, p);
      const QString name = QString::fromStdString(p.name);
      tell(shape ? tr("Your program computes %1 (%2) itself.").arg(name, shapeText(ir::Shape::of(*shape)))
                 : tr("Your program computes %1 itself.").arg(name),
           Tone::Warn, {});
    }
}

void PickPanel::addDropped(const std::vector<bool>& kept) {
  const QStringList names = droppedNames(m_document, kept, kNames);
  if (names.isEmpty()) return;
  m_resultRows->addWidget(heading(tr("Dropped"), m_result));
  m_resultRows->addWidget(note(names.join(QStringLiteral(", ")), m_result));
}

void PickPanel::select(const std::string& name) {
  const auto t = m_document.isOpen() ? m_document.opened().names->find(name) : std::nullopt;
  if (!t) return;
  const ir::NodeId n = m_document.source().graph()[*t].producer;
  m_document.selection().set(n ? Item::node(n) : Item::tensor(*t));
}

} // namespace ara::ui
