// A While that runs a known number of times over sequences: what each carried tensor is for.
//
//   body(i, ys, h, xs):  h' = cell(xs[i], h);  ys' = ys with h' written at i;  i' = i + 1      cond: i < 200
#pragma once

#include "passes/pass.h"

#include <optional>
#include <vector>

namespace ara::passes::recurrent {

enum class Role : std::uint8_t {
  counter,    // begins with a constant, grows by one
  fixed,      // not changed by any turn
  state,      // anything else that is changed
  collected,  // [turns, ...]: each turn writes its value at its place
  lastWritten // [1, ...]: each turn writes its value at place 0
};

struct LoopForm {
  ir::GraphId body;
  std::int64_t turns = 0;
  std::vector<Role> roles;           // by carried tensor
  std::vector<ir::TensorId> written; // of the body: what a collecting tensor is given in a turn, without its first axis
};

// Nothing when the turns are not known, or a carried tensor is none of these. `why` is told then.
std::optional<LoopForm> loopForm(const PassContext& c, ir::NodeId loop, Message& why);
// When body tensor `t` is the part of this turn of a carried sequence: which carried tensor.
std::optional<std::size_t> readsSequence(const PassContext& c, const LoopForm& form, ir::TensorId t);

} // namespace ara::passes::recurrent
