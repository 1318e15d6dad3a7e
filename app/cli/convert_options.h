// The flags convert and check share, and how they become settings.
#pragma once

#include <optional>
#include "app/cli/verb.h"
#include "convert/settings.h"

namespace ara::cli {

struct ConvertOptions {
  std::string file, progress = "auto", recurrent = "fused";
  std::vector<std::string> inputs, outputs, skip, only;
  std::string signature, checkpoint, tags;
  bool allSignatures = false;
  std::optional<std::int64_t> batch;
  std::string quantize, border = "float32", calibration = "min-max";
  std::vector<std::string> calibrate;
  std::uint64_t calibrateRandom = 0;
  std::optional<std::uint64_t> minElements; // default: what the scheme has
  bool stripNames = false, noSignature = false, noFuseRecurrent = false, perTensor = false,
       allowCustom = false;
};

void addPickFlags(CLI::App& command, ConvertOptions& o);
// How --quantize and --scheme tell what they take.
extern const std::vector<std::string> kSchemes;
extern const char* const kSchemeHelp;
void addQuantizeFlags(CLI::App& command, ConvertOptions& o);
// Names in --input are told from types and shapes by looking into the model. Errors: BadArgument.
Result<convert::Settings> settingsFrom(const ConvertOptions& o, const ir::Model& model);

} // namespace ara::cli
