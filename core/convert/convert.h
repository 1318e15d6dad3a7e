// The whole way from a model as it was read to the bytes of a TFLite file. Deterministic; the source is not changed.
//
//   ARA_ASSIGN(const Conversion c, convert::run(task, source, settings));
//   if (!c.refused.empty()) ...   // every node that is in the way, with reason and remedy
//   ARA_TRY(convert::save(task, c, path));
#pragma once

#include "base/task.h"
#include "convert/settings.h"
#include "ir/journal.h"
#include "passes/pass.h"
#include "quantize/quantize.h"

#include <filesystem>

namespace ara::convert {

// What becomes of one node of the source.
enum class Outcome { converts, fuses, folds, dropped, refused };
struct Verdict {
  ir::NodeId node; // of the source's main graph
  Outcome outcome = Outcome::dropped;
  std::string into; // "CONV_2D conv1/Relu" for converts and fuses
  Message reason;   // refused and dropped: why
  Message remedy;
};

struct Conversion {
  Settings settings;     // with defaults filled in: the inputs and outputs that were used
  ir::Model model;       // tfl dialect; after quantization when that was asked for
  ir::Model beforeQuantize; // empty graphs when nothing was quantized
  std::uint64_t bytesBefore = 0; // of the file without quantization: the one that was opened, or what would be written
  ir::Journal journal;
  std::vector<Error> refused;     // not empty: there is no file
  std::vector<Verdict> verdicts;  // one per living node of the source; add up to its node count
  std::vector<quantize::Row> rows; // before/after of every tensor, when quantized
  std::vector<std::byte> file;    // the bytes of the .tflite
  double milliseconds = 0;        // CPU time of the conversion, without checkMilliseconds
  double checkMilliseconds = 0;   // spent on running recurrent layers beside what stands for them
};

// Errors: Unsupported (a name that is not there, a shape that contradicts the file, an open dimension: the
// message asks for a number). Refused nodes are not an error of run() but the list in the result.
Result<Conversion> run(Task& task, const ir::Model& source, const Settings& settings, const passes::RunOptions& options = {});
// The same without quantizing and writing: shapes, verdicts, refusals.
Result<Conversion> check(Task& task, const ir::Model& source, const Settings& settings);
Status save(Task& task, const Conversion& c, const std::filesystem::path& path);

} // namespace ara::convert
