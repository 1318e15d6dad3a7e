// Messages of a GraphDef from what the IR holds. Large contents are not copied: a message is the bytes made here and,
// at its very end, a view of the content.
//
//   Message value = message attribute 8 { tensor }     head: tags, type, shape      tail: 4 MB of the mapped file
#pragma once

#include "base/result.h"
#include "ir/model.h"

#include <string>

namespace ara::formats::graphdef {

struct Message {
  std::string head;
  Bytes tail;
  std::shared_ptr<const void> owner; // of `tail`
  std::uint64_t size() const { return head.size() + tail.size(); }
};

void putVarint(std::string& out, std::uint64_t v);
void putNumber(std::string& out, std::uint32_t field, std::uint64_t v);
void putText(std::string& out, std::uint32_t field, std::string_view text);
// `inner` as a field of the message it stands in.
Message asField(std::uint32_t field, Message inner);

// `subject` is the node that errors name. Errors: Unsupported for what a GraphDef cannot hold.
Result<Message> tensorMessage(const ir::Model& model, ir::DataType type, const ir::Shape& shape, ir::BufferId buffer,
                              std::string_view subject);
Result<std::string> attrMessage(const ir::Model& model, const ir::AttrValue& value, std::string_view subject);
std::string typeAttr(ir::DataType type);
std::string shapeAttr(const ir::Shape& shape);

} // namespace ara::formats::graphdef
