#include "ui/canvas/graph_canvas.h"

#include "ui/canvas/accessibility.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QClipboard>
#include <QPainter>

#include <cmath>
#include <utility>

namespace ara::ui {
namespace {

constexpr int kJump = 160;                // ms
constexpr std::size_t kStillAbove = 2000; // boxes in view: no motion

bool motionIsWelcome() {
  return QGuiApplication::platformName() != QLatin1String("offscreen") && !qEnvironmentVariableIsSet("ARACARI_STILL");
}

} // namespace

GraphCanvas::GraphCanvas(Document& document, Side side, QWidget* parent)
    : QWidget(parent), m_document(document), m_side(side), m_ready(std::make_shared<Ready>()),
      m_animationsEnabled(motionIsWelcome()) {
  installCanvasAccessibility();
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMinimumSize(160, 120);
  m_cardTimer.setSingleShot(true);
  m_cardTimer.setInterval(400);
  connect(&m_cardTimer, &QTimer::timeout, this, &GraphCanvas::showCard);
  m_motion.setDuration(kJump);
  m_motion.setEasingCurve(QEasingCurve::OutCubic);
  m_motion.setStartValue(0.0);
  m_motion.setEndValue(1.0);
  connect(&m_motion, &QVariantAnimation::valueChanged, this,
          [this](const QVariant& v) { applyCamera(v.toDouble() >= 1 ? m_to : m_from.between(m_to, v.toDouble())); });
  connect(&document.selection(), &Selection::changed, this, &GraphCanvas::updateSelection);
  if (side == Side::source) {
    connect(&document, &Document::openedChanged, this, [this] {
      m_graphId = ir::GraphId(std::size_t(0));
      rebuild();
    });
    connect(&document, &Document::settingsChanged, this, &GraphCanvas::updateMarks);
    connect(&document, &Document::checkChanged, this, &GraphCanvas::updateMarks);
  } else {
    connect(&document, &Document::conversionChanged, this, [this] {
      if (this->document().conversion() != m_shown) rebuild();
    });
  }
  if (model()) rebuild();
}

GraphCanvas::~GraphCanvas() = default;

const ir::Model* GraphCanvas::model() const {
  if (m_side == Side::source) return m_document.isOpen() ? &m_document.source() : nullptr;
  const auto c = m_shown ? m_shown : m_document.conversion();
  return c && !c->model.graphs.empty() ? &c->model : nullptr;
}

bool GraphCanvas::hasGraph() const {
  const ir::Model* m = model();
  return m && m_graphId.index() < m->graphs.size();
}

void GraphCanvas::setGraph(ir::GraphId graph) {
  if (graph == m_graphId) return;
  m_graphId = graph;
  rebuild();
}

// Boxes and words are taken from the model here, where it cannot go away; laying them out is the long part and is done
// by the worker, which sees no model.
void GraphCanvas::rebuild(bool anotherGraph) {
  m_jobs.cancel();
  ++m_generation;
  if (anotherGraph) {
    m_picker.reset();
    m_preview.reset();
    m_searchText.clear();
    m_inferred.clear();
    m_highlight.clear();
    m_hover = kNoIndex;
    m_cardShown = false;
    m_shown = m_side == Side::result ? m_document.conversion() : nullptr;
    m_folding = firstFolding(repeats());
    m_foldFacts = hasGraph() ? foldFacts(*model(), model()->graph(m_graphId), repeats(), m_folding) : FoldFacts{};
    Q_EMIT foldingChanged();
  }
  m_buildError.clear();
  m_building = false;
  if (!hasGraph()) return present(std::make_shared<Ready>(), true);
  std::vector<ir::TensorId> outputs;
  if (m_side == Side::source && m_graphId == ir::GraphId(std::size_t(0))) {
    for (const analysis::Candidate& c : m_document.opened().outputs) outputs.push_back(c.tensor);
    if (!m_picker) m_picker = std::make_unique<Picker>(*model(), outputs);
  }
  m_alone = pickedNodes();
  auto made = std::make_shared<Ready>();
  made->scene = makeScene(*model(), m_graphId, {outputs, m_alone, repeats(), m_folding}, Measure());
  std::shared_ptr<const Ready> before;
  if (anotherGraph) { // the old picture names nodes of a model that is gone
    m_ready = std::make_shared<Ready>();
    m_marks.reset(0);
    m_selected.clear();
    m_marked.clear();
    m_hits.clear();
    invalidate();
  } else {
    before = m_ready;
  }
  m_building = true;
  m_jobs.start<std::shared_ptr<Ready>>(
      tr("Drawing the graph"),
      [made, before](Task& task) -> Result<std::shared_ptr<Ready>> {
        ARA_TRY(arrange(task, made->scene, before ? &before->scene : nullptr));
        made->index.build(made->scene);
        return made;
      },
      this,
      [this, anotherGraph, generation = m_generation](Result<std::shared_ptr<Ready>> r, JobRunner::Notes) {
        if (generation != m_generation) return;
        m_building = false;
        if (r) return present(*std::move(r), anotherGraph);
        m_buildError = tr("The graph cannot be laid out. The tables list its nodes.");
        update();
      });
}

// Picked nodes inside a strip, which get a box of their own: what is kept and what is dropped share none.
std::vector<ir::NodeId> GraphCanvas::pickedNodes() const {
  std::vector<ir::NodeId> nodes;
  if (!m_picker) return nodes;
  const ir::Graph& g = model()->graph();
  const auto add = [&](const std::string& name) {
    const auto t = m_picker->find(name);
    if (t && g[*t].producer) nodes.push_back(g[*t].producer);
  };
  for (const convert::InputPick& p : m_document.settings().inputs) add(p.name);
  for (const std::string& name : m_document.settings().outputs) add(name);
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

void GraphCanvas::present(std::shared_ptr<Ready> made, bool anotherGraph) {
  // The same graph with another box: what one looks at stays where it is.
  const std::uint32_t fixed = anotherGraph || !isReady()     ? kNoIndex
                              : currentSegment() != kNoIndex ? currentSegment()
                                                             : m_hover;
  const Item fixedItem = itemOf(fixed), hovered = itemOf(m_hover);
  const QPointF fixedAt = fixed == kNoIndex ? QPointF() : viewRectOf(fixed).center();
  const bool first = anotherGraph || !isReady() || std::exchange(m_openView, false);
  std::vector<Item> lit;
  for (const std::uint32_t s : m_highlight) lit.push_back(itemOf(s));
  m_ready = std::move(made);
  m_layerValid = false;
  m_minimap.invalidate();
  m_legend.setScene(scene());
  m_marks.reset(scene().segments.size());
  m_camera.setScene(scene().bounds);
  m_camera.setView(size());
  m_camera.setFoot(40);
  m_hover = segmentOf(hovered);
  m_highlight.clear();
  for (const Item& item : lit)
    if (const std::uint32_t s = segmentOf(item); s != kNoIndex) m_highlight.push_back(s);
  m_motion.stop();
  updateMarks();
  updateSelection();
  if (first) {
    m_untouched = true;
    if (isReady()) applyCamera(m_camera.opening(firstInput()));
  } else if (const std::uint32_t s = segmentOf(fixedItem); s != kNoIndex) {
    Camera to = m_camera;
    to.set(to.zoom(), to.origin() + scene().rectOf(s).center() - to.toScene(fixedAt));
    applyCamera(to);
  }
  invalidate();
  Q_EMIT ready();
}

QRectF GraphCanvas::firstInput() const {
  for (const Segment& s : scene().segments)
    if (s.place == Place::input) return scene().boxes[s.box].rect;
  return {};
}

void GraphCanvas::setVerdictsShown(bool on) {
  m_verdictsShown = on;
  invalidate();
}

void GraphCanvas::invalidate() {
  m_layerValid = false;
  update();
}

int GraphCanvas::zoomPercent() const { return int(std::lround(m_camera.zoom() * 100)); }

QString GraphCanvas::statusText() const {
  const std::size_t count = m_document.selection().selected().size();
  if (count == 0) return tr("Nothing selected");
  std::size_t nodes = 0;
  for (const Item& item : m_document.selection().selected()) nodes += item.kind == Item::Kind::node ? 1 : 0;
  return nodes == count ? tr("%n node(s) selected", nullptr, int(count)) : tr("%n selected", nullptr, int(count));
}

void GraphCanvas::applyCamera(const Camera& to) {
  const int before = zoomPercent();
  m_camera = to;
  if (zoomPercent() != before) Q_EMIT zoomChanged(zoomPercent());
  update();
}

void GraphCanvas::moveCamera(const Camera& to, bool animated) {
  m_motion.stop();
  m_untouched = false;
  m_cardShown = false;
  if (!animated || !m_animationsEnabled || m_stats.boxes + m_stats.bars > int(kStillAbove) || !isVisible())
    return applyCamera(to);
  m_from = m_camera;
  m_to = to;
  m_motion.start();
}

void GraphCanvas::fit() {
  if (isReady()) moveCamera(m_camera.fitted(scene().bounds, 24), true);
}

void GraphCanvas::fitSelection() {
  QRectF all;
  for (const std::uint32_t s : m_selected) all |= scene().rectOf(s);
  if (all.isEmpty())
    fit();
  else
    moveCamera(m_camera.fitted(all, 60, 1.6), true);
}

void GraphCanvas::zoomIn() { moveCamera(m_camera.zoomedAt(rect().center(), m_camera.zoom() * 1.25), true); }

void GraphCanvas::zoomOut() { moveCamera(m_camera.zoomedAt(rect().center(), m_camera.zoom() / 1.25), true); }

void GraphCanvas::zoom100() {
  const std::uint32_t s = currentSegment();
  const bool seen = s != kNoIndex && rect().contains(viewRectOf(s).center().toPoint());
  const QPointF about = seen ? viewRectOf(s).center() : QRectF(rect()).center();
  moveCamera(m_camera.zoomedAt(about, 1), true);
}

void GraphCanvas::reveal(const Item& item) {
  const std::uint32_t s = segmentOf(item);
  if (s == kNoIndex || !isReady()) return;
  if (item.kind == Item::Kind::node) showCopyOf(item.nodeId());
  Camera to = m_camera;
  // From far away one comes near enough to read it.
  if (to.zoom() < 0.7)
    to = to.zoomedAt(m_camera.toView(scene().rectOf(s).center()), 1).centredOn(scene().rectOf(s).center());
  moveCamera(to.revealing(scene().rectOf(s), std::min(60.0, std::min(width(), height()) / 4.0)), true);
}

std::uint32_t GraphCanvas::segmentAt(QPointF viewPoint) const {
  if (!isReady()) return kNoIndex;
  return index().segmentAt(scene(), m_camera.toScene(viewPoint),
                           m_camera.zoom() < 0.35 ? 4 / m_camera.zoom() : 1.5 / m_camera.zoom());
}

Item GraphCanvas::itemOf(std::uint32_t segment) const {
  if (segment >= scene().segments.size()) return {};
  const Segment& s = scene().segments[segment];
  return s.node ? Item::node(s.node, m_side, m_graphId) : Item::tensor(s.tensor, m_side, m_graphId);
}

std::uint32_t GraphCanvas::segmentOf(const Item& item) const {
  if (!item || item.side != m_side || item.graph != m_graphId || !hasGraph()) return kNoIndex;
  if (item.kind == Item::Kind::node) return scene().segmentOf(item.nodeId());
  const ir::Graph& g = model()->graph(m_graphId);
  const ir::TensorId t = item.tensorId();
  if (!t || t.index() >= g.tensorCount()) return kNoIndex;
  if (g[t].producer) return scene().segmentOf(g[t].producer);
  for (std::uint32_t s = 0; s < scene().segments.size() && !scene().segments[s].node; ++s)
    if (scene().segments[s].tensor == t) return s; // graph inputs come first
  std::uint32_t user = kNoIndex;
  for (const ir::UseSite use : g.uses(t)) user = scene().segmentOf(use.user);
  return user;
}

std::uint32_t GraphCanvas::currentSegment() const { return segmentOf(m_document.selection().active()); }

std::vector<std::uint32_t> GraphCanvas::visibleSegments(std::size_t atMost) const {
  std::vector<std::uint32_t> out;
  if (!isReady()) return out;
  index().boxes.query(m_camera.visible(), [&](std::uint32_t b) {
    const Box& box = scene().boxes[b];
    if (!box.rect.intersects(m_camera.visible())) return;
    for (std::uint32_t s = box.first; s < box.first + box.count && out.size() < atMost; ++s) out.push_back(s);
  });
  std::sort(out.begin(), out.end());
  return out;
}

QImage GraphCanvas::render(QSize size, qreal dpr) const {
  QImage image(size * dpr, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(dpr);
  image.fill(tokens(this).canvas);
  if (!isReady()) return image;
  Camera camera = m_camera;
  camera.setView(size);
  if (size != this->size()) camera = camera.fitted(scene().bounds, 24);
  QPainter painter(&image);
  paintScene(painter, view(camera, dpr), QRectF(QPointF(), QSizeF(size)));
  return image;
}

void GraphCanvas::copyPicture() {
  QApplication::clipboard()->setImage(render(size(), std::max(2.0, devicePixelRatioF())));
}

void GraphCanvas::copyNames() {
  QStringList names;
  for (const std::uint32_t s : m_selected) names << factsOf(s).name;
  if (!names.isEmpty()) QApplication::clipboard()->setText(names.join(QLatin1Char('\n')));
}

void GraphCanvas::setMinimapVisible(bool on) {
  m_minimapOn = on;
  update();
}

void GraphCanvas::resizeEvent(QResizeEvent*) {
  m_camera.setView(size());
  if (m_untouched && isReady()) { applyCamera(m_camera.opening(firstInput())); }
  invalidate();
}

void GraphCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
    m_minimap.invalidate();
    invalidate();
  } else if (event->type() == QEvent::FontChange && hasGraph() && isReady()) {
    rebuild(); // words have other widths now
  }
  QWidget::changeEvent(event);
}

} // namespace ara::ui
