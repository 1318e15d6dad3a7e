#include "passes/pass.h"

#include "ir/verify.h"
#include "passes/graph_copy.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <unordered_map>

namespace ara::passes {

#define ARA_PASS(name, doc) Status name(PassContext& c);
#include "passes/passes.def"
#undef ARA_PASS

namespace {

constexpr auto kPasses = std::to_array<Pass>({
#define ARA_PASS(name, doc) {#name, doc, &name},
#include "passes/passes.def"
#undef ARA_PASS
});

// These go into other graphs themselves, or look at the main graph only; every other runs on each graph that is run.
constexpr std::array<std::string_view, 7> kMainOnly{"split_cases",   "inline_functions", "freeze_variables",
                                                    "inline_calls",  "infer_shapes",     "lists_to_tensors",
                                                    "remove_dropout"};

double cpuMilliseconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

} // namespace

std::span<const Pass> all() { return kPasses; }

const Pass* find(std::string_view name) {
  const auto it = std::find_if(kPasses.begin(), kPasses.end(), [&](const Pass& p) { return p.name == name; });
  return it == kPasses.end() ? nullptr : &*it;
}

std::shared_ptr<const std::vector<ir::NodeId>> PassContext::order() const {
  if (known && known->nodes && known->links == graph().links()) return known->nodes;
  auto nodes = std::make_shared<const std::vector<ir::NodeId>>(ir::executionOrder(model, graph()).nodes);
  if (known) *known = {graph().links(), nodes};
  return nodes;
}

Status run(Task& task, ir::Model& model, std::span<const std::string_view> pipeline, ir::Journal& journal,
           std::vector<Error>& refused, const RunOptions& options) {
  std::unordered_map<ir::GraphId, KnownOrder> orders;
  bool inferred = false; // nothing has changed since shapes were found
  for (std::size_t i = 0; i < pipeline.size(); ++i) {
    const Pass* pass = find(pipeline[i]);
    if (!pass)
      return fail(ErrorKind::BadArgument, msg("There is no pass {0}.", pipeline[i]),
                  msg("See `aracari-cli ops --passes`."));
    ARA_TRY(task.checkpoint(double(i) / double(pipeline.size()), pass->name));
    journal.passes.push_back({pass->name, model.graph().liveNodeCount(), 0, 0, 0});
    const double start = cpuMilliseconds(), proved = journal.proofMilliseconds;
    if (inferred && pass->name == "infer_shapes") {
      journal.passes.back().nodesAfter = model.graph().liveNodeCount();
      continue;
    }
    const bool mainOnly = std::find(kMainOnly.begin(), kMainOnly.end(), pass->name) != kMainOnly.end();
    std::size_t changes = 0;
    for (const ir::GraphId graph : mainOnly ? std::vector{ir::GraphId(0)} : reachableGraphs(model)) {
      ir::GraphEdit edit(model, graph, &journal);
      PassContext c{model, edit, task, options.find, refused, options.allowCustom, options.recurrent, &orders[graph]};
      auto done = pass->run(c);
      changes += edit.changes();
      if (done) continue;
      Error e = std::move(done).error();
      e.trail.push_back("running pass " + std::string(pass->name));
      return Fail(std::move(e));
    }
    ir::PassRun& row = journal.passes.back();
    row.nodesAfter = model.graph().liveNodeCount();
    row.rewrites = changes;
    inferred = pass->name == "infer_shapes" || (inferred && changes == 0);
    row.milliseconds = cpuMilliseconds() - start - (journal.proofMilliseconds - proved);
    if (options.after) options.after(*pass, model);
    if (options.verify)
      if (auto wrong = ir::verify(model); !wrong.empty()) {
        wrong.front().trail.push_back("verifying after pass " + std::string(pass->name));
        return Fail(std::move(wrong.front()));
      }
  }
  return {};
}

} // namespace ara::passes
