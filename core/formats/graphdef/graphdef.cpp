#include "formats/graphdef/graphdef.h"

#include "formats/graphdef/reader.h"
#include "formats/graphdef/text.h"

namespace ara::formats::graphdef {

Match sniff(const Input& input) {
  const Bytes bytes = input.bytes();
  if (bytes.empty()) return Match::no;
  if (const Match binary = looksLikeGraphDef(bytes); binary != Match::no) return binary;
  return textKind(bytes) == TextKind::graphDef ? Match::yes : Match::no;
}

Result<ir::Model> readBytes(Task& task, Bytes graphDef, std::shared_ptr<const void> owner, std::string name) {
  return readGraphDef(task, Source{graphDef, std::move(owner), std::move(name), 0}, nullptr);
}

Result<ir::Model> read(Task& task, const Input& input) {
  const std::string name = input.path.filename().string();
  if (looksLikeGraphDef(input.bytes()) == Match::no && textKind(input.bytes()) == TextKind::graphDef) {
    ARA_ASSIGN(const auto binary, binaryOf(input.bytes(), TextKind::graphDef, name));
    return readBytes(task, bytesOf(*binary), binary, name);
  }
  return readBytes(task, input.bytes(), input.file, name);
}

} // namespace ara::formats::graphdef
