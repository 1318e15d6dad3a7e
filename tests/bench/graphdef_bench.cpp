// Opening a GraphDef up to the first histogram, in processor time. Budget: 30 ms for the unrolled recurrent network of
// the sample models (6,862 nodes), 250 bytes a node.
#include "analysis/summary.h"
#include "formats/graphdef/graphdef.h"
#include "schema/tensorflow.pb.h"
#include "support/paths.h"

#include <benchmark/benchmark.h>

namespace ara::formats {
namespace {

// Blocks of what a recurrent cell is made of, with names of the usual length and a constant in every block.
std::string graphOf(int nodes) {
  proto::GraphDef graph;
  std::string before = "input";
  const auto add = [&](const std::string& name, const char* op, std::vector<std::string> inputs) {
    proto::NodeDef* node = graph.add_node();
    node->set_name(name);
    node->set_op(op);
    for (std::string& input : inputs) node->add_input(std::move(input));
    (*node->mutable_attr())["T"].set_type(proto::DT_FLOAT);
    return node;
  };
  add(before, "Placeholder", {});
  for (int block = 0; graph.node_size() < nodes; ++block) {
    const std::string scope = "rnn/rnn/multi_rnn_cell/cell_0/basic_lstm_cell/";
    const std::string n = "_" + std::to_string(block);
    proto::NodeDef* weights = add(scope + "bias" + n, "Const", {});
    proto::TensorProto* tensor = (*weights->mutable_attr())["value"].mutable_tensor();
    tensor->set_dtype(proto::DT_FLOAT);
    tensor->mutable_tensor_shape()->add_dim()->set_size(16);
    tensor->set_tensor_content(std::string(64, 'x'));
    add(scope + "Sigmoid" + n, "Sigmoid", {before});
    add(scope + "mul" + n, "Mul", {scope + "Sigmoid" + n, scope + "bias" + n});
    add(scope + "Tanh" + n, "Tanh", {scope + "mul" + n});
    before = scope + "Tanh" + n;
  }
  return graph.SerializeAsString();
}

void readAndCount(benchmark::State& state, Bytes bytes, const std::shared_ptr<const void>& owner) {
  double perNode = 0;
  for (auto _ : state) {
    Task task;
    const Result<ir::Model> model = graphdef::readBytes(task, bytes, owner, "bench.pb");
    if (!model) return state.SkipWithError(model.error().text().c_str());
    benchmark::DoNotOptimize(analysis::opCounts(*model));
    perNode = static_cast<double>(model->bytes()) / static_cast<double>(model->graph().nodeCount());
  }
  state.counters["bytes_per_node"] = perNode;
}

void nodes(benchmark::State& state) {
  const auto file = std::make_shared<const std::string>(graphOf(static_cast<int>(state.range(0))));
  readAndCount(state, bytesOf(*file), file);
}
BENCHMARK(nodes)->Name("graphdef/open")->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

void har(benchmark::State& state) {
  const auto shared = test::sharedDir();
  const auto file =
      shared ? openFile(*shared / "models/seed/har/frozen_har.pb") : Result<std::shared_ptr<const FileBytes>>();
  if (!file || !*file) return state.SkipWithError("needs the model collection beside the repository");
  readAndCount(state, (*file)->bytes(), *file);
}
BENCHMARK(har)->Name("graphdef/open frozen_har.pb")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ara::formats
