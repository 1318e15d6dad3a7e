// toco's own command: its flags, its log in its words, and reasons where it aborted.
#include "app/cli/verb.h"

#include "analysis/cost.h"
#include "base/file.h"
#include "base/strings.h"
#include "convert/convert.h"
#include "convert/graphdef_out.h"
#include "convert/toco_flags.h"
#include "formats/dot/dot.h"
#include "formats/format.h"
#include "passes/pass.h"

namespace ara::cli {
namespace {

using convert::TocoRun;

struct Counts {
  std::size_t operators = 0, arrays = 0, quantized = 0;
  bool operator==(const Counts&) const = default;
};

// Operators, and tensors that one of them touches: what toco called arrays.
Counts countsOf(const ir::Model& m) {
  const ir::Graph& g = m.graph();
  Counts n;
  std::vector<bool> touched(g.tensorCount());
  for (const ir::NodeId id : g.nodeIds()) {
    bool constant = g[id].resultCount > 0; // constants are arrays without an operator
    for (const ir::TensorId t : g.results(id)) constant = constant && g[t].buffer;
    n.operators += !constant;
    for (const ir::TensorId t : g.operands(id))
      if (t) touched[t.index()] = true;
    for (const ir::TensorId t : g.results(id)) touched[t.index()] = true;
  }
  for (const ir::TensorId t : g.inputs) touched[t.index()] = true;
  for (std::size_t i = 0; i < touched.size(); ++i)
    if (touched[i]) ++n.arrays, n.quantized += static_cast<bool>(g[ir::TensorId(i)].quant);
  return n;
}

void say(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

void sayCounts(std::string_view when, const Counts& n) {
  say(fmt::format("{}: {} operators, {} arrays ({} quantized)", when, n.operators, n.arrays, n.quantized));
}

void sayCost(const ir::Model& m) {
  if (const auto arena = analysis::firstFitArena(m))
    say(fmt::format("Total transient array allocated size: {} bytes, theoretical optimal value: {} bytes.",
                    arena->total, arena->mostAtOnce));
  if (const auto ops = analysis::arithmeticOperations(m))
    say(fmt::format("Estimated count of arithmetic ops: {} ops, equivalently {} MACs", *ops, *ops / 2));
}

Status writeDot(Task& task, const ir::Model& model, const std::string& path) {
  ARA_ASSIGN(const std::string text, formats::dot::write(task, model));
  const Bytes parts[] = {bytesOf(text)};
  return writeFileAtomically(task, path, parts);
}

// What made toco end with "Check failed: dim >= 1": a size that only the person knows.
void explainOpenShape(const TocoRun& run, const Error& e) {
  if (!run.anyShapes || e.kind != ErrorKind::Unsupported) return;
  for (const convert::InputPick& p : run.settings.inputs)
    if (p.shape && std::ranges::find(*p.shape, ir::kUnknownDim) != p.shape->end())
      return say(fmt::format(
          "aracari-cli: {} was given with -1, where toco ended with \"Check failed: dim >= 1 (-1 vs. 1)\". "
          "Where the sizes behind it do not depend on it, it stays open; here they do: give a number, usually 1.",
          printable(p.name)));
}

// The passes that ran, with the counts after each that changed them.
std::function<void(const passes::Pass&, const ir::Model&)> counting(Counts& last) {
  return [&last](const passes::Pass& pass, const ir::Model& m) {
    const Counts now = countsOf(m);
    if (now == last) return;
    sayCounts(fmt::format("After {}", pass.name), now);
    last = now;
  };
}

int writeGraphDef(Task& task, const ir::Model& model, const TocoRun& run) {
  Counts last = countsOf(model);
  sayCounts("Before Removing unused ops", last);
  passes::RunOptions options;
  options.after = counting(last);
  const auto made = convert::asGraphDef(task, model, run.settings, options);
  reportNotes(task);
  if (!made) return report(made.error());
  if (auto saved = convert::saveGraphDef(task, *made, run.outputFile); !saved) return report(saved.error());
  say(fmt::format("{}: {} operators", printable(run.outputFile), withCommas(made->graph().liveNodeCount())));
  return kDone;
}

int convertModel(Task& task, const ir::Model& model, const TocoRun& run) {
  Counts last = countsOf(model);
  sayCounts("Before Removing unused ops", last);
  passes::RunOptions options;
  options.after = counting(last);
  if (!run.graphvizDir.empty())
    if (auto drawn = writeDot(task, model, run.graphvizDir + "/toco_AT_IMPORT.dot"); !drawn)
      return report(drawn.error());
  const auto c = convert::run(task, model, run.settings, options);
  reportNotes(task);
  if (!c) {
    explainOpenShape(run, c.error());
    return report(c.error());
  }
  if (!c->refused.empty()) {
    for (const Error& e : c->refused) report(e);
    say(fmt::format("aracari-cli: {} cannot be converted; nothing was written.",
                    plural(c->refused.size(), "node", "nodes")));
    return kBadModel;
  }
  const ir::Model& made = c->beforeQuantize.graphs.empty() ? c->model : c->beforeQuantize;
  if (!run.graphvizDir.empty())
    if (auto drawn = writeDot(task, made, run.graphvizDir + "/toco_AFTER_TRANSFORMATIONS.dot"); !drawn)
      return report(drawn.error());
  sayCost(made);
  for (const quantize::Row& r : c->rows) {
    const std::string name = printable(c->model.tensorName(c->model.graph(r.graph), r.tensor));
    if (r.before != r.after)
      say(fmt::format("Quantizing tensor {}: {} -> {} bytes", name, r.bytesBefore, r.bytesAfter));
    else if (!r.why.empty() && r.bytesBefore > 0)
      say(fmt::format("Skipping tensor {}: {}", name, r.why.text()));
  }
  if (auto saved = convert::save(task, *c, run.outputFile); !saved) return report(saved.error());
  say(fmt::format("{}: {} operators, {} bytes", printable(run.outputFile), withCommas(c->model.graph().liveNodeCount()),
                  withCommas(c->file.size())));
  return kDone;
}

} // namespace

std::function<int()> setUpToco(CLI::App& command) {
  command.prefix_command();
  command.footer(
      "Flags as toco's: --input_file=F --output_file=F --input_arrays=A,B --input_shapes=1,2:3,4 --output_arrays=C\n"
      "  --input_format=TENSORFLOW_GRAPHDEF|TFLITE --output_format=TFLITE|TENSORFLOW_GRAPHDEF|GRAPHVIZ_DOT --inference_type=FLOAT\n"
      "  --input_data_types=FLOAT,INT32 --post_training_quantize --dump_graphviz=FOLDER\n"
      "Every other flag of toco's is answered with what it does here, or why it is not there.");
  return [&command]() -> int {
    const std::vector<std::string> args = command.remaining();
    const auto run = convert::parseToco(args);
    if (!run) return report(run.error());
    for (const Diagnostic& d : run->notes)
      say(fmt::format("{}{}: {}", d.severity == Severity::warning ? "warning: " : "", d.what.subject,
                      d.what.finding.text()));
    Task task = makeTask("none");
    const auto model = formats::open(task, run->inputFile);
    if (!model) return report(model.error());
    if (run->output == TocoRun::Format::dot) {
      const auto done = writeDot(task, *model, run->outputFile);
      return done ? kDone : report(done.error());
    }
    const std::string settings = convert::commandLine(run->settings);
    say(fmt::format("The same here: aracari-cli convert {} -o {}{}{}", printable(run->inputFile),
                    printable(run->outputFile), settings.empty() ? "" : " ", settings));
    return run->output == TocoRun::Format::graphdef ? writeGraphDef(task, *model, *run)
                                                    : convertModel(task, *model, *run);
  };
}

} // namespace ara::cli
