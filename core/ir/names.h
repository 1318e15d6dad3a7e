// Names of a model, each stored once. Names that lie in the file are slices of it; others are kept in chunks that
// copies of the table share. Names are labels: the structure never depends on them.
#pragma once

#include "base/id.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ara::ir {

using NameId = Id<struct NameTag>;

class NameTable {
public:
  NameId intern(std::string_view name);      // keeps its own copy
  NameId internSlice(std::string_view name); // the caller keeps the bytes alive (Model::storage)
  NameId find(std::string_view name) const;  // none when it is not there
  std::string_view operator[](NameId id) const { return id ? m_names[id.index()] : std::string_view(); }
  std::size_t size() const { return m_names.size(); }
  void reserve(std::size_t names);
  std::size_t bytes() const; // memory held by the table itself

private:
  NameId add(std::string_view stable, std::uint32_t hash, std::size_t slot);
  std::size_t slotOf(std::string_view name, std::uint32_t hash) const;
  void grow(std::size_t slots);

  struct Slot {                                 // one look tells most names apart
    std::uint32_t name = 0xffffffffu, hash = 0; // index into m_names; all ones: free
  };
  std::vector<std::string_view> m_names;
  std::vector<Slot> m_slots; // open addressing
  std::vector<std::shared_ptr<const std::string>> m_sealed;
  std::shared_ptr<std::string> m_open; // the chunk being filled; copies of the table start their own
};

} // namespace ara::ir
