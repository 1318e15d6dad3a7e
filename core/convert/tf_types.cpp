#include "convert/tf_types.h"

#include "base/strings.h"
#include "ir/edit.h"
#include "passes/pass.h"

#include <array>

namespace ara::convert {
namespace {

using ir::DataType;

constexpr int kLast = -1, kResult = -2;

// Which operand an attribute tells the type of. Without an operator: of every operator not named above it.
struct Rule {
  std::string_view op, attr;
  int operand;
};
constexpr std::array kRules{
    Rule{"Split", "T", 1},
    Rule{"Concat", "T", 1},
    Rule{"Fill", "T", 1},
    Rule{"Select", "T", 1},
    Rule{"SelectV2", "T", 1},
    Rule{"OneHot", "T", 2},
    Rule{"ScatterNd", "T", 1},
    Rule{"PadV2", "Tpaddings", 1},
    Rule{"SparseToDense", "T", 2},
    Rule{"ScatterNd", "Tindices", 0},
    Rule{"", "T", 0},
    Rule{"", "SrcT", 0},
    Rule{"", "DstT", kResult},
    Rule{"", "dtype", kResult},
    Rule{"", "out_type", kResult},
    Rule{"", "output_type", kResult},
    Rule{"", "Tparams", 0},
    Rule{"", "Tindices", 1},
    Rule{"", "Taxis", 2},
    Rule{"", "Tlen", 1},
    Rule{"", "TI", 0},
    Rule{"", "U", 1},
    Rule{"", "Index", 1},
    Rule{"", "index_type", 0},
    Rule{"", "Tblock_shape", 1},
    Rule{"", "Tcrops", 2},
    Rule{"", "Tpaddings", kLast},
    Rule{"", "Tidx", kLast},
    Rule{"", "Tdim", kLast},
    Rule{"", "Tperm", kLast},
    Rule{"", "Tshape", kLast},
    Rule{"", "Tmultiples", kLast},
    Rule{"", "Tdims", kLast},
    Rule{"", "Taxes", kLast},
};

DataType typeFor(const ir::Model& model, const ir::Graph& g, ir::NodeId n, std::string_view attr) {
  const std::string_view op = model.shortOpName(g[n]);
  for (const Rule& r : kRules) {
    if (r.attr != attr || (!r.op.empty() && r.op != op)) continue;
    const auto operands = g.operands(n);
    if (r.operand == kResult) return g[n].resultCount ? g[g.result(n)].type : DataType::none;
    const std::size_t i = r.operand == kLast ? operands.size() - 1 : static_cast<std::size_t>(r.operand);
    return i < operands.size() && operands[i] ? g[operands[i]].type : DataType::none;
  }
  return DataType::none;
}

// "T:type, alpha:float=0.2": the names of type attributes that have no default.
std::vector<std::string_view> neededTypes(std::string_view attrs) {
  std::vector<std::string_view> out;
  for (std::string_view one : split(attrs, ',')) {
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.ends_with(":type")) out.push_back(one.substr(0, one.size() - 5));
  }
  return out;
}

// Whether every type that is needed was known.
bool fill(ir::Model& model) {
  bool all = true;
  for (std::size_t g = 0; g < model.graphs.size(); ++g) {
    ir::GraphEdit edit(model, ir::GraphId(g));
    for (std::size_t i = 0; i < model.graphs[g].nodeCount(); ++i) {
      const ir::NodeId n(i);
      const ir::OpDef* row = model.graphs[g][n].def;
      if (model.graphs[g][n].dead || !row || row->dialect() != ir::Dialect::tf) continue;
      for (const std::string_view key : neededTypes(row->attrs)) {
        if (model.attr(model.graphs[g][n], key)) continue;
        const DataType t = typeFor(model, model.graphs[g], n, key);
        if (t != DataType::none) edit.setAttr(n, key, t);
        all = all && t != DataType::none;
      }
    }
  }
  return all;
}

} // namespace

Status giveTypes(Task& task, ir::Model& model) {
  if (fill(model)) return {};
  ir::Journal journal;
  std::vector<Error> contradictions; // of shapes: TensorFlow tells them when it opens the graph
  static constexpr std::string_view kInfer[] = {"infer_shapes"};
  ARA_TRY(passes::run(task, model, kInfer, journal, contradictions));
  fill(model);
  return {};
}

} // namespace ara::convert
