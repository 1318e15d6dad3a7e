// Whatever operands and attributes a file gives a node, the functions of network rows answer with a result or an error.
#include "tests/core/ops/one_node.h"

#include <functional>
#include <random>

namespace ara::ops {
namespace tf {
std::span<const ir::OpDef> matrixRows(), convolutionRows(), activationRows(), poolRows(), normRows();
}
namespace tfl {
std::span<const ir::OpDef> matrixRows(), convolutionRows(), activationRows(), poolRows(), normRows(), recurrentRows();
}
} // namespace ara::ops

namespace ara::test {
namespace {

std::vector<const OpDef*> networkRows() {
  std::vector<const OpDef*> all;
  for (const auto rows :
       {ops::tf::matrixRows(), ops::tf::convolutionRows(), ops::tf::activationRows(), ops::tf::poolRows(),
        ops::tf::normRows(), ops::tfl::matrixRows(), ops::tfl::convolutionRows(), ops::tfl::activationRows(),
        ops::tfl::poolRows(), ops::tfl::normRows(), ops::tfl::recurrentRows()})
    for (const OpDef& row : rows) all.push_back(&row);
  return all;
}

class Chance {
public:
  int below(int n) { return static_cast<int>(m_engine() % static_cast<unsigned>(n)); }
  std::int64_t number() {
    return below(8) == 0 ? std::int64_t{1} << below(40) : below(8) == 0 ? -below(3) : 1 + below(2);
  }
  std::string one(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<int>(words.size()))];
  }

  TensorId tensor(GraphEdit& edit, int usualRank) {
    if (below(16) == 0) return {};
    const auto type = below(6) ? DataType::f32 : static_cast<DataType>(below(kDataTypeCount));
    Shape shape = Shape::of({});
    for (int rank = below(6) ? usualRank : below(7); rank > 0; --rank)
      shape.dims.push_back(below(12) == 0 ? below(4) - 3 : below(12) == 0 ? 0 : 1 + below(3));
    if (below(16) == 0) shape = Shape::unknown();
    const auto elements = shape.elements();
    const auto bytes = elements ? byteSize(type, *elements) : std::nullopt;
    if (!bytes || below(3) == 0) return edit.addTensor(type, shape);
    std::vector<std::byte> content(*bytes);
    for (std::byte& b : content) b = static_cast<std::byte>(below(4) ? below(3) : below(256));
    return edit.addConstant(type, shape, edit.model().addBuffer(heapBuffer(std::move(content))));
  }
  TensorId integers(GraphEdit& edit, int count) {
    std::vector<std::int32_t> values;
    for (int i = 0; i < count; ++i) values.push_back(static_cast<std::int32_t>(below(8) ? 1 + below(4) : number()));
    return edit.addConstant(DataType::i32, Shape::of({count}),
                            edit.model().addBuffer(heapBufferOf<std::int32_t>(values)));
  }
  std::vector<std::int64_t> list(int rank) {
    std::vector<std::int64_t> out;
    for (int i = 0; i < rank; ++i) out.push_back(i == 0 || i == rank - 1 ? (below(8) ? 1 : number()) : number());
    return out;
  }

  AttrsId attrs(Model& m, int rank) {
    AttrList a;
    const auto set = [&](std::string_view key, AttrValue v) {
      if (below(12)) a.push_back({m.names.intern(key), std::move(v)});
    };
    for (const char* key : {"strides", "ksize", "dilations"}) set(key, below(4) || key[0] != 'd' ? list(rank) : Ints{});
    Ints pads(2 * static_cast<std::size_t>(rank), 0);
    for (std::size_t i = 2; i + 2 < pads.size(); ++i) pads[i] = below(3);
    set("explicit_paddings", pads);
    set("padding",
        below(2) ? AttrValue(one({"SAME", "VALID", "EXPLICIT", "FULL"})) : AttrValue(Symbol{one({"SAME", "VALID"})}));
    set("data_format", rank == 5 ? one({"NDHWC", "NCDHW"}) : one({"NHWC", "NCHW", "NCHW_VECT_C"}));
    for (const char* key :
         {"stride_d", "stride_h", "stride_w", "filter_height", "filter_width", "depth_multiplier", "rank"})
      set(key, number());
    set("num_bits", std::int64_t{below(18)});
    set("radius", number());
    set("depth_radius", number());
    for (const char* key : {"transpose_a", "transpose_b", "adj_x", "adj_y", "keep_num_dims", "align_corners",
                            "half_pixel_centers", "is_training", "narrow_range", "merge_outputs"})
      set(key, below(3) == 0);
    set("equation",
        one({"ij,jk->ik", "...ij,...jk->...ik", "abc,cd->abd", "ij->i", "ii->i", "i,j->ij", ",->", "...->", "ab"}));
    set("fused_activation_function", Symbol{one({"NONE", "RELU6", "TANH"})});
    return m.attrs.intern(std::move(a), m.names);
  }

private:
  using Ints = std::vector<std::int64_t>;
  std::mt19937 m_engine{11};
};

void callAll(Model& m, GraphEdit& edit, NodeId n) {
  const OpDef& row = *m.graph()[n].def;
  if (row.infer) (void)ops::inferNode(edit, n);
  if (row.version) (void)row.version(ops::VersionContext(m, m.graph(), n));
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

TEST(NetworkRows, SurviveNodesWithoutOperandsAndResults) {
  for (const OpDef* row : networkRows())
    for (const std::size_t results : {0, 1, 3}) {
      Model m;
      m.graphs.emplace_back();
      GraphEdit edit(m);
      callAll(m, edit, edit.addNode(*row, std::span<const TensorId>(), {}, results));
    }
}

TEST(NetworkRows, SurviveAnyOperandsAndAttributes) {
  Chance chance;
  std::size_t evaluated = 0, lowered = 0;
  for (const OpDef* row : networkRows())
    for (int round = 0; round < 400; ++round) {
      SCOPED_TRACE(std::string(row->name) + " " + std::to_string(round));
      Model m;
      m.graphs.emplace_back();
      GraphEdit edit(m);
      const int rank = row->name.find("3") != std::string_view::npos ? 5 : chance.below(3) ? 4 : 2 + chance.below(2);
      std::vector<TensorId> operands;
      int many = static_cast<int>(std::count(row->operands.begin(), row->operands.end(), ',')) + 1;
      if (row->name.ends_with("Einsum")) many = 2;
      if (chance.below(8) == 0) many = chance.below(5);
      for (int i = 0; i < many; ++i) {
        const bool sizes =
            row->operands.find("size") != std::string_view::npos || row->operands.starts_with("output_shape");
        if (sizes && i == (row->operands.find("size") == 7 || row->operands.find(", size") != std::string_view::npos))
          operands.push_back(chance.integers(edit, chance.below(3) ? (row->operands.ends_with("size") ? 2 : rank) : 3));
        else
          operands.push_back(chance.tensor(edit, i > 0 && row->name.find("Norm") != std::string_view::npos ? 1 : rank));
      }
      const NodeId n =
          edit.addNode(*row, operands, chance.attrs(m, rank), 1 + static_cast<std::size_t>(chance.below(12) == 0));
      if (row->evaluate && runtime::evaluateConstant(m, m.graph(), n, 1 << 20)) ++evaluated;
      callAll(m, edit, n);
      if (m.graph()[n].dead) ++lowered;
    }
  // The chances are such that many nodes make sense, or the test would look at refusals only.
  EXPECT_GT(evaluated, 500u);
  EXPECT_GT(lowered, 500u);
}

TEST(NetworkRows, TellWhatTheyAre) {
  for (const OpDef* row : networkRows()) {
    EXPECT_TRUE(row->infer) << row->name;
    EXPECT_TRUE(row->doc.ends_with('.')) << row->name;
    EXPECT_EQ(ops::find(row->name), row) << row->name << " has two rows";
    EXPECT_EQ(row->dialect() == Dialect::tf, row->lower != nullptr) << row->name;
    if (row->dialect() != Dialect::tfl) continue;
    EXPECT_EQ(ops::findBuiltin(row->builtinCode), row) << row->name;
  }
}

} // namespace
} // namespace ara::test
