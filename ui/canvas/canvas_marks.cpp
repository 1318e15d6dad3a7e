// What changes about the segments: verdicts, picks, selection, search.
#include "ui/canvas/facts.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/document/core_text.h"

#include <QAccessible>

#include <algorithm>

namespace ara::ui {
namespace {

Verdict verdictOf(convert::Outcome o) {
  switch (o) {
  case convert::Outcome::converts: return Verdict::converts;
  case convert::Outcome::fuses: return Verdict::fuses;
  case convert::Outcome::folds: return Verdict::folds;
  case convert::Outcome::refused: return Verdict::refused;
  case convert::Outcome::dropped: break;
  }
  return Verdict::none;
}

} // namespace

void GraphCanvas::updateMarks() {
  m_marked.clear();
  m_reasons.clear();
  m_into.clear();
  if (!isReady() || m_marks.of.size() != scene().segments.size()) return;
  m_marks.clear(std::uint16_t(~Marks::kLit));
  std::fill(m_marks.verdicts.begin(), m_marks.verdicts.end(), Verdict::none);
  std::fill(m_marks.order.begin(), m_marks.order.end(), std::uint16_t(0));
  if (m_side == Side::source && m_picker) {
    if (const auto check = m_document.check()) {
      const std::vector<convert::Verdict>& verdicts = check->verdicts;
      for (const convert::Verdict& v : verdicts) {
        const std::uint32_t s = scene().segmentOf(v.node);
        if (s == kNoIndex) continue;
        // A copy that is not drawn tells only what is wrong with it; a constant nothing.
        const bool hidden = scene().segments[s].node != v.node;
        if (hidden && (v.outcome != convert::Outcome::refused || !standsForCopies(s))) continue;
        m_marks.verdicts[s] = verdictOf(v.outcome);
        if (v.outcome == convert::Outcome::refused)
          m_reasons.insert(s, coreText(v.reason));
        else if (!v.into.empty())
          m_into.insert(s, QString::fromStdString(v.into));
      }
      m_inferred.clear();
      if (!check->model.graphs.empty()) {
        const ir::Graph& g = check->model.graph();
        const auto note = [&](ir::TensorId t) {
          const ir::Shape& shape = check->model.shapeOf(g[t]);
          if (shape.ranked)
            m_inferred.insert(QString::fromStdString(check->model.tensorName(g, t)), {shape, g[t].type});
        };
        for (const ir::TensorId t : g.inputs) note(t);
        for (const ir::NodeId n : g.nodeIds())
          for (const ir::TensorId t : g.results(n)) note(t);
      }
    }
    const auto mark = [this](ir::TensorId t, std::uint16_t what, std::size_t order) {
      const std::uint32_t s = segmentOf(Item::tensor(t, m_side, m_graphId));
      if (s == kNoIndex) return;
      m_marks.add(s, what);
      m_marks.order[s] = std::uint16_t(order);
      if (std::find(m_marked.begin(), m_marked.end(), s) == m_marked.end()) m_marked.push_back(s);
    };
    const convert::Settings& settings = m_document.settings();
    for (std::size_t i = 0; i < settings.inputs.size(); ++i)
      if (const auto t = m_picker->find(settings.inputs[i].name)) mark(*t, Marks::kInput, i + 1);
    for (std::size_t i = 0; i < settings.outputs.size(); ++i)
      if (const auto t = m_picker->find(settings.outputs[i])) mark(*t, Marks::kOutput, i + 1);
    const Opened& opened = m_document.opened();
    if (settings.inputs.empty())
      for (const analysis::Candidate& c : opened.inputs) mark(c.tensor, Marks::kLikelyInput, 0);
    if (settings.outputs.empty() && !opened.outputs.empty())
      mark(opened.outputs.front().tensor, Marks::kLikelyOutput, 0);
    if (!settings.inputs.empty() || !settings.outputs.empty()) {
      // Where only inputs are picked, the likely outputs count: a conversion would take them.
      const Cut cut = m_picker->with(settings, PickOf::nothing, {}, true, nullptr);
      for (std::uint32_t s = 0; s < scene().segments.size(); ++s)
        if (const ir::NodeId n = scene().segments[s].node; n && !cut.kept[n.index()]) m_marks.add(s, Marks::kDropped);
    }
  }
  updateLit();
  updatePreview();
  m_minimap.invalidate();
  invalidate();
  if (m_picker && !m_building && pickedNodes() != m_alone) rebuildIfSplit();
}

// Another node is picked: the picture changes only when it, or one that no longer is, shares a box.
void GraphCanvas::rebuildIfSplit() {
  const std::vector<ir::NodeId> now = pickedNodes();
  bool needed = now.size() < m_alone.size();
  for (const ir::NodeId n : now) {
    const std::uint32_t s = scene().segmentOf(n);
    needed =
        needed || (s != kNoIndex && scene().segments[s].node == n && scene().boxes[scene().segments[s].box].count > 1);
  }
  if (needed)
    rebuild(false);
  else
    m_alone = now;
}

// Search and highlight light the same way; the search is the stronger.
void GraphCanvas::updateLit() {
  m_marks.clear(Marks::kLit);
  m_hits.clear();
  m_hit = -1;
  const Query query = parseQuery(m_search);
  if (isReady() && hasGraph()) {
    if (!query.empty())
      for (const ir::NodeId n : m_searchText.find(*model(), model()->graph(m_graphId), query))
        if (const std::uint32_t s = scene().segmentOf(n); s != kNoIndex) m_hits.push_back(s);
    std::sort(m_hits.begin(), m_hits.end());
    m_hits.erase(std::unique(m_hits.begin(), m_hits.end()), m_hits.end());
    for (const std::uint32_t s : query.empty() ? m_highlight : m_hits) m_marks.add(s, Marks::kLit);
  }
  m_marks.dimRest = !query.empty() || !m_highlight.empty();
  m_minimap.invalidate();
  invalidate();
}

void GraphCanvas::setSearch(const QString& text) {
  if (text == m_search) return;
  m_search = text;
  updateLit();
  Q_EMIT searchChanged(0, int(m_hits.size()));
}

void GraphCanvas::visitHit(int step) {
  if (m_hits.empty()) return;
  const int count = int(m_hits.size());
  m_hit = m_hit < 0 ? (step > 0 ? 0 : count - 1) : (m_hit + step + count) % count;
  const Item item = itemOf(m_hits[std::size_t(m_hit)]);
  m_document.selection().set(item);
  reveal(item);
  Q_EMIT searchChanged(m_hit + 1, count);
}

void GraphCanvas::findNext() { visitHit(1); }
void GraphCanvas::findPrevious() { visitHit(-1); }

void GraphCanvas::selectAllHits() {
  std::vector<Item> items;
  for (const std::uint32_t s : m_hits) items.push_back(itemOf(s));
  if (!items.empty()) m_document.selection().set(std::move(items));
}

void GraphCanvas::setHighlight(const std::vector<ir::NodeId>& nodes) {
  m_highlight.clear();
  for (const ir::NodeId n : nodes)
    if (const std::uint32_t s = scene().segmentOf(n); s != kNoIndex) m_highlight.push_back(s);
  updateLit();
}

std::vector<std::uint32_t> GraphCanvas::segmentsOfSelection() const {
  std::vector<std::uint32_t> out;
  for (const Item& item : m_document.selection().selected())
    if (const std::uint32_t s = segmentOf(item); s != kNoIndex) out.push_back(s);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void GraphCanvas::updateSelection() {
  m_selected = isReady() ? segmentsOfSelection() : std::vector<std::uint32_t>();
  update();
  Q_EMIT statusChanged(statusText());
  if (hasFocus() && QAccessible::isActive() && currentSegment() != kNoIndex) {
    QAccessibleEvent told(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&told);
  }
}

void GraphCanvas::select(std::uint32_t segment, Qt::KeyboardModifiers modifiers) {
  Selection& selection = m_document.selection();
  const bool add = modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
  if (segment == kNoIndex) {
    if (!add) selection.clear();
  } else if (add) {
    selection.toggle(itemOf(segment));
  } else {
    selection.set(itemOf(segment));
  }
}

} // namespace ara::ui
