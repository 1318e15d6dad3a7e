// Every row has a reference kernel, but those listed here, each for the reason beside it.
#include "ops/registry.h"

#include <gtest/gtest.h>

#include <map>

namespace ara::ops {
namespace {

constexpr std::string_view kHeld = "its value is held by the graph, or fed";
constexpr std::string_view kNoResult = "it computes nothing";
constexpr std::string_view kRuntime = "the runtime runs it: loops, conditionals, calls, variables, tables";
constexpr std::string_view kGone = "a pass replaces it before anything runs";
constexpr std::string_view kOutside = "it reads or writes the world outside of the model";
constexpr std::string_view kRandom = "two runs give different numbers";
constexpr std::string_view kUndefined = "nobody says what it computes";
constexpr std::string_view kSparse = "sparse weights are read as they are stored";
constexpr std::string_view kHash = "its bits come from a hash function of the official runtime";

const std::map<std::string_view, std::string_view> kWithout{
    {"tf.Const", kHeld},
    {"tf.Placeholder", kHeld},
    {"tf.PlaceholderV2", kHeld},
    {"tf.PrintV2", kNoResult},
    {"tf.Assert", kNoResult},
    {"tf.NoOp", kNoResult},
    {"tf.ControlTrigger", kNoResult},
    {"tf.ScalarSummary", kOutside},
    {"tf.HistogramSummary", kOutside},
    {"tf.MergeSummary", kOutside},
    {"tf.Switch", kGone},
    {"tf.RefSwitch", kGone},
    {"tf.Merge", kGone},
    {"tf.RefMerge", kGone},
    {"tf.Enter", kGone},
    {"tf.RefEnter", kGone},
    {"tf.Exit", kGone},
    {"tf.RefExit", kGone},
    {"tf.NextIteration", kGone},
    {"tf.RefNextIteration", kGone},
    {"tf.LoopCond", kGone},
    {"tf.If", kRuntime},
    {"tf.StatelessIf", kRuntime},
    {"tf.While", kRuntime},
    {"tf.StatelessWhile", kRuntime},
    {"tf.Case", kRuntime},
    {"tf.StatelessCase", kRuntime},
    {"tf.PartitionedCall", kRuntime},
    {"tf.StatefulPartitionedCall", kRuntime},
    {"tf.RemoteCall", kOutside},
    {"tf.SymbolicGradient", kOutside},
    {"tf.PyFunc", kOutside},
    {"tf.DecodeWav", kOutside},
    {"tf.AudioSpectrogram", kOutside},
    {"tf.Mfcc", kOutside},
    {"tf.VarHandleOp", kGone},
    {"tf.ReadVariableOp", kGone},
    {"tf.AssignVariableOp", kGone},
    {"tf.AssignAddVariableOp", kGone},
    {"tf.AssignSubVariableOp", kGone},
    {"tf.VarIsInitializedOp", kGone},
    {"tf.DestroyResourceOp", kNoResult},
    {"tf.Variable", kGone},
    {"tf.VariableV2", kGone},
    {"tf.Assign", kGone},
    {"tf.AssignAdd", kGone},
    {"tf.AssignSub", kGone},
    {"tf.IsVariableInitialized", kGone},
    {"tf.ResourceGather", kGone},
    {"tf.SaveV2", kOutside},
    {"tf.RestoreV2", kOutside},
    {"tf.Save", kOutside},
    {"tf.Restore", kOutside},
    {"tf.MergeV2Checkpoints", kOutside},
    {"tf.ShardedFilename", kOutside},
    {"tf.RandomUniform", kRandom},
    {"tf.RandomStandardNormal", kRandom},
    {"tf.TruncatedNormal", kRandom},
    {"tf.RandomUniformInt", kRandom},
    {"tf.StatelessRandomUniform", kRandom},
    {"tf.StatelessRandomNormal", kRandom},
    {"tf.Multinomial", kRandom},
    {"tf.HashTable", kGone},
    {"tf.HashTableV2", kGone},
    {"tf.MutableHashTable", kGone},
    {"tf.MutableHashTableV2", kGone},
    {"tf.LookupTableFind", kGone},
    {"tf.LookupTableFindV2", kGone},
    {"tf.LookupTableImportV2", kGone},
    {"tf.LookupTableSizeV2", kGone},
    {"tf.InitializeTable", kGone},
    {"tf.InitializeTableV2", kGone},
    {"tf.InitializeTableFromTextFileV2", kOutside},
    {"tf.TensorArrayV3", kGone},
    {"tf.TensorArrayReadV3", kGone},
    {"tf.TensorArrayWriteV3", kGone},
    {"tf.TensorArrayScatterV3", kGone},
    {"tf.TensorArrayGatherV3", kGone},
    {"tf.TensorArraySizeV3", kGone},
    {"tf.FIFOQueueV2", kOutside},
    {"tf.QueueDequeueV2", kOutside},
    {"tf.IteratorV2", kOutside},
    {"tf.IteratorGetNext", kOutside},
    {"tfl.custom", kUndefined},
    {"tfl.delegate", kUndefined},
    {"tfl.concat_embeddings", kUndefined},
    {"tfl.stablehlo_custom_call", kUndefined},
    {"tfl.if", kRuntime},
    {"tfl.while", kRuntime},
    {"tfl.call", kRuntime},
    {"tfl.call_once", kRuntime},
    {"tfl.var_handle", kRuntime},
    {"tfl.read_variable", kRuntime},
    {"tfl.assign_variable", kRuntime},
    {"tfl.hashtable", kRuntime},
    {"tfl.hashtable_find", kRuntime},
    {"tfl.hashtable_import", kRuntime},
    {"tfl.hashtable_size", kRuntime},
    {"tfl.stablehlo_while", kRuntime},
    {"tfl.stablehlo_composite", kRuntime},
    {"tfl.stablehlo_case", kRuntime},
    {"tfl.random_uniform", kRandom},
    {"tfl.random_standard_normal", kRandom},
    {"tfl.multinomial", kRandom},
    {"tfl.stablehlo_rng_bit_generator", kRandom},
    {"tfl.lsh_projection", kHash},
    {"tfl.densify", kSparse},
};

TEST(Kernels, EveryRowHasOneOrAReason) {
  for (const ir::OpDef* row : rows()) {
    if (row->dialect() == ir::Dialect::keras) continue; // layers, built from operators while they are read
    EXPECT_EQ(row->evaluate == nullptr, kWithout.contains(row->name)) << row->name;
  }
  for (const auto& [name, reason] : kWithout) EXPECT_NE(find(name), nullptr) << name << ": " << reason;
}

} // namespace
} // namespace ara::ops
