#include "passes/pass.h"

namespace ara::passes {

// First what is in the way of knowing shapes; then shapes; then everything that gets smaller with them.
std::span<const std::string_view> sourcePipeline() {
  static constexpr std::string_view kPasses[] = {
      "inline_functions", // what is called is what counts
      "freeze_variables", // while what an output waits for is still there
      "keep_tables",      // what fills them is called, and needed by no output
      "inline_calls",
      "split_cases",
      "structure_loops",
      "structure_conditionals", // while control edges still tell what belongs to which branch
      "remove_unneeded", // nothing may fuse across a requested input or output, and nobody waits for what nobody needs
      "remove_identity",
      "simplify_calls",
      "infer_shapes",
      "expand_cells", // shapes say how many steps there are
      "fuse_unrolled",
      "roll_unrolled", // the first step, from zero, still looks like the others
      "fold_constants",
      "fold_branches",
      "lists_to_tensors",
      "simplify_calls",
      "infer_shapes",   // what a loop is given is constant now
      "fuse_loops",     // lists have become tensors
      "remove_dropout", // wants constants and shapes, but before random numbers are refused
      "fold_constants",
      "simplify_arithmetic",
      "merge_common", // equal formulas first, so that each is found once
      "fuse_relu_range",
      "fuse_hard_swish",
      "fuse_gelu",
      "fuse_l2_norm",
      "fuse_leaky_relu",
      "fuse_softmax",
      "fuse_dilation", // hard-swish has a Relu6
      "remove_unneeded",
  };
  return kPasses;
}

std::span<const std::string_view> lowerPipeline() {
  static constexpr std::string_view kPasses[] = {"lower"};
  return kPasses;
}

std::span<const std::string_view> narrowPipeline() {
  static constexpr std::string_view kPasses[] = {"narrow_floats",
                                                 "remove_identity", // casts between the types are gone
                                                 "fuse_loops"};     // recurrent layers in float32 now
  return kPasses;
}

std::span<const std::string_view> targetPipeline() {
  static constexpr std::string_view kPasses[] = {
      "fold_constants",                     // lowering leaves constant reshapes behind
      "move_transpose",                     // what does not mind the order of axes computes before them,
      "clean_transpose",   "clean_reshape", // where the two cancel
      "fold_order",                         // the last transposes: before products and dense layers
      "clean_parts",                        // parts cut and joined
      "lift_over_reshape",                  // Conv1D is a Conv2D between reshapes, with its bias behind them
      "fuse_padding",                       // cut blocks and NCHW have left their pads beside what they pad
      "fold_multiplier",                    // batch norm: first the factor,
      "fold_bias",                          // then the addend,
      "fold_into_next",                     // what stands before a layer,
      "fuse_activation",                    // then what follows
      "merge_common",                       // last: equal tails are common after folding
      "remove_unneeded",
      "fill_splats",
  };
  return kPasses;
}

} // namespace ara::passes
