// The last touches before writing, and the verdicts: queries on the journal.
#pragma once

#include "convert/convert.h"
#include "ir/edit.h"

namespace ara::convert {

// Inputs and outputs get the names and the order that were asked for, and a signature. An output that is an input, a
// constant or another output as well gets an operator that copies it, so that each name is a tensor of its own.
Status nameEnds(ir::Model& model, const Settings& settings, ir::OpLookup find, ir::Journal& journal);

std::vector<Verdict> verdicts(const ir::Model& source, const ir::Model& result, const ir::Journal& journal,
                              std::span<const Error> refused);

// "CONV_2D": operators of TensorFlow Lite as its documents write them.
std::string displayName(std::string_view shortTflName);

} // namespace ara::convert
