// What summarize_graph tells, and more: counts, likely inputs and outputs with the reason, bytes by operator.
#pragma once

#include "analysis/repeats.h"
#include "ir/model.h"

namespace ara::analysis {

struct OpCount {
  std::string op; // short name
  ir::OpKind kind = ir::OpKind::unknown;
  std::size_t count = 0;
  std::uint64_t bytes =
      0;            // of the file that this op's nodes take (GraphDef: the NodeDef; TFLite: constants it alone uses)
  ir::NodeId first; // in file order
};
std::vector<OpCount> opCounts(const ir::Model& model); // most first, ties by first seen

struct Candidate {
  ir::TensorId tensor;
  ir::NodeId node; // none for graph inputs of TFLite
  std::string name;
  Message reason;  // why it is likely: "Nothing uses it and it ends in class probabilities."
  double rank = 0; // higher first
};
inline constexpr double kLikely = 50; // candidates from this rank on are meant; those below are listed for completeness
std::vector<Candidate> likelyInputs(const ir::Model& model);
std::vector<Candidate> likelyOutputs(const ir::Model& model);

// The lines of TensorFlow's summarize_graph, letter for letter, histogram tie order included.
// Errors: none; dangling inputs were refused by the reader.
std::string summarizeGraphText(const ir::Model& model);
std::string summaryJson(const ir::Model& model);

// One sentence for people about what the model is: "Takes 200 × 3 numbers ... to 6 classes.", from facts that are
// certain.
Message describe(const ir::Model& model);
// The same, of a model whose repeats are known.
Message describe(const ir::Model& model, std::span<const Repeat> repeats);

} // namespace ara::analysis
