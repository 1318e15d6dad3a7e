#include "ir/attr.h"

#include <algorithm>

namespace ara::ir {
namespace {

void mix(std::size_t& h, std::size_t v) { h = (h ^ v) * 0x9e3779b97f4a7c15ull + (h >> 31); }

std::size_t hashOf(const AttrValue& value) {
  std::size_t h = value.index();
  const auto text = [&](std::string_view s) { mix(h, std::hash<std::string_view>{}(s)); };
  const auto shape = [&](const Shape& s) {
    mix(h, s.ranked);
    for (const Dim d : s.dims) mix(h, static_cast<std::size_t>(d));
  };
  std::visit(
      [&]<class T>(const T& v) {
        if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, DataType>)
          mix(h, static_cast<std::size_t>(v));
        else if constexpr (std::is_same_v<T, double>) mix(h, std::hash<double>{}(v));
        else if constexpr (std::is_same_v<T, std::string>) text(v);
        else if constexpr (std::is_same_v<T, Symbol>) text(v.name);
        else if constexpr (std::is_same_v<T, Shape>) shape(v);
        else if constexpr (std::is_same_v<T, GraphId>) mix(h, v.value);
        else if constexpr (std::is_same_v<T, RawValue>) text(textOf(v.bytes));
        else if constexpr (std::is_same_v<T, FunctionValue>) text(v.name);
        else if constexpr (std::is_same_v<T, TensorValue>) mix(h, v.buffer.value);
        else if constexpr (std::is_same_v<T, std::vector<std::int64_t>>)
          for (const auto i : v) mix(h, static_cast<std::size_t>(i));
        else if constexpr (std::is_same_v<T, std::vector<std::string>>)
          for (const auto& s : v) text(s);
        else if constexpr (std::is_same_v<T, std::vector<Shape>>)
          for (const auto& s : v) shape(s);
        else if constexpr (std::is_same_v<T, std::vector<DataType>>)
          for (const auto t : v) mix(h, static_cast<std::size_t>(t));
      },
      value);
  return h;
}

} // namespace

bool FunctionValue::operator==(const FunctionValue& o) const {
  if (name != o.name || graph != o.graph) return false;
  const bool a = attrs && !attrs->empty(), b = o.attrs && !o.attrs->empty();
  return a == b && (!a || *attrs == *o.attrs);
}

AttrsId AttrsTable::intern(AttrList list, const NameTable& names) {
  if (list.empty()) return {};
  std::stable_sort(list.begin(), list.end(), [&](const Attr& a, const Attr& b) { return names[a.key] < names[b.key]; });
  AttrList once;
  for (Attr& a : list) {
    if (!once.empty() && once.back().key == a.key) once.back() = std::move(a);
    else once.push_back(std::move(a));
  }
  std::size_t h = once.size();
  for (const Attr& a : once) mix(h, a.key.value), mix(h, hashOf(a.value));
  const auto [first, last] = m_index.equal_range(h);
  for (auto it = first; it != last; ++it)
    if (m_lists[it->second.index()] == once) return it->second;
  const AttrsId id(m_lists.size());
  m_lists.push_back(std::move(once));
  m_index.emplace(h, id);
  return id;
}

const AttrList& AttrsTable::operator[](AttrsId id) const {
  static const AttrList kEmpty;
  return id ? m_lists[id.index()] : kEmpty;
}

const AttrValue* find(const AttrList& list, NameId key) {
  if (!key) return nullptr;
  for (const Attr& a : list)
    if (a.key == key) return &a.value;
  return nullptr;
}

} // namespace ara::ir
