// Runs `.case` files: a model in text form, the passes to run on it, and what must be there afterwards.
//
//   # An activation that is the only user of a convolution becomes its fused activation.
//   # RUN: opt --pass fuse_activation
//   graph (%x: f32[1,8,8,3]) { ... }
//   # CHECK:      %y = tfl.conv_2d(%x, %w, -) {fused_activation_function = RELU}
//   # CHECK-NOT:  tfl.relu
//   # CHANGED:    yes
//
// RUN: opt with --pass NAME (as often as needed), --source, --lower, --target (the pipelines), in the order given;
//   without any of them the model is only parsed and printed. The model is verified after every pass, and the result
//   must survive printing and parsing.
// CHECK: a line holds this text; lines are looked for in order. {{...}} is a regular expression, blanks count once.
// CHECK-NEXT: the line after the last one found. CHECK-NOT: no line between its neighbours holds this text.
// ERROR: what parsing, a pass or a refusal says holds this text (once for each refusal).  NOTE: a note of a pass does.
// CHANGED: whether the printed model is another one afterwards.
// A line "# ----" starts the next case of the file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ara::test {

// What is wrong with the cases of a file, each with the line it was asked for; empty when all is well.
std::vector<std::string> runCases(std::string_view text);

// The text of a case file with its CHECK and CHANGED lines rewritten to what comes out now. A case whose numbers would
// change stays as it is, and `left` names it: numbers are confirmed by a runtime, not by us.
std::string updatedCases(std::string_view text, std::vector<std::string>& left);

std::vector<std::filesystem::path> caseFiles(const std::filesystem::path& folder); // sorted

} // namespace ara::test
