#include "ir/attr.h"

#include <algorithm>
#include <bit>

namespace ara::ir {
namespace {

void mix(std::size_t& h, std::size_t v) { h = (h ^ v) * 0x9e3779b97f4a7c15ull + (h >> 31); }

std::size_t hashOf(const AttrValue& value);

std::size_t hashOf(bool v) { return v; }
std::size_t hashOf(std::int64_t v) { return static_cast<std::size_t>(v); }
std::size_t hashOf(double v) { return static_cast<std::size_t>(std::bit_cast<std::uint64_t>(v)); }
std::size_t hashOf(std::string_view v) { return std::hash<std::string_view>{}(v); }
std::size_t hashOf(const std::string& v) { return hashOf(std::string_view(v)); }
std::size_t hashOf(DataType v) { return static_cast<std::size_t>(v); }
std::size_t hashOf(GraphId v) { return v.value; }
std::size_t hashOf(const Symbol& v) { return hashOf(std::string_view(v.name)); }
std::size_t hashOf(const RawValue& v) { return hashOf(textOf(v.bytes)); }
std::size_t hashOf(std::monostate) { return 0; }

std::size_t hashOf(const Shape& v) {
  std::size_t h = v.ranked;
  for (const Dim d : v.dims) mix(h, static_cast<std::size_t>(d));
  return h;
}

std::size_t hashOf(const TensorValue& v) {
  std::size_t h = v.buffer.value;
  mix(h, hashOf(v.type));
  mix(h, hashOf(v.shape));
  return h;
}

std::size_t hashOf(const AttrList& list) {
  std::size_t h = list.size();
  for (const Attr& a : list) mix(h, a.key.value), mix(h, hashOf(a.value));
  return h;
}

std::size_t hashOf(const FunctionValue& v) {
  std::size_t h = hashOf(std::string_view(v.name));
  mix(h, v.graph.value);
  if (v.attrs) mix(h, hashOf(*v.attrs));
  return h;
}

template<class T> std::size_t hashOf(const std::vector<T>& list) {
  std::size_t h = list.size();
  for (const T& v : list) mix(h, hashOf(v));
  return h;
}
std::size_t hashOf(const std::vector<bool>& list) {
  std::size_t h = list.size();
  for (const bool v : list) mix(h, v);
  return h;
}

std::size_t hashOf(const AttrValue& value) {
  std::size_t h = value.index();
  mix(h, std::visit([](const auto& v) { return hashOf(v); }, value));
  return h;
}

bool sameBits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

} // namespace

bool identical(const AttrValue& a, const AttrValue& b) {
  if (a.index() != b.index()) return false;
  if (const double* v = std::get_if<double>(&a)) return sameBits(*v, std::get<double>(b));
  if (const auto* v = std::get_if<std::vector<double>>(&a))
    return std::ranges::equal(*v, std::get<std::vector<double>>(b), sameBits);
  return a == b;
}

bool Attr::operator==(const Attr& o) const { return key == o.key && identical(value, o.value); }

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
    if (!once.empty() && once.back().key == a.key)
      once.back() = std::move(a);
    else
      once.push_back(std::move(a));
  }
  const std::size_t h = hashOf(once);
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
