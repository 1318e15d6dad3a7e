// Releases of the runtime, as they stand in the metadata entry min_runtime_version.
#pragma once

#include "ir/model.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace ara::formats::tflite {

struct Release {
  int major = 0, minor = 0, patch = 0;
  auto operator<=>(const Release&) const = default;
  std::string text() const; // "2.13.0"
};
std::optional<Release> parseRelease(std::string_view text); // zero bytes at the end are padding

// The first release that runs `version` of the builtin; nullopt when nobody wrote it down.
std::optional<Release> firstRelease(int builtinCode, int version);
// The first release that runs every builtin operator of the model; nullopt when it has none that is written down.
std::optional<Release> neededRelease(const ir::Model& model);

} // namespace ara::formats::tflite
