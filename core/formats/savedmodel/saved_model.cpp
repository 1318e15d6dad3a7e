// SavedModel { 1: schema version, 2: MetaGraphDef ... }
// MetaGraphDef { 1: { 2: stripped op list, 4: tags }, 2: GraphDef, 5: signatures, ... }
#include "formats/savedmodel/saved_model.h"

#include "formats/checkpoint/join.h"
#include "formats/graphdef/reader.h"
#include "formats/graphdef/text.h"
#include "ir/edit.h"

#include <algorithm>
#include <charconv>

namespace ara::formats::savedmodel {

using namespace ir;
using namespace graphdef;

namespace {

struct MetaGraph {
  Bytes graph;
  std::vector<std::string_view> tags;
  std::vector<Bytes> signatures; // map entries
  std::vector<Bytes> assets;     // AssetFileDef: a tensor and the name of a file
  DeclaredOps declared;
};

bool looksLikeMetaGraph(Bytes bytes) {
  bool graph = false;
  Scanner s(bytes);
  for (Field f; s.next(f);) {
    if (f.number > 64 || (f.number <= 7 && f.wire != Wire::bytes)) return false;
    if (f.number == 1 && looksLikeNode(f.bytes)) return false;
    if (f.number != 2) continue;
    graph = f.bytes.empty() || looksLikeGraphDef(f.bytes) != Match::no;
    if (!graph) return false;
  }
  return graph && s.state() != State::broken;
}

Match looksLikeSavedModel(Bytes bytes) {
  std::size_t graphs = 0;
  Scanner s(bytes);
  for (Field f; s.next(f);) {
    if (f.is(1, Wire::varint)) continue;
    if (!f.is(2, Wire::bytes) || !looksLikeMetaGraph(f.bytes)) return Match::no;
    ++graphs;
  }
  if (graphs > 0 && s.state() != State::broken) return Match::yes;
  // Cut inside its first graph: the schema version stands before it.
  const bool begins =
      bytes.size() > 3 && bytes[0] == std::byte{8} && bytes[1] == std::byte{1} && bytes[2] == std::byte{0x12};
  return begins && s.state() == State::cut ? Match::maybe : Match::no;
}

Status endsWell(const Scanner& s, const Source& source, std::string_view what) {
  if (s.state() == State::end) return {};
  if (s.state() == State::cut && s.position() < source.bytes.size())
    return fail(ErrorKind::BadFile,
                msg("{0} ends at byte {1}, inside {2}.", source.name, source.base + source.bytes.size(), what),
                msg("Copy it again."), source.name);
  return damaged(source, source.bytes.subspan(s.position()), what);
}

void declare(DeclaredOps& ops, Bytes opDef) {
  std::string_view name;
  std::vector<DeclaredResult> results;
  Scanner s(opDef);
  for (Field f; s.next(f);) {
    if (f.is(1, Wire::bytes)) name = f.text();
    if (!f.is(3, Wire::bytes)) continue;
    DeclaredResult r;
    Scanner arg(f.bytes);
    for (Field a; arg.next(a);) {
      if (a.is(1, Wire::bytes))
        r.name = a.text();
      else if (a.is(5, Wire::bytes) || a.is(6, Wire::bytes))
        r.times = a.text();
    }
    results.push_back(r);
  }
  constexpr std::size_t kMost = 256; // no operator has that many; a list that lies must not cost time
  if (results.size() <= kMost) ops[name] = std::move(results);
}

// TensorFlow 1 keeps its assets in a collection, each wrapped in an Any.
void addCollected(MetaGraph& m, Bytes entry) {
  const MapEntry e = mapEntry(entry);
  if (!e.whole || e.key != "saved_model_assets") return;
  Scanner collection(e.value);
  for (Field list; collection.next(list);) {
    if (!list.is(5, Wire::bytes)) continue;
    Scanner items(list.bytes);
    for (Field any; items.next(any);) {
      if (!any.is(1, Wire::bytes)) continue;
      Scanner inside(any.bytes);
      for (Field value; inside.next(value);)
        if (value.is(2, Wire::bytes)) m.assets.push_back(value.bytes);
    }
  }
}

Result<MetaGraph> metaGraphOf(const Source& source) {
  MetaGraph m;
  Scanner s(source.bytes);
  for (Field f; s.next(f);) {
    if (f.is(2, Wire::bytes))
      m.graph = f.bytes;
    else if (f.is(5, Wire::bytes))
      m.signatures.push_back(f.bytes);
    else if (f.is(6, Wire::bytes))
      m.assets.push_back(f.bytes);
    else if (f.is(4, Wire::bytes))
      addCollected(m, f.bytes);
    else if (f.is(1, Wire::bytes)) {
      Scanner info(f.bytes);
      for (Field i; info.next(i);) {
        if (i.is(4, Wire::bytes)) m.tags.push_back(i.text());
        if (!i.is(2, Wire::bytes)) continue;
        Scanner list(i.bytes);
        for (Field op; list.next(op);)
          if (op.is(1, Wire::bytes)) declare(m.declared, op.bytes);
      }
      if (info.state() != State::end) return damaged(source, f.bytes, "its description");
    }
  }
  ARA_TRY(endsWell(s, source, "its graph"));
  return m;
}

class SignatureReader {
public:
  SignatureReader(Task& task, Model& model, const Source& source) : m_task(task), m_model(model), m_source(source) {
    for (const NodeId n : model.graph().nodeIds()) m_nodes.emplace(model.graph()[n].name, n);
  }

  Status read(Bytes entry) {
    const MapEntry e = mapEntry(entry);
    if (!e.whole) return damaged(m_source, entry, "its signatures");
    if (e.key == "__saved_model_init_op" || e.key == "__saved_model_train_op")
      return {}; // how to start, not what to call
    Signature signature;
    signature.key = e.key;
    signature.graph = GraphId(0);
    Scanner s(e.value);
    for (Field f; s.next(f);) {
      if (f.is(1, Wire::bytes))
        ARA_TRY(tensor(f.bytes, signature.key, signature.inputs));
      else if (f.is(2, Wire::bytes))
        ARA_TRY(tensor(f.bytes, signature.key, signature.outputs));
    }
    if (s.state() != State::end) return damaged(m_source, entry, "its signatures");
    const auto byName = [](const NamedTensor& a, const NamedTensor& b) { return a.name < b.name; };
    std::sort(signature.inputs.begin(), signature.inputs.end(), byName);
    std::sort(signature.outputs.begin(), signature.outputs.end(), byName);
    m_model.signatures.push_back(std::move(signature));
    return {};
  }

  // The file an asset names, if it lies in the folder; nothing outside of that is opened.
  void asset(Bytes entry, const std::filesystem::path& folder) {
    std::string_view tensor, file;
    Scanner s(entry);
    for (Field f; s.next(f);) {
      if (f.is(2, Wire::bytes)) file = f.text();
      if (!f.is(1, Wire::bytes)) continue;
      Scanner info(f.bytes);
      for (Field i; info.next(i);)
        if (i.is(1, Wire::bytes)) tensor = i.text();
    }
    if (file.empty() || folder.empty()) return;
    const std::filesystem::path path = folder / std::filesystem::path(file);
    std::error_code none;
    const auto whole = std::filesystem::weakly_canonical(path, none),
               root = std::filesystem::weakly_canonical(folder, none);
    const bool inside = std::mismatch(root.begin(), root.end(), whole.begin(), whole.end()).first == root.end();
    auto opened = inside && std::filesystem::is_regular_file(whole, none)
                      ? openFile(whole)
                      : Result<std::shared_ptr<const FileBytes>>(std::shared_ptr<const FileBytes>());
    if (!opened || !*opened) {
      m_task.note(Severity::warning,
                  msg("The model names the file {0}, which is not in its folder assets.", shown(file)),
                  msg("Copy the whole SavedModel folder."), std::string(file));
      return;
    }
    m_model.assets.push_back(
        {std::string(file), named(tensor), m_model.addBuffer(ir::viewBuffer((*opened)->bytes(), *opened))});
  }

private:
  Status tensor(Bytes entry, const std::string& key, std::vector<NamedTensor>& into) {
    const MapEntry e = mapEntry(entry);
    if (!e.whole) return damaged(m_source, entry, "its signatures");
    std::string_view name;
    Bytes shape;
    Scanner info(e.value);
    for (Field f; info.next(f);)
      if (f.is(1, Wire::bytes))
        name = f.text();
      else if (f.is(3, Wire::bytes))
        shape = f.bytes;
    if (const TensorId t = named(name)) {
      into.push_back({std::string(e.key), t});
      // What the graph leaves open the signature often promises.
      if (!shape.empty() && !m_model.shapeOf(m_model.graph()[t]).ranked) {
        ARA_ASSIGN(const Shape promised, ValueReader(m_model, m_source).shape(shape, key));
        GraphEdit(m_model).setShape(t, promised);
      }
    } else
      m_task.note(Severity::warning,
                  name.empty()
                      ? msg("{0} of signature {1} is made of several tensors.", e.key, key)
                      : msg("{0} of signature {1} is {2}, which the graph does not hold.", e.key, key, shown(name)),
                  msg("Pick it on the graph."), std::string(name));
    return {};
  }

  TensorId named(std::string_view name) const {
    std::uint32_t port = 0;
    if (const auto colon = name.rfind(':'); colon != std::string_view::npos) {
      const char* end = name.data() + name.size();
      if (std::from_chars(name.data() + colon + 1, end, port).ptr != end) return {};
      name = name.substr(0, colon);
    }
    const auto it = m_nodes.find(m_model.names.find(name));
    if (it == m_nodes.end()) return {};
    const auto results = m_model.graph().results(it->second);
    return port < results.size() ? results[port] : TensorId();
  }

  Task& m_task;
  Model& m_model;
  const Source& m_source;
  std::unordered_map<NameId, NodeId> m_nodes;
};

// The values of its variables, when a checkpoint lies where the format says.
Status joinValues(Task& task, Model& model, const Source& source, const std::filesystem::path& prefix,
                  bool despiteChecksums) {
  if (!checkpoint::holdsVariables(model)) return {};
  if (prefix.empty()) {
    task.note(
        Severity::note,
        msg("{0} keeps its weights in variables, whose values lie in other files; they were not found.", source.name),
        msg("Name the checkpoint with --checkpoint."), source.name);
    return {};
  }
  ARA_ASSIGN(const checkpoint::Checkpoint c, checkpoint::readCheckpoint(task, prefix, despiteChecksums));
  return checkpoint::join(task, model, c);
}

Result<Model> readMeta(Task& task, const Source& source, const std::filesystem::path& prefix, bool despiteChecksums,
                       const std::filesystem::path& assets = {}) {
  ARA_ASSIGN(const MetaGraph meta, metaGraphOf(source));
  Source graph = source;
  graph.bytes = meta.graph;
  graph.base = meta.graph.empty() ? source.base : source.offsetOf(meta.graph);
  ARA_ASSIGN(Model model, readGraphDef(task, graph, &meta.declared));
  SignatureReader signatures(task, model, source);
  for (const Bytes entry : meta.signatures) ARA_TRY(signatures.read(entry));
  for (const Bytes entry : meta.assets) signatures.asset(entry, assets);
  std::sort(model.signatures.begin(), model.signatures.end(),
            [](const Signature& a, const Signature& b) { return a.key < b.key; });
  ARA_TRY(joinValues(task, model, source, prefix, despiteChecksums));
  return model;
}

std::string joined(std::vector<std::string> tags) {
  std::sort(tags.begin(), tags.end());
  std::string out;
  for (const std::string& t : tags) out += (out.empty() ? "" : ",") + shown(t);
  return out;
}

// The one with the wanted tags; when none are wanted, the one tagged "serve", else the first.
Result<Model> readSaved(Task& task, const Source& source, const std::filesystem::path& prefix, bool despiteChecksums,
                        const std::vector<std::string>& wanted, const std::filesystem::path& assets) {
  std::vector<Source> graphs;
  std::size_t chosen = 0;
  bool served = false;
  Scanner s(source.bytes);
  for (Field f; s.next(f);) {
    if (!f.is(2, Wire::bytes)) continue;
    Source one = source;
    one.bytes = f.bytes;
    one.base = source.offsetOf(f.bytes);
    graphs.push_back(one);
  }
  ARA_TRY(endsWell(s, source, "its graph"));
  if (graphs.empty())
    return fail(ErrorKind::BadFile, msg("{0} holds no graph.", source.name), msg("Export the model again."),
                source.name);
  bool found = wanted.empty();
  std::string all; // "[serve] [serve,gpu]"
  for (std::size_t i = graphs.size(); i-- > 0;) {
    ARA_ASSIGN(const MetaGraph meta, metaGraphOf(graphs[i]));
    const std::vector<std::string> tags(meta.tags.begin(), meta.tags.end());
    all = "[" + joined(tags) + "]" + (all.empty() ? "" : " ") + all;
    if (!wanted.empty()) {
      if (joined(tags) == joined(wanted)) chosen = i, found = true;
    } else if (std::find(tags.begin(), tags.end(), "serve") != tags.end()) {
      chosen = i, served = true;
    }
  }
  if (!found)
    return fail(ErrorKind::Unsupported, msg("{0} holds no graph with the tags {1}.", source.name, joined(wanted)),
                msg("It has: {0}.", all), source.name);
  if (graphs.size() > 1 && wanted.empty())
    task.note(
        Severity::note,
        served ? msg("{0} holds {1} graphs; number {2}, tagged for serving, is shown.", source.name, graphs.size(),
                     chosen + 1)
               : msg("{0} holds {1} graphs, none tagged for serving; the first is shown.", source.name, graphs.size()),
        msg("Others are taken by their tags (--tags): {0}.", all), source.name);
  return readMeta(task, graphs[chosen], prefix, despiteChecksums, assets);
}

Result<Source> sourceOf(const Input& input, TextKind kind, bool binary) {
  const std::string name = input.path.filename().string();
  if (binary) return Source{input.bytes(), input.file, name, 0};
  ARA_ASSIGN(const auto bytes, binaryOf(input.bytes(), kind, name));
  return Source{bytesOf(*bytes), bytes, name, 0};
}

} // namespace

std::filesystem::path fileIn(const std::filesystem::path& folder) {
  for (const char* name : {"saved_model.pb", "saved_model.pbtxt"}) {
    std::error_code none;
    if (std::filesystem::is_regular_file(folder / name, none)) return folder / name;
  }
  return {};
}

Match sniff(const Input& input) {
  if (const Match binary = looksLikeSavedModel(input.bytes()); binary != Match::no) return binary;
  return textKind(input.bytes()) == TextKind::savedModel ? Match::yes : Match::no;
}

Result<Model> read(Task& task, const Input& input) {
  ARA_ASSIGN(const Source source,
             sourceOf(input, TextKind::savedModel, looksLikeSavedModel(input.bytes()) != Match::no));
  return readSaved(task, source, checkpoint::prefixOf(input.path.parent_path() / "variables" / "variables"),
                   input.despiteChecksums, input.tags, input.path.parent_path() / "assets");
}

Match sniffMetaGraph(const Input& input) {
  if (looksLikeMetaGraph(input.bytes())) return Match::yes;
  return textKind(input.bytes()) == TextKind::metaGraph ? Match::yes : Match::no;
}

Result<Model> readMetaGraph(Task& task, const Input& input) {
  ARA_ASSIGN(const Source source, sourceOf(input, TextKind::metaGraph, looksLikeMetaGraph(input.bytes())));
  return readMeta(task, source, checkpoint::prefixOf(input.path), input.despiteChecksums);
}

} // namespace ara::formats::savedmodel
