// Whatever operands a file gives a node, the functions of its row answer with a result or an error.
#include "tests/core/ops/one_node.h"

#include <random>

namespace ara::ops {
namespace tf {
std::span<const ir::OpDef> sourceRows(), unaryRows(), binaryRows(), reduceRows();
}
namespace tfl {
std::span<const ir::OpDef> sourceRows(), unaryRows(), binaryRows(), reduceRows();
}
} // namespace ara::ops

namespace ara::test {
namespace {

std::vector<const OpDef*> arithmeticRows() {
  std::vector<const OpDef*> all;
  for (const auto rows :
       {ops::tf::sourceRows(), ops::tf::unaryRows(), ops::tf::binaryRows(), ops::tf::reduceRows(),
        ops::tfl::sourceRows(), ops::tfl::unaryRows(), ops::tfl::binaryRows(), ops::tfl::reduceRows()})
    for (const OpDef& row : rows) all.push_back(&row);
  return all;
}

// A node of `row` with the operands `make` gives, all its functions called.
void callAll(const OpDef& row, std::size_t results, const std::function<std::vector<TensorId>(GraphEdit&)>& make) {
  Model m;
  m.graphs.emplace_back();
  GraphEdit edit(m);
  const auto operands = make(edit);
  const NodeId n = edit.addNode(row, operands, {}, results);
  if (row.infer) (void)ops::inferNode(edit, n);
  if (row.evaluate) {
    (void)runtime::evaluateConstant(m, m.graph(), n, 1 << 20);
    ops::EvalContext bare(m, m.graph(), n);
    (void)row.evaluate(bare);
  }
  if (!row.lower) return;
  ops::LowerMemo memo;
  Task task;
  ops::LowerContext c(edit, n, memo, ops::find, task);
  (void)row.lower(c);
}

TEST(ArithmeticRows, SurviveNodesWithoutOperandsAndResults) {
  for (const OpDef* row : arithmeticRows())
    for (const std::size_t results : {0, 1, 3})
      callAll(*row, results, [](GraphEdit&) { return std::vector<TensorId>{}; });
}

TEST(ArithmeticRows, SurviveOperandsOfAnyTypeAndShape) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto tensor = [&](GraphEdit& edit) -> TensorId {
    if (below(12) == 0) return {};
    const auto type = static_cast<DataType>(below(kDataTypeCount));
    Shape shape = Shape::of({});
    for (int rank = below(7); rank > 0; --rank) shape.dims.push_back(below(4) == 0 ? below(4) - 3 : below(3));
    if (below(10) == 0) shape = Shape::unknown();
    const auto elements = shape.elements();
    const auto bytes = elements ? byteSize(type, *elements) : std::nullopt;
    if (!bytes || below(3) == 0) return edit.addTensor(type, shape);
    std::vector<std::byte> content(*bytes);
    for (std::byte& b : content) b = static_cast<std::byte>(below(4) ? below(3) : below(256));
    return edit.addConstant(type, shape, edit.model().addBuffer(heapBuffer(std::move(content))));
  };
  for (const OpDef* row : arithmeticRows())
    for (int round = 0; round < 60; ++round)
      callAll(*row, 1 + static_cast<std::size_t>(below(2)), [&](GraphEdit& edit) {
        std::vector<TensorId> operands;
        const TensorId first = tensor(edit);
        for (int count = below(5); count > 0; --count) operands.push_back(below(2) ? first : tensor(edit));
        return operands;
      });
}

TEST(ArithmeticRows, TellWhatTheyAre) {
  std::size_t builtins = 0;
  for (const OpDef* row : arithmeticRows()) {
    EXPECT_TRUE(row->infer) << row->name;
    EXPECT_TRUE(row->doc.ends_with('.')) << row->name;
    EXPECT_EQ(row->dialect() == Dialect::tf, row->lower != nullptr) << row->name;
    if (row->dialect() != Dialect::tfl) continue;
    ++builtins;
    EXPECT_EQ(ops::findBuiltin(row->builtinCode), row) << row->name;
  }
  EXPECT_EQ(builtins, 77u);
}

} // namespace
} // namespace ara::test
