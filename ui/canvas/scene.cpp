#include "ui/canvas/scene.h"

#include "analysis/cell_units.h"
#include "ui/canvas/facts.h"
#include "ui/canvas/groups.h"
#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <set>
#include <tuple>

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
  SceneMaker(const ir::Model& model, ir::GraphId graph, const SceneOptions& options, const Measure& measure)
      : m_model(model), m_graph(model.graph(graph)), m_measure(measure),
        m_copies(m_graph, options.repeats, options.folding) {
    m_alone.assign(m_graph.nodeCount(), false);
    for (const ir::NodeId n : options.alone) m_alone[n.index()] = true;
    m_isOutput.assign(m_graph.tensorCount(), false);
    for (const ir::TensorId t : m_graph.outputs)
      if (t) m_isOutput[t.index()] = true;
    for (const ir::TensorId t : options.outputs)
      if (t) m_isOutput[t.index()] = true;
  }

  Scene make() {
    m_scene.words.push_back({});
    m_scene.boxHeight = float(scaled(26));
    findFolded();
    m_scene.m_segmentOf.assign(m_graph.nodeCount(), kNoIndex);
    addInputs();
    addStrips();
    addGroups();
    joinFolded();
    addLines();
    addStarts();
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
    if (m_copies.isHidden(user) || m_copies.repeatOf(user) != m_copies.repeatOf(n)) return {};
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
      if (isAway(n)) continue;
      next[n.index()] = nextInStrip(n);
      if (next[n.index()]) follows[next[n.index()].index()] = true;
    }
    const auto addChain = [&](ir::NodeId n) {
      std::uint32_t length = 0;
      for (; n && !done[n.index()]; n = next[n.index()]) {
        if (length == kLongestStrip || (length >= 2 && beginsPhrase(n))) length = 0;
        if (length++ == 0) m_scene.boxes.push_back({.first = std::uint32_t(m_scene.segments.size())});
        addSegment(n);
        done[n.index()] = true;
      }
    };
    for (const ir::NodeId n : m_graph.nodeIds())
      if (!isAway(n) && !follows[n.index()]) addChain(n);
    for (const ir::NodeId n : m_graph.nodeIds()) // chains that close in themselves
      if (!isAway(n) && !done[n.index()]) addChain(n);
  }

  // Drawn as part of another: a constant as its user, a copy as the one that stands for all.
  bool isAway(ir::NodeId n) const { return m_folded[n.index()] || m_copies.isHidden(n); }

  void addGroups() {
    const std::vector<GroupWords> words = groupWords(m_model, m_graph, m_copies);
    // In the order of the repeats, whichever copy is shown: pictures of two steps are alike.
    std::vector<std::uint32_t> groupOf(m_copies.repeats(), kNoIndex);
    for (std::uint32_t r = 0; r < m_copies.repeats(); ++r) {
      if (m_copies.shown(r) == kNoIndex) continue;
      groupOf[r] = std::uint32_t(m_scene.groups.size());
      Group g;
      g.repeat = r;
      g.copies = m_copies.repeat(r).copies;
      g.shown = m_copies.shown(r);
      g.steps = !m_copies.repeat(r).carried.empty();
      g.title = word(words[r].title, true);
      g.about = word(words[r].about, false);
      g.sum = word(words[r].sum, false);
      m_scene.groups.push_back(std::move(g));
    }
    for (std::uint32_t b = 0; b < m_scene.boxes.size(); ++b) {
      const ir::NodeId n = m_scene.segments[m_scene.boxes[b].first].node;
      const std::uint32_t r = n ? m_copies.repeatOf(n) : kNoIndex;
      if (r == kNoIndex) continue;
      m_scene.boxes[b].group = groupOf[r];
      m_scene.groups[groupOf[r]].boxes.push_back(b);
    }
    for (const ir::NodeId n : m_graph.nodeIds())
      if (m_copies.isHidden(n)) m_scene.m_segmentOf[n.index()] = m_scene.m_segmentOf[m_copies.standsFor(n).index()];
  }

  void addInputs() {
    m_inputSegment.assign(m_graph.tensorCount(), kNoIndex);
    for (const ir::TensorId t : m_graph.inputs) {
      if (!t || m_graph[t].producer || m_inputSegment[t.index()] != kNoIndex) continue;
      m_inputSegment[t.index()] = std::uint32_t(m_scene.segments.size());
      m_scene.boxes.push_back({.first = m_inputSegment[t.index()]});
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
      std::size_t operand = 0;
      for (const ir::TensorId t : m_graph.operands(n)) {
        const std::size_t at = operand++;
        if (!carriesData(t)) continue;
        const std::uint32_t from = segmentMaking(t);
        if (from == kNoIndex) continue; // nothing makes it: a variable
        const bool state = isState(n, t);
        if (!state && m_scene.segments[from].box == m_scene.segments[s].box && from + 1 == s) continue; // in a strip
        addLine(from, s, t, node.def && node.def->commutes ? 0 : at, state ? Flow::state : Flow::down);
      }
    }
  }

  std::uint32_t segmentMaking(ir::TensorId t) const {
    const ir::NodeId producer = m_graph[t].producer;
    return producer ? m_scene.m_segmentOf[producer.index()] : m_inputSegment[t.index()];
  }

  // Whether what `n` reads is of another copy of its repeat.
  bool isState(ir::NodeId n, ir::TensorId t) const {
    const ir::NodeId producer = m_graph[t].producer;
    return producer && m_copies.repeatOf(n) != kNoIndex && m_copies.repeatOf(producer) == m_copies.repeatOf(n) &&
           m_copies.copyOf(producer) != m_copies.copyOf(n);
  }

  void addLine(std::uint32_t from, std::uint32_t to, ir::TensorId t, std::size_t operand, Flow flow) {
    const std::uint32_t fromGroup = m_scene.boxes[m_scene.segments[from].box].group,
                        toGroup = m_scene.boxes[m_scene.segments[to].box].group;
    if (flow == Flow::down && (fromGroup != kNoIndex || toGroup != kNoIndex))
      flow = fromGroup == toGroup ? Flow::sideways : Flow::through;
    // Of many copies that read or give the same, one line is drawn.
    const bool manyAlike = flow == Flow::through || flow == Flow::state || flow == Flow::start;
    if (manyAlike && !m_drawn.insert({from, to, int(flow)}).second) return;
    Line line;
    line.from = from;
    line.to = to;
    line.tensor = t;
    line.result = std::uint16_t(std::min<std::uint32_t>(m_graph[t].result, 0xffff));
    line.operand = std::uint16_t(std::min<std::size_t>(operand, 0xffff));
    line.shapeOnly = asksShapeOnly(m_model, m_graph[m_scene.segments[to].node]);
    line.flow = flow;
    if (flow == Flow::through) line.label = word(throughLabel(to, t), false);
    m_scene.lines.push_back(line);
  }

  // What a line at the border of a group stands for: one value of many, or the last one.
  QString throughLabel(std::uint32_t to, ir::TensorId t) const {
    const auto tr = [](const char* text) { return QCoreApplication::translate("ara::ui::Group", text); };
    const ir::NodeId user = m_scene.segments[to].node;
    const std::uint32_t into = m_copies.repeatOf(user);
    const ir::NodeId producer = m_graph[t].producer;
    const std::uint32_t outOf = producer ? m_copies.repeatOf(producer) : kNoIndex;
    if (into != kNoIndex && outOf == kNoIndex) {
      const ir::NodeId other = m_copies.inCopy(user, m_copies.copyOf(user) == 0 ? 1 : 0);
      for (std::uint32_t i = 0; other && i < m_graph[user].operandCount; ++i)
        if (m_graph.operand(user, i) == t && m_graph.operand(other, i) == t) return {};
      return tr(QT_TRANSLATE_NOOP("ara::ui::Group", "each step"));
    }
    if (into == kNoIndex && outOf != kNoIndex) {
      const bool onlyLast = m_copies.copyOf(producer) + 1 == m_copies.repeat(outOf).copies && readsOne(user, outOf);
      if (onlyLast) return tr(QT_TRANSLATE_NOOP("ara::ui::Group", "last step only"));
    }
    return {};
  }

  bool readsOne(ir::NodeId user, std::uint32_t repeat) const {
    std::size_t count = 0;
    for (const ir::TensorId t : m_graph.operands(user))
      if (t && m_graph[t].producer && m_copies.repeatOf(m_graph[t].producer) == repeat) ++count;
    return count == 1;
  }

  // Names of states, and what they are before the first copy.
  void addStarts() {
    std::vector<std::uint32_t> states;
    for (std::uint32_t l = 0; l < m_scene.lines.size(); ++l)
      if (m_scene.lines[l].flow == Flow::state) states.push_back(l);
    for (const Group& g : m_scene.groups) {
      const analysis::Repeat& repeat = m_copies.repeat(g.repeat);
      for (const analysis::Carried& c : repeat.carried) {
        const std::string_view state = analysis::stateName(m_model, m_graph, repeat, c);
        const QString name = QString::fromUtf8(state.data(), qsizetype(state.size()));
        const std::uint32_t reader = m_scene.segmentOf(repeat.node(c.place, g.shown)),
                            maker = m_scene.segmentOf(repeat.node(c.from, g.shown));
        for (const std::uint32_t l : states)
          if (Line& line = m_scene.lines[l]; line.from == maker && line.to == reader) line.label = word(name, false);
        const ir::TensorId start = m_graph.operand(repeat.node(c.place, 0), c.operand);
        if (!start || !carriesData(start)) continue;
        const std::uint32_t from = segmentMaking(start);
        if (from == kNoIndex ||
            m_scene.boxes[m_scene.segments[from].box].group == m_scene.boxes[m_scene.segments[reader].box].group)
          continue;
        const std::size_t before = m_scene.lines.size();
        addLine(from, reader, start, c.operand, Flow::start);
        if (m_scene.lines.size() > before && !name.isEmpty())
          m_scene.lines.back().label = word(name + QStringLiteral("₀"), false);
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
  const FoldedNodes m_copies;
  Scene m_scene;
  std::set<std::tuple<std::uint32_t, std::uint32_t, int>> m_drawn; // lines at groups
  std::vector<bool> m_folded, m_isOutput, m_alone;
  std::vector<std::uint32_t> m_inputSegment; // by tensor
  QHash<QString, std::uint32_t> m_labels, m_facts;
};

Scene makeScene(const ir::Model& model, ir::GraphId graph, const SceneOptions& options, const Measure& measure) {
  return SceneMaker(model, graph, options, measure).make();
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

} // namespace ara::ui
