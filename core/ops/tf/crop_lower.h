// The lowering of CropAndResize; its row is in image.cpp.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status lowerCropAndResize(LowerContext& c);

} // namespace ara::ops::tf
