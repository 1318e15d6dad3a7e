// The flags convert and check share, and how they become settings.
#pragma once

#include <optional>
#include "app/cli/verb.h"
#include "convert/settings.h"

namespace ara::cli {

struct ConvertOptions {
  std::string file, progress = "auto", recurrent = "fused";
  std::vector<std::string> inputs, outputs, skip, only;
  std::string signature, checkpoint;
  bool allSignatures = false;
  std::optional<std::int64_t> batch;
  std::string quantize;
  std::optional<std::uint64_t> minElements; // default: what the scheme has
  bool stripNames = false, noSignature = false, noFuseRecurrent = false, perTensor = false,
       allowCustom = false;
};

void addPickFlags(CLI::App& command, ConvertOptions& o);
void addQuantizeFlags(CLI::App& command, ConvertOptions& o);
// Names in --input are told from types and shapes by looking into the model. Errors: BadArgument.
Result<convert::Settings> settingsFrom(const ConvertOptions& o, const ir::Model& model);

} // namespace ara::cli
