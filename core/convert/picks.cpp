#include "convert/picks.h"

#include "analysis/summary.h"
#include "base/strings.h"
#include "ir/walk.h"
#include "ops/infer.h"

#include <algorithm>
#include <filesystem>

namespace ara::convert {

TensorNames::TensorNames(const ir::Model& model, ir::GraphId graph)
    : m_model(model), m_graph(model.graph(graph)), m_nodes(model.names.size()), m_tensors(model.names.size()) {
  for (const ir::NodeId n : m_graph.nodeIds())
    if (const ir::NameId name = m_graph[n].name; name && !m_nodes[name.index()]) m_nodes[name.index()] = n;
  for (std::size_t i = 0; i < m_graph.tensorCount(); ++i)
    if (const ir::NameId name = m_graph[ir::TensorId(i)].name; name && !m_tensors[name.index()])
      m_tensors[name.index()] = ir::TensorId(i);
}

std::optional<ir::TensorId> TensorNames::find(std::string_view name) const {
  const auto own = [&](std::string_view tensor) -> std::optional<ir::TensorId> {
    const ir::NameId id = m_model.names.find(tensor);
    return id && id.index() < m_tensors.size() && m_tensors[id.index()] ? std::optional(m_tensors[id.index()])
                                                                        : std::nullopt;
  };
  const auto result = [&](std::string_view node, std::uint64_t i) -> std::optional<ir::TensorId> {
    const ir::NameId id = m_model.names.find(node);
    const ir::NodeId n = id && id.index() < m_nodes.size() ? m_nodes[id.index()] : ir::NodeId{};
    if (!n || i >= m_graph[n].resultCount) return std::nullopt;
    return m_graph.result(n, static_cast<std::size_t>(i));
  };
  if (const auto t = own(name)) return t;
  if (const auto whole = result(name, 0)) return whole;
  const auto colon = name.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto i = parseInteger(name.substr(colon + 1));
  if (!i || *i < 0) return std::nullopt;
  if (const auto one = result(name.substr(0, colon), static_cast<std::uint64_t>(*i))) return one;
  return *i == 0 ? own(name.substr(0, colon)) : std::nullopt;
}

std::vector<std::string> TensorNames::nearest(std::string_view name) const {
  constexpr std::size_t kFar = 6;
  std::vector<std::pair<std::size_t, std::string_view>> found;
  const auto leaf = [](std::string_view s) { return s.substr(s.rfind('/') + 1); };
  const auto look = [&](std::string_view other) {
    std::size_t distance = other.size() < 200 && name.size() < 200 ? editDistance(name, other, kFar) : kFar + 1;
    if (leaf(other) == leaf(name)) distance = std::min<std::size_t>(distance, 2); // the scope was forgotten
    if (distance <= std::max<std::size_t>(2, std::min<std::size_t>(kFar, name.size() / 3)))
      found.emplace_back(distance, other);
  };
  for (const ir::NodeId n : m_graph.nodeIds())
    if (m_graph[n].name && m_graph[n].resultCount) look(m_model.names[m_graph[n].name]);
  for (std::size_t i = 0; i < m_graph.tensorCount(); ++i)
    if (const ir::Tensor& t = m_graph[ir::TensorId(i)]; t.name) look(m_model.names[t.name]);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> out;
  for (const auto& [distance, other] : found)
    if (out.size() < 3 && std::find(out.begin(), out.end(), other) == out.end()) out.emplace_back(printable(other));
  return out;
}

std::vector<bool> keptNodes(const ir::Graph& g, std::span<const ir::TensorId> outputs,
                            std::span<const ir::TensorId> inputs) {
  std::vector<bool> kept(g.nodeCount()), cut(g.tensorCount());
  for (const ir::TensorId t : inputs) cut[t.index()] = true;
  // A node whose one result is cut may still be needed for another: kept, and looked behind, are two things.
  std::vector<bool> lookedBehind(g.nodeCount());
  std::vector<ir::TensorId> todo(outputs.begin(), outputs.end());
  while (!todo.empty()) {
    const ir::TensorId t = todo.back();
    todo.pop_back();
    const ir::NodeId n = t ? g[t].producer : ir::NodeId();
    if (!n || g[n].dead) continue;
    kept[n.index()] = true;
    if (cut[t.index()] || lookedBehind[n.index()]) continue;
    lookedBehind[n.index()] = true;
    for (const ir::TensorId operand : g.operands(n)) todo.push_back(operand);
  }
  return kept;
}

Fail noSuchName(const TensorNames& names, std::string_view role, std::string_view name) {
  const auto near = names.nearest(name);
  std::string list;
  for (const auto& n : near) list += (list.empty() ? "" : ", ") + n;
  return fail(ErrorKind::Unsupported, msg("The model has no tensor {0} to be an {1}.", printable(name), role),
              near.empty() ? msg("See the names with `aracari-cli inspect --ops`.") : msg("Did you mean {0}?", list),
              std::string(name));
}

void pruneUnneeded(ir::Model& model, ir::Journal& journal) {
  const ir::Graph& g = model.graph();
  const std::vector<bool> needed = ir::neededFor(g, g.outputs, true);
  std::vector<ir::NodeId> gone;
  for (const ir::NodeId n : g.nodeIds())
    if (!needed[n.index()]) gone.push_back(n);
  ir::GraphEdit edit(model, ir::GraphId(0), &journal);
  for (const ir::NodeId n : gone) edit.remove(n);
  if (!gone.empty()) edit.rewrote("not_needed", gone, {}, msg("No output depends on it."));
}

namespace {

std::string ordinal(std::size_t i) {
  static constexpr std::string_view kNames[] = {"first", "second", "third", "fourth", "fifth", "sixth"};
  return i < std::size(kNames) ? std::string(kNames[i]) : std::to_string(i + 1) + "th";
}

std::string prose(const ir::Shape& s) {
  if (!s.ranked) return "of unknown rank";
  std::string out;
  for (const ir::Dim d : s.dims)
    out += (out.empty() ? "" : "×") + (ir::isKnown(d) ? std::to_string(d) : std::string("?"));
  return s.dims.empty() ? "scalar" : out;
}

// The example a person can copy: unknown dimensions as 1.
std::string example(std::string_view name, const ir::Shape& s) {
  std::string out(name);
  out += '=';
  for (std::size_t i = 0; i < s.dims.size(); ++i)
    out += (i ? "," : "") + std::to_string(ir::isKnown(s.dims[i]) ? s.dims[i] : 1);
  return out;
}

Status checkOpenInput(const InputPick& pick, const ir::Shape& shape) {
  if (pick.shape) return {}; // what was left open there was left open on purpose
  if (!shape.ranked)
    return fail(ErrorKind::Unsupported, msg("{0} does not say its shape.", pick.name),
                msg("Give it, for example --input {0}=1,224,224,3.", pick.name), pick.name);
  for (std::size_t i = 0; i < shape.dims.size(); ++i) {
    if (ir::isKnown(shape.dims[i])) continue;
    const Message finding = msg("{0} leaves its {1} dimension open ({2}).", pick.name, ordinal(i), prose(shape));
    return fail(ErrorKind::Unsupported, finding,
                i == 0 ? msg("Give a batch size, usually 1: --input {0}.", example(pick.name, shape))
                       : msg("Give a number: --input {0}.", example(pick.name, shape)),
                pick.name);
  }
  return {};
}

Result<ir::Shape> wantedShape(const InputPick& pick, const ir::Shape& known, std::optional<ir::Dim> batch) {
  ir::Shape shape = known;
  if (pick.shape) {
    if (known.ranked && known.rank() != pick.shape->size())
      return fail(ErrorKind::Unsupported,
                  msg("{0} has {1} in the file ({2}), and {3} were asked for.", pick.name,
                      plural(known.rank(), "dimension", "dimensions"), prose(known), pick.shape->size()),
                  msg("Give {0}.", plural(known.rank(), "number", "numbers")), pick.name);
    shape = ir::Shape::of(*pick.shape);
    for (std::size_t i = 1; known.ranked && i < shape.dims.size(); ++i)
      if (ir::isKnown(known.dims[i]) && ir::isKnown(shape.dims[i]) && known.dims[i] != shape.dims[i])
        return fail(ErrorKind::Unsupported,
                    msg("{0} has {1} as its {2} dimension in the file ({3}), and {4} was asked for.", pick.name,
                        known.dims[i], ordinal(i), prose(known), shape.dims[i]),
                    msg("Give {0}.", known.dims[i]), pick.name);
  } else if (batch && shape.ranked && !shape.dims.empty() && !ir::isKnown(shape.dims[0])) {
    shape.dims[0] = *batch;
  }
  for (const ir::Dim d : shape.dims)
    if (d > std::numeric_limits<std::int32_t>::max())
      return fail(ErrorKind::Unsupported, msg("{0} would have a dimension of {1}.", pick.name, d),
                  msg("TensorFlow Lite counts up to 2147483647; give less."), pick.name);
  return shape;
}

bool isPlaceholder(const ir::Graph& g, ir::NodeId n) {
  return n && g[n].def &&
         (g[n].def->name == "tf.Placeholder" || g[n].def->name == "tf.PlaceholderV2" ||
          g[n].def->name == "tf.PlaceholderWithDefault");
}

// The type of a tensor whose producer nobody knows, as those that read it say: they keep it in T.
ir::DataType typeForUsers(const ir::Model& model, ir::TensorId t) {
  for (const auto& use : model.graph().uses(t)) {
    const ir::DataType said = ops::NodeView(model, model.graph(), use.user).attrType("T");
    if (use.operand == 0 && said != ir::DataType::none) return said;
  }
  return ir::DataType::none;
}

// What a tensor in the middle of the graph is, is known only after inference.
Status inferAll(Task& task, ir::GraphEdit& edit) {
  std::size_t seen = 0;
  for (const ir::NodeId n : ir::executionOrder(edit.model(), edit.graph()).nodes) {
    if (++seen % 1024 == 0) ARA_TRY(task.checkpoint(0, "Finding shapes"));
    (void)ops::inferNode(edit, n); // a contradiction here may lie in what will be cut away
  }
  return {};
}

// The inputs and outputs of a signature, under the names people know them by.
Status fillFromSignature(const ir::Model& source, const ir::Signature& signature, Settings& settings) {
  const ir::Graph& g = source.graph();
  if (signature.outputs.empty())
    return fail(ErrorKind::Unsupported, msg("Signature {0} names no output the model has.", printable(signature.key)),
                msg("Name one with --output NAME."), signature.key);
  settings.signatureKey = signature.key;
  for (const ir::NamedTensor& o : signature.outputs) {
    settings.outputs.push_back(source.tensorName(g, o.tensor));
    settings.outputKeys.push_back(o.name);
  }
  // What was said about an input (its shape) stays; every other is added in the signature's order.
  std::vector<InputPick> inputs;
  for (const ir::NamedTensor& i : signature.inputs) {
    InputPick pick{source.tensorName(g, i.tensor), ir::DataType::none, {}, i.name};
    for (const InputPick& p : settings.inputs)
      if (p.name == pick.name || p.name == i.name) pick.type = p.type, pick.shape = p.shape;
    inputs.push_back(std::move(pick));
  }
  for (const InputPick& p : settings.inputs)
    if (std::none_of(inputs.begin(), inputs.end(),
                     [&](const InputPick& i) { return i.name == p.name || i.key == p.name; }))
      inputs.push_back(p);
  settings.inputs = std::move(inputs);
  return {};
}

Result<const ir::Signature*> signatureFor(const ir::Model& source, const Settings& settings) {
  const ir::Signature* usual = nullptr;
  std::string all;
  for (const ir::Signature& s : source.signatures) {
    if (s.graph != ir::GraphId(0)) continue;
    if (s.key == settings.signatureKey) return &s;
    if (!usual || s.key == "serving_default") usual = &s;
    all += (all.empty() ? "" : ", ") + s.key;
  }
  if (!settings.signatureKey.empty())
    return fail(ErrorKind::Unsupported, msg("The model has no signature {0}.", printable(settings.signatureKey)),
                all.empty() ? msg("Name inputs and outputs with --input and --output.") : msg("It has {0}.", all),
                settings.signatureKey);
  return usual;
}

} // namespace

// What holds nothing that could be computed says so, before anyone is asked for names.
static Status checkHoldsGraph(const ir::Model& source) {
  const ir::Graph& g = source.graph();
  if (g.liveNodeCount() > 0) return {};
  const std::string name = std::filesystem::path(source.origin.path).filename().string();
  if (source.origin.format == "Checkpoint")
    return fail(ErrorKind::Unsupported, msg("{0} holds values of variables, and no graph.", name),
                msg("Open the graph, a .meta, .pb or .pbtxt file, and name the checkpoint with --checkpoint."), name);
  if (!source.layers.empty())
    return fail(ErrorKind::Unsupported, msg("{0} was saved by Keras 1; its layers are only shown.", name),
                msg("Open it with Keras 2 and save it again."), name);
  if (g.outputs.empty() && source.signatures.empty())
    return fail(ErrorKind::Unsupported, msg("{0} holds no operator and names no output.", name),
                msg("Open a model that computes something."), name);
  return {};
}

Result<Settings> fillDefaults(const ir::Model& source, Settings settings) {
  ARA_TRY(checkHoldsGraph(source));
  const ir::Graph& g = source.graph();
  if (settings.outputs.empty() && (settings.inputs.empty() || !settings.signatureKey.empty()) &&
      source.origin.format != "TensorFlow Lite") {
    ARA_ASSIGN(const ir::Signature* signature, signatureFor(source, settings));
    if (signature) {
      ARA_TRY(fillFromSignature(source, *signature, settings));
      return settings;
    }
  }
  if (settings.outputs.empty()) {
    if (!g.outputs.empty())
      for (const ir::TensorId t : g.outputs) settings.outputs.push_back(source.tensorName(g, t));
    else
      for (const auto& c : analysis::likelyOutputs(source))
        if (settings.outputs.empty() || c.rank >= analysis::kLikely) settings.outputs.push_back(c.name);
    if (settings.outputs.empty())
      return fail(ErrorKind::Unsupported, msg("No tensor of the model looks like an output."),
                  msg("Name one with --output NAME."));
  }
  if (settings.inputs.empty()) {
    const TensorNames names(source);
    std::vector<ir::TensorId> roots;
    for (const auto& o : settings.outputs)
      if (const auto t = names.find(o)) roots.push_back(*t);
    const auto needed = ir::neededFor(g, roots, false);
    if (!g.inputs.empty())
      for (const ir::TensorId t : g.inputs)
        settings.inputs.push_back({source.tensorName(g, t), ir::DataType::none, {}});
    else
      for (const ir::NodeId n : g.nodeIds())
        if (needed[n.index()] && isPlaceholder(g, n) && g[n].def->name != "tf.PlaceholderWithDefault")
          settings.inputs.push_back({source.tensorName(g, g.result(n)), ir::DataType::none, {}});
  }
  return settings;
}

Status apply(Task& task, ir::Model& model, const Settings& settings, ir::Journal& journal) {
  if (settings.batch && *settings.batch < 1)
    return fail(ErrorKind::BadArgument, msg("A batch of {0} is no batch.", *settings.batch), msg("Give 1 or more."));
  journal.passes.push_back({"pick", model.graph().liveNodeCount(), 0, 0, 0});
  ir::GraphEdit edit(model, ir::GraphId(0), &journal);
  const TensorNames names(model);
  std::vector<ir::TensorId> outputs, inputs;
  for (const std::string& o : settings.outputs) {
    const auto t = names.find(o);
    if (!t) return noSuchName(names, "output", o);
    outputs.push_back(*t);
  }
  bool inner = false;
  for (const InputPick& p : settings.inputs) {
    const auto t = names.find(p.name);
    if (!t) return noSuchName(names, "input", p.name);
    if (std::find(inputs.begin(), inputs.end(), *t) != inputs.end())
      return fail(ErrorKind::Unsupported, msg("{0} is asked for as an input twice.", p.name), msg("Name it once."),
                  p.name);
    if (model.graph()[*t].buffer)
      return fail(ErrorKind::Unsupported, msg("{0} is a constant; its value is in the file.", p.name),
                  msg("Name an operator's result or a placeholder as input."), p.name);
    inputs.push_back(*t);
    const ir::NodeId producer = model.graph()[*t].producer;
    inner = inner || (producer && !isPlaceholder(model.graph(), producer));
  }
  if (inner) ARA_TRY(inferAll(task, edit));

  std::vector<ir::NodeId> cut;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const InputPick& p = settings.inputs[i];
    ARA_ASSIGN(const ir::Shape shape, wantedShape(p, model.shapeOf(model.graph()[inputs[i]]), settings.batch));
    const ir::DataType known = model.graph()[inputs[i]].type;
    const ir::DataType type = p.type != ir::DataType::none  ? p.type
                              : known != ir::DataType::none ? known
                                                            : typeForUsers(model, inputs[i]);
    if (type == ir::DataType::none)
      return fail(ErrorKind::Unsupported, msg("{0} does not say its type.", p.name),
                  msg("Give it, for example --input {0}:float32=1,10.", p.name), p.name);
    const ir::NodeId producer = model.graph()[inputs[i]].producer;
    edit.detach(inputs[i]);
    edit.setType(inputs[i], type);
    edit.setShape(inputs[i], shape);
    if (producer) cut.push_back(producer);
  }
  edit.setInputs(inputs);
  edit.setOutputs(outputs);
  if (!cut.empty()) edit.rewrote("input", cut, {}, msg("Its result is an input."));
  journal.passes.back().rewrites = edit.changes();

  journal.passes.back().nodesAfter = model.graph().liveNodeCount();
  return {};
}

Status checkOpen(const ir::Model& model, const Settings& settings) {
  const auto& inputs = model.graph().inputs;
  for (std::size_t i = 0; i < inputs.size() && i < settings.inputs.size(); ++i)
    ARA_TRY(checkOpenInput(settings.inputs[i], model.shapeOf(model.graph()[inputs[i]])));
  return {};
}

Status checkFed(const ir::Model& model) {
  const ir::Graph& g = model.graph();
  const auto needed = ir::neededFor(g, g.outputs, false);
  for (const ir::NodeId n : g.nodeIds()) {
    if (!needed[n.index()] || !isPlaceholder(g, n) || g[n].def->name == "tf.PlaceholderWithDefault") continue;
    const std::string name = model.tensorName(g, g.result(n));
    return fail(ErrorKind::Unsupported, msg("The outputs need {0}, which is no input yet.", name),
                msg("Add --input {0}.", name), name);
  }
  return {};
}

void dropUnusedInputs(ir::Model& model, Settings& settings) {
  ir::GraphEdit edit(model);
  std::vector<ir::TensorId> kept;
  std::vector<InputPick> picks;
  const auto& inputs = model.graph().inputs;
  for (std::size_t i = 0; i < inputs.size() && i < settings.inputs.size(); ++i) {
    if (model.graph().useCount(inputs[i]) == 0 && !model.graph().isOutput(inputs[i])) continue;
    kept.push_back(inputs[i]);
    picks.push_back(settings.inputs[i]);
  }
  settings.inputs = std::move(picks);
  edit.setInputs(std::move(kept));
}

} // namespace ara::convert
