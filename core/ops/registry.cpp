#include "ops/registry.h"

#include <algorithm>
#include <unordered_map>

namespace ara::ops {

#define ARA_FAMILY(dialect, family)                                                                                    \
  namespace dialect {                                                                                                  \
  std::span<const ir::OpDef> family##Rows();                                                                           \
  }
#include "ops/families.def"
#undef ARA_FAMILY

namespace {

std::vector<const ir::OpDef*> collect() {
  std::vector<const ir::OpDef*> all;
#define ARA_FAMILY(dialect, family)                                                                                    \
  for (const ir::OpDef& row : dialect::family##Rows()) all.push_back(&row);
#include "ops/families.def"
#undef ARA_FAMILY
  std::stable_sort(all.begin(), all.end(),
                   [](const ir::OpDef* a, const ir::OpDef* b) { return a->dialect() < b->dialect(); });
  return all;
}

struct Index {
  std::vector<const ir::OpDef*> all = collect();
  std::unordered_map<std::string_view, const ir::OpDef*> named;
  std::unordered_map<int, const ir::OpDef*> builtin;
  Index() {
    for (const ir::OpDef* row : all) {
      named.emplace(row->name, row);
      if (row->builtinCode >= 0) builtin.emplace(row->builtinCode, row);
    }
  }
};

const Index& index() {
  static const Index kIndex;
  return kIndex;
}

} // namespace

const ir::OpDef* find(std::string_view fullName) {
  const auto it = index().named.find(fullName);
  return it == index().named.end() ? nullptr : it->second;
}

const ir::OpDef* findBuiltin(int builtinCode) {
  const auto it = index().builtin.find(builtinCode);
  return it == index().builtin.end() ? nullptr : it->second;
}

std::vector<const ir::OpDef*> rows() { return index().all; }

} // namespace ara::ops
