#include "convert/run_model.h"

#include "base/strings.h"
#include "convert/feeds.h"
#include "convert/picks.h"
#include "runtime/evaluate.h"

#include <algorithm>

namespace ara::convert {

using formats::arrays::Array;

// A graph that is not cut yet has placeholders; a copy of it (tables and views, no weights) gets inputs and outputs.
Result<ir::Model> readyToRun(Task& task, const ir::Model& model, const std::vector<std::string>& outputs) {
  ir::Model copy = model;
  if (model.origin.format == "TensorFlow Lite" && outputs.empty()) return copy;
  Settings settings;
  settings.outputs = outputs;
  ARA_ASSIGN(settings, fillDefaults(model, std::move(settings)));
  ir::Journal journal;
  ARA_TRY(apply(task, copy, settings, journal));
  return copy;
}

Result<std::vector<Answer>> runModel(Task& task, const ir::Model& source, const RunRequest& request) {
  ARA_ASSIGN(const ir::Model m, readyToRun(task, source, request.outputs));
  const ir::Graph& g = m.graph();
  std::vector<runtime::Feed> feeds;
  std::vector<const Array*> used;
  for (std::size_t i = 0; i < g.inputs.size(); ++i) {
    const Array* a = givenFor(m, g.inputs[i], i, g.inputs.size(), request.inputs);
    if (!a && request.seed) {
      ARA_ASSIGN(const Array made, randomFor(m, g.inputs[i], *request.seed + i));
      feeds.push_back({g.inputs[i], viewOf(made)});
      continue;
    }
    const std::string name = m.tensorName(g, g.inputs[i]);
    if (!a)
      return fail(ErrorKind::Unsupported, msg("The input {0} has no array.", name),
                  msg("Give one named {0} or in:{1}, or --random SEED.", name, i), name);
    ARA_TRY(checkFits(m, g.inputs[i], *a));
    used.push_back(a);
    feeds.push_back({g.inputs[i], viewOf(*a)});
  }
  for (const Array& a : request.inputs)
    if (std::ranges::find(used, &a) == used.end())
      return fail(ErrorKind::Unsupported, msg("The array {0} belongs to no input.", a.name),
                  msg("Name it as an input, or leave it out."), a.name);

  std::vector<ir::TensorId> wanted = g.outputs;
  std::vector<Answer> out;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    out.push_back({m.tensorName(g, wanted[i]), {fmt::format("out:{}", i), {}, {}, {}}});
  const TensorNames names(m);
  for (const std::string& w : request.watch) {
    const auto t = names.find(w);
    if (!t)
      return fail(ErrorKind::BadArgument, msg("The model has no tensor {0} to watch.", printable(w)),
                  msg("See the names with `aracari-cli inspect --tensors`."), w);
    wanted.push_back(*t);
    out.push_back({m.tensorName(g, *t), {m.tensorName(g, *t), {}, {}, {}}});
  }
  ARA_ASSIGN(const auto values, runtime::runGraph(task, m, ir::GraphId(0), feeds, wanted));
  for (std::size_t i = 0; i < values.size(); ++i) {
    Array& a = out[i].value;
    a.type = values[i].type;
    a.shape = values[i].shape;
    a.bytes.assign(values[i].data.bytes.begin(), values[i].data.bytes.end());
  }
  return out;
}

} // namespace ara::convert
