// Folding on the canvas: all repeats, one of them, and which copy stands for the others.
#include "ui/canvas/graph_canvas.h"

#include <algorithm>

namespace ara::ui {

// Only the main graph of the source is looked through for repeats when it is opened.
std::span<const analysis::Repeat> GraphCanvas::repeats() const {
  if (m_side != Side::source || m_graphId != ir::GraphId(std::size_t(0)) || !m_document.isOpen()) return {};
  return m_document.opened().repeats;
}

bool GraphCanvas::hasRepeats() const { return foldsAnything(firstFolding(repeats())); }

void GraphCanvas::setFolding(Folding folding, bool keepView) {
  if (folding == m_folding || !hasGraph()) return;
  m_folding = std::move(folding);
  m_foldFacts = foldFacts(*model(), model()->graph(m_graphId), repeats(), m_folding);
  m_openView = !keepView;
  rebuild(false);
  Q_EMIT foldingChanged();
}

void GraphCanvas::setFolded(bool on) {
  if (on != isFolded()) setFolding(on ? firstFolding(repeats()) : flat(repeats()), false);
}

void GraphCanvas::stepFolded(int by) {
  if (!isFolded()) return;
  const std::uint32_t s = currentSegment();
  const std::uint32_t group = s == kNoIndex ? kNoIndex : scene().boxes[scene().segments[s].box].group;
  Folding next = m_folding;
  for (std::size_t r = 0; r < next.shown.size(); ++r) {
    if (next.shown[r] == kNoIndex || (group != kNoIndex && scene().groups[group].repeat != r)) continue;
    const auto last = std::int64_t(repeats()[r].copies) - 1;
    next.shown[r] = std::uint32_t(std::clamp(std::int64_t(next.shown[r]) + by, std::int64_t(0), last));
  }
  // The selection stays at its place of the cell.
  const Item active = m_document.selection().active();
  if (group != kNoIndex && active && active.kind == Item::Kind::node) {
    const analysis::Repeat& r = repeats()[scene().groups[group].repeat];
    const FoldedNodes now(model()->graph(m_graphId), repeats(), m_folding);
    for (std::uint32_t p = 0; p < r.places(); ++p)
      if (r.node(p, scene().groups[group].shown) == now.standsFor(active.nodeId()))
        m_document.selection().set(Item::node(r.node(p, next.shown[scene().groups[group].repeat]), m_side, m_graphId));
  }
  setFolding(std::move(next), true);
}

void GraphCanvas::showCopyOf(ir::NodeId node) {
  if (!isFolded()) return;
  const FoldedNodes now(model()->graph(m_graphId), repeats(), m_folding);
  if (!now.isHidden(node)) return;
  Folding next = m_folding;
  next.shown[now.repeatOf(node)] = now.copyOf(node);
  setFolding(std::move(next), true);
}

std::uint32_t GraphCanvas::groupHeaderAt(QPointF viewPoint) const {
  if (!isReady() || m_camera.zoom() < 0.35) return kNoIndex;
  for (std::uint32_t g = 0; g < scene().groups.size(); ++g) {
    QRectF chevron = m_camera.toView(scene().groups[g].header);
    chevron.setWidth(30);
    if (chevron.contains(viewPoint)) return g;
  }
  return kNoIndex;
}

} // namespace ara::ui
