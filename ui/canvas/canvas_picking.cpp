// Inputs and outputs: what a pick would do, and the pick.
#include "ui/canvas/facts.h"
#include "ui/canvas/graph_canvas.h"

#include <QAccessible>
#include <QMenu>

namespace ara::ui {

void GraphCanvas::setPicking(bool on) {
  if (on && m_side != Side::source) return;
  if (on == m_picking) return;
  m_picking = on;
  setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
  updatePreview();
  update();
  Q_EMIT pickingChanged(on);
}

void GraphCanvas::setPickMode(Pick mode) {
  if (mode == m_pickMode) return;
  m_pickMode = mode;
  updatePreview();
  update();
  Q_EMIT pickModeChanged(mode);
}

// Marks what the pick under the pointer would drop, before the click.
void GraphCanvas::updatePreview() {
  const bool had = m_preview.has_value();
  m_preview.reset();
  if (had) m_marks.clear(Marks::kDoomed);
  const bool shows = m_picking && m_picker && isReady() && m_hover != kNoIndex && m_hover < scene().segments.size() &&
                     scene().segments[m_hover].tensor;
  if (shows) {
    m_preview = m_picker->with(m_document.settings(), m_pickMode == Pick::input ? PickOf::input : PickOf::output,
                               scene().segments[m_hover].tensor, false, m_document.check().get());
    for (std::uint32_t s = 0; s < scene().segments.size(); ++s) {
      const ir::NodeId n = scene().segments[s].node;
      if (n && !m_preview->kept[n.index()]) m_marks.add(s, Marks::kDoomed);
    }
  }
  if (had || shows) invalidate();
}

void GraphCanvas::pickTensor(ir::TensorId tensor, Pick kind, bool add) {
  if (m_side != Side::source || !hasGraph() || !tensor) return;
  const std::string name = pickName(*model(), model()->graph(m_graphId), tensor);
  if (kind == Pick::input)
    m_document.makeInput(name, add);
  else
    m_document.makeOutput(name, add);
  Q_EMIT picked(QString::fromStdString(name), kind == Pick::input);
  const std::size_t total = model()->graph().liveNodeCount();
  const Cut cut = m_picker->with(m_document.settings(), PickOf::nothing, {}, true, nullptr);
  // Told once, with its consequence.
  Q_EMIT hoverText(tr("%1 dropped, %2 kept").arg(total - cut.keptCount).arg(cut.keptCount));
}

void GraphCanvas::pickSegments(const std::vector<std::uint32_t>& segments, Pick kind, bool add) {
  if (!m_picker) return;
  for (const std::uint32_t s : std::vector<std::uint32_t>(segments)) {
    const Segment& seg = scene().segments[s];
    if (!seg.tensor) continue;
    const bool asks = seg.node && model()->graph(m_graphId)[seg.node].resultCount > 1;
    if (asks && segments.size() == 1 && isVisible()) { // which of them?
      QMenu menu(this);
      const ir::Graph& g = model()->graph(m_graphId);
      for (const ir::TensorId t : g.results(seg.node)) {
        const QString shape = dimsText(shapeOf(t));
        menu.addAction(QStringLiteral(":%1  %2").arg(g[t].result).arg(shape), this,
                       [this, t, kind, add] { pickTensor(t, kind, add); });
        if (menu.actions().size() >= 40) break; // the rest by name, in the Pick panel
      }
      menu.exec(mapToGlobal(viewRectOf(s).bottomLeft().toPoint()));
      return;
    }
    pickTensor(seg.tensor, kind, add);
    add = true; // the others of the selection join the first
  }
}

void GraphCanvas::unpick(std::uint32_t segment) {
  if (!m_picker || segment >= scene().segments.size()) return;
  const convert::Settings settings = m_document.settings();
  const auto here = [&](const std::string& name) {
    const auto t = m_picker->find(name);
    return t && segmentOf(Item::tensor(*t, m_side, m_graphId)) == segment;
  };
  for (const convert::InputPick& p : settings.inputs)
    if (here(p.name)) m_document.removeInput(p.name);
  for (const std::string& name : settings.outputs)
    if (here(name)) m_document.removeOutput(name);
}

void GraphCanvas::togglePick(std::uint32_t segment, bool add) {
  const std::uint16_t mark = m_pickMode == Pick::input ? Marks::kInput : Marks::kOutput;
  if (m_marks.has(segment, mark)) return unpick(segment);
  pickSegments({segment}, m_pickMode, add);
}

void GraphCanvas::buildMenu(QMenu& menu, std::uint32_t segment) {
  if (segment != kNoIndex && m_picker && scene().segments[segment].tensor) {
    const ir::Graph& g = model()->graph(m_graphId);
    const Segment& seg = scene().segments[segment];
    const std::size_t results = seg.node ? g[seg.node].resultCount : 1;
    const auto offer = [&](const QString& text, const QString& keys, Pick kind) {
      if (results <= 1 || m_selected.size() > 1) {
        QAction* action = menu.addAction(text, this, [this, kind] { pickSegments(m_selected, kind, false); });
        action->setShortcut(QKeySequence(keys));
        action->setShortcutContext(Qt::WidgetShortcut);
        return;
      }
      QMenu* which = menu.addMenu(text);
      for (const ir::TensorId t : g.results(seg.node)) {
        which->addAction(QStringLiteral(":%1  %2").arg(g[t].result).arg(dimsText(shapeOf(t))), this,
                         [this, t, kind] { pickTensor(t, kind, false); });
        if (which->actions().size() >= 40) break;
      }
    };
    if (m_marks.has(segment, Marks::kInput))
      menu.addAction(tr("Remove Input"), this, [this, segment] { unpick(segment); });
    else
      offer(tr("Make Input"), QStringLiteral("I"), Pick::input);
    if (m_marks.has(segment, Marks::kOutput))
      menu.addAction(tr("Remove Output"), this, [this, segment] { unpick(segment); });
    else
      offer(tr("Make Output"), QStringLiteral("O"), Pick::output);
    menu.addSeparator();
  }
  if (segment != kNoIndex) {
    menu.addAction(tr("Copy Name"), this, &GraphCanvas::copyNames);
    menu.addAction(tr("Fit Selection"), this, &GraphCanvas::fitSelection);
    if (const ir::NodeId n = scene().segments[segment].node)
      menu.addAction(tr("Find Users…"), this, [this, n, segment] {
        std::vector<Item> users;
        for (const ir::TensorId t : model()->graph(m_graphId).results(n))
          for (const ir::UseSite use : model()->graph(m_graphId).uses(t))
            users.push_back(Item::node(use.user, m_side, m_graphId));
        if (!users.empty()) m_document.selection().set(std::move(users));
        Q_EMIT findUsersRequested(n);
        Q_UNUSED(segment)
      });
    menu.addSeparator();
  }
  menu.addAction(tr("Fit Graph"), this, &GraphCanvas::fit);
  menu.addAction(tr("Copy Picture"), this, &GraphCanvas::copyPicture);
}

} // namespace ara::ui
