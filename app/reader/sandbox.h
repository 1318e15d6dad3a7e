// Gives up what the reader does not need: from here on it can read standard input, write standard output, use memory
// and processor time up to a limit, and end.
#pragma once

#include <cstdint>

namespace ara::reader {

bool enterSandbox(std::uint64_t fileBytes); // false: the system does not offer it

} // namespace ara::reader
