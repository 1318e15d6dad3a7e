#include "runtime/resources.h"

#include "ops/movement/movement.h"

#include <algorithm>

namespace ara::runtime {
namespace {

using ops::EvalContext;
using ops::TensorView;
using Values = std::vector<TensorView>;

template<class T> TensorView scalarView(ir::DataType type, ir::Shape shape, T value) {
  auto block = std::make_shared<const std::vector<T>>(1, value);
  const Bytes bytes(std::as_bytes(std::span(*block)));
  return {type, std::move(shape), {bytes, std::move(block)}};
}

// Keys of a lookup table, each as its bytes.
std::optional<std::vector<std::string>> keysOf(const TensorView& t) {
  std::vector<std::string> out;
  if (t.type == ir::DataType::string) {
    const auto strings = ops::stringsOf(t);
    if (!strings) return std::nullopt;
    for (const Bytes s : *strings) out.emplace_back(textOf(s));
    return out;
  }
  const auto numbers = ops::integersOf(t);
  if (!numbers) return std::nullopt;
  for (const std::int64_t n : *numbers) out.emplace_back(textOf(std::as_bytes(std::span(&n, 1))));
  return out;
}

} // namespace

bool actsOnState(const ir::Model& model, const ir::Node& node) {
  const std::string_view op = model.opName(node);
  return op == "tfl.assign_variable" || op == "tfl.hashtable_import" || op == "tfl.call_once";
}

TensorView Resources::handleTo(std::string key) {
  const auto known = std::ranges::find(m_entries, key, &Entry::key);
  const auto at = known - m_entries.begin();
  if (known == m_entries.end()) m_entries.push_back({.key = std::move(key), .value = {}, .rows = {}});
  return scalarView(ir::DataType::resource, ir::Shape::scalar(), static_cast<std::int32_t>(at));
}

Result<Resources::Entry*> Resources::entryOf(const EvalContext& at) {
  if (!at.inputs.empty() && at.inputs[0].data.bytes.size() >= sizeof(std::int32_t)) {
    const auto n = at.inputs[0].load<std::int32_t>(0);
    if (n >= 0 && static_cast<std::size_t>(n) < m_entries.size()) return &m_entries[static_cast<std::size_t>(n)];
  }
  return at.refuse(msg("{0} {1} has a handle that names nothing.", at.op(), at.name()));
}

Result<Values> Resources::find(EvalContext& at, const Entry& table) {
  if (at.inputs.size() != 3) return at.refuse(msg("{0} {1} has no default value.", at.op(), at.name()));
  const auto keys = keysOf(at.inputs[1]);
  if (!keys) return at.refuse(msg("{0} {1} looks for keys that are neither integers nor text.", at.op(), at.name()));
  std::vector<std::ptrdiff_t> rows; // -1: the default
  for (const std::string& k : *keys) {
    const auto row = table.rows.find(k);
    rows.push_back(row == table.rows.end() ? -1 : static_cast<std::ptrdiff_t>(row->second));
  }
  const ir::Shape shape = at.inputs[1].shape;
  at.inputs.push_back(table.value);
  const std::size_t data[] = {3, 2};
  ARA_TRY(ops::moveElements(at, data, {shape}, [&](ops::Elements& e) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Bytes from = rows[i] < 0 ? e.in[1] : e.in[0];
      const std::size_t start = rows[i] < 0 ? 0 : static_cast<std::size_t>(rows[i]) * e.width;
      if (start + e.width > from.size()) return false;
      std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(start), e.width,
                  e.out[0].begin() + static_cast<std::ptrdiff_t>(i * e.width));
    }
    return true;
  }));
  auto block = std::make_shared<const std::vector<std::byte>>(std::move(at.results[0].bytes));
  const Bytes bytes(*block);
  return Values{{at.results[0].type, at.results[0].shape, {bytes, std::move(block)}}};
}

Result<std::optional<Values>> Resources::run(EvalContext& at) {
  using Made = std::optional<Values>;
  const std::string_view op = at.model().opName(at.node());
  if (op == "tfl.var_handle")
    return Made(Values{handleTo("v " + at.attrString("container") + "/" + at.attrString("shared_name"))});
  if (op == "tfl.hashtable") return Made(Values{handleTo("t " + std::to_string(at.attrInt("table_id")))});
  if (op == "tfl.read_variable") {
    ARA_ASSIGN(const Entry* e, entryOf(at));
    if (!e->filled) return at.refuse(msg("{0} {1} reads a variable before it has a value.", at.op(), at.name()));
    return Made(Values{e->value});
  }
  if (op == "tfl.assign_variable" || op == "tfl.hashtable_import") {
    ARA_ASSIGN(Entry * e, entryOf(at));
    const bool table = op == "tfl.hashtable_import";
    if (at.inputs.size() != (table ? 3u : 2u)) return at.refuse(msg("{0} {1} has no value.", at.op(), at.name()));
    if (table && e->filled) return Made(Values{}); // the first content stays
    e->value = at.inputs.back();
    e->filled = true;
    if (!table) return Made(Values{});
    const auto keys = keysOf(at.inputs[1]);
    if (!keys || keys->size() != at.inputs[2].shape.elements())
      return at.refuse(msg("{0} {1} has keys that do not fit its values.", at.op(), at.name()));
    for (std::size_t i = 0; i < keys->size(); ++i) e->rows.try_emplace((*keys)[i], i);
    return Made(Values{});
  }
  if (op == "tfl.hashtable_find" || op == "tfl.hashtable_size") {
    ARA_ASSIGN(const Entry* e, entryOf(at));
    if (op == "tfl.hashtable_size")
      return Made(Values{scalarView(ir::DataType::i64, ir::Shape::of({1}), static_cast<std::int64_t>(e->rows.size()))});
    if (!e->filled) return at.refuse(msg("{0} {1} looks into a table before it is filled.", at.op(), at.name()));
    ARA_ASSIGN(Values found, find(at, *e));
    return Made(std::move(found));
  }
  return Made();
}

} // namespace ara::runtime
