// What nodes carry: attributes, shapes and tensors, decoded from their place in the file.
#pragma once

#include "base/result.h"
#include "formats/graphdef/wire.h"
#include "ir/model.h"

#include <string>

namespace ara::formats::graphdef {

inline constexpr int kMaxDepth = 100; // of messages inside messages, as in protobuf itself

// The bytes being read and what keeps them alive.
struct Source {
  Bytes bytes;
  std::shared_ptr<const void> owner;
  std::string name;       // of the file, for sentences
  std::uint64_t base = 0; // where `bytes` begin in the file

  std::uint64_t offsetOf(Bytes part) const { return base + static_cast<std::uint64_t>(part.data() - bytes.data()); }
};

// A name for a sentence: whole when short, else its beginning and end.
std::string shown(std::string_view name);

// "Node x is damaged at byte 17." for a part of `source`.
Fail damaged(const Source& source, Bytes part, std::string_view subject);

struct TensorContent {
  ir::DataType type = ir::DataType::none;
  ir::Shape shape = ir::Shape::scalar();
  std::optional<ir::Buffer> buffer; // none for handles, and for text too long to be laid out
};

class ValueReader {
public:
  ValueReader(ir::Model& model, const Source& source) : m_model(model), m_source(source) {}

  // `subject` is the node (or function) that errors name.
  Result<ir::Shape> shape(Bytes tensorShape, std::string_view subject) const;
  Result<TensorContent> tensor(Bytes tensorProto, std::string_view subject) const;
  Result<ir::AttrValue> value(Bytes attrValue, std::string_view subject, int depth = 0) const;
  // One entry of a map<string, AttrValue>, appended to `list`.
  Status entry(Bytes mapEntry, ir::AttrList& list, std::string_view subject, int depth = 0) const;

  const Source& source() const { return m_source; }

private:
  Result<ir::AttrValue> list(Bytes listValue, Bytes whole, std::string_view subject, int depth) const;
  Result<ir::AttrValue> function(Bytes nameAttrList, std::string_view subject, int depth) const;
  Result<ir::Buffer> numbers(Bytes tensorProto, ir::DataType type, std::uint64_t elements,
                             std::string_view subject) const;
  Result<std::optional<ir::Buffer>> strings(Bytes tensorProto, Bytes content, std::uint64_t elements,
                                            std::string_view subject) const;

  ir::Model& m_model;
  const Source& m_source;
};

// Key and value of a map entry whose key is text.
struct MapEntry {
  std::string_view key;
  Bytes value;
  bool whole = false; // every byte was understood
};
MapEntry mapEntry(Bytes entry);

} // namespace ara::formats::graphdef
