// One cluster for each graph of the model and for each name scope in it; constants of TFLite are boxes of their own
// only as graph inputs and outputs are, ellipses. cgraph does the writing, so that no name can break out of its quotes.
#include "formats/dot/dot.h"

#include <graphviz/cgraph.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace ara::formats::dot {

using namespace ir;

namespace {

// cgraph keeps its string dictionary and error state in globals.
std::mutex& cgraphMutex() {
  static std::mutex mutex;
  return mutex;
}

constexpr std::size_t kMaxScopes = 32; // nested name scopes that get a cluster

std::string_view fillOf(OpKind kind) {
  switch (kind) {
  case OpKind::matrix: return "#DCE8FA";
  case OpKind::convolution: return "#D5E3F7";
  case OpKind::recurrent: return "#E6DCF5";
  case OpKind::activation: return "#FBE3D6";
  case OpKind::arithmetic: return "#E3F1DF";
  case OpKind::shape: return "#EFEFEF";
  case OpKind::pool: return "#DDF1F1";
  case OpKind::normalisation: return "#F7F0D3";
  case OpKind::quantization: return "#F5DCE6";
  case OpKind::control: return "#F9D9D9";
  case OpKind::constant: return "#F4F4F4";
  case OpKind::unknown: return "#FFFFFF";
  }
  return "#FFFFFF";
}

// Text as cgraph can hold it: no zero byte, no broken UTF-8, and short enough to be read. Backslashes are escapes in
// labels.
std::string safe(std::string_view text, bool label) {
  std::string out;
  const std::size_t most = 400;
  for (std::size_t i = 0; i < std::min(text.size(), most);) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80                ? 1
                               : c >= 0xc2 && c < 0xe0 ? 2
                               : c >= 0xe0 && c < 0xf0 ? 3
                               : c >= 0xf0 && c < 0xf5 ? 4
                                                       : 0;
    bool good = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) good = (static_cast<unsigned char>(text[i + k]) & 0xc0) == 0x80;
    if (!good || (length == 1 && (c < 32 || c == 127))) {
      out += "\xef\xbf\xbd";
      ++i;
      continue;
    }
    if (label && c == '\\') out += '\\';
    out += text.substr(i, length);
    i += length;
  }
  if (text.size() > most) out += "...";
  return out;
}

class Writer {
public:
  Writer(Task& task, const Model& model) : m_task(task), m_model(model) {
    std::string name = "model";
    m_io = AgIoDisc;
    m_io.putstr = [](void* channel, const char* text) {
      static_cast<std::string*>(channel)->append(text);
      return 0;
    };
    m_io.flush = [](void*) { return 0; };
    m_disc = {&AgMemDisc, &AgIdDisc, &m_io};
    m_root = agopen(name.data(), Agdirected, &m_disc);
    if (!m_root) return;
    preset(AGRAPH, "rankdir", "TB");
    preset(AGRAPH, "label", "");
    preset(AGRAPH, "fontname", "sans-serif");
    preset(AGNODE, "label", "");
    preset(AGNODE, "shape", "box");
    preset(AGNODE, "style", "filled,rounded");
    preset(AGNODE, "fillcolor", "#FFFFFF");
    preset(AGNODE, "fontname", "sans-serif");
    preset(AGNODE, "tooltip", "");
    preset(AGEDGE, "label", "");
    preset(AGEDGE, "style", "");
    preset(AGEDGE, "fontname", "sans-serif");
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    if (m_root) agclose(m_root);
  }

  Result<std::string> write() {
    if (!m_root) return fail(ErrorKind::Internal, msg("Graphviz could not begin a graph."));
    for (std::size_t g = 0; g < m_model.graphs.size(); ++g) ARA_TRY(graph(GraphId(g)));
    std::string out;
    if (agwrite(m_root, &out) != 0) return fail(ErrorKind::Internal, msg("Graphviz could not write the graph."));
    return out;
  }

private:
  void preset(int kind, std::string_view name, std::string_view value) {
    std::string n(name), v(value);
    agattr(m_root, kind, n.data(), v.data());
  }
  void set(void* object, std::string_view name, std::string_view value) {
    std::string n(name), v(value), none;
    agsafeset(object, n.data(), v.data(), none.data());
  }

  Agraph_t* cluster(Agraph_t* in, std::string_view label) {
    std::string name = "cluster_" + std::to_string(m_clusters++);
    Agraph_t* sub = agsubg(in, name.data(), 1);
    set(sub, "label", safe(label, true));
    return sub;
  }

  // The cluster of a name's scope: "a/b" for the node a/b/c. Kept by the scope's text, which does not outlive the
  // model.
  Agraph_t* scopeOf(std::string_view name) {
    Agraph_t* in = m_graph;
    std::size_t depth = 0;
    for (auto slash = name.find('/'); slash != std::string_view::npos && depth < kMaxScopes;
         slash = name.find('/', slash + 1), ++depth) {
      const std::string_view scope = name.substr(0, slash);
      auto [it, fresh] = m_scopes.try_emplace(scope, nullptr);
      if (fresh) {
        const auto last = scope.rfind('/');
        it->second = cluster(in, last == std::string_view::npos ? scope : scope.substr(last + 1));
      }
      in = it->second;
    }
    return in;
  }

  Agnode_t* box(Agraph_t* in, std::string id, std::string_view label, std::string_view fill, std::string_view shape) {
    Agnode_t* n = agnode(in, id.data(), 1);
    set(n, "label", label);
    set(n, "fillcolor", fill);
    if (!shape.empty()) set(n, "shape", shape);
    return n;
  }

  std::string tensorLabel(const Graph& g, TensorId t) const {
    return safe(std::string(name(g[t].type)) + m_model.shapeOf(g[t]).text(), true);
  }

  // The box of a tensor nobody computes: an input or a constant.
  Agnode_t* source(GraphId id, const Graph& g, TensorId t) {
    Agnode_t*& n = m_sources[t.value];
    if (n) return n;
    const bool constant = static_cast<bool>(g[t].buffer);
    return n = box(m_graph, fmt::format("g{}t{}", id.value, t.value),
                   safe(m_model.tensorName(g, t), true) + "\\n" + tensorLabel(g, t),
                   constant ? fillOf(OpKind::constant) : "#CFE8CF", constant ? "box" : "ellipse");
  }

  void edge(Agnode_t* from, Agnode_t* to, std::string_view label, bool control) {
    Agedge_t* e = agedge(m_root, from, to, nullptr, 1);
    if (!e) return;
    if (!label.empty()) set(e, "label", label);
    if (control) set(e, "style", "dashed");
  }

  Status graph(GraphId id) {
    const Graph& g = m_model.graph(id);
    m_graph = m_model.graphs.size() == 1 ? m_root
                                         : cluster(m_root, g.name             ? m_model.names[g.name]
                                                           : id == GraphId(0) ? "main"
                                                                              : "graph " + std::to_string(id.value));
    m_scopes.clear();
    m_sources.clear();
    std::vector<Agnode_t*> boxes(g.nodeCount(), nullptr);
    std::size_t done = 0;
    const auto step = [&]() -> Status {
      if (done++ % 1024) return {};
      return m_task.checkpoint(static_cast<double>(done) / static_cast<double>(2 * g.nodeCount() + 1), "Drawing");
    };
    for (const NodeId n : g.nodeIds()) {
      ARA_TRY(step());
      const Node& node = g[n];
      const std::string_view full = node.name ? m_model.names[node.name] : std::string_view();
      const auto slash = full.rfind('/');
      std::string label = safe(m_model.shortOpName(node), true);
      if (!full.empty()) label += "\\n" + safe(slash == std::string_view::npos ? full : full.substr(slash + 1), true);
      boxes[n.index()] = box(scopeOf(full), fmt::format("g{}n{}", id.value, n.value), label,
                             fillOf(node.def ? node.def->kind : OpKind::unknown), {});
      if (!full.empty()) set(boxes[n.index()], "tooltip", safe(full, true));
    }
    for (const TensorId t : g.inputs) source(id, g, t);
    for (const NodeId n : g.nodeIds()) {
      ARA_TRY(step());
      for (const TensorId t : g.operands(n)) {
        if (!t) continue;
        const NodeId producer = g[t].producer;
        Agnode_t* from = producer && !g[producer].dead ? boxes[producer.index()] : source(id, g, t);
        edge(from, boxes[n.index()], g[t].type == DataType::none ? std::string() : tensorLabel(g, t), false);
      }
      for (const NodeId c : g.controls(n))
        if (!g[c].dead) edge(boxes[c.index()], boxes[n.index()], {}, true);
    }
    for (std::size_t i = 0; i < g.outputs.size(); ++i) {
      const TensorId t = g.outputs[i];
      const std::string name =
          i < g.outputNames.size() ? std::string(m_model.names[g.outputNames[i]]) : m_model.tensorName(g, t);
      Agnode_t* end = box(m_graph, fmt::format("g{}o{}", id.value, i), safe(name, true), "#CFE8CF", "ellipse");
      const NodeId producer = g[t].producer;
      edge(producer && !g[producer].dead ? boxes[producer.index()] : source(id, g, t), end, {}, false);
    }
    return {};
  }

  Task& m_task;
  const Model& m_model;
  Agiodisc_t m_io{}; // writes into a string
  Agdisc_t m_disc{};
  Agraph_t* m_root = nullptr;
  Agraph_t* m_graph = nullptr; // the graph being written
  std::size_t m_clusters = 0;
  std::map<std::string_view, Agraph_t*> m_scopes;
  std::map<std::uint32_t, Agnode_t*> m_sources;
};

} // namespace

Result<std::string> write(Task& task, const Model& model) {
  const std::lock_guard lock(cgraphMutex());
  Writer writer(task, model);
  return writer.write();
}

} // namespace ara::formats::dot
