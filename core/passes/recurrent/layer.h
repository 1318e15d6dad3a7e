// A cell over a sequence as one operator of TensorFlow Lite. The runtime keeps the state of a layer from one call to
// the next; a layer that starts from zero gets it set to zero by a FILL whose result is the state.
#pragma once

#include "passes/recurrent/cell.h"
#include "passes/recurrent/sequence.h"

namespace ara::passes::recurrent {

// The outputs of every step, as long as `input` and with time on the same axis.
Result<Sequence> addLayer(Builder& b, const Cell& cell, Sequence input);

} // namespace ara::passes::recurrent
