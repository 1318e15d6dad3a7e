// Running the recurrent layers of TensorFlow Lite on float32 values.
#pragma once

#include "ops/context.h"

namespace ara::ops::tfl {

Status evaluateSequenceRnn(EvalContext& c);  // and one step: input [batch, width]
Status evaluateSequenceLstm(EvalContext& c); // the same
Status evaluateLstm(EvalContext& c);         // one step; kernel BASIC: states and scratch are results
Status evaluateBothRnn(EvalContext& c);      // two layers, the second backwards
Status evaluateBothLstm(EvalContext& c);
Status evaluateSvdf(EvalContext& c);

} // namespace ara::ops::tfl
