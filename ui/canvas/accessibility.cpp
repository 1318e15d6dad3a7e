#include "ui/canvas/accessibility.h"

#include "ui/canvas/graph_canvas.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

namespace ara::ui {
namespace {

constexpr std::size_t kMostChildren = 500; // far out there is nothing to read one by one

class NodeAccess : public QAccessibleInterface, public QAccessibleActionInterface {
public:
  NodeAccess(GraphCanvas* canvas, std::uint32_t segment) : m_canvas(canvas), m_segment(segment) {}

  bool isValid() const override { return m_canvas && m_segment < m_canvas->scene().segments.size(); }
  QObject* object() const override { return nullptr; }
  QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_canvas.data()); }
  QAccessibleInterface* child(int) const override { return nullptr; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  void setText(QAccessible::Text, const QString&) override {}
  QString text(QAccessible::Text kind) const override {
    return isValid() && kind == QAccessible::Name ? m_canvas->sentenceOf(m_segment) : QString();
  }
  QRect rect() const override {
    if (!isValid()) return {};
    const QRect r = m_canvas->viewRectOf(m_segment).toAlignedRect();
    return QRect(m_canvas->mapToGlobal(r.topLeft()), r.size());
  }
  QAccessible::State state() const override {
    QAccessible::State s;
    s.selectable = s.focusable = true;
    if (!isValid()) return s;
    s.selected = m_canvas->document().selection().contains(m_canvas->itemOf(m_segment));
    s.focused = m_canvas->hasFocus() && m_canvas->currentSegment() == m_segment;
    return s;
  }
  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }
  QStringList actionNames() const override { return {pressAction()}; }
  void doAction(const QString& name) override {
    if (isValid() && name == pressAction()) m_canvas->document().selection().set(m_canvas->itemOf(m_segment));
  }
  QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
  QPointer<GraphCanvas> m_canvas;
  std::uint32_t m_segment;
};

class CanvasAccess : public QAccessibleWidget {
public:
  explicit CanvasAccess(GraphCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::List), m_canvas(canvas) {}
  ~CanvasAccess() override {
    for (const QAccessible::Id id : std::as_const(m_children)) QAccessible::deleteAccessibleInterface(id);
  }

  QString text(QAccessible::Text kind) const override {
    if (kind != QAccessible::Name && kind != QAccessible::Description) return QAccessibleWidget::text(kind);
    if (kind == QAccessible::Name)
      return m_canvas->accessibleName().isEmpty() ? GraphCanvas::tr("Graph") : m_canvas->accessibleName();
    const std::uint32_t current = m_canvas->currentSegment();
    return current != kNoIndex ? m_canvas->sentenceOf(current) : m_canvas->statusText();
  }
  int childCount() const override { return int(shown().size()); }
  QAccessibleInterface* child(int i) const override {
    const auto segments = shown();
    return i >= 0 && std::size_t(i) < segments.size() ? of(segments[std::size_t(i)]) : nullptr;
  }
  int indexOfChild(const QAccessibleInterface* child) const override {
    const auto segments = shown();
    for (std::size_t i = 0; i < segments.size(); ++i)
      if (of(segments[i]) == child) return int(i);
    return -1;
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    const std::uint32_t s = m_canvas->segmentAt(m_canvas->mapFromGlobal(QPoint(x, y)));
    return s == kNoIndex ? nullptr : of(s);
  }
  QAccessibleInterface* focusChild() const override {
    const std::uint32_t s = m_canvas->currentSegment();
    return s == kNoIndex || !m_canvas->hasFocus() ? nullptr : of(s);
  }

private:
  std::vector<std::uint32_t> shown() const { return m_canvas->visibleSegments(kMostChildren); }
  QAccessibleInterface* of(std::uint32_t segment) const {
    const auto found = m_children.constFind(segment);
    if (found != m_children.cend())
      if (QAccessibleInterface* known = QAccessible::accessibleInterface(*found)) return known;
    auto* made = new NodeAccess(m_canvas, segment);
    m_children.insert(segment, QAccessible::registerAccessibleInterface(made));
    return made;
  }

  GraphCanvas* m_canvas;
  mutable QHash<std::uint32_t, QAccessible::Id> m_children;
};

QAccessibleInterface* makeAccess(const QString&, QObject* object) {
  auto* canvas = qobject_cast<GraphCanvas*>(object);
  return canvas ? new CanvasAccess(canvas) : nullptr;
}

} // namespace

void installCanvasAccessibility() {
  static const bool once = [] {
    QAccessible::installFactory(makeAccess);
    return true;
  }();
  Q_UNUSED(once)
}

} // namespace ara::ui
