// GraphEdit keeps links and names right, whatever is asked of it in whatever order.
#include "ir/edit.h"
#include "ir/verify.h"
#include "ir/walk.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace ara::ir {
namespace {

constexpr OpDef kRelu{.name = "tf.Relu"};
constexpr OpDef kAdd{.name = "tf.AddV2"};
constexpr OpDef kSplit{.name = "tf.Split"};

class Edit : public testing::Test {
protected:
  Edit() { model.graphs.emplace_back(); }
  const Graph& g() const { return model.graph(); }
  TensorId tensor(std::string_view name = {}) {
    return edit.addTensor(DataType::f32, Shape::of({2}), name.empty() ? NameId{} : model.nameOf(name));
  }
  NodeId node(const OpDef& row, std::vector<TensorId> operands, std::string_view name = {}, std::size_t results = 1) {
    return edit.addNode(row, operands, {}, results, name.empty() ? NameId{} : model.nameOf(name));
  }
  std::string nameOf(TensorId t) const { return model.tensorName(g(), t); }
  std::vector<NodeId> usersOf(TensorId t) const {
    std::vector<NodeId> users;
    for (const UseSite use : g().uses(t)) users.push_back(use.user);
    return users;
  }
  void expectSound() const {
    for (const Error& e : verify(model)) ADD_FAILURE() << e.text();
  }
  Model model;
  GraphEdit edit{model};
};

TEST_F(Edit, ANodeKnowsItsOperandsAndTheyKnowTheirUses) {
  const TensorId x = tensor("x");
  const NodeId a = node(kAdd, {x, x}), r = node(kRelu, {g().result(a)});
  edit.setInputs({x});
  EXPECT_EQ(g().useCount(x), 2u);
  EXPECT_EQ(g()[x].producer, NodeId{});
  EXPECT_EQ(g()[g().result(a)].producer, a);
  EXPECT_EQ(g().onlyUser(g().result(a)), r);
  EXPECT_EQ(g().onlyUser(x), NodeId{}) << "used twice";
  expectSound();
}

TEST_F(Edit, AbsentOperandsAreNoUses) {
  const TensorId x = tensor("x");
  const NodeId n = node(kAdd, {x, TensorId{}});
  EXPECT_EQ(g().operands(n).size(), 2u);
  EXPECT_FALSE(g().operand(n, 1));
  EXPECT_FALSE(g().operand(n, 7)) << "beyond the list is absent too";
  edit.setOperand(n, 1, x);
  EXPECT_EQ(g().useCount(x), 2u);
  edit.setOperand(n, 0, {});
  EXPECT_EQ(g().useCount(x), 1u);
  expectSound();
}

TEST_F(Edit, AnOutputHasNoOnlyUser) {
  const TensorId x = tensor("x");
  const NodeId a = node(kRelu, {x});
  node(kRelu, {g().result(a)});
  edit.setOutputs({g().result(a)});
  EXPECT_TRUE(g().isOutput(g().result(a)));
  EXPECT_FALSE(g().onlyUser(g().result(a)));
  edit.setOutputs({});
  EXPECT_TRUE(g().onlyUser(g().result(a)));
  expectSound();
}

TEST_F(Edit, ReplacingUsesReplacesOutputs) {
  const TensorId x = tensor("x");
  const NodeId a = node(kRelu, {x}), b = node(kAdd, {g().result(a), g().result(a)});
  edit.setOutputs({g().result(a), g().result(b), g().result(a)});
  edit.replaceUses(g().result(a), x);
  EXPECT_EQ(g().useCount(g().result(a)), 0u);
  EXPECT_EQ(g().useCount(x), 3u);
  EXPECT_EQ(g().outputs, (std::vector{x, g().result(b), x}));
  EXPECT_FALSE(g().isOutput(g().result(a)));
  EXPECT_TRUE(g().isOutput(x));
  expectSound();
}

TEST_F(Edit, OperandListsMayGrowAndShrink) {
  const TensorId x = tensor("x"), y = tensor("y");
  const NodeId n = node(kAdd, {x});
  edit.setOperands(n, {x, y, x});
  EXPECT_EQ(g().operands(n).size(), 3u);
  edit.setOperands(n, {y});
  EXPECT_EQ(g().useCount(x), 0u);
  EXPECT_EQ(g().useCount(y), 1u);
  expectSound();
}

TEST_F(Edit, MovedResultsKeepTheNamePeopleKnow) {
  const TensorId x = tensor("x");
  const NodeId old = node(kSplit, {x}, "split", 2), made = node(kSplit, {x}, "other", 2);
  const TensorId second = g().result(old, 1);
  edit.setOutputs({second});
  edit.moveResults(old, made);
  edit.remove(old);
  EXPECT_EQ(g()[second].producer, made);
  EXPECT_EQ(nameOf(second), "split:1");
  EXPECT_EQ(nameOf(g().result(made, 0)), "split");
  expectSound();
}

// Taking a result over moves what is known where the tensor knew less, and never makes two nodes produce one tensor.
TEST_F(Edit, ATakenResultLeavesItsProducer) {
  const TensorId x = tensor("x");
  const NodeId a = node(kRelu, {x}, "a"), b = node(kRelu, {x}, "b");
  const TensorId of_a = g().result(a), of_b = g().result(b);
  edit.setShape(of_b, Shape::of({2, 3}));
  edit.setType(of_b, DataType::f32);
  node(kRelu, {of_b}, "user");
  edit.takeResult(b, 0, of_a);
  EXPECT_EQ(g()[of_a].producer, b);
  EXPECT_NE(g().result(a), of_a);
  EXPECT_EQ(nameOf(of_a), "a");
  EXPECT_EQ(model.shapeOf(g()[of_a]), Shape::of({2, 3}));
  EXPECT_FALSE(g()[of_b].producer);
  EXPECT_EQ(nameOf(of_b), "b") << "it still has a user, who finds it under its name";
  expectSound();
}

TEST_F(Edit, RemovedNodesReleaseTheirOperandsAndLeaveNamesBehind) {
  const TensorId x = tensor("x");
  const NodeId constant = node(kRelu, {x}, "weights/read");
  const TensorId value = g().result(constant);
  node(kRelu, {value});
  edit.remove(constant);
  edit.remove(constant);
  EXPECT_EQ(g().useCount(x), 0u);
  EXPECT_EQ(g().liveNodeCount(), 1u) << "removing twice is removing once";
  EXPECT_EQ(nameOf(value), "weights/read");
  EXPECT_EQ((*g().nodeIds().begin()).value, 1u) << "the dead are not walked over";
  expectSound();
}

TEST_F(Edit, ResultsAreAddedAtTheEndOfTheList) {
  const NodeId a = node(kSplit, {}, "a"), b = node(kSplit, {}, "b");
  const TensorId t = tensor(), u = tensor();
  edit.addResult(a, t);
  edit.addResult(b, u);
  EXPECT_EQ(g().results(a).size(), 2u);
  EXPECT_EQ(g().result(a, 1), t);
  EXPECT_EQ(nameOf(t), "a:1");
  EXPECT_EQ(g()[u].result, 1u);
  expectSound();
}

TEST_F(Edit, AttributesAreSharedUntilOneChanges) {
  const NodeId a = node(kRelu, {}), b = node(kRelu, {});
  edit.setAttr(a, "T", DataType::f32);
  edit.setAttr(b, "T", DataType::f32);
  EXPECT_EQ(g()[a].attrs, g()[b].attrs);
  edit.setAttr(b, "T", DataType::i32);
  EXPECT_EQ(std::get<DataType>(*model.attr(g()[a], "T")), DataType::f32);
  edit.setAttr(b, "T", std::monostate{});
  EXPECT_EQ(model.attr(g()[b], "T"), nullptr);
  EXPECT_FALSE(g()[b].attrs);
}

TEST_F(Edit, EveryRewriteGoesToTheJournal) {
  Journal journal;
  journal.passes.push_back({"test", 0, 0, 0, 0});
  GraphEdit told(model, GraphId(0), &journal);
  const NodeId a = told.addNode(kRelu, {});
  told.rewrote("rule", {a}, {}, msg("because"));
  EXPECT_EQ(told.changes(), 1u);
  ASSERT_EQ(journal.rewrites.size(), 1u);
  EXPECT_TRUE(std::ranges::equal(journal.before(journal.rewrites[0]), std::vector{a}));
  EXPECT_EQ(journal.rewrites[0].reason.text(), "because");
}

// Anything in any order. Operands are taken from producers with a smaller number or from no producer, so that no circle
// arises; everything else verify() looks for must hold by itself.
TEST_F(Edit, RandomEditsKeepTheInvariants) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    model = Model();
    model.graphs.emplace_back();
    std::mt19937 random(seed);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    std::vector<TensorId> free; // never produced
    for (int i = 0; i < 4; ++i) free.push_back(tensor("in" + std::to_string(i)));
    std::vector<NodeId> nodes;
    const auto operand = [&](std::size_t before) -> TensorId {
      if (below(8) == 0) return {};
      const NodeId from = nodes.empty() || below(4) == 0 ? NodeId{} : nodes[below(nodes.size())];
      if (!from || from.index() >= before || g()[from].dead || g()[from].resultCount == 0)
        return free[below(free.size())];
      return g().result(from, below(g()[from].resultCount));
    };
    const auto operands = [&](std::size_t before) {
      std::vector<TensorId> list(below(4));
      for (TensorId& t : list) t = operand(before);
      return list;
    };
    for (int step = 0; step < 400; ++step) {
      const NodeId n = nodes.empty() ? NodeId{} : nodes[below(nodes.size())];
      const std::size_t what = below(10);
      if (!n || g()[n].dead || what <= 2) {
        nodes.push_back(node(kSplit, operands(g().nodeCount()), below(2) ? "n" + std::to_string(step) : "", below(3)));
      } else if (what == 3 && g()[n].operandCount) {
        edit.setOperand(n, below(g()[n].operandCount), operand(n.index()));
      } else if (what == 4) {
        edit.setOperands(n, operands(n.index()));
      } else if (what == 5 && g()[n].resultCount) {
        edit.replaceUses(g().result(n), free[below(free.size())]);
      } else if (what == 6) { // a twin takes over; users come later, so order holds
        const NodeId twin = node(kSplit, {free[0]}, "", g()[n].resultCount);
        bool later = true; // users must come after the twin, which is last: only a node nobody uses may move
        for (const TensorId t : g().results(n)) later = later && g().useCount(t) == 0;
        if (later) edit.moveResults(n, twin);
        nodes.push_back(twin);
      } else if (what == 7) {
        for (const TensorId t : std::vector<TensorId>(g().results(n).begin(), g().results(n).end()))
          edit.replaceUses(t, free[below(free.size())]);
        edit.remove(n);
      } else if (what == 8) {
        const TensorId t = operand(g().nodeCount());
        edit.setOutputs(t ? std::vector{t} : std::vector<TensorId>());
      } else if (g()[n].resultCount && below(2)) {
        edit.detach(g().result(n));
      } else {
        edit.setControls(n, std::vector{nodes[0]});
        if (nodes[0] == n) edit.setControls(n, {});
      }
      if (step % 20 == 0) expectSound();
    }
    expectSound();
    if (HasFailure()) {
      ADD_FAILURE() << "seed " << seed;
      return;
    }
  }
}

// The budget of the house: 250 bytes a node with its tensors. Here a chain of nodes with two operands each, no names.
TEST_F(Edit, BytesANode) {
  constexpr std::size_t kNodes = 100'000;
  edit.reserve(kNodes, kNodes, 2 * kNodes);
  TensorId t = tensor();
  for (std::size_t i = 0; i < kNodes; ++i) t = g().result(node(kAdd, {t, t}));
  model.graphs[0].shrink();
  const std::size_t bytes = model.bytes() / kNodes;
  RecordProperty("bytes_a_node", static_cast<int>(bytes));
  EXPECT_LE(bytes, 180u);
}

} // namespace
} // namespace ara::ir
