#include "ui/canvas/scene.h"

#include "ui/canvas/facts.h"
#include "ui/theme/fonts.h"

#include <QHash>

#include <algorithm>
#include <limits>

namespace ara::ui {
namespace {

constexpr std::uint32_t kLongestStrip = 4;
constexpr std::uint32_t kManyResults = 8; // such a node starts a box of its own: its users hang on connectors
// Inside a segment, left to right: padding, tile, gap, label, gap, fact, padding.
constexpr float kPad = 6, kTile = 14, kGap = 6, kEnd = 10;

Kind kindOf(const ir::Node& node) { return node.def ? Kind(int(node.def->kind)) : Kind::Unknown; }

} // namespace

Measure::Measure() : name(uiFont(type::kTable, QFont::Medium)), fact(uiFont(type::kNote)) {}

class SceneMaker {
public:
  SceneMaker(const ir::Model& model, ir::GraphId graph, std::span<const ir::TensorId> outputs,
             std::span<const ir::NodeId> alone, const Measure& measure)
      : m_model(model), m_graph(model.graph(graph)), m_measure(measure) {
    m_alone.assign(m_graph.nodeCount(), false);
    for (const ir::NodeId n : alone) m_alone[n.index()] = true;
    m_isOutput.assign(m_graph.tensorCount(), false);
    for (const ir::TensorId t : m_graph.outputs)
      if (t) m_isOutput[t.index()] = true;
    for (const ir::TensorId t : outputs)
      if (t) m_isOutput[t.index()] = true;
  }

  Scene make() {
    m_scene.words.push_back({});
    m_scene.boxHeight = float(scaled(26));
    findFolded();
    m_scene.m_segmentOf.assign(m_graph.nodeCount(), kNoIndex);
    addInputs();
    addStrips();
    joinFolded();
    addLines();
    indexLines();
    return std::move(m_scene);
  }

private:
  // Constants, and the Identity nodes through which frozen variables are read.
  void findFolded() {
    m_folded.assign(m_graph.nodeCount(), false);
    for (const ir::NodeId n : m_graph.nodeIds()) {
      const ir::Node& node = m_graph[n];
      if (node.resultCount == 0 || m_isOutput[m_graph.result(n).index()]) continue;
      if (isConstant(m_graph, m_graph.result(n)))
        m_folded[n.index()] = true;
      else if (node.operandCount == 1 && constantBehind(m_model, m_graph, m_graph.result(n)))
        m_folded[n.index()] = true;
    }
  }

  bool carriesData(ir::TensorId t) const {
    if (!t || isConstant(m_graph, t)) return false;
    const ir::NodeId producer = m_graph[t].producer;
    return !producer || !m_folded[producer.index()];
  }

  std::uint32_t dataOperands(ir::NodeId n) const {
    std::uint32_t count = 0;
    for (const ir::TensorId t : m_graph.operands(n)) count += carriesData(t) ? 1 : 0;
    return count;
  }

  Place placeOf(ir::NodeId n) const {
    if (isPlaceholder(m_model, m_graph[n])) return Place::input;
    for (const ir::TensorId t : m_graph.results(n))
      if (m_isOutput[t.index()] && m_graph.useCount(t) == 0) return Place::output;
    return Place::inside;
  }

  // The node that may share a box with `n`: its only user, which takes nothing else.
  ir::NodeId nextInStrip(ir::NodeId n) const {
    const ir::Node& node = m_graph[n];
    if (node.def && node.def->dialect() != ir::Dialect::tf) return {}; // these are fused already
    if (m_alone[n.index()] || placeOf(n) != Place::inside) return {};
    ir::NodeId user;
    for (const ir::TensorId t : m_graph.results(n)) {
      if (m_graph.useCount(t) == 0) continue;
      if (user || m_isOutput[t.index()]) return {};
      user = m_graph.onlyUser(t);
      if (!user) return {};
    }
    if (!user || m_alone[user.index()] || m_folded[user.index()] || placeOf(user) != Place::inside) return {};
    return dataOperands(user) == 1 && m_graph[user].resultCount <= kManyResults ? user : ir::NodeId();
  }

  // A product or convolution begins a phrase, so that strips read "MatMul | Add | Relu".
  bool beginsPhrase(ir::NodeId n) const {
    const Kind kind = kindOf(m_graph[n]);
    return kind == Kind::Matrix || kind == Kind::Convolution || kind == Kind::Recurrent;
  }

  void addStrips() {
    std::vector<ir::NodeId> next(m_graph.nodeCount());
    std::vector<bool> follows(m_graph.nodeCount(), false), done(m_graph.nodeCount(), false);
    for (const ir::NodeId n : m_graph.nodeIds()) {
      if (m_folded[n.index()]) continue;
      next[n.index()] = nextInStrip(n);
      if (next[n.index()]) follows[next[n.index()].index()] = true;
    }
    const auto addChain = [&](ir::NodeId n) {
      std::uint32_t length = 0;
      for (; n && !done[n.index()]; n = next[n.index()]) {
        if (length == kLongestStrip || (length >= 2 && beginsPhrase(n))) length = 0;
        if (length++ == 0) m_scene.boxes.push_back({std::uint32_t(m_scene.segments.size()), 0, {}});
        addSegment(n);
        done[n.index()] = true;
      }
    };
    for (const ir::NodeId n : m_graph.nodeIds())
      if (!m_folded[n.index()] && !follows[n.index()]) addChain(n);
    for (const ir::NodeId n : m_graph.nodeIds()) // chains that close in themselves
      if (!m_folded[n.index()] && !done[n.index()]) addChain(n);
  }

  void addInputs() {
    m_inputSegment.assign(m_graph.tensorCount(), kNoIndex);
    for (const ir::TensorId t : m_graph.inputs) {
      if (!t || m_graph[t].producer || m_inputSegment[t.index()] != kNoIndex) continue;
      m_inputSegment[t.index()] = std::uint32_t(m_scene.segments.size());
      m_scene.boxes.push_back({m_inputSegment[t.index()], 0, {}});
      Segment s;
      s.tensor = t;
      s.kind = Kind::Constant;
      s.place = Place::input;
      s.label = word(lastOf(QString::fromStdString(m_model.tensorName(m_graph, t))), true);
      s.fact = word(dimsText(m_model.shapeOf(m_graph[t])), false);
      push(s);
    }
  }

  void addSegment(ir::NodeId n) {
    const ir::Node& node = m_graph[n];
    Segment s;
    s.node = n;
    if (node.resultCount) s.tensor = m_graph.result(n);
    s.kind = kindOf(node);
    s.place = placeOf(n);
    const QString op = opLabel(m_model, node);
    if (s.place == Place::inside || !s.tensor) {
      s.label = word(op, true);
      s.fact = word(nodeFact(m_model, m_graph, n), false);
    } else {
      const ir::Tensor& tensor = m_graph[s.tensor];
      const QString name = node.name ? lastOf(nodeName(m_model, m_graph, n)) : op;
      QStringList fact;
      if (s.place == Place::input && tensor.type != ir::DataType::none)
        fact << QString::fromUtf8(ir::longName(tensor.type).data(), qsizetype(ir::longName(tensor.type).size()));
      if (s.place == Place::output && name != op) fact << op;
      if (const QString dims = dimsText(m_model.shapeOf(tensor)); !dims.isEmpty()) fact << dims;
      s.label = word(name, true);
      s.fact = word(fact.join(QLatin1Char(' ')), false);
    }
    m_scene.m_segmentOf[n.index()] = std::uint32_t(m_scene.segments.size());
    push(s);
  }

  void push(Segment s) {
    Box& box = m_scene.boxes.back();
    s.box = std::uint32_t(m_scene.boxes.size() - 1);
    s.x = float(box.rect.width());
    const float label = m_scene.words[s.label].width, fact = m_scene.words[s.fact].width;
    s.width = float(scaled(int(kPad + kTile + kGap + kEnd))) + label + (fact > 0 ? kGap + fact : 0);
    box.rect.setWidth(s.x + s.width);
    box.rect.setHeight(m_scene.boxHeight);
    ++box.count;
    m_scene.segments.push_back(s);
  }

  std::uint32_t word(const QString& text, bool label) {
    if (text.isEmpty()) return 0;
    auto [at, fresh] = tryEmplace(label ? m_labels : m_facts, text);
    if (fresh) {
      const double width = (label ? m_measure.name : m_measure.fact).horizontalAdvance(text);
      m_scene.words.push_back({text, float(std::min(width, 360.0))});
    }
    return at;
  }

  std::pair<std::uint32_t, bool> tryEmplace(QHash<QString, std::uint32_t>& table, const QString& text) const {
    const auto found = table.constFind(text);
    if (found != table.cend()) return {*found, false};
    const auto index = std::uint32_t(m_scene.words.size());
    table.insert(text, index);
    return {index, true};
  }

  void joinFolded() {
    // Later nodes first: an Identity is known before the constant it reads, wherever order follows the data.
    for (std::size_t i = m_graph.nodeCount(); i-- > 0;) {
      if (!m_folded[i]) continue;
      for (const ir::TensorId t : m_graph.results(ir::NodeId(i)))
        for (const ir::UseSite use : m_graph.uses(t))
          if (const std::uint32_t s = m_scene.m_segmentOf[use.user.index()]; s != kNoIndex) m_scene.m_segmentOf[i] = s;
    }
  }

  void addLines() {
    for (std::uint32_t s = 0; s < m_scene.segments.size(); ++s) {
      const ir::NodeId n = m_scene.segments[s].node;
      if (!n) continue;
      const ir::Node& node = m_graph[n];
      const bool shapeOnly = asksShapeOnly(m_model, node);
      std::size_t operand = 0;
      for (const ir::TensorId t : m_graph.operands(n)) {
        const std::size_t at = operand++;
        if (!carriesData(t)) continue;
        const ir::Tensor& tensor = m_graph[t];
        const std::uint32_t from =
            tensor.producer ? m_scene.m_segmentOf[tensor.producer.index()] : m_inputSegment[t.index()];
        if (from == kNoIndex) continue; // nothing makes it: a variable
        if (m_scene.segments[from].box == m_scene.segments[s].box && from + 1 == s) continue; // neighbours in a strip
        Line line;
        line.from = from;
        line.to = s;
        line.tensor = t;
        line.result = std::uint16_t(std::min<std::uint32_t>(tensor.result, 0xffff));
        line.operand = std::uint16_t(node.def && node.def->commutes ? 0 : std::min<std::size_t>(at, 0xffff));
        line.shapeOnly = shapeOnly;
        m_scene.lines.push_back(line);
      }
    }
  }

  void indexLines() {
    const auto index = [this](auto boxOf, std::vector<std::uint32_t>& list, std::vector<std::uint32_t>& begin) {
      begin.assign(m_scene.boxes.size() + 1, 0);
      for (const Line& line : m_scene.lines) ++begin[boxOf(line) + 1];
      for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
      list.resize(m_scene.lines.size());
      std::vector<std::uint32_t> at(begin.begin(), begin.end() - 1);
      for (std::uint32_t i = 0; i < m_scene.lines.size(); ++i) list[at[boxOf(m_scene.lines[i])]++] = i;
    };
    index([this](const Line& l) { return m_scene.segments[l.to].box; }, m_scene.m_into, m_scene.m_intoBegin);
    index([this](const Line& l) { return m_scene.segments[l.from].box; }, m_scene.m_from, m_scene.m_fromBegin);
  }

  const ir::Model& m_model;
  const ir::Graph& m_graph;
  const Measure& m_measure;
  Scene m_scene;
  std::vector<bool> m_folded, m_isOutput, m_alone;
  std::vector<std::uint32_t> m_inputSegment; // by tensor
  QHash<QString, std::uint32_t> m_labels, m_facts;
};

Scene makeScene(const ir::Model& model, ir::GraphId graph, std::span<const ir::TensorId> likelyOutputs,
                std::span<const ir::NodeId> alone, const Measure& measure) {
  return SceneMaker(model, graph, likelyOutputs, alone, measure).make();
}

bool Scene::isFolded(ir::NodeId node) const {
  const std::uint32_t s = segmentOf(node);
  return s != kNoIndex && segments[s].node != node;
}

std::span<const std::uint32_t> Scene::linesInto(std::uint32_t box) const {
  return {m_into.data() + m_intoBegin[box], m_intoBegin[box + 1] - m_intoBegin[box]};
}

std::span<const std::uint32_t> Scene::linesFrom(std::uint32_t box) const {
  return {m_from.data() + m_fromBegin[box], m_fromBegin[box + 1] - m_fromBegin[box]};
}

QRectF Scene::rectOf(std::uint32_t segment) const {
  const Segment& s = segments[segment];
  const QRectF& box = boxes[s.box].rect;
  return QRectF(box.x() + double(s.x), box.y(), double(s.width), box.height());
}

layout::Request layoutRequest(const Scene& scene, const Scene* before) {
  layout::Request request;
  request.gapX = 20;
  request.gapY = 24;
  request.connectorSpan = 6;
  request.connectorFan = 8;
  request.boxes.reserve(scene.boxes.size());
  for (const Box& b : scene.boxes) request.boxes.push_back({float(b.rect.width()), float(b.rect.height())});
  request.edges.reserve(scene.lines.size());
  for (const Line& l : scene.lines)
    request.edges.push_back({scene.segments[l.from].box, scene.segments[l.to].box, l.result, l.operand});
  if (before && before->placed) {
    constexpr float kNew = std::numeric_limits<float>::quiet_NaN();
    for (const Box& b : scene.boxes) {
      const std::uint32_t was = before->segmentOf(scene.segments[b.first].node);
      const QPointF at = was == kNoIndex ? QPointF() : before->rectOf(was).topLeft();
      request.hint.push_back(was == kNoIndex ? layout::Point{kNew, kNew} : layout::Point{float(at.x()), float(at.y())});
    }
  }
  return request;
}

void place(Scene& scene, const layout::Picture& picture) {
  for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
    const layout::Rect& r = picture.boxes[i];
    scene.boxes[i].rect = QRectF(double(r.x), double(r.y), double(r.width), double(r.height));
  }
  scene.points.clear();
  for (std::size_t i = 0; i < scene.lines.size(); ++i) {
    const layout::Route& route = picture.routes[i];
    Line& line = scene.lines[i];
    line.connector = route.connector;
    line.back = route.back;
    line.firstPoint = std::uint32_t(scene.points.size());
    line.pointCount = std::uint32_t(route.points.size());
    for (const layout::Point& p : route.points) scene.points.push_back({double(p.x), double(p.y)});
  }
  // Two hundred stubs under one Split are a bar: the middle one stands for all.
  for (std::uint32_t b = 0; b < scene.boxes.size(); ++b) {
    std::vector<std::uint32_t> stubs;
    for (const std::uint32_t l : scene.linesFrom(b))
      if (scene.lines[l].connector) stubs.push_back(l);
    if (stubs.size() > 4)
      for (std::size_t i = 0; i < stubs.size(); ++i) scene.lines[stubs[i]].silent = i != stubs.size() / 2;
  }
  const layout::Rect& b = picture.bounds;
  scene.bounds = QRectF(double(b.x), double(b.y), double(b.width), double(b.height));
  scene.placed = true;
}

} // namespace ara::ui
