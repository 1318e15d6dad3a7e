// The text form of TensorFlow's messages, by libprotobuf: parsed, and written again in the binary form the reader
// takes.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <memory>
#include <string>

namespace ara::formats::graphdef {

enum class TextKind { none, graphDef, metaGraph, savedModel };

// What the text begins like; none for anything that is no text of these messages.
TextKind textKind(Bytes text);
// True when the first bytes are text of any kind.
bool isText(Bytes bytes);

// Errors: BadFile with line and column.
Result<std::shared_ptr<const std::string>> binaryOf(Bytes text, TextKind kind, const std::string& fileName);

} // namespace ara::formats::graphdef
