#include "ops/refusals.h"

#include <algorithm>
#include <array>

namespace ara::ops {
namespace {

enum class Reason {
  placeholder,
  loop,
  call,
  variable,
  table,
  saving,
  outside,
  list,
  summary,
  random,
  function,
  bits,
  queue,
  audio
};

struct Case {
  std::string_view op;
  Reason reason;
};

constexpr std::array kCases{
    Case{"Placeholder", Reason::placeholder},
    Case{"PlaceholderV2", Reason::placeholder},
    Case{"Switch", Reason::loop},
    Case{"RefSwitch", Reason::loop},
    Case{"Merge", Reason::loop},
    Case{"RefMerge", Reason::loop},
    Case{"Enter", Reason::loop},
    Case{"RefEnter", Reason::loop},
    Case{"Exit", Reason::loop},
    Case{"RefExit", Reason::loop},
    Case{"NextIteration", Reason::loop},
    Case{"RefNextIteration", Reason::loop},
    Case{"LoopCond", Reason::loop},
    Case{"If", Reason::call},
    Case{"StatelessIf", Reason::call},
    Case{"While", Reason::call},
    Case{"StatelessWhile", Reason::call},
    Case{"Case", Reason::call},
    Case{"StatelessCase", Reason::call},
    Case{"PartitionedCall", Reason::call},
    Case{"StatefulPartitionedCall", Reason::call},
    Case{"RemoteCall", Reason::outside},
    Case{"SymbolicGradient", Reason::outside},
    Case{"PyFunc", Reason::outside},
    Case{"VarHandleOp", Reason::variable},
    Case{"ReadVariableOp", Reason::variable},
    Case{"AssignVariableOp", Reason::variable},
    Case{"AssignAddVariableOp", Reason::variable},
    Case{"AssignSubVariableOp", Reason::variable},
    Case{"VarIsInitializedOp", Reason::variable},
    Case{"DestroyResourceOp", Reason::variable},
    Case{"Variable", Reason::variable},
    Case{"VariableV2", Reason::variable},
    Case{"Assign", Reason::variable},
    Case{"AssignAdd", Reason::variable},
    Case{"AssignSub", Reason::variable},
    Case{"IsVariableInitialized", Reason::variable},
    Case{"SaveV2", Reason::saving},
    Case{"RestoreV2", Reason::saving},
    Case{"Save", Reason::saving},
    Case{"Restore", Reason::saving},
    Case{"MergeV2Checkpoints", Reason::saving},
    Case{"ShardedFilename", Reason::saving},
    Case{"RandomUniformInt", Reason::random},
    Case{"TruncatedNormal", Reason::random},
    Case{"StatelessRandomUniform", Reason::random},
    Case{"StatelessRandomNormal", Reason::random},
    Case{"HashTable", Reason::table},
    Case{"HashTableV2", Reason::table},
    Case{"MutableHashTable", Reason::table},
    Case{"MutableHashTableV2", Reason::table},
    Case{"LookupTableFind", Reason::table},
    Case{"LookupTableFindV2", Reason::table},
    Case{"LookupTableImportV2", Reason::table},
    Case{"LookupTableSizeV2", Reason::table},
    Case{"InitializeTable", Reason::table},
    Case{"InitializeTableV2", Reason::table},
    Case{"InitializeTableFromTextFileV2", Reason::table},
    Case{"ScalarSummary", Reason::summary},
    Case{"HistogramSummary", Reason::summary},
    Case{"MergeSummary", Reason::summary},
    Case{"TensorArrayV3", Reason::list},
    Case{"TensorArrayReadV3", Reason::list},
    Case{"TensorArrayWriteV3", Reason::list},
    Case{"TensorArrayScatterV3", Reason::list},
    Case{"TensorArrayGatherV3", Reason::list},
    Case{"TensorArraySizeV3", Reason::list},
    Case{"FIFOQueueV2", Reason::queue},
    Case{"QueueDequeueV2", Reason::queue},
    Case{"IteratorV2", Reason::queue},
    Case{"IteratorGetNext", Reason::queue},
    Case{"DecodeWav", Reason::audio},
    Case{"AudioSpectrogram", Reason::audio},
    Case{"Mfcc", Reason::audio},
    Case{"BitwiseAnd", Reason::bits},
    Case{"BitwiseOr", Reason::bits},
    Case{"LeftShift", Reason::bits},
};

Reason reasonOf(std::string_view op) {
  const auto found = std::find_if(kCases.begin(), kCases.end(), [&](const Case& c) { return c.op == op; });
  return found == kCases.end() ? Reason::function : found->reason;
}

} // namespace

Status lowerRefused(LowerContext& c) {
  const std::string op = c.op(), name = c.name();
  switch (reasonOf(op)) {
  case Reason::placeholder:
    return c.refuse(msg("{0} {1} is fed from outside, but is not among the chosen inputs.", op, name),
                    msg("Add it to the inputs, or choose outputs that do not depend on it."));
  case Reason::loop:
    return c.refuse(
        msg("{0} {1} is control flow of TensorFlow 1, for which TensorFlow Lite has no operator.", op, name),
        msg("Make the condition a constant, or build the loop again with the control flow of TensorFlow 2."));
  case Reason::call:
    return c.refuse(
        msg("{0} {1} calls functions of the model, which do not become TensorFlow Lite operators here.", op, name),
        msg("Save the model with its functions inlined, or cut it before this node."));
  case Reason::variable:
    return c.refuse(msg("{0} {1} keeps or changes a variable, and the model does not tell its value.", op, name),
                    msg("Freeze the model, so that its variables become constants."));
  case Reason::table:
    return c.refuse(msg("{0} {1} works with a lookup table, which is not converted here.", op, name),
                    msg("Cut the model after the lookup and feed its result."));
  case Reason::saving:
    return c.refuse(msg("{0} {1} saves or restores the model and computes nothing.", op, name),
                    msg("Choose outputs that do not depend on it."));
  case Reason::outside:
    return c.refuse(msg("{0} {1} runs code that is not part of the model.", op, name),
                    msg("Cut the model after this node and feed its result."));
  case Reason::list:
    return c.refuse(msg("{0} {1} works with a list of tensors, for which TensorFlow Lite has no operator.", op, name),
                    msg("Unroll the loop it belongs to, or cut the model before this node."));
  case Reason::summary:
    return c.refuse(msg("{0} {1} writes a training log and computes nothing.", op, name),
                    msg("Choose outputs that do not depend on it."));
  case Reason::random:
    return c.refuse(msg("{0} {1} draws random numbers, which TensorFlow Lite would draw differently.", op, name),
                    msg("Choose outputs that do not depend on it, or feed the numbers as an input."));
  case Reason::queue:
    return c.refuse(msg("{0} {1} reads the data a training program feeds.", op, name),
                    msg("Name the tensors it gives as the inputs."));
  case Reason::audio:
    return c.refuse(msg("{0} {1} prepares sound, for which TensorFlow Lite has no operator.", op, name),
                    msg("Cut the model after the last of these (often Mfcc) and feed its result."));
  case Reason::bits:
    return c.refuse(
        msg("{0} {1} works on single bits; of such operators TensorFlow Lite knows BITWISE_XOR and RIGHT_SHIFT.", op,
            name),
        msg("Cut the model before this node."));
  case Reason::function:
    return c.refuse(
        msg("{0} {1} has no operator in TensorFlow Lite, and no others together give it exactly.", op, name),
        msg("Cut the model before this node, or rebuild it from other functions."));
  }
  return {};
}

} // namespace ara::ops
