#include "convert/convert.h"

#include "convert/calibration.h"
#include "convert/finish.h"
#include "convert/merge.h"
#include "convert/picks.h"
#include "formats/tflite/tflite.h"
#include "ir/verify.h"
#include "passes/pass.h"
#include "quantize/declared_ranges.h"

#include <algorithm>
#include <ctime>
#include <unordered_set>

namespace ara::convert {
namespace {

double cpuMilliseconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

bool isTflite(const ir::Model& m) { return m.origin.format == "TensorFlow Lite"; }

// One refusal a node: the first one found is the cause, later ones follow from it.
void keepFirstPerSubject(std::vector<Error>& refused) {
  std::unordered_set<std::string> seen;
  std::erase_if(refused, [&](const Error& e) { return !e.subject.empty() && !seen.insert(e.subject).second; });
}

// Lowers as it is; where that refuses something and the graph holds other floats than float32, once more with those
// computed in float32: what the runtime has in their own type (moving, casting) stays exact.
Status lowerOrNarrow(Task& task, Conversion& c, const passes::RunOptions& options) {
  if (!passes::holdsOtherFloats(c.model))
    return passes::run(task, c.model, passes::lowerPipeline(), c.journal, c.refused, options);
  const ir::Model before = c.model;
  const ir::Journal journal = c.journal;
  const std::vector<Error> refused = c.refused;
  passes::RunOptions strict = options; // float32 before a custom operator
  strict.allowCustom = false;
  ARA_TRY(passes::run(task, c.model, passes::lowerPipeline(), c.journal, c.refused, strict));
  if (c.refused.empty()) return {};
  c.model = before;
  c.journal = journal;
  c.refused = refused;
  ARA_TRY(passes::run(task, c.model, passes::narrowPipeline(), c.journal, c.refused, options));
  ARA_TRY(passes::run(task, c.model, passes::lowerPipeline(), c.journal, c.refused, options));
  if (c.refused.empty())
    task.note(
        Severity::warning,
        msg("Parts in float64, float16 or bfloat16 are computed in float32, which is all TensorFlow Lite computes in."),
        msg("Inputs and outputs keep their types. Compare the answers where the digits behind the seventh matter."));
  return {};
}

Status rewrite(Task& task, Conversion& c, bool defaultInputs, const passes::RunOptions& given) {
  passes::RunOptions options = given;
  options.allowCustom = options.allowCustom || c.settings.allowCustom;
  options.recurrent = c.settings.recurrent;
  Task source = task.part(0.05, 0.35), lowering = task.part(0.35, 0.6), target = task.part(0.6, 0.8);
  ARA_TRY(passes::run(source, c.model, passes::sourcePipeline(), c.journal, c.refused, options));
  if (defaultInputs) dropUnusedInputs(c.model, c.settings);
  ARA_TRY(checkFed(c.model));
  if (auto open = checkOpen(c.model, c.settings); !open) {
    // What no number could mend is worth more than the question for the number.
    if (!options.allowCustom) c.refused = passes::withoutForm(task, c.model);
    if (c.refused.empty()) return open;
    c.refused.push_back(std::move(open).error());
    return {};
  }
  ARA_TRY(lowerOrNarrow(lowering, c, options));
  keepFirstPerSubject(c.refused);
  if (!c.refused.empty()) return {};
  ARA_TRY(passes::run(target, c.model, passes::targetPipeline(), c.journal, c.refused, options));
  return nameEnds(c.model, c.settings, ops::find, c.journal);
}

Result<Conversion> prepare(Task& task, const ir::Model& source, const Settings& settings,
                           const passes::RunOptions& options) {
  Conversion c;
  ARA_TRY(task.checkpoint(0, "Preparing"));
  ARA_ASSIGN(c.settings, fillDefaults(source, settings));
  c.model = source;
  if (isTflite(source) && settings.inputs.empty() && settings.outputs.empty() && !settings.batch)
    return c; // nothing to cut or lower
  ARA_TRY(apply(task, c.model, c.settings, c.journal));
  // A signature keeps the inputs it promises, used or not.
  ARA_TRY(rewrite(task, c, settings.inputs.empty() && c.settings.signatureKey.empty(), options));
  return c;
}

// The other signatures of the model, converted alike and put beside the first.
Status addOtherSignatures(Task& task, Conversion& c, const ir::Model& source, const Settings& settings,
                          const passes::RunOptions& options) {
  for (const ir::Signature& s : source.signatures) {
    if (s.graph != ir::GraphId(0) || s.key == c.settings.signatureKey) continue;
    Settings other = settings;
    other.everySignature = false;
    other.inputs.clear();
    other.outputs.clear();
    other.outputKeys.clear();
    other.signatureKey = s.key;
    ARA_ASSIGN(Conversion made, within(prepare(task, source, other, options), "converting signature " + s.key));
    c.refused.insert(c.refused.end(), made.refused.begin(), made.refused.end());
    if (c.refused.empty()) mergeInto(c.model, made.model);
  }
  keepFirstPerSubject(c.refused);
  return {};
}

Status borderFits(const QuantizeSettings& q) {
  const ir::DataType b = q.border;
  const bool fits = b == ir::DataType::f32 || (q.scheme == Scheme::int8 && (b == ir::DataType::i8 || b == ir::DataType::u8)) ||
                    (q.scheme == Scheme::int16x8 && b == ir::DataType::i16) || (q.scheme == Scheme::legacyUint8 && b == ir::DataType::u8);
  if (fits) return {};
  return fail(ErrorKind::BadArgument, msg("Inputs and outputs are not {0} in this scheme.", ir::longName(b)),
              needsExamples(q.scheme) ? msg("Take float32, or int8 and uint8 with int8, int16 with int16x8, uint8 with legacy-uint8.")
                                      : msg("Inputs and outputs stay float32 unless the scheme is int8 or int16x8."));
}

ir::DataType codesOf(Scheme scheme) {
  return scheme == Scheme::int16x8 ? ir::DataType::i16 : scheme == Scheme::legacyUint8 ? ir::DataType::u8 : ir::DataType::i8;
}

Result<quantize::Quantized> quantized(Task& task, const ir::Model& model, const QuantizeSettings& q) {
  ARA_TRY(borderFits(q));
  if (q.scheme == Scheme::float16) return quantize::float16(task, model, {q.minElements, q.skip, q.only});
  if (q.scheme == Scheme::dynamic) return quantize::dynamicRange(task, model, {q.minElements, q.skip, q.only, q.perTensor});
  Task reading = task.part(0, 0.1), looking = task.part(0.1, 0.9), writing = task.part(0.9, 1);
  ARA_ASSIGN(quantize::Declared declared, quantize::declaredRanges(reading, model));
  if (!declared.count || !q.calibrate.empty() || q.calibrateRandom) {
    ARA_ASSIGN(const auto examples, calibrationExamples(task, declared.model, q));
    ARA_ASSIGN(quantize::Ranges seen, quantize::calibrate(looking, declared.model, examples, q.calibration));
    for (std::size_t t = 0; t < seen.of.size(); ++t) // what training declared goes before what examples show
      if (!declared.ranges.of[t].seen) declared.ranges.of[t] = seen.of[t];
  }
  return quantize::integers(writing, declared.model, declared.ranges,
                            {codesOf(q.scheme), q.border, q.minElements, q.skip, q.only, q.perTensor});
}

Status writeAndReadBack(Task& task, Conversion& c) {
  Task writing = task.part(0.85, 0.95), reading = task.part(0.95, 1);
  formats::tflite::WriteOptions options;
  options.names = !c.settings.stripNames;
  ARA_ASSIGN(c.file, formats::tflite::write(writing, c.model, options));
  auto back = formats::tflite::readBytes(reading, c.file, nullptr);
  if (!back) return within(Status(Fail(std::move(back).error())), "reading back what was written");
  if (auto wrong = ir::verify(*back); !wrong.empty())
    return within(Status(Fail(std::move(wrong.front()))), "verifying what was written");
  if (back->graph().inputs.size() != c.model.graph().inputs.size() ||
      back->graph().outputs.size() != c.model.graph().outputs.size())
    return fail(ErrorKind::Internal, msg("The file that was written reads back with other inputs or outputs."));
  return {};
}

} // namespace

Result<Conversion> check(Task& task, const ir::Model& source, const Settings& settings) {
  const double start = cpuMilliseconds();
  ARA_ASSIGN(Conversion c, prepare(task, source, settings, {}));
  c.verdicts = verdicts(source, c.model, c.journal, c.refused);
  c.checkMilliseconds = c.journal.proofMilliseconds;
  c.milliseconds = cpuMilliseconds() - start - c.checkMilliseconds;
  return c;
}

Result<Conversion> run(Task& task, const ir::Model& source, const Settings& settings,
                       const passes::RunOptions& options) {
  const double start = cpuMilliseconds();
  ARA_ASSIGN(Conversion c, prepare(task, source, settings, options));
  c.verdicts = verdicts(source, c.model, c.journal, c.refused);
  if (settings.everySignature && c.refused.empty()) ARA_TRY(addOtherSignatures(task, c, source, settings, options));
  if (c.refused.empty()) {
    if (c.settings.quantize.scheme != Scheme::none) {
      const QuantizeSettings& q = c.settings.quantize;
      Task quantizing = task.part(0.8, 0.85);
      ARA_ASSIGN(quantize::Quantized done, quantized(quantizing, c.model, q));
      if (isTflite(source)) {
        c.bytesBefore = source.origin.bytes;
      } else {
        formats::tflite::WriteOptions plain;
        plain.names = !c.settings.stripNames;
        ARA_ASSIGN(const auto unquantized, formats::tflite::write(quantizing, c.model, plain));
        c.bytesBefore = unquantized.size();
      }
      c.beforeQuantize = std::move(c.model);
      c.model = std::move(done.model);
      c.rows = std::move(done.rows);
    }
    ARA_TRY(writeAndReadBack(task, c));
  }
  c.checkMilliseconds = c.journal.proofMilliseconds;
  c.milliseconds = cpuMilliseconds() - start - c.checkMilliseconds;
  return c;
}

Status save(Task& task, const Conversion& c, const std::filesystem::path& path) {
  const Bytes parts[] = {c.file};
  return writeFileAtomically(task, path, parts);
}

} // namespace ara::convert
