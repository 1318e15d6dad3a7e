#include "app/cli/convert_options.h"
#include "app/cli/graph_out.h"

#include "base/strings.h"
#include "convert/convert.h"
#include "convert/graphdef_out.h"
#include "convert/report.h"
#include "convert/source_out.h"
#include "formats/dot/dot.h"
#include "formats/format.h"
#include "ir/text.h"

#include <cstdio>

namespace ara::cli {
namespace {

struct Options : ConvertOptions {
  std::string output, to, reportFile;
  std::vector<std::string> dump; // pass, folder
};

Status writeText(Task& task, const std::string& path, std::string_view text) {
  if (path == "-") return writeOut(text);
  const Bytes parts[] = {bytesOf(text)};
  return writeFileAtomically(task, path, parts);
}

Result<std::string> targetFormat(const Options& o) {
  if (!o.to.empty()) return o.to;
  for (const std::string_view known : {"tflite", "pb", "pbtxt", "dot", "cc"})
    if (o.output.ends_with("." + std::string(known))) return std::string(known);
  return fail(ErrorKind::BadArgument, msg("{0} does not say what to write.", o.output.empty() ? "The command" : o.output),
              msg("Let -o end in .tflite, .pb, .pbtxt, .dot or .cc, or give --to."));
}

int writeDot(Task& task, const ir::Model& model, const Options& o) {
  const auto text = formats::dot::write(task, model);
  if (!text) return report(text.error());
  const auto done = writeText(task, o.output, *text);
  return done ? kDone : report(done.error());
}

passes::RunOptions dumping(Task& task, const Options& o) {
  passes::RunOptions options;
  if (o.dump.size() == 2)
    options.after = [&task, pass = o.dump[0], folder = o.dump[1], n = 0](const passes::Pass& p, const ir::Model& m) mutable {
      ++n;
      if (p.name != pass) return;
      const std::string path = fmt::format("{}/{:02}-{}.txt", folder, n, p.name);
      if (auto done = writeText(task, path, ir::print(m)); !done) task.note(Severity::warning, done.error().finding, done.error().remedy);
    };
  return options;
}

int writeGraphDef(Task& task, const ir::Model& model, const Options& o) {
  const auto settings = settingsFrom(o, model);
  if (!settings) return report(settings.error());
  const auto made = convert::asGraphDef(task, model, *settings, dumping(task, o));
  reportNotes(task);
  if (!made) return report(made.error());
  if (o.output == "-" && o.to == "pb")
    return report({ErrorKind::BadArgument, msg("A GraphDef is not text, and standard output is not a file."),
                   msg("Give -o a name that ends in .pb, or --to pbtxt."), {}, {}});
  return writeGraph(task, *made, o.output, o.to.empty() ? std::optional<bool>() : std::optional(o.to == "pbtxt"));
}

int convertTo(Task& task, const ir::Model& model, const Options& o, bool source) {
  const auto settings = settingsFrom(o, model);
  if (!settings) return report(settings.error());
  const auto c = convert::run(task, model, *settings, dumping(task, o));
  reportNotes(task);
  if (!c) return report(c.error());
  if (!o.reportFile.empty())
    if (auto done = writeText(task, o.reportFile, convert::reportJson(model, *c)); !done) return report(done.error());
  if (!c->refused.empty()) {
    for (const Error& e : c->refused) report(e);
    std::fprintf(stderr, "aracari-cli: %s cannot be converted; nothing was written.\n", plural(c->refused.size(), "node", "nodes").c_str());
    return kBadModel;
  }
  if (o.output == "-") {
    const auto done = source ? writeOut(convert::asSource(c->model, c->file)) : writeOut(textOf(c->file));
    return done ? kDone : report(done.error());
  }
  const auto saved = source ? writeText(task, o.output, convert::asSource(c->model, c->file)) : convert::save(task, *c, o.output);
  if (!saved) return report(saved.error());
  for (const Message& m : convert::recognisedLayers(c->journal)) std::fprintf(stderr, "%s\n", m.text().c_str());
  const std::string checked = c->checkMilliseconds > 0 ? fmt::format(", layers checked in {:.1f} ms", c->checkMilliseconds) : "";
  std::fprintf(stderr, "%s: %s operators, %s bytes, %.1f ms%s\n", printable(o.output).c_str(),
               withCommas(c->model.graph().liveNodeCount()).c_str(), withCommas(c->file.size()).c_str(), c->milliseconds, checked.c_str());
  return kDone;
}

} // namespace

std::function<int()> setUpConvert(CLI::App& command) {
  const auto o = std::make_shared<Options>();
  addPickFlags(command, *o);
  command.add_option("-o", o->output, "the file to write; - is standard output")->required();
  command.add_option("--to", o->to, "tflite, pb or pbtxt (a frozen GraphDef), dot, or cc (C++ source for devices); default: what -o ends in")->check(CLI::IsMember({"tflite", "pb", "pbtxt", "dot", "cc"}));
  command.add_option("--quantize", o->quantize, kSchemeHelp)->check(CLI::IsMember(kSchemes));
  addQuantizeFlags(command, *o);
  command.add_flag("--all-signatures", o->allSignatures, "every signature of the model, a subgraph each; with --signature that one first");
  command.add_flag("--strip-names", o->stripNames, "drop the names of tensors between inputs and outputs");
  command.add_flag("--no-signature", o->noSignature, "write no signature");
  command.add_option("--report", o->reportFile, "write settings, passes, verdicts, tensors, sizes and times as JSON");
  command.add_option("--dump-after", o->dump, "PASS DIR: write the model after that pass as text")->expected(2);
  addProgress(command, o->progress);
  return [o]() -> int {
    const auto format = targetFormat(*o);
    if (!format) return report(format.error());
    Task task = makeTask(o->progress);
    const auto model = formats::open(task, o->file, {o->checkpoint, false, o->tags});
    if (!model) {
      reportNotes(task);
      return report(model.error());
    }
    if (*format == "dot") return writeDot(task, *model, *o);
    return *format == "pb" || *format == "pbtxt" ? writeGraphDef(task, *model, *o) : convertTo(task, *model, *o, *format == "cc");
  };
}

} // namespace ara::cli
