// A zip archive behind a model (metadata, label files): where it begins, and the same archive at another place.
#pragma once

#include "base/bytes.h"

#include <vector>

namespace ara::formats::tflite {

// Where the archive at the end of `file` begins; the file's size when there is none.
std::uint64_t zipBegin(Bytes file);

// `zip` with the places its directory names shifted so that it can stand at `begin` of a file. An archive whose places
// count from its own start is left as it is: they stay right.
std::vector<std::byte> zipAt(Bytes zip, std::uint64_t begin);

} // namespace ara::formats::tflite
