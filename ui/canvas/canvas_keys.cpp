// The keyboard: single letters act only while the canvas has focus; Tab leaves it.
#include "ui/canvas/graph_canvas.h"
#include "ui/canvas/walk.h"

#include <QKeyEvent>

namespace ara::ui {

bool GraphCanvas::event(QEvent* event) {
  // Letters of ours are not shortcuts of the window while we have the focus.
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (plain &&
        ((key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z && QStringLiteral("EFIMNO").contains(QChar(key->key()))) ||
         key->key() == Qt::Key_Delete || key->key() == Qt::Key_Space || key->key() == Qt::Key_Plus ||
         key->key() == Qt::Key_Minus || key->key() == Qt::Key_0 || key->key() == Qt::Key_1 ||
         key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown)) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void GraphCanvas::goTo(std::uint32_t segment) {
  if (segment == kNoIndex) return;
  m_document.selection().set(itemOf(segment));
  reveal(itemOf(segment));
}

bool GraphCanvas::walk(int key, Qt::KeyboardModifiers modifiers) {
  const bool arrow = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right;
  if (!arrow && key != Qt::Key_Home && key != Qt::Key_End) return false;
  if (modifiers & (Qt::AltModifier | Qt::MetaModifier)) return false;
  if (!isReady() || scene().segments.empty()) return true;
  const std::uint32_t current = currentSegment();
  if (key == Qt::Key_Home || key == Qt::Key_End) {
    goTo(firstOf(scene(), key == Qt::Key_Home ? Place::input : Place::output, current));
    return true;
  }
  if (current == kNoIndex) { // begin with what is in view, else at the first input
    const auto seen = visibleSegments(1);
    const std::uint32_t first = firstOf(scene(), Place::input, kNoIndex);
    const bool inView = first != kNoIndex && QRectF(rect()).intersects(viewRectOf(first));
    goTo(inView || seen.empty() ? (first == kNoIndex ? 0 : first) : seen.front());
    return true;
  }
  const bool inOrder = modifiers & Qt::ControlModifier;
  switch (key) {
  case Qt::Key_Up: goTo(inOrder ? nextInOrder(scene(), current, false) : producerOf(scene(), current)); break;
  case Qt::Key_Down: goTo(inOrder ? nextInOrder(scene(), current, true) : userOf(scene(), current)); break;
  case Qt::Key_Left: goTo(siblingOf(scene(), current, false)); break;
  case Qt::Key_Right: goTo(siblingOf(scene(), current, true)); break;
  default: break;
  }
  return true;
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
  m_keyboardFocus = true;
  update();
  if (event->matches(QKeySequence::Copy)) return copyNames();
  if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
    return copyPicture();
  if (walk(event->key(), event->modifiers())) return;
  if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
    return QWidget::keyPressEvent(event);
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  switch (event->key()) {
  case Qt::Key_Plus:
  case Qt::Key_Equal: return zoomIn();
  case Qt::Key_Minus: return zoomOut();
  case Qt::Key_0: return fit();
  case Qt::Key_1: return zoom100();
  case Qt::Key_F: return fitSelection();
  case Qt::Key_E: return setFolded(!isFolded());
  case Qt::Key_PageUp: return stepFolded(-1);
  case Qt::Key_PageDown: return stepFolded(1);
  case Qt::Key_M: return setMinimapVisible(!m_minimapOn);
  case Qt::Key_N: return shift ? findPrevious() : findNext();
  case Qt::Key_I:
    if (m_picking && m_selected.empty()) return setPickMode(Pick::input);
    return pickSegments(m_selected, Pick::input, shift);
  case Qt::Key_O:
    if (m_picking && m_selected.empty()) return setPickMode(Pick::output);
    return pickSegments(m_selected, Pick::output, shift);
  case Qt::Key_Delete:
    for (const std::uint32_t s : std::vector<std::uint32_t>(m_selected)) unpick(s);
    return;
  case Qt::Key_Space:
    m_spaceDown = true;
    if (m_drag == Drag::none) setCursor(Qt::OpenHandCursor);
    return;
  case Qt::Key_Escape:
    if (m_picking) return setPicking(false);
    if (!m_search.isEmpty()) return setSearch({});
    if (!m_highlight.empty()) return setHighlight({});
    if (!m_document.selection().selected().empty()) return m_document.selection().clear();
    break;
  default: break;
  }
  QWidget::keyPressEvent(event); // Tab and what we do not know goes on
}

void GraphCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_spaceDown = false;
    if (m_drag == Drag::none) setCursor(m_picking ? Qt::CrossCursor : Qt::ArrowCursor);
  }
  QWidget::keyReleaseEvent(event);
}

void GraphCanvas::focusInEvent(QFocusEvent* event) {
  m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                    event->reason() == Qt::ShortcutFocusReason;
  QWidget::focusInEvent(event);
  update();
}

void GraphCanvas::focusOutEvent(QFocusEvent* event) {
  m_spaceDown = false;
  QWidget::focusOutEvent(event);
  update();
}

} // namespace ara::ui
