#include "ir/names.h"

#include <utility>

namespace ara::ir {
namespace {

constexpr std::uint32_t kFree = 0xffffffffu;
constexpr std::size_t kChunk = 1u << 16;

std::uint32_t hashOf(std::string_view s) {
  const std::size_t h = std::hash<std::string_view>{}(s);
  return static_cast<std::uint32_t>(h ^ (h >> 32));
}

} // namespace

std::size_t NameTable::slotOf(std::string_view name, std::uint32_t hash) const {
  const std::size_t mask = m_slots.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const Slot& at = m_slots[slot];
    if (at.name == kFree || (at.hash == hash && m_names[at.name] == name)) return slot;
  }
}

void NameTable::grow(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(slots));
  const std::size_t mask = slots - 1;
  for (const Slot& s : old) {
    if (s.name == kFree) continue;
    std::size_t slot = s.hash & mask;
    while (m_slots[slot].name != kFree) slot = (slot + 1) & mask;
    m_slots[slot] = s;
  }
}

void NameTable::reserve(std::size_t names) {
  m_names.reserve(names);
  std::size_t slots = 64;
  while (slots < names * 3 / 2) slots *= 2;
  if (slots > m_slots.size()) grow(slots);
}

NameId NameTable::find(std::string_view name) const {
  if (m_slots.empty()) return {};
  const std::uint32_t at = m_slots[slotOf(name, hashOf(name))].name;
  return at == kFree ? NameId{} : NameId(at);
}

NameId NameTable::add(std::string_view stable, std::uint32_t hash, std::size_t slot) {
  const NameId id(m_names.size());
  m_names.push_back(stable);
  m_slots[slot] = {id.value, hash};
  return id;
}

NameId NameTable::internSlice(std::string_view name) {
  if ((m_names.size() + 1) * 4 > m_slots.size() * 3) grow(m_slots.empty() ? 64 : m_slots.size() * 2);
  const std::uint32_t hash = hashOf(name);
  const std::size_t slot = slotOf(name, hash);
  return m_slots[slot].name != kFree ? NameId(m_slots[slot].name) : add(name, hash, slot);
}

NameId NameTable::intern(std::string_view name) {
  if (const NameId known = find(name)) return known;
  // A chunk that a copy of this table also holds is never appended to: its views stay where they are.
  if (!m_open || m_open.use_count() > 1 || m_open->capacity() - m_open->size() < name.size()) {
    if (m_open) m_sealed.push_back(std::move(m_open));
    m_open = std::make_shared<std::string>();
    m_open->reserve(std::max(kChunk, name.size()));
  }
  const std::size_t at = m_open->size();
  m_open->append(name);
  return internSlice(std::string_view(*m_open).substr(at));
}

std::size_t NameTable::bytes() const {
  std::size_t n = m_names.capacity() * sizeof(std::string_view) + m_slots.capacity() * sizeof(Slot);
  for (const auto& c : m_sealed) n += c->capacity();
  return n + (m_open ? m_open->capacity() : 0);
}

} // namespace ara::ir
