// Variables and lookup tables while a model runs: they live as long as one run.
#pragma once

#include "ops/context.h"

#include <unordered_map>

namespace ara::runtime {

class Resources {
public:
  // The results of an operator that makes, reads or changes a variable or a table; nothing for others. Errors: a
  // variable that is read before it has a value, a handle that names nothing, keys that are neither int64 nor text.
  Result<std::optional<std::vector<ops::TensorView>>> run(ops::EvalContext& at);

private:
  struct Entry {
    std::string key;                                   // what makes two handles the same
    ops::TensorView value;                             // of a variable; of a table, its values in the order they came
    std::unordered_map<std::string, std::size_t> rows; // of a table: where the value of a key stands
    bool filled = false;
  };
  ops::TensorView handleTo(std::string key);
  Result<Entry*> entryOf(const ops::EvalContext& at);
  Result<std::vector<ops::TensorView>> find(ops::EvalContext& at, const Entry& table);

  std::vector<Entry> m_entries;
};

// Operators that change what others see: they run even if nothing reads their results, in the order of the file.
bool actsOnState(const ir::Model& model, const ir::Node& node);

} // namespace ara::runtime
