// Keras models: .h5 (Keras 2, and 1 for looking), .keras (Keras 3), and HDF5 under a .keras name. The layers become
// TensorFlow operators, named after them; the list of layers stays on the model.
#pragma once

#include "formats/format.h"

namespace ara::formats::keras {

Match sniff(const Input& input);
Result<ir::Model> read(Task& task, const Input& input);

} // namespace ara::formats::keras
