// CRC-32C (Castagnoli), and the form checkpoints store it in: rotated and shifted, so that a checksum of data that
// holds checksums is still worth something.
#pragma once

#include "base/bytes.h"

namespace ara {

std::uint32_t crc32c(Bytes bytes, std::uint32_t before = 0); // of what came before and `bytes`
inline std::uint32_t maskedCrc(std::uint32_t crc) { return ((crc >> 15) | (crc << 17)) + 0xa282ead8u; }

} // namespace ara
