#include "app/cli/verb.h"

#include <cstdio>
#include <limits>
#include <malloc.h>

namespace ara::cli {

std::function<int()> setUpSummarize(CLI::App&);
std::function<int()> setUpInspect(CLI::App&);
std::function<int()> setUpCheck(CLI::App&);
std::function<int()> setUpConvert(CLI::App&);
std::function<int()> setUpQuantize(CLI::App&);
std::function<int()> setUpFreeze(CLI::App&);
std::function<int()> setUpOptimize(CLI::App&);
std::function<int()> setUpExtract(CLI::App&);
std::function<int()> setUpRun(CLI::App&);
std::function<int()> setUpCompare(CLI::App&);
std::function<int()> setUpOps(CLI::App&);
std::function<int()> setUpToco(CLI::App&);

std::span<const Verb> verbs() {
  static constexpr Verb kVerbs[] = {
      {"summarize", "Count operators and parameters; find likely inputs and outputs", setUpSummarize},
      {"inspect", "List operators and tensors, with bytes", setUpInspect},
      {"check", "Tell for every node what would become of it, before converting", setUpCheck},
      {"convert", "Convert a model to TensorFlow Lite (or draw it as .dot)", setUpConvert},
      {"quantize", "Make the weights of a .tflite smaller", setUpQuantize},
      {"freeze", "Put the values of a checkpoint into a graph", setUpFreeze},
      {"optimize", "Make a graph smaller that stays TensorFlow's: fold, strip, join batch norms", setUpOptimize},
      {"extract", "Cut a part out of a model", setUpExtract},
      {"run", "Run a model on arrays, with this program's own kernels", setUpRun},
      {"compare", "Tell two models apart: operators, tensors, bytes, and their answers on the same numbers", setUpCompare},
      {"toco", "Understand the flags of toco, the converter before this one", setUpToco},
      {"ops", "List the operators this program knows, and what it can do with each", setUpOps},
  };
  return kVerbs;
}

} // namespace ara::cli

int main(int argc, char** argv) {
  using namespace ara::cli;
  // A run ends soon: memory that was given back is asked for again by the next pass, page by page.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 64 << 20);
  CLI::App app("Opens TensorFlow models, converts them to TensorFlow Lite, quantizes, and tells what changed.", "aracari-cli");
  app.set_version_flag("--version", "aracari-cli " ARACARI_VERSION);
  app.require_subcommand(1);
  app.failure_message([](const CLI::App*, const CLI::Error& e) {
    return "aracari-cli: " + std::string(e.what()) + "\nSee aracari-cli --help, or --help after a verb.\n";
  });
  std::function<int()> chosen;
  for (const Verb& verb : verbs()) {
    CLI::App* command = app.add_subcommand(std::string(verb.name), std::string(verb.doc));
    command->callback([&chosen, run = verb.setUp(*command)] { chosen = run; });
  }
  try {
    app.parse(argc, argv);
    return chosen ? chosen() : static_cast<int>(kBadCommand);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e); // --help and --version are answers
    // An unknown verb is what people want to see named, not that a verb is required.
    if (const auto extra = app.remaining(true); !extra.empty() && app.get_subcommands().empty()) {
      std::fprintf(stderr, "aracari-cli: there is no verb %s.\nSee aracari-cli --help.\n", extra.front().c_str());
      return kBadCommand;
    }
    app.exit(e);
    return kBadCommand;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "aracari-cli: The model needs more memory than there is. Close other programs, or convert a part of it.\n");
    return kBadModel;
  }
}
