#include "formats/checkpoint/checkpoint.h"

#include "formats/checkpoint/parts.h"
#include "formats/checkpoint/table.h"
#include "ir/edit.h"

#include <algorithm>

namespace ara::formats::checkpoint {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kJoinBelow = 16u << 20; // parts are joined for looking while that is small

bool isFile(const fs::path& p) {
  std::error_code none;
  return fs::is_regular_file(p, none);
}

fs::path withEnding(fs::path p, std::string_view ending) { return p += ending; }

bool isV1(const fs::path& path) {
  if (!isFile(path)) return false;
  const auto file = openFile(path, 0);
  return file && looksLikeTable((*file)->bytes());
}

// The path the text file `checkpoint` names first, inside its own folder.
fs::path newestOf(const fs::path& state) {
  std::error_code none;
  if (!isFile(state) || fs::file_size(state, none) > (1u << 20)) return {};
  const auto file = openFile(state);
  if (!file) return {};
  std::string_view text = textOf((*file)->bytes());
  constexpr std::string_view kKey = "model_checkpoint_path:";
  if (!text.starts_with(kKey)) return {};
  const auto open = text.find('"'), close = open == text.npos ? text.npos : text.find('"', open + 1);
  if (close == text.npos) return {};
  // Nothing outside the folder is opened: of a path only the name counts.
  return state.parent_path() / fs::path(text.substr(open + 1, close - open - 1)).filename();
}

fs::path existing(const fs::path& prefix) {
  return !prefix.empty() && (isFile(withEnding(prefix, ".index")) || isV1(prefix)) ? prefix : fs::path();
}

} // namespace

fs::path prefixOf(const fs::path& any) {
  std::error_code none;
  if (fs::is_directory(any, none)) {
    if (const fs::path named = existing(newestOf(any / "checkpoint")); !named.empty()) return named;
    fs::path only; // without that file: the one .index there is
    for (const auto& f : fs::directory_iterator(any, none)) {
      if (f.path().extension() != ".index") continue;
      if (!only.empty()) return {};
      only = fs::path(f.path()).replace_extension();
    }
    return only;
  }
  const std::string name = any.filename().string();
  if (name == "checkpoint")
    if (const fs::path named = existing(newestOf(any)); !named.empty()) return named;
  for (const std::string_view ending : {".index", ".meta"})
    if (name.ends_with(ending)) return existing(fs::path(any).replace_extension());
  if (const auto data = name.rfind(".data-"); data != name.npos)
    return existing(any.parent_path() / name.substr(0, data));
  return existing(any);
}

Result<Checkpoint> readCheckpoint(Task& task, const fs::path& prefix, bool despiteChecksums) {
  const fs::path index = withEnding(prefix, ".index");
  if (isFile(index)) {
    ARA_ASSIGN(auto file, openFile(index));
    return readV2(task, std::move(file), prefix, despiteChecksums);
  }
  ARA_ASSIGN(auto file, openFile(prefix, 1u << 20));
  return readV1(task, std::move(file), prefix, despiteChecksums);
}

Match sniff(const Input& input) {
  if (looksLikeTable(input.bytes())) return Match::yes;
  const std::string name = input.path.filename().string();
  const bool beside = name.find(".data-0") != name.npos || name == "checkpoint";
  return beside && !prefixOf(input.path).empty() ? Match::yes : Match::no;
}

Result<ir::Model> read(Task& task, const Input& input) {
  fs::path prefix = prefixOf(input.path);
  if (prefix.empty()) prefix = input.path;
  ARA_ASSIGN(Checkpoint c, readCheckpoint(task, prefix, input.despiteChecksums));
  ir::Model model;
  model.graphs.emplace_back();
  ir::GraphEdit edit(model);
  for (const auto& f : c.files) model.storage.push_back(f);
  if (c.damaged)
    task.note(Severity::warning,
              msg("{0} does not agree with its checksums; names and shapes are shown, values are not.",
                  prefix.filename().string()),
              msg("Copy the checkpoint again."), prefix.string());
  std::vector<ir::TensorId> inputs;
  for (const Entry& e : c.entries) {
    ir::Variable v;
    v.name = v.key = e.name;
    v.state = ir::Variable::State::spare;
    v.type = e.type;
    v.shape = v.stored = e.shape;
    v.bytes = e.bytes;
    v.parts = static_cast<std::uint32_t>(e.parts.size());
    v.shard = e.parts.empty() ? 0 : e.parts[0].shard;
    const bool whole = e.parts.size() == 1;
    if (!c.damaged && (whole ? e.parts[0].value.size > 0 : e.bytes <= kJoinBelow)) {
      auto value = valueOf(c, e);
      if (!value && !input.despiteChecksums) return Fail(std::move(value).error());
      if (value) {
        v.value = model.addBuffer(*std::move(value));
        if (whole) v.crc = e.parts[0].crc;
      }
    }
    const ir::TensorId t = edit.addTensor(e.type, e.shape, model.names.intern(e.name));
    edit.setVariable(t, true);
    if (v.value) edit.setBuffer(t, v.value);
    model.variables.push_back(std::move(v));
  }
  return model;
}

} // namespace ara::formats::checkpoint
