// What a training program leaves in a graph: saving, gradients, initial values, input queues, checks, logs. No answer
// needs it; it is told apart so that a person sees why most of a graph goes away.
//
//   leftoverOf(model, node)      // Leftover::saving for save/SaveV2
#pragma once

#include "base/message.h"
#include "ir/model.h"

#include <optional>

namespace ara::analysis {

enum class Leftover : std::uint8_t { saving, gradients, initializing, feeding, checking, logging };
inline constexpr int kLeftoverCount = static_cast<int>(Leftover::logging) + 1;

// By the operator, else by the scope TensorFlow's own functions put their nodes in ("gradients/...", "save/...").
std::optional<Leftover> leftoverOf(const ir::Model& model, const ir::Node& node);

std::string_view leftoverWord(Leftover l); // "saving", "gradients", ...
Message leftoverReason(Leftover l);        // one sentence

} // namespace ara::analysis
