#include "analysis/leftovers.h"

#include <algorithm>
#include <array>

namespace ara::analysis {
namespace {

using namespace std::string_view_literals;

bool isOneOf(std::string_view op, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, op) != list.end();
}

std::optional<Leftover> byOperator(std::string_view op) {
  if (isOneOf(op, {"Save", "SaveV2", "SaveSlices", "Restore", "RestoreV2", "RestoreSlice", "ShardedFilename",
                   "ShardedFilespec", "MergeV2Checkpoints"}))
    return Leftover::saving;
  if (op.ends_with("Summary") || op.ends_with("SummaryV2") || op.ends_with("SummaryWriter") ||
      isOneOf(op, {"Print", "PrintV2"}))
    return Leftover::logging;
  if (op.ends_with("Dataset") || op.ends_with("DatasetV2") || op.ends_with("DatasetV3") ||
      op.find("Iterator") != op.npos || op.starts_with("Queue") || op.ends_with("Queue") || op.ends_with("QueueV2") ||
      op.ends_with("Reader") || op.ends_with("ReaderV2"))
    return Leftover::feeding;
  if (op == "Assert" || op == "CheckNumerics") return Leftover::checking;
  if (op.starts_with("Apply") || op.starts_with("ResourceApply") || op.starts_with("SparseApply") ||
      op.starts_with("ResourceSparseApply") || op.ends_with("Grad") || op.ends_with("GradV2") ||
      op.ends_with("GradV3") || op.ends_with("BackpropFilter") || op == "BroadcastGradientArgs")
    return Leftover::gradients;
  if (isOneOf(op, {"Assign", "AssignVariableOp", "VarIsInitializedOp", "IsVariableInitialized"}))
    return Leftover::initializing;
  return std::nullopt;
}

// "gradients", "gradients_3", "model/gradients": a part of the path, numbered or not.
bool isScope(std::string_view part, std::string_view scope) {
  if (!part.starts_with(scope)) return false;
  part.remove_prefix(scope.size());
  return part.empty() || (part.size() > 1 && part[0] == '_' &&
                          std::ranges::all_of(part.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
}

std::optional<Leftover> byScope(std::string_view name) {
  static constexpr std::array kScopes = {
      std::pair{"gradients"sv, Leftover::gradients}, std::pair{"save"sv, Leftover::saving},
      std::pair{"Initializer"sv, Leftover::initializing}, std::pair{"Assert"sv, Leftover::checking},
      std::pair{"report_uninitialized_variables"sv, Leftover::initializing}};
  for (auto slash = name.find('/'); slash != name.npos;
       slash = name.find('/')) { // the last part is the node's own name
    for (const auto& [scope, leftover] : kScopes)
      if (isScope(name.substr(0, slash), scope)) return leftover;
    name.remove_prefix(slash + 1);
  }
  return std::nullopt;
}

} // namespace

std::optional<Leftover> leftoverOf(const ir::Model& model, const ir::Node& node) {
  if (const auto known = byOperator(model.shortOpName(node))) return known;
  return node.name ? byScope(model.names[node.name]) : std::nullopt;
}

std::string_view leftoverWord(Leftover l) {
  static constexpr std::array<std::string_view, kLeftoverCount> kWords{"saving",  "gradients", "initializing",
                                                                       "feeding", "checking",  "logging"};
  return kWords[static_cast<std::size_t>(l)];
}

Message leftoverReason(Leftover l) {
  switch (l) {
  case Leftover::saving: return msg("Left from training: it saves or restores checkpoints. No output depends on it.");
  case Leftover::gradients:
    return msg("Left from training: it computes or applies gradients. No output depends on it.");
  case Leftover::initializing:
    return msg("Left from training: it gives variables their first values. No output depends on it.");
  case Leftover::feeding:
    return msg("Left from training: it reads the data of the training program. No output depends on it.");
  case Leftover::checking:
    return msg("Left from training: it stops the program when a value is not as expected. No output depends on it.");
  case Leftover::logging: return msg("Left from training: it writes a log. No output depends on it.");
  }
  return {};
}

} // namespace ara::analysis
