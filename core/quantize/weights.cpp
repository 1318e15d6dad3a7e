#include "quantize/weights.h"

#include "base/strings.h"
#include "ops/context.h"

#include <algorithm>

namespace ara::quantize {
namespace {

// What the rows of the op table do not say: how each kernel takes its int8 weights.
struct Kernel {
  std::string_view op;
  std::string_view operands; // where the op table has no row yet, or the kernel is not hybrid
  bool hybrid = true;
  int axis = -1;           // of the scales in the later scheme
  int version = 1;         // first with the hybrid kernel
  int later = 1;           // first with the later scheme
  bool asymmetric = false; // the later scheme is an option of the operator
};
constexpr Kernel kKernels[] = {
    {"conv_2d", "1", true, 0, 2, 5, false},
    {"fully_connected", "1", true, -1, 3, 9, true},
    {"transpose_conv", "1", true, -1, 1, 1, false},
    {"batch_matmul", "1", true, -1, 1, 4, true},
    // One scale for all channels makes this kernel compute nonsense; one per channel is right.
    {"depthwise_conv_2d", "1", false, 3, 1, 6, false},
    {"svdf", "1-2", true, -1, 2, 4, true},
    {"rnn", "1-2", true, -1, 2, 3, true},
    {"unidirectional_sequence_rnn", "1-2", true, -1, 2, 3, true},
    {"bidirectional_sequence_rnn", "1-2,4-6,8-11", true, -1, 2, 3, true},
    {"lstm", "1-11,16", true, -1, 3, 4, true},
    {"unidirectional_sequence_lstm", "1-11,16", true, -1, 2, 3, true},
    {"bidirectional_sequence_lstm", "1-11,16,18-28,33,40-47", true, -1, 3, 3, true},
    {"gather", "0", false, -1, 1, 1, false},
    {"embedding_lookup", "1", false, -1, 1, 1, false},
};

std::vector<std::size_t> numbers(std::string_view list) {
  std::vector<std::size_t> out;
  for (const std::string_view part : split(list, ',')) {
    const auto dash = part.find('-');
    const auto first = parseInteger(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parseInteger(part.substr(dash + 1));
    if (!first || !last) continue;
    for (std::int64_t i = *first; i <= *last; ++i) out.push_back(static_cast<std::size_t>(i));
  }
  return out;
}

// A convolution of parts of the channels: its kernel wants one scale per output channel.
bool grouped(const ops::NodeView& view, std::string_view op) {
  const ir::Shape &input = view.shape(0), &filter = view.shape(1);
  return op == "conv_2d" && input.rank() == 4 && filter.rank() == 4 && input.dims[3] != filter.dims[3];
}

} // namespace

WeightOperands weightOperands(const ir::Model& model, const ir::Graph& graph, ir::NodeId n, bool perSlice) {
  const ir::Node& node = graph[n];
  const ops::NodeView view(model, graph, n);
  const std::string_view op = model.shortOpName(node);
  const std::string_view row = node.def ? node.def->hybridWeights : std::string_view();
  const auto kernel = std::ranges::find(kKernels, op, &Kernel::op);
  WeightOperands out;
  if (!model.opName(node).starts_with("tfl.")) return out;
  if (kernel == std::end(kKernels)) {
    out.operands = numbers(row);
    out.hybrid = !row.empty();
    return out;
  }
  out.operands = numbers(row.empty() ? kernel->operands : row);
  out.hybrid = kernel->hybrid;
  out.axis = perSlice ? kernel->axis : -1;
  out.version = perSlice ? kernel->later : kernel->version;
  out.asymmetric = perSlice && kernel->asymmetric;
  out.needsSlices = op == "depthwise_conv_2d" || grouped(view, op);
  if (out.needsSlices) out.hybrid = perSlice;
  if (op == "lstm" && view.attrString("kernel_type", "FULL") == "BASIC") {
    out.operands = {2}; // input, state, weights, bias, cell: this kernel computes in float only
    out.hybrid = false;
  }
  if (op == "bidirectional_sequence_rnn" && !view.has(9))
    out.hybrid = false; // its hybrid kernel reads the absent inputs
  if (view.resultCount() == 0 || graph[graph.result(n)].type != ir::DataType::f32)
    out.operands.clear(); // integer kernels
  return out;
}

} // namespace ara::quantize
