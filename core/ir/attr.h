// Attributes of nodes. Lists of attributes are immutable and stored once per different list: the 1,200 Mul nodes of a
// graph share {T = f32}.
#pragma once

#include "base/bytes.h"
#include "ir/names.h"
#include "ir/shape.h"
#include "ir/types.h"

#include <deque>
#include <memory>
#include <span>
#include <unordered_map>
#include <variant>
#include <vector>

namespace ara::ir {

using GraphId = Id<struct GraphTag>;
using BufferId = Id<struct BufferTag>;
using AttrsId = Id<struct AttrsTag>; // none = no attributes

struct Attr;
using AttrList = std::vector<Attr>; // sorted by the text of the key, each key once

// A tensor held by an attribute (a Const's own value is not here: it is the buffer of its result tensor).
struct TensorValue {
  DataType type = DataType::none;
  Shape shape;
  BufferId buffer;
  bool operator==(const TensorValue&) const = default;
};
// A function by name with the attributes bound to it; `graph` is none while the library does not hold it.
struct FunctionValue {
  std::string name;
  GraphId graph;
  std::shared_ptr<const AttrList> attrs;
  bool operator==(const FunctionValue&) const;
};
// Bytes nobody has a meaning for, as they stand in the file (kept alive by Model::storage).
struct RawValue {
  Bytes bytes;
  bool operator==(const RawValue& o) const { return textOf(bytes) == textOf(o.bytes); }
};
// The name of a member of an enumeration of the TFLite schema (padding = SAME), told apart from a string.
struct Symbol {
  std::string name;
  bool operator==(const Symbol&) const = default;
};

using AttrValue =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Symbol, DataType, Shape, GraphId,
                 std::vector<bool>, std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>,
                 std::vector<DataType>, std::vector<Shape>, TensorValue, FunctionValue, std::vector<FunctionValue>, RawValue>;

// Equal, with floating-point numbers compared by their bits: NaN is NaN, and -0.0 is not 0.0.
bool identical(const AttrValue& a, const AttrValue& b);

struct Attr {
  NameId key;
  AttrValue value;
  bool operator==(const Attr&) const; // values identical
};

class AttrsTable {
public:
  // Sorts by key text, keeps the last of equal keys.
  AttrsId intern(AttrList list, const NameTable& names);
  const AttrList& operator[](AttrsId id) const;
  std::size_t size() const { return m_lists.size(); }

private:
  std::deque<AttrList> m_lists;
  std::unordered_multimap<std::size_t, AttrsId> m_index;
};

const AttrValue* find(const AttrList& list, NameId key); // nullptr when absent

} // namespace ara::ir
