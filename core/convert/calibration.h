// Examples to calibrate with: arrays of a person's files, cut into what the model takes at once, or random ones.
//
//   data.npz:calibration     one array of an .npz, for a model with one input
//   data.npz                 arrays named as the inputs; folder/: each .npy or .npz in it, in the order of their names
#pragma once

#include "convert/settings.h"
#include "ir/model.h"
#include "quantize/ranges.h"

namespace ara::convert {

// Errors: those of the files; Unsupported for an array that fits no input, BadArgument when inputs get different numbers of
// examples, or there is nothing to calibrate with.
Result<std::vector<quantize::Example>> calibrationExamples(Task& task, const ir::Model& model, const QuantizeSettings& settings);

} // namespace ara::convert
