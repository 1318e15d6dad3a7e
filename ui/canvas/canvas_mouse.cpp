// Wheel, drag, click.
#include "ui/canvas/facts.h"
#include "ui/canvas/graph_canvas.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace ara::ui {

void GraphCanvas::wheelEvent(QWheelEvent* event) {
  if (!isReady()) return event->ignore();
  event->accept();
  // A touchpad tells pixels and scrolls; a wheel, or a touchpad with Ctrl, zooms.
  if (!event->pixelDelta().isNull() && !(event->modifiers() & Qt::ControlModifier))
    return moveCamera(m_camera.pannedBy(event->pixelDelta()), false);
  const double steps = event->angleDelta().y() / 120.0;
  if (steps != 0) moveCamera(m_camera.zoomedAt(event->position(), m_camera.zoom() * std::pow(1.2, steps)), false);
  setHover(segmentAt(event->position()));
}

void GraphCanvas::mousePressEvent(QMouseEvent* event) {
  m_keyboardFocus = false;
  m_cardTimer.stop();
  m_cardShown = false;
  m_pressed = m_last = event->position();
  update();
  if (!isReady()) return;
  const bool left = event->button() == Qt::LeftButton;
  if (left && m_minimapOn && Minimap::fits(size()) && m_minimap.frame(size()).contains(m_pressed)) {
    m_drag = Drag::minimap;
    moveCamera(m_camera.centredOn(m_minimap.toScene(scene(), size(), m_pressed)), false);
  } else if (event->button() == Qt::MiddleButton || (left && m_spaceDown)) {
    m_drag = Drag::pan;
    setCursor(Qt::ClosedHandCursor);
  } else if (left) {
    m_drag = Drag::maybe;
  }
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (m_drag == Drag::maybe && (m_pointer - m_pressed).manhattanLength() > 4) {
    const bool onBox = segmentAt(m_pressed) != kNoIndex;
    if (event->modifiers() & Qt::ShiftModifier)
      m_drag = Drag::band;
    else if (!onBox || m_camera.zoom() < 0.35)
      m_drag = Drag::pan, setCursor(Qt::ClosedHandCursor);
  }
  switch (m_drag) {
  case Drag::pan: moveCamera(m_camera.pannedBy(m_pointer - m_last), false); break;
  case Drag::minimap: moveCamera(m_camera.centredOn(m_minimap.toScene(scene(), size(), m_pointer)), false); break;
  case Drag::band:
    m_band = QRectF(m_pressed, m_pointer);
    update();
    break;
  case Drag::maybe: break;
  case Drag::none: {
    bool over = m_legend.kindAt(m_pointer).has_value();
    for (const Chip& c : chips()) over = over || (c.offer && c.rect.contains(m_pointer));
    over = over || groupHeaderAt(m_pointer) != kNoIndex || ribbon().bar.contains(m_pointer);
    if (!over && m_camera.zoom() >= 0.7 && segmentAt(m_pointer) == kNoIndex && isReady())
      over = index().connectorAt(scene(), m_camera.toScene(m_pointer), 8 / m_camera.zoom()) != kNoIndex;
    if (over != m_overChip) {
      m_overChip = over;
      setCursor(over ? Qt::PointingHandCursor : m_picking ? Qt::CrossCursor : Qt::ArrowCursor);
    }
    setHover(over ? kNoIndex : segmentAt(m_pointer));
    break;
  }
  }
  m_last = m_pointer;
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const Drag drag = m_drag;
  m_drag = Drag::none;
  if (drag == Drag::pan) setCursor(m_spaceDown ? Qt::OpenHandCursor : m_picking ? Qt::CrossCursor : Qt::ArrowCursor);
  if (drag == Drag::band) selectBand();
  if (drag == Drag::maybe && event->button() == Qt::LeftButton) click(event);
  update();
}

void GraphCanvas::click(QMouseEvent* event) {
  const QPointF at = event->position();
  if (clickRibbon(at)) return;
  for (const Chip& c : chips())
    if (c.offer && c.rect.contains(at)) return pickSegments({c.segment}, c.input ? Pick::input : Pick::output, true);
  if (const auto kind = m_legend.kindAt(at)) {
    std::vector<Item> items;
    for (std::uint32_t s = 0; s < scene().segments.size(); ++s)
      if (scene().segments[s].kind == *kind && scene().segments[s].place != Place::input) items.push_back(itemOf(s));
    return m_document.selection().set(std::move(items));
  }
  if (m_legend.contains(at)) return;
  if (const std::uint32_t g = groupHeaderAt(at); g != kNoIndex) { // unfolds this one
    Folding next = m_folding;
    next.shown[scene().groups[g].repeat] = kNoIndex;
    return setFolding(std::move(next), true);
  }
  const std::uint32_t s = segmentAt(at);
  if (s == kNoIndex && m_camera.zoom() >= 0.7) {
    const std::uint32_t l = index().connectorAt(scene(), m_camera.toScene(at), 8 / m_camera.zoom());
    if (l != kNoIndex) { // to the other end of it
      const Line& line = scene().lines[l];
      const QPointF here = m_camera.toScene(at);
      const auto far = [&](std::uint32_t seg) {
        const QPointF d = scene().rectOf(seg).center() - here;
        return std::hypot(d.x(), d.y());
      };
      return goTo(far(line.from) > far(line.to) ? line.from : line.to);
    }
  }
  if (m_picking && s != kNoIndex) {
    m_document.selection().set(itemOf(s));
    return togglePick(s, event->modifiers() & Qt::ShiftModifier);
  }
  select(s, event->modifiers());
}

void GraphCanvas::selectBand() {
  const QRectF area = m_camera.toScene(m_band.normalized());
  std::vector<Item> items = m_document.selection().selected();
  index().boxes.query(area, [&](std::uint32_t b) {
    const Box& box = scene().boxes[b];
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s)
      if (scene().rectOf(s).intersects(area)) items.push_back(itemOf(s));
  });
  m_band = {};
  m_document.selection().set(std::move(items));
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || m_picking) return mousePressEvent(event);
  const std::uint32_t s = segmentAt(event->position());
  if (s == kNoIndex) return;
  const double zoom = m_camera.zoom() < 1 ? 1 : 2.6;
  moveCamera(m_camera.zoomedAt(event->position(), zoom).centredOn(scene().rectOf(s).center()), true);
}

void GraphCanvas::setHover(std::uint32_t segment) {
  if (segment == m_hover) return;
  m_hover = segment;
  m_cardShown = false;
  m_cardTimer.stop();
  if (segment != kNoIndex) m_cardTimer.start();
  updatePreview();
  update();
  if (segment == kNoIndex) return Q_EMIT hoverText({});
  const NodeFacts f = factsOf(segment);
  QStringList parts{f.name};
  if (!f.shape.isEmpty()) parts << f.shape;
  if (!f.bytes.isEmpty()) parts << f.bytes;
  Q_EMIT hoverText(parts.join(QStringLiteral("  ")));
}

void GraphCanvas::showCard() {
  m_cardShown = m_hover != kNoIndex && m_drag == Drag::none;
  update();
}

void GraphCanvas::leaveEvent(QEvent*) {
  setHover(kNoIndex);
  if (m_drag == Drag::none) unsetCursor(), m_overChip = false;
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent* event) {
  if (!isReady()) return;
  std::uint32_t s = event->reason() == QContextMenuEvent::Mouse ? segmentAt(event->pos()) : currentSegment();
  if (s != kNoIndex && !m_document.selection().contains(itemOf(s))) m_document.selection().set(itemOf(s));
  QMenu menu(this);
  buildMenu(menu, s);
  QPoint where = event->globalPos();
  if (event->reason() != QContextMenuEvent::Mouse && s != kNoIndex)
    where = mapToGlobal(viewRectOf(s).bottomLeft().toPoint());
  menu.exec(where);
}

} // namespace ara::ui
