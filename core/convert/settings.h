// What a person asks of a conversion: a plain value with one JSON form and one command line. Undo is a stack of these.
#pragma once

#include "base/result.h"
#include "ir/shape.h"
#include "ir/types.h"
#include "passes/recurrent/mode.h"
#include "quantize/ranges.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ara::convert {

struct InputPick {
  std::string name;             // as in the model: "input", "split:1"
  ir::DataType type = ir::DataType::none; // none: as in the model
  std::optional<std::vector<ir::Dim>> shape; // absent: as in the model; kUnknownDim: left open
  std::string key{}; // its name in the signature that is written; empty: the same
  bool operator==(const InputPick&) const = default;
};

enum class Scheme { none, dynamic, float16, int8, int16x8, legacyUint8 };
// Whether the scheme needs the ranges of tensors, told from examples.
constexpr bool needsExamples(Scheme scheme) { return scheme >= Scheme::int8; }
// Weights below this stay float unless somebody asks for another limit: where a DEQUANTIZE takes more than it saves, or, for
// the dynamic scheme, what the official tool leaves.
std::uint64_t leastElements(Scheme scheme);
std::optional<Scheme> schemeNamed(std::string_view word); // "none", "dynamic", "float16" or "fp16", "int8", "int16x8", "legacy-uint8"
// "min-max", "moving-average", "mse", "percentile" or "percentile=99.9".
std::optional<quantize::CalibrationOptions> calibrationNamed(std::string_view word);
std::string wordOf(const quantize::CalibrationOptions& options);

struct QuantizeSettings {
  Scheme scheme = Scheme::none;
  std::uint64_t minElements = 1024;
  std::vector<std::string> skip, only; // tensor names
  bool perTensor = false;              // one scale a tensor instead of one per output channel
  ir::DataType border = ir::DataType::f32; // of inputs and outputs: f32; int8: also i8, u8; int16x8: also i16; legacy-uint8: also u8
  std::vector<std::string> calibrate;  // files of examples, "F.npz:ARRAY", folders
  std::uint64_t calibrateRandom = 0;   // random examples to add
  quantize::CalibrationOptions calibration;
  bool operator==(const QuantizeSettings&) const = default;
};

struct Settings {
  std::vector<InputPick> inputs;    // order kept; empty: every likely input
  std::vector<std::string> outputs; // order kept; empty: every likely output
  std::vector<std::string> outputKeys; // their names in the signature that is written; empty: the same
  std::string signatureKey;         // of the model: its inputs and outputs; empty: the usual one, when nothing is picked
  bool everySignature = false;      // the other signatures of the model too, a subgraph each
  std::optional<ir::Dim> batch;     // fills every unknown leading dimension
  QuantizeSettings quantize;
  bool allowCustom = false;         // what TensorFlow Lite has no operator for becomes a custom operator
  passes::Recurrent recurrent = passes::Recurrent::fused;
  bool stripNames = false;
  bool signature = true;
  bool operator==(const Settings&) const = default;
};

// "fused", "while", "unrolled": the words of --recurrent.
std::string_view wordOf(passes::Recurrent mode);
std::optional<passes::Recurrent> recurrentNamed(std::string_view word);

std::string toJson(const Settings& s);
Result<Settings> fromJson(std::string_view json);
// "--input input=1,200,3 --output y_", quoted for a shell where needed.
std::string commandLine(const Settings& s);
// "NAME[:TYPE][=D0,D1,...]"; `names` tells whether a name exists, NAME being the longest prefix that does. Errors: BadArgument.
Result<InputPick> parseInput(std::string_view text, const std::function<bool(std::string_view)>& exists);

} // namespace ara::convert
