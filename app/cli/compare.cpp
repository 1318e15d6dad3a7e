#include "app/cli/tensor_table.h"
#include "app/cli/verb.h"

#include "base/strings.h"
#include "convert/compare_answers.h"
#include "formats/format.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace ara::cli {
namespace {

using formats::arrays::Array;

struct Options {
  std::string first, second, inputs, format = "text", progress = "auto";
  std::optional<std::uint64_t> seed;
};

std::map<std::string, std::pair<std::size_t, std::size_t>> operatorCounts(const ir::Model& a, const ir::Model& b) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> out;
  for (const ir::Graph& g : a.graphs)
    for (const ir::NodeId n : g.nodeIds()) ++out[std::string(a.shortOpName(g[n]))].first;
  for (const ir::Graph& g : b.graphs)
    for (const ir::NodeId n : g.nodeIds()) ++out[std::string(b.shortOpName(g[n]))].second;
  return out;
}

// Whether tensors, types, shapes and the bytes of constants are the same in both.
bool sameTensors(const ir::Model& a, const ir::Model& b, const analysis::Comparison& c) {
  for (const analysis::TensorRow& r : c.rows) {
    if (r.before != r.after || r.bytesBefore != r.bytesAfter || !r.tensor) return false;
    if (!r.constant || r.graph.index() >= a.graphs.size() || r.tensor.index() >= a.graph(r.graph).tensorCount()) continue;
    const ir::BufferId x = a.graph(r.graph)[r.tensor].buffer, y = b.graph(r.graph)[r.tensor].buffer;
    if (!x || !y) return false;
    const auto u = a.data(x), v = b.data(y);
    if (!u || !v || !std::ranges::equal(u->bytes, v->bytes)) return false;
  }
  return true;
}

std::string decibels(double sqnr) { return std::isfinite(sqnr) ? fmt::format("{:.1f}", sqnr) : sqnr > 0 ? "equal" : "-"; }

std::string textOf(const convert::Divergences& d) {
  Table t{{"tensor", "first", "second", "SQNR dB", "worst difference", ""}, {false, false, false, true, true, false}, {}};
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    const convert::Divergence& r = d.rows[i];
    t.rows.push_back({printable(r.name, 60), std::string(ir::longName(r.first)), std::string(ir::longName(r.second)),
                      r.comparable ? decibels(r.sqnr) : "-", r.comparable ? fmt::format("{:.4g}", r.worst) : "other shape or kind",
                      std::string(r.output ? "output " : "") + (d.jump == i ? "jumps here" : "")});
  }
  return t.text();
}

int compareModels(Task& task, const Options& o) {
  const auto a = formats::open(task, o.first), b = formats::open(task, o.second);
  if (!a) return report(a.error());
  if (!b) return report(b.error());
  const analysis::Comparison c = analysis::compare(*a, a->origin.bytes, *b, b->origin.bytes);
  const auto counts = operatorCounts(*a, *b);
  bool same = sameTensors(*a, *b, c);
  for (const auto& [op, n] : counts) same = same && n.first == n.second;
  std::optional<convert::Divergences> answers;
  if (!o.inputs.empty() || o.seed) {
    std::vector<Array> arrays;
    if (!o.inputs.empty()) {
      auto read = formats::arrays::readArrayFile(task, o.inputs);
      if (!read) return report(read.error());
      arrays = *std::move(read);
    }
    auto got = convert::compareAnswers(task, *a, *b, arrays, o.seed);
    if (!got) return report(got.error());
    answers = *std::move(got);
    same = same && answers->same();
  }
  reportNotes(task);
  std::string out;
  if (o.format == "json") {
    nlohmann::ordered_json j = nlohmann::ordered_json::parse(tensorTableJson(c));
    j["same"] = same;
    for (const auto& [op, n] : counts) j["operators"][op] = {n.first, n.second};
    if (answers)
      for (const convert::Divergence& d : answers->rows) {
        nlohmann::ordered_json one{{"name", d.name}, {"output", d.output}, {"comparable", d.comparable}, {"worst", d.worst}};
        if (std::isfinite(d.sqnr)) one["sqnr_db"] = d.sqnr;
        j["answers"].push_back(std::move(one));
      }
    if (answers && answers->jump) j["jump"] = answers->rows[*answers->jump].name;
    out = j.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  } else {
    Table ops{{"operator", "first", "second"}, {false, true, true}, {}};
    for (const auto& [op, n] : counts)
      if (n.first != n.second) ops.rows.push_back({op, withCommas(n.first), withCommas(n.second)});
    if (!ops.rows.empty()) out += ops.text() + "\n";
    out += tensorTableText(c);
    if (answers) out += "\n" + textOf(*answers);
    out += same ? "No difference.\n" : "";
  }
  const int written = finish(out);
  return written != kDone ? written : same ? kDone : kDifferent;
}

} // namespace

std::function<int()> setUpCompare(CLI::App& command) {
  const auto o = std::make_shared<Options>();
  command.add_option("FIRST", o->first, "a model")->required();
  command.add_option("SECOND", o->second, "another, or the same after quantization")->required();
  command.add_option("--inputs", o->inputs, "an .npz or .npy: both are run on it and compared tensor by tensor");
  command.add_option("--random", o->seed, "SEED: the same with random numbers in [-1, 1) for inputs without an array");
  command.add_option("--format", o->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  addProgress(command, o->progress);
  return [o]() -> int {
    Task task = makeTask(o->progress);
    return compareModels(task, *o);
  };
}

} // namespace ara::cli
