#include "ops/declared.h"

#include "ops/registry.h"
#include "ops/spec.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ara::ops {
namespace {

using ir::FunctionValue;
using ir::Symbol;
using Kind = bool (*)(const AttrValue&);

template<class... T> bool holds(const AttrValue& v) { return (std::holds_alternative<T>(v) || ...); }
// A list without elements does not tell of what it is.
template<class T> bool isList(const AttrValue& v) {
  if (holds<std::vector<T>, std::monostate>(v)) return true;
  return std::visit(
      []<class L>(const L& list) {
        if constexpr (requires { list.empty(); } && !std::is_same_v<L, std::string>)
          return list.empty();
        else
          return false;
      },
      v);
}

struct Declared {
  std::string_view kind, words; // in the rows; in TensorFlow
  Kind fits;
  bool needed; // when it has no default
};
constexpr std::array kKinds{
    Declared{"int", "int", holds<std::int64_t>, true},
    Declared{"ints", "list(int)", isList<std::int64_t>, true},
    Declared{"float", "float", holds<double, std::int64_t>, true},
    Declared{"floats", "list(float)", isList<double>, true},
    Declared{"bool", "bool", holds<bool>, true},
    Declared{"bools", "list(bool)", isList<bool>, true},
    Declared{"string", "string", holds<std::string, Symbol>, true},
    Declared{"strings", "list(string)", isList<std::string>, true},
    Declared{"type", "type", holds<DataType>, false},
    Declared{"types", "list(type)", isList<DataType>, false},
    Declared{"shape", "shape", holds<Shape>, false},
    Declared{"shapes", "list(shape)", isList<Shape>, false},
    Declared{"func", "func", holds<FunctionValue>, true},
};

struct Wanted {
  std::string_view key;
  const Declared* declared;
  bool needed;
};

// Whether `key` tells how many tensors a part of the list stands for: the operands are there to be counted.
bool counts(std::string_view list, std::string_view key) {
  for (const SpecPart& part : parseSpec(list))
    if (part.times == key) return true;
  return false;
}

std::vector<Wanted> wantedOf(const ir::OpDef& row) {
  std::vector<Wanted> out;
  for (const SpecPart& part : parseSpec(row.attrs)) {
    const std::size_t colon = part.name.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view key = part.name.substr(0, colon), rest = part.name.substr(colon + 1);
    const std::string_view kind = rest.substr(0, rest.find('='));
    const auto* declared =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const Declared& d) { return d.kind == kind; });
    if (declared == kKinds.end()) continue;
    const bool usual = rest.find('=') != std::string_view::npos;
    out.push_back({key, declared, declared->needed && !usual && !counts(row.operands, key)});
  }
  return out;
}

// Of every TensorFlow row, read once.
const std::vector<Wanted>& wanted(const ir::OpDef& row) {
  static const std::unordered_map<const ir::OpDef*, std::vector<Wanted>> kAll = [] {
    std::unordered_map<const ir::OpDef*, std::vector<Wanted>> all;
    for (const ir::OpDef* r : rows())
      if (r->dialect() == ir::Dialect::tf) all.emplace(r, wantedOf(*r));
    return all;
  }();
  static const std::vector<Wanted> kNone;
  const auto at = kAll.find(&row);
  return at == kAll.end() ? kNone : at->second;
}

} // namespace

Status checkAttributes(const NodeView& node) {
  if (!node.node().def) return {};
  for (const Wanted& w : wanted(*node.node().def)) {
    const AttrValue* value = node.attr(w.key);
    if (!value && !w.needed) continue;
    if (!value)
      return fail(ErrorKind::BadFile,
                  msg("{0} {1} lacks its attribute {2} ({3}).", node.op(), node.name(), std::string(w.key),
                      std::string(w.declared->words)),
                  msg("Export the graph again."), node.name());
    if (!w.declared->fits(*value))
      return fail(ErrorKind::BadFile,
                  msg("{0} {1} has an attribute {2} that is no {3}.", node.op(), node.name(), std::string(w.key),
                      std::string(w.declared->words)),
                  msg("Export the graph again."), node.name());
  }
  return {};
}

} // namespace ara::ops
