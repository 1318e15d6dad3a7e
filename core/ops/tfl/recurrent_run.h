// Running the sequence layers of TensorFlow Lite on float32 values.
#pragma once

#include "ops/context.h"

namespace ara::ops::tfl {

Status evaluateSequenceRnn(EvalContext& c);
Status evaluateSequenceLstm(EvalContext& c);

} // namespace ara::ops::tfl
