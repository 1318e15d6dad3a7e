// A helper program of ours that lies beside this one, run to its end: standard input in, standard output out, nothing
// else of this process in it. Whatever it does, the caller lives.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/task.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace ara {

struct ChildOutput {
  std::shared_ptr<const std::vector<std::byte>> bytes;
  bool clean = false; // ended by itself, with exit code 0
};

// `input` is what the program reads: a file, or (when the path is empty) `bytes`. Errors: Io when the program is not
// there or cannot be started, Cancelled. More than `most` bytes, or no end in `seconds`, ends the program.
Result<ChildOutput> runHelper(Task& task, std::string_view program, const std::filesystem::path& input, Bytes bytes,
                              std::uint64_t most, unsigned seconds);

} // namespace ara
