// Which tensors a person most likely wants to feed and to read, with the reason, most likely first.
#include "analysis/summary.h"

#include "analysis/summary_parts.h"
#include "ir/walk.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace ara::analysis {

using namespace ir;

namespace {

constexpr double kUndeclared = 40;
constexpr double kUnfed = 15; // ends that depend on no input

class Ranking {
public:
  Ranking(const Model& model, const Graph& graph) : m_model(model), m_graph(graph) {}

  void add(TensorId t, double rank, Message reason) {
    if (!t || !m_seen.insert(t.value).second) return;
    m_list.push_back({t, m_graph[t].producer, m_model.tensorName(m_graph, t), std::move(reason), rank});
  }
  bool anyLikely() const {
    return std::any_of(m_list.begin(), m_list.end(), [](const Candidate& c) { return c.rank >= kLikely; });
  }
  // For want of better ones, those of rank `from` are likely.
  void raise(double from) {
    for (Candidate& c : m_list)
      if (c.rank == from) c.rank = kLikely;
  }
  std::vector<Candidate> sorted() && {
    std::stable_sort(m_list.begin(), m_list.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
    return std::move(m_list);
  }
  const std::vector<Candidate>& list() const { return m_list; }

private:
  const Model& m_model;
  const Graph& m_graph;
  std::vector<Candidate> m_list;
  std::unordered_set<std::uint32_t> m_seen;
};

bool hasAny(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

bool isEnd(std::string_view op, std::string_view which) {
  if (which == "probabilities") return op == "Softmax" || op == "LogSoftmax";
  return op == "Sigmoid";
}

bool passesOn(std::string_view op) {
  return op == "Identity" || op == "IdentityN" || op == "StopGradient" || op == "CheckNumerics" ||
         op == "PreventGradient";
}

// The node behind Identities.
NodeId behind(const Model& model, const Graph& graph, NodeId n) {
  for (std::size_t steps = 0; steps < 64 && passesOn(model.shortOpName(graph[n])); ++steps) {
    const TensorId t = graph.operand(n, 0);
    if (!t || !graph[t].producer || graph[graph[t].producer].dead) break;
    n = graph[t].producer;
  }
  return n;
}

// "save/", "save_1/", "save_2/" ...: a saver each.
bool isInSaver(std::string_view name) {
  if (!name.starts_with("save")) return false;
  name.remove_prefix(4);
  if (name.starts_with('_')) do
      name.remove_prefix(1);
    while (!name.empty() && name[0] >= '0' && name[0] <= '9');
  return name.starts_with('/');
}

// Why a node nobody reads is no answer of the model; empty when nothing speaks against it.
Message notAnAnswer(const Model& model, const Node& node) {
  static constexpr std::array<std::string_view, 9> kSaving{"SaveV2",     "RestoreV2",       "MergeV2Checkpoints",
                                                           "SaveSlices", "RestoreSlice",    "Save",
                                                           "Restore",    "ShardedFilename", "RestoreTensor"};
  static constexpr std::array<std::string_view, 4> kGradientNames{"gradients/", "gradient_tape", "optimizer", "train/"};
  const std::string_view op = model.shortOpName(node);
  const std::string name = lowered(model.names[node.name]);
  if (std::find(kSaving.begin(), kSaving.end(), op) != kSaving.end() || isInSaver(name))
    return msg("It belongs to saving and restoring.");
  if (op.ends_with("Summary") || op.ends_with("SummaryV2") || op == "MergeSummary")
    return msg("It writes a log for TensorBoard.");
  if (op.ends_with("Grad") || op.find("BackpropFilter") != std::string_view::npos || op.starts_with("Apply") ||
      op.starts_with("ResourceApply") || hasAny(name, kGradientNames))
    return msg("It belongs to training.");
  if (op.starts_with("Assign") || op.starts_with("Scatter")) return msg("It changes a variable.");
  if (op == "Assert" || op == "Print" || op == "PrintV2") return msg("It only checks or prints.");
  if (isVariableOp(op, true) || op == "VarIsInitializedOp" || op == "ReadVariableOp") return msg("It is a variable.");
  if (op.find("Initializ") != std::string_view::npos || op.ends_with("Dataset") || op.ends_with("DatasetV2"))
    return msg("It prepares data.");
  return {};
}

bool isSource(std::string_view op) {
  return op == "Placeholder" || op == "PlaceholderV2" || op == "PlaceholderWithDefault" ||
         op.starts_with("IteratorGetNext") || op == "ParseExample" || op == "ParseSingleExample" ||
         op == "ParseExampleV2" || op.starts_with("QueueDequeue");
}

void addSignatureTensors(const Model& model, Ranking& ranking, bool inputs) {
  double rank = 200;
  for (const Signature& s : model.signatures) {
    if (s.graph != GraphId(0)) continue;
    for (const NamedTensor& t : inputs ? s.inputs : s.outputs) {
      ranking.add(t.tensor, s.key == "serving_default" ? rank + 50 : rank,
                  inputs ? msg("Signature {0} calls it {1}.", s.key, t.name)
                         : msg("Signature {0} returns it as {1}.", s.key, t.name));
      rank -= 0.001;
    }
  }
}

// Everything whose numbers depend on data from outside; what depends on its shape alone does not count.
std::vector<bool> fedNodes(const Model& model, const Graph& graph) {
  std::vector<bool> fed(graph.nodeCount(), false);
  std::vector<TensorId> todo(graph.inputs);
  enum : std::uint8_t { unknown, source, measures, other }; // of each operator name, told once
  std::vector<std::uint8_t> kinds(model.names.size(), unknown);
  const auto kindOf = [&](NodeId n) {
    if (!graph[n].op) return std::uint8_t(other);
    std::uint8_t& kind = kinds[graph[n].op.index()];
    if (kind != unknown) return kind;
    const std::string_view op = model.shortOpName(graph[n]);
    const bool size = op == "Shape" || op == "ShapeN" || op == "Size" || op == "Rank";
    return kind = isSource(op) ? source : size ? measures : other;
  };
  for (const NodeId n : graph.nodeIds())
    if (kindOf(n) == source)
      for (const TensorId t : graph.results(n)) todo.push_back(t);
  while (!todo.empty()) {
    const TensorId t = todo.back();
    todo.pop_back();
    for (const UseSite use : graph.uses(t)) {
      if (fed[use.user.index()] || kindOf(use.user) == measures) continue;
      fed[use.user.index()] = true;
      for (const TensorId r : graph.results(use.user)) todo.push_back(r);
    }
  }
  return fed;
}

void addEnd(const Model& model, const Graph& graph, NodeId n, bool fed, bool declared, Ranking& ranking) {
  static constexpr std::array<std::string_view, 9> kAnswerNames{"output", "predict", "prob",  "softmax", "logit",
                                                                "y_",     "result",  "score", "class"};
  const Node& node = graph[n];
  if (node.resultCount == 0) return;
  const std::string_view op = model.shortOpName(node);
  if (op == "Const" || op == "NoOp" || isSource(op)) return;
  const TensorId t = graph.result(n);
  if (Message against = notAnAnswer(model, node); !against.empty()) return ranking.add(t, 5, std::move(against));
  if (!fed) return ranking.add(t, kUnfed, msg("Nothing uses it, and it does not depend on any input."));
  if (declared) return ranking.add(t, kUndeclared, msg("Nothing uses it, but no signature returns it."));
  const std::string_view last = model.shortOpName(graph[behind(model, graph, n)]);
  double rank = kLikely + 10;
  Message reason = msg("Nothing uses it.");
  if (isEnd(last, "probabilities"))
    rank += 30, reason = msg("Nothing uses it, and it ends in class probabilities ({0}).", last);
  else if (isEnd(last, "sigmoid"))
    rank += 25, reason = msg("Nothing uses it, and it ends in values from 0 to 1 ({0}).", last);
  else if (last == "ArgMax" || last == "ArgMin" || last.starts_with("TopK"))
    rank += 8, reason = msg("Nothing uses it, and it ends in the number of a class ({0}).", last);
  else if (op == "Identity")
    rank += 15, reason = msg("Nothing uses it, and it is an Identity, as exported outputs are.");
  if (hasAny(lowered(model.names[node.name]), kAnswerNames)) rank += 5;
  ranking.add(t, rank, std::move(reason));
}

// Trained graphs that were never cut: the loss reads the probabilities, so nothing that ends is the answer.
void addInnerProbabilities(const Model& model, const Graph& graph, const std::vector<bool>& fed, Ranking& ranking) {
  for (const NodeId n : graph.nodeIds()) {
    const std::string_view op = model.shortOpName(graph[n]);
    if (isEnd(op, "probabilities") && fed[n.index()] && notAnAnswer(model, graph[n]).empty())
      ranking.add(graph.result(n), kLikely, msg("Other nodes use it, but it gives class probabilities ({0}).", op));
  }
}

// What the last step was taken from: scores before the probabilities.
void addRawScores(const Model& model, const Graph& graph, Ranking& ranking) {
  const std::vector<Candidate> found = ranking.list();
  for (const Candidate& c : found) {
    if (c.rank < kLikely || !c.node) continue;
    const NodeId end = behind(model, graph, c.node);
    const std::string_view op = model.shortOpName(graph[end]);
    if (!isEnd(op, "probabilities") && !isEnd(op, "sigmoid")) continue;
    if (const TensorId scores = graph.operand(end, 0); scores && graph[scores].producer)
      ranking.add(scores, kLikely - 2, msg("The raw scores before {0}.", op));
  }
}

} // namespace

std::vector<Candidate> likelyOutputs(const Model& model) {
  const Graph& graph = model.graph();
  Ranking ranking(model, graph);
  addSignatureTensors(model, ranking, false);
  for (std::size_t i = 0; i < graph.outputs.size(); ++i)
    ranking.add(graph.outputs[i], 150 - static_cast<double>(i) * 1e-6, msg("The file declares it as an output."));
  if (isLite(model)) return std::move(ranking).sorted();
  const std::vector<bool> fed = fedNodes(model, graph);
  const bool declared = ranking.anyLikely();
  for (const NodeId n : unusedNodes(model, graph)) addEnd(model, graph, n, fed[n.index()], declared, ranking);
  if (!ranking.anyLikely()) addInnerProbabilities(model, graph, fed, ranking);
  if (!ranking.anyLikely()) ranking.raise(kUnfed);
  addRawScores(model, graph, ranking);
  return std::move(ranking).sorted();
}

std::vector<Candidate> likelyInputs(const Model& model) {
  static constexpr std::array<std::string_view, 8> kSwitches{
      "keep_prob", "dropout", "is_training", "training", "phase", "learning_rate", "learning_phase", "global_step"};
  const Graph& graph = model.graph();
  Ranking ranking(model, graph);
  addSignatureTensors(model, ranking, true);
  const bool lite = isLite(model);
  for (std::size_t i = 0; i < graph.inputs.size(); ++i)
    ranking.add(graph.inputs[i], 150 - static_cast<double>(i) * 1e-6,
                lite ? msg("The file declares it as an input.") : msg("The node that computes it is missing."));
  if (lite) return std::move(ranking).sorted();

  const bool declared = ranking.anyLikely();
  std::vector<TensorId> answers;
  for (const Candidate& c : likelyOutputs(model))
    if (answers.empty() || c.rank >= kLikely) answers.push_back(c.tensor);
  const std::vector<bool> needed = neededFor(graph, answers, true);
  for (const NodeId n : graph.nodeIds()) {
    const std::string_view op = model.shortOpName(graph[n]);
    if (!isSource(op)) continue;
    const std::string name = lowered(model.names[graph[n].name]);
    for (const TensorId t : graph.results(n)) {
      const Tensor& tensor = graph[t];
      const Shape& shape = model.shapeOf(tensor);
      const bool fixed = tensor.type == DataType::boolean || hasAny(name, kSwitches);
      if (declared)
        ranking.add(t, kUndeclared, msg("It can be fed, but no signature takes it."));
      else if (!needed[n.index()])
        ranking.add(t, 20, tensor.useCount ? msg("The likely outputs do not need it.") : msg("Nothing uses it."));
      else if (fixed && (!shape.ranked || shape.rank() == 0))
        ranking.add(t, 30, msg("It looks like a switch for training, not like data."));
      else if (op == "PlaceholderWithDefault")
        ranking.add(t, 40, msg("It may be fed; otherwise its default is used."));
      else if (op == "Placeholder" || op == "PlaceholderV2")
        ranking.add(t, 100, msg("Its value comes from outside ({0}).", op));
      else
        ranking.add(t, 60, msg("It hands on what a data pipeline delivers ({0}).", op));
    }
  }
  return std::move(ranking).sorted();
}

} // namespace ara::analysis
