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
  const std::uint32_t group = s != kNoIndex ? scene().boxes[scene().segments[s].box].group : groupInView();
  if (group != kNoIndex) return showStep(scene().groups[group].repeat, std::int64_t(scene().groups[group].shown) + by);
  Folding next = m_folding; // all of them
  for (std::size_t r = 0; r < next.shown.size(); ++r)
    if (next.shown[r] != kNoIndex) next.shown[r] = within(r, std::int64_t(next.shown[r]) + by);
  setFolding(std::move(next), true);
}

std::uint32_t GraphCanvas::within(std::size_t repeat, std::int64_t step) const {
  return std::uint32_t(std::clamp(step, std::int64_t(0), std::int64_t(repeats()[repeat].copies) - 1));
}

void GraphCanvas::showStep(std::uint32_t repeat, std::int64_t step) {
  Folding next = m_folding;
  const std::uint32_t before = next.shown[repeat];
  next.shown[repeat] = within(repeat, step);
  // The selection stays at its place of the cell.
  const Item active = m_document.selection().active();
  if (active && active.side == m_side && active.kind == Item::Kind::node && before != kNoIndex) {
    const analysis::Repeat& r = repeats()[repeat];
    for (std::uint32_t p = 0; p < r.places(); ++p)
      if (r.node(p, before) == active.nodeId())
        m_document.selection().set(Item::node(r.node(p, next.shown[repeat]), m_side, m_graphId));
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
