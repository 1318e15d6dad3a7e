// The text form of TensorFlow's messages, by libprotobuf: parsed, and written again in the binary form the reader
// takes.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <memory>
#include <span>
#include <string>

namespace ara::formats::graphdef {

enum class TextKind { none, graphDef, metaGraph, savedModel };

// What the text begins like; none for anything that is no text of these messages.
TextKind textKind(Bytes text);
// True when the first bytes are text of any kind.
bool isText(Bytes bytes);

// Errors: BadFile with line and column.
Result<std::shared_ptr<const std::string>> binaryOf(Bytes text, TextKind kind, const std::string& fileName);

// The text form of the GraphDef whose binary form the parts make. Errors: Unsupported above 2 GiB, or for fields that
// have no text form.
Result<std::string> graphDefText(std::span<const Bytes> parts);

} // namespace ara::formats::graphdef
