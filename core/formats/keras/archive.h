// The zip archive of Keras 3. Only members that the format names are unpacked, into memory.
#pragma once

#include "base/file.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace ara::formats::keras {

bool looksLikeArchive(Bytes bytes); // a zip with config.json and weights
struct Member {
  std::shared_ptr<const std::vector<std::byte>> bytes;
};
// Errors: BadFile for a damaged archive, one that names paths outside itself, and members that unpack to more than
// their packed size can hold.
Result<std::vector<Member>> unpack(Task& task, Bytes archive, const std::string& name,
                                   const std::vector<std::string>& members);

} // namespace ara::formats::keras
