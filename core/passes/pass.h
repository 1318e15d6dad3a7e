// A pass is one rewrite over a working model. The runner owns timing, verifying, dumping, change detection, the journal
// and cancel; a pass owns only its rewrite.
//
//   // x -> Identity -> y   becomes   x -> y
//   Status run(PassContext& c) {
//     for (const NodeId n : order(c)) ...
//   }
#pragma once

#include "ir/edit.h"
#include "ir/walk.h"
#include "ops/context.h"
#include "ops/registry.h"
#include "passes/recurrent/mode.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace ara::passes {

// The order of a graph, as long as its links stay: passes in a row that change nothing share one.
struct KnownOrder {
  std::uint64_t links = ~std::uint64_t{0};
  std::shared_ptr<const std::vector<ir::NodeId>> nodes;
};

struct PassContext {
  ir::Model& model;
  ir::GraphEdit& edit; // of the graph the pass works on, with the journal
  Task& task;
  ir::OpLookup find;
  // Nodes the conversion cannot do: every one with op, name, reason and remedy. Filled by lowering.
  std::vector<Error>& refused;
  bool allowCustom = false; // what has no form becomes a custom operator of its name
  Recurrent recurrent = Recurrent::fused;
  KnownOrder* known = nullptr; // of the graph, from the pass before

  const ir::Graph& graph() const { return edit.graph(); }
  // Every living node after its producers. It stays what it is while the pass changes the graph.
  //   for (const auto order = c.order(); const NodeId n : *order)
  std::shared_ptr<const std::vector<ir::NodeId>> order() const;
  bool is(ir::NodeId n, std::string_view op) const { return !graph()[n].dead && graph()[n].def && graph()[n].def->name == op; }
};

struct Pass {
  std::string_view name; // "fuse_activation"
  std::string_view doc;  // one sentence
  Status (*run)(PassContext&);
};

const Pass* find(std::string_view name);
std::span<const Pass> all(); // passes.def

struct RunOptions {
  ir::OpLookup find = ops::find;
  bool verify = false; // after every pass (always in tests)
  bool allowCustom = false;
  Recurrent recurrent = Recurrent::fused;
  std::function<void(const Pass&, const ir::Model&)> after; // dumps
};

// Runs `pipeline` on the main graph (passes go into subgraphs themselves), appending to `journal`.
Status run(Task& task, ir::Model& model, std::span<const std::string_view> pipeline, ir::Journal& journal,
           std::vector<Error>& refused, const RunOptions& options = {});

// The nodes that no shape could make convertible: each with its reason. For when shapes are not known yet.
std::vector<Error> withoutForm(Task& task, ir::Model& model);

// The pipelines, in order, with the reason of each place (pipelines.cpp).
std::span<const std::string_view> sourcePipeline(); // tf -> tf: shapes, folding, clean-up
std::span<const std::string_view> lowerPipeline();  // tf -> tfl
std::span<const std::string_view> narrowPipeline(); // before lowerPipeline, where that refuses other floats than float32
std::span<const std::string_view> targetPipeline(); // tfl -> tfl: fusions, clean-up
// Whether a living tensor is float64, float16 or bfloat16.
bool holdsOtherFloats(const ir::Model& model);

} // namespace ara::passes
