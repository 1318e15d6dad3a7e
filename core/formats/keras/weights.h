// Gives every layer its weights, from either layout of files.
#pragma once

#include "formats/keras/config.h"

namespace ara::formats::keras {

// Keras 2: a group for each layer of the model, under `root`, with the names of its weights in order.
Status assignByName(ModelConfig& model, const Hdf5& file, const std::string& root);
// Keras 3: places by class and count, `layers/dense_1/vars/0`, below `group`.
Status assignByPlace(ModelConfig& model, const Hdf5& file, const std::string& group);

} // namespace ara::formats::keras
