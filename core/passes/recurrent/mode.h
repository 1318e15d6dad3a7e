#pragma once

namespace ara::passes {

// What becomes of recurrent layers: one operator each, a WHILE each, or every step as the graph has it.
enum class Recurrent { fused, loop, unrolled };

} // namespace ara::passes
