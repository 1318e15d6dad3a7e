// The text form of the IR: prints and parses, print(parse(print(m))) == print(m). Tests, dumps and bug reports use it.
// A long constant that repeats one element is [3.0, *].
#pragma once

#include "ir/model.h"

#include <string>
#include <string_view>

namespace ara::ir {

struct PrintOptions {
  std::uint64_t valuesUpTo = 16; // constants of at most this many elements are printed with their values
};

std::string print(const Model& model, const PrintOptions& options = {});

// `ops` finds the rows ("tf.Conv2D"); ops it does not know become unknown ops. Errors: BadFile with line and column.
Result<Model> parse(std::string_view text, OpLookup ops);

} // namespace ara::ir
