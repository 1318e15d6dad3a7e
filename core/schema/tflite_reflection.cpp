#include "schema/tflite_reflection.h"

#include "schema/tflite_bfbs_generated.h"

namespace ara {

Bytes tfliteBinarySchema() {
  using Embedded = schema::ModelBinarySchema;
  return {reinterpret_cast<const std::byte*>(Embedded::data()), Embedded::size()};
}

} // namespace ara
