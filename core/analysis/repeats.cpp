#include "analysis/repeats.h"

#include "analysis/repeat_cells.h"
#include "analysis/repeat_signature.h"
#include "ir/walk.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace ara::analysis {
namespace {

constexpr std::uint32_t kNowhere = 0xffffffffu;

struct Bucket {
  std::vector<ir::NodeId> nodes; // of one signature, in execution order
  std::uint64_t weights = 0;
};

// Grows a block from one place in all copies at once: a neighbour belongs to it where every copy has one of the same
// signature on the same edge.
class Growth {
public:
  Growth(const ir::Model& model, const ir::Graph& graph, const Signatures& signatures, const RepeatOptions& options)
      : m_model(model), m_graph(graph), m_signatures(signatures.nodes), m_fixed(signatures.fixed), m_options(options),
        m_place(graph.nodeCount(), kNowhere), m_copy(graph.nodeCount()), m_taken(graph.nodeCount()) {}

  bool taken(ir::NodeId n) const { return m_taken[n.index()]; }

  std::vector<Repeat> from(const std::vector<ir::NodeId>& seed) {
    m_copies = static_cast<std::uint32_t>(seed.size());
    m_nodes.clear();
    addPlace(seed);
    for (std::uint32_t place = 0; place < places(); ++place) {
      growOperands(place);
      growUsers(place);
    }
    const std::vector<ir::NodeId> all = m_nodes;
    std::vector<Repeat> found = predecessors().empty() ? takenApart() : chains();
    m_nodes = all;
    for (const ir::NodeId n : m_nodes) m_place[n.index()] = kNowhere;
    std::erase_if(found,
                  [&](const Repeat& r) { return r.places() < m_options.minPlaces || r.copies < m_options.minCopies; });
    if (places() >= m_options.minPlaces) // found or not: no other seed makes another block of it
      for (const ir::NodeId n : m_nodes) m_taken[n.index()] = true;
    return found;
  }

private:
  std::uint32_t places() const { return static_cast<std::uint32_t>(m_nodes.size() / m_copies); }
  ir::NodeId at(std::uint32_t place, std::uint32_t copy) const { return m_nodes[std::size_t(place) * m_copies + copy]; }
  bool isFree(ir::NodeId n) const {
    return n && !m_graph[n].dead && m_signatures[n.index()] && !m_taken[n.index()] && m_place[n.index()] == kNowhere;
  }

  // All or nothing: no place holds a node twice.
  bool addPlace(const std::vector<ir::NodeId>& nodes) {
    const std::uint32_t place = places();
    for (std::uint32_t i = 0; i < m_copies; ++i) {
      if (m_place[nodes[i].index()] != kNowhere) {
        for (std::uint32_t j = 0; j < i; ++j) m_place[nodes[j].index()] = kNowhere;
        return false;
      }
      m_place[nodes[i].index()] = place;
      m_copy[nodes[i].index()] = i;
    }
    m_nodes.insert(m_nodes.end(), nodes.begin(), nodes.end());
    return true;
  }

  void growOperands(std::uint32_t place) {
    for (std::uint32_t k = 0, count = m_graph[at(place, 0)].operandCount; k < count; ++k) {
      std::vector<ir::NodeId> producers;
      std::uint32_t result = 0;
      for (std::uint32_t i = 0; i < m_copies; ++i) {
        const ir::TensorId t = m_graph.operand(at(place, i), k);
        const ir::NodeId n = t ? m_graph[t].producer : ir::NodeId{};
        if (i == 0 && n) result = m_graph[t].result;
        if (!isFree(n) || m_graph[t].result != result ||
            (i > 0 && m_signatures[n.index()] != m_signatures[producers[0].index()]))
          break;
        producers.push_back(n);
      }
      if (producers.size() == m_copies) addPlace(producers);
    }
  }

  struct Edge {
    std::uint64_t signature;
    std::uint32_t operand;
    bool operator==(const Edge&) const = default;
  };

  // The one free user on `edge`; none when there is none or several.
  ir::NodeId userOn(ir::TensorId t, Edge edge) const {
    ir::NodeId found;
    for (const ir::UseSite use : m_graph.uses(t)) {
      if (use.operand != edge.operand || m_signatures[use.user.index()] != edge.signature || !isFree(use.user))
        continue;
      if (found) return {};
      found = use.user;
    }
    return found;
  }

  void growUsers(std::uint32_t place) {
    for (std::uint32_t r = 0, count = m_graph[at(place, 0)].resultCount; r < count; ++r) {
      bool narrow = true;
      for (std::uint32_t i = 0; i < m_copies && narrow; ++i)
        narrow = r < m_graph[at(place, i)].resultCount &&
                 m_graph.useCount(m_graph.result(at(place, i), r)) <= m_options.maxFanOut;
      if (!narrow) continue;
      std::vector<Edge> edges;
      for (const ir::UseSite use : m_graph.uses(m_graph.result(at(place, 0), r))) {
        const Edge edge{m_signatures[use.user.index()], use.operand};
        if (isFree(use.user) && std::ranges::find(edges, edge) == edges.end()) edges.push_back(edge);
      }
      for (const Edge edge : edges) {
        std::vector<ir::NodeId> users;
        for (std::uint32_t i = 0; i < m_copies; ++i) {
          const ir::NodeId n = userOn(m_graph.result(at(place, i), r), edge);
          if (!n) break;
          users.push_back(n);
        }
        if (users.size() == m_copies) addPlace(users);
      }
    }
  }

  // The copy that copy i reads from: the same one on every edge, or none.
  std::vector<std::uint32_t> predecessors() const {
    std::vector<std::uint32_t> before(m_copies, kNowhere);
    for (std::uint32_t place = 0; place < places(); ++place)
      for (std::uint32_t k = 0, count = m_graph[at(place, 0)].operandCount; k < count; ++k)
        for (std::uint32_t i = 0; i < m_copies; ++i) {
          const ir::TensorId t = m_graph.operand(at(place, i), k);
          const ir::NodeId n = t ? m_graph[t].producer : ir::NodeId{};
          if (!n || m_place[n.index()] == kNowhere || m_copy[n.index()] == i) continue;
          const std::uint32_t from = m_copy[n.index()];
          if (before[i] != kNowhere && before[i] != from) return {};
          before[i] = from;
        }
    return before;
  }

  // Layers that run through time in two directions meet in one block: each of its cycles alone is a chain of its own.
  std::vector<Repeat> takenApart() {
    PlaceGraph graph;
    graph.users.resize(places());
    graph.carriedUsers.resize(places());
    for (std::uint32_t place = 0; place < places(); ++place)
      for (const ir::TensorId t : m_graph.operands(at(place, m_copies / 2))) {
        const ir::NodeId n = t ? m_graph[t].producer : ir::NodeId{};
        if (!n || m_place[n.index()] == kNowhere) continue;
        auto& edges = m_copy[n.index()] == m_copies / 2 ? graph.users : graph.carriedUsers;
        edges[m_place[n.index()]].push_back(place);
      }
    const std::vector<ir::NodeId> all = m_nodes;
    std::vector<Repeat> found;
    for (const ir::NodeId n : all) m_place[n.index()] = kNowhere;
    m_nodes.clear();
    for (const auto& group : cellGroups(graph)) {
      for (const ir::NodeId n : m_nodes) m_place[n.index()] = kNowhere;
      m_nodes.clear();
      for (const std::uint32_t place : group) {
        for (std::uint32_t i = 0; i < m_copies; ++i) m_place[all[std::size_t(place) * m_copies + i].index()] = places();
        m_nodes.insert(m_nodes.end(), all.begin() + std::ptrdiff_t(place) * m_copies,
                       all.begin() + std::ptrdiff_t(place + 1) * m_copies);
      }
      if (predecessors().empty()) continue;
      for (Repeat& r : chains())
        if (!r.carried.empty()) found.push_back(std::move(r));
    }
    return found;
  }

  // The block as one repeat for each chain of copies that hand state on.
  std::vector<Repeat> chains() const {
    const std::vector<std::uint32_t> before = predecessors();
    std::vector<std::uint32_t> next(m_copies, kNowhere);
    for (std::uint32_t i = 0; i < before.size(); ++i) {
      if (before[i] == kNowhere) continue;
      if (next[before[i]] != kNowhere) return {}; // state that goes two ways is no chain
      next[before[i]] = i;
    }
    std::vector<std::vector<std::uint32_t>> orders;
    std::vector<std::uint32_t> alone;
    for (std::uint32_t i = 0; i < before.size(); ++i) {
      if (before[i] != kNowhere) continue;
      if (next[i] == kNowhere) {
        alone.push_back(i);
        continue;
      }
      orders.emplace_back();
      for (std::uint32_t at = i; at != kNowhere; at = next[at]) orders.back().push_back(at);
    }
    if (orders.empty()) orders.push_back(std::move(alone));
    std::vector<Repeat> out;
    for (const auto& order : orders) {
      Repeat r = renumbered(order);
      if (agree(r, order)) out.push_back(std::move(r));
    }
    return out;
  }

  // The exact check: each operand comes from the same place of the same copy everywhere, or is carried, or comes from
  // outside in every copy.
  bool agree(const Repeat& r, const std::vector<std::uint32_t>& order) const {
    std::size_t carried = 0;
    for (std::uint32_t place = 0; place < r.places(); ++place)
      for (std::uint32_t k = 0, count = m_graph[r.node(place, 0)].operandCount; k < count; ++k) {
        if (carried < r.carried.size() && r.carried[carried].place == place && r.carried[carried].operand == k) {
          ++carried; // checked as it was found; the first copy's comes from outside
          if (sourceOf(r, order, place, k, 0).first != kNowhere) return false;
          continue;
        }
        const auto first = sourceOf(r, order, place, k, 0);
        const std::uint64_t fixed = fixedAt(r, place, k, 0);
        for (std::uint32_t i = 1; i < r.copies; ++i)
          if (sourceOf(r, order, place, k, i) != first || fixedAt(r, place, k, i) != fixed) return false;
      }
    return true;
  }

  std::uint64_t fixedAt(const Repeat& r, std::uint32_t place, std::uint32_t k, std::uint32_t copy) const {
    const ir::TensorId t = m_graph.operand(r.node(place, copy), k);
    return t ? m_fixed[t.index()] : 0;
  }

  // Place and result that operand k comes from within the same copy; kNowhere: from outside the block.
  std::pair<std::uint32_t, std::uint32_t> sourceOf(const Repeat& r, const std::vector<std::uint32_t>& order,
                                                   std::uint32_t place, std::uint32_t k, std::uint32_t copy) const {
    const ir::TensorId t = m_graph.operand(r.node(place, copy), k);
    const ir::NodeId n = t ? m_graph[t].producer : ir::NodeId{};
    if (!n || m_place[n.index()] == kNowhere) return {kNowhere, 0};
    if (m_copy[n.index()] != order[copy])
      return {kNowhere - 1 - copy, 0}; // of another copy, and not carried: never equal
    return {m_place[n.index()], m_graph[t].result};
  }

  Repeat renumbered(const std::vector<std::uint32_t>& order) const {
    Repeat r;
    r.copies = static_cast<std::uint32_t>(order.size());
    for (std::uint32_t place = 0; place < places(); ++place)
      for (const std::uint32_t copy : order) r.nodes.push_back(at(place, copy));
    for (std::uint32_t place = 0; place < places(); ++place)
      for (std::uint32_t k = 0, count = m_graph[at(place, 0)].operandCount; k < count; ++k)
        if (const auto c = carriedBy(r, order, place, k)) r.carried.push_back(*c);
    return r;
  }

  std::optional<Carried> carriedBy(const Repeat& r, const std::vector<std::uint32_t>& order, std::uint32_t place,
                                   std::uint32_t k) const {
    Carried c{place, k, kNowhere, 0};
    for (std::uint32_t i = 1; i < r.copies; ++i) {
      const ir::TensorId t = m_graph.operand(r.node(place, i), k);
      const ir::NodeId n = t ? m_graph[t].producer : ir::NodeId{};
      if (!n || m_place[n.index()] == kNowhere || m_copy[n.index()] != order[i - 1]) return {};
      if (i == 1) c.from = m_place[n.index()], c.result = m_graph[t].result;
      if (m_place[n.index()] != c.from || m_graph[t].result != c.result) return {};
    }
    return c.from == kNowhere ? std::nullopt : std::optional(c);
  }

  const ir::Model& m_model;
  const ir::Graph& m_graph;
  const std::vector<std::uint64_t>&m_signatures, &m_fixed;
  const RepeatOptions& m_options;
  std::vector<std::uint32_t> m_place, m_copy; // of each node in the block being grown
  std::vector<bool> m_taken;
  std::uint32_t m_copies = 0;
  std::vector<ir::NodeId> m_nodes; // place * copies + copy
};

// Weights in common first: they tell a layer for sure. Then what there is least of, which is at one place of its block.
std::vector<Bucket> seeds(const ir::Model& model, const ir::Graph& graph, const std::vector<std::uint64_t>& signatures,
                          const ir::Order& order, const RepeatOptions& options) {
  std::unordered_map<std::uint64_t, std::uint32_t> index;
  std::vector<Bucket> buckets;
  for (const ir::NodeId n : order.nodes) {
    const std::uint64_t s = signatures[n.index()];
    if (!s) continue;
    const auto [it, isNew] = index.try_emplace(s, static_cast<std::uint32_t>(buckets.size()));
    if (isNew) buckets.push_back({{}, weightsOf(model, graph, n)});
    buckets[it->second].nodes.push_back(n);
  }
  std::erase_if(buckets, [&](const Bucket& b) { return b.nodes.size() < options.minCopies; });
  std::stable_sort(buckets.begin(), buckets.end(), [](const Bucket& a, const Bucket& b) {
    const bool aw = a.weights > 1, bw = b.weights > 1;
    return aw != bw ? aw : a.nodes.size() < b.nodes.size();
  });
  return buckets;
}

} // namespace

Result<std::vector<Repeat>> findRepeats(Task& task, const ir::Model& model, const ir::Graph& graph,
                                        const RepeatOptions& options) {
  const Signatures signatures = signaturesOf(model, graph);
  const ir::Order order = ir::executionOrder(model, graph);
  const std::vector<Bucket> buckets = seeds(model, graph, signatures.nodes, order, options);
  std::vector<std::uint32_t> position(graph.nodeCount());
  for (std::uint32_t i = 0; i < order.nodes.size(); ++i) position[order.nodes[i].index()] = i;
  Growth growth(model, graph, signatures, options);
  std::vector<std::pair<std::uint32_t, std::vector<Repeat>>> blocks; // by where their first copy begins
  std::size_t done = 0;
  for (const Bucket& bucket : buckets) {
    ARA_TRY(task.checkpoint(double(done++) / double(buckets.size()), "Looking for repeats"));
    std::vector<ir::NodeId> seed = bucket.nodes;
    std::erase_if(seed, [&](ir::NodeId n) { return growth.taken(n); });
    if (seed.size() < options.minCopies) continue;
    for (Repeat& r : growth.from(seed)) {
      std::uint32_t begin = kNowhere;
      for (std::uint32_t place = 0; place < r.places(); ++place)
        begin = std::min(begin, position[r.node(place, 0).index()]);
      blocks.emplace_back(begin, cellsOf(graph, std::move(r)));
    }
  }
  std::stable_sort(blocks.begin(), blocks.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Repeat> found;
  for (auto& [_, cells] : blocks)
    found.insert(found.end(), std::make_move_iterator(cells.begin()), std::make_move_iterator(cells.end()));
  return found;
}

} // namespace ara::analysis
