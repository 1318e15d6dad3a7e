// What a cell of a repeat is, told by its operators: for sentences and headers. The conversion looks at what is computed.
#pragma once

#include "analysis/repeats.h"

namespace ara::analysis {

// Units of an LSTM cell, or 0: four gates from one product, three of them sigmoids.
std::uint64_t lstmUnits(const ir::Model& model, const ir::Graph& graph, const Repeat& repeat);

// "h" or "c" of a state that a copy hands to the next, by who reads it; empty where that tells nothing.
std::string_view stateName(const ir::Model& model, const ir::Graph& graph, const Repeat& repeat, const Carried& state);

} // namespace ara::analysis
