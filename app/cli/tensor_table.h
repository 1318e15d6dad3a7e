// The before/after table of quantization, for people and for scripts.
#pragma once

#include "app/cli/verb.h"
#include "convert/convert.h"

namespace ara::cli {

analysis::Comparison compareQuantized(const convert::Conversion& c);
std::string tensorTableText(const analysis::Comparison& c);
std::string tensorTableTsv(const analysis::Comparison& c);
std::string tensorTableJson(const analysis::Comparison& c);

} // namespace ara::cli
