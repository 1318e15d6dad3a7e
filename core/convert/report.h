// A conversion as JSON: settings, passes, verdicts, refusals, sizes, times. And the few counts everybody prints.
#pragma once

#include "convert/convert.h"

namespace ara::convert {

std::string_view outcomeWord(Outcome o); // "converts", "fuses", "folds away", "dropped", "refused"

struct VerdictCounts {
  std::size_t converts = 0, fuses = 0, folds = 0, dropped = 0, refused = 0;
};
VerdictCounts countVerdicts(std::span<const Verdict> verdicts);

// "2,800 nodes in 200 steps are one LSTM layer of 64 units ...", for each layer that was recognised.
std::vector<Message> recognisedLayers(const ir::Journal& journal);
std::string reportJson(const ir::Model& source, const Conversion& c);

} // namespace ara::convert
