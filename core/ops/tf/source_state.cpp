// TensorFlow operators that keep state or touch the world outside: variables, files, tables, random numbers, queues.
#include "ops/arithmetic_lower.h"
#include "ops/refusals.h"
#include "ops/tf/source_parts.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;

Status inferHandle(InferContext& c) {
  c.result(0, DataType::resource, Shape::scalar());
  return {};
}

// The attribute tells the type; the shape is on the handle, when it is made in this graph.
Status inferRead(InferContext& c) {
  Shape shape = Shape::unknown();
  if (c.operandCount() > 0 && c.has(0)) {
    const ir::NodeId handle = c.graph()[c.operand(0)].producer;
    if (handle && c.model().opName(c.graph()[handle]) == "tf.VarHandleOp")
      shape = NodeView(c.model(), c.graph(), handle).attrShape("shape").value_or(Shape::unknown());
  }
  c.result(0, c.attrType("dtype"), std::move(shape));
  return {};
}

Status inferFlag(InferContext& c) {
  c.result(0, DataType::boolean, Shape::scalar());
  return {};
}

Status inferVariable(InferContext& c) {
  c.result(0, c.attrType("dtype"), c.attrShape("shape").value_or(Shape::unknown()));
  return {};
}

Status inferAssign(InferContext& c) {
  const bool checked = c.attrBool("validate_shape", true);
  c.result(0, typeOfOperand(c, 0),
           c.operandCount() < 2           ? Shape::unknown()
           : checked && c.shape(0).ranked ? c.shape(0)
                                          : c.shape(1));
  return {};
}

Status inferRestored(InferContext& c) {
  const auto types = attrTypes(c, "dtypes");
  for (std::size_t i = 0; i < c.resultCount(); ++i)
    c.result(i, i < types.size() ? types[i] : c.attrType("dt"), Shape::unknown());
  return {};
}

Status inferRandom(InferContext& c) {
  Shape shape = Shape::unknown();
  if (const auto dims = c.integers(0)) {
    shape = Shape::of(*dims);
    for (const Dim d : shape.dims)
      if (c.isConstant(0) && d < 0)
        return fail(ErrorKind::BadFile, msg("{0} {1} makes a tensor with a dimension of {2}.", c.op(), c.name(), d),
                    msg("Check the shape it is given."), c.name());
  } else if (c.operandCount() && c.shape(0).ranked && c.shape(0).rank() == 1 && ir::isKnown(c.shape(0).dims[0]) &&
             c.shape(0).dims[0] <= 64) {
    shape = Shape::of(std::vector<Dim>(static_cast<std::size_t>(c.shape(0).dims[0]), ir::kUnknownDim));
  }
  c.result(0, c.attrType("dtype", c.attrType("Tout", DataType::f32)), std::move(shape));
  return {};
}

Status inferMultinomial(InferContext& c) {
  Shape shape = Shape::of({ir::kUnknownDim, ir::kUnknownDim});
  if (c.operandCount() == 2) {
    if (c.shape(0).ranked && c.shape(0).rank() == 2) shape.dims[0] = c.shape(0).dims[0];
    if (const auto n = c.knownIntegers(1); n && n->size() == 1 && (*n)[0] >= 0) shape.dims[1] = (*n)[0];
  }
  c.result(0, c.attrType("output_dtype", DataType::i64), std::move(shape));
  return {};
}

// The runtime draws from the same generator by the same seeds; without seeds, other numbers in every run, as
// TensorFlow.
std::vector<NamedAttr> seedsOf(const NodeView& v) {
  return {{"seed", AttrValue(v.attrInt("seed"))}, {"seed2", AttrValue(v.attrInt("seed2"))}};
}

Status lowerRandom(LowerContext& c) {
  const DataType type = c.attrType("dtype", DataType::f32);
  if (type != DataType::f32) return refuseNumbers(c, type);
  ARA_TRY(wantOperands(c, 1));
  ARA_ASSIGN(const TensorId shape, int32Operand(c, 0));
  return c.replaceWith(c.op() == "RandomUniform" ? "tfl.random_uniform" : "tfl.random_standard_normal", {shape},
                       seedsOf(c));
}

Status lowerMultinomial(LowerContext& c) {
  ARA_TRY(wantOperands(c, 2));
  const DataType index = c.attrType("output_dtype", DataType::i64);
  if (c.type(0) != DataType::f32 || (index != DataType::i32 && index != DataType::i64))
    return refuseNumbers(c, c.type(0));
  ARA_ASSIGN(const TensorId count, int32Operand(c, 1));
  ARA_ASSIGN(const TensorId made, c.add("tfl.multinomial", {c.operand(0), count}, seedsOf(c)));
  ARA_ASSIGN(const TensorId drawn, castTo(c, made, index));
  return c.replace({drawn});
}

// The first tables were variables of strings, later ones are resources.
Status inferTable(InferContext& c) {
  const bool resource = c.op().ends_with("V2");
  c.result(0, resource ? DataType::resource : DataType::string, resource ? Shape::scalar() : Shape::of({2}));
  return {};
}

Status inferFound(InferContext& c) {
  c.result(0, c.attrType("Tout"), c.operandCount() > 1 ? c.shape(1) : Shape::unknown());
  return {};
}

Status inferCount(InferContext& c) {
  c.result(0, DataType::i64, Shape::scalar());
  return {};
}

Status inferArray(InferContext& c) {
  c.result(0, DataType::resource, Shape::scalar());
  c.result(1, DataType::f32, Shape::scalar());
  return {};
}

Status inferElement(InferContext& c) {
  c.result(0, c.attrType("dtype"), Shape::unknown());
  return {};
}

Status inferFlow(InferContext& c) {
  // The flow that goes in, which may have become the list itself as one tensor.
  const std::size_t flow = c.operandCount() - 1;
  if (c.operandCount() == 4 && c.has(flow) && c.type(flow) != DataType::none)
    c.result(0, c.type(flow), c.shape(flow));
  else
    c.result(0, DataType::f32, Shape::scalar());
  return {};
}

Status inferLength(InferContext& c) {
  c.result(0, DataType::i32, Shape::scalar());
  return {};
}

Status inferComponents(InferContext& c) {
  const bool iterator = c.op() == "IteratorGetNext";
  const auto types = attrTypes(c, iterator ? "output_types" : "component_types");
  const auto shapes = attrShapes(c, "output_shapes");
  for (std::size_t i = 0; i < c.resultCount(); ++i)
    c.result(i, i < types.size() ? types[i] : DataType::none, i < shapes.size() ? shapes[i] : Shape::unknown());
  return {};
}

Status inferSound(InferContext& c) {
  if (c.op() == "DecodeWav") {
    c.result(0, DataType::f32, Shape::of({ir::kUnknownDim, ir::kUnknownDim}));
    c.result(1, DataType::i32, Shape::scalar());
  } else {
    c.result(0, DataType::f32, Shape::of(std::vector<Dim>(3, ir::kUnknownDim)));
  }
  return {};
}

const std::array kRows{
    // Sound
    row("tf.DecodeWav", OpKind::constant, "The samples of a sound file.", "contents", "audio, sample_rate",
        "desired_channels:int=-1, desired_samples:int=-1", kPure, inferSound, nullptr, lowerRefused),
    row("tf.AudioSpectrogram", OpKind::arithmetic, "How much of each pitch there is in pieces of a sound.", "input",
        "spectrogram", "window_size:int, stride:int, magnitude_squared:bool=false", kPure, inferSound, nullptr,
        lowerRefused),
    row("tf.Mfcc", OpKind::arithmetic, "A spectrogram as the ear hears it, in a few numbers a piece.",
        "spectrogram, sample_rate", "output",
        "upper_frequency_limit:float=4000, lower_frequency_limit:float=20, filterbank_channel_count:int=40, "
        "dct_coefficient_count:int=13",
        kPure, inferSound, nullptr, lowerRefused),
    // Variables
    row("tf.VarHandleOp", OpKind::constant, "A handle to a variable.", "", "resource",
        "container:string=, shared_name:string=, dtype:type, shape:shape, allowed_devices:strings=[]", kImpure,
        inferHandle, nullptr, lowerRefused),
    row("tf.ReadVariableOp", OpKind::constant, "The value of a variable.", "resource", "value", "dtype:type", kImpure,
        inferRead, nullptr, lowerRefused),
    row("tf.AssignVariableOp", OpKind::constant, "Gives a variable a value.", "resource, value", "",
        "dtype:type, validate_shape:bool=false", kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.AssignAddVariableOp", OpKind::constant, "Adds to a variable.", "resource, value", "", "dtype:type", kImpure,
        inferNothing, nullptr, lowerRefused),
    row("tf.AssignSubVariableOp", OpKind::constant, "Subtracts from a variable.", "resource, value", "", "dtype:type",
        kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.VarIsInitializedOp", OpKind::constant, "Whether a variable has a value.", "resource", "is_initialized", "",
        kImpure, inferFlag, nullptr, lowerRefused),
    row("tf.DestroyResourceOp", OpKind::constant, "Gives a variable up.", "resource", "",
        "ignore_lookup_error:bool=true", kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.Variable", OpKind::constant, "A variable.", "", "ref",
        "shape:shape, dtype:type, container:string=, shared_name:string=", kImpure, inferVariable, nullptr,
        lowerRefused),
    row("tf.VariableV2", OpKind::constant, "A variable.", "", "ref",
        "shape:shape, dtype:type, container:string=, shared_name:string=", kImpure, inferVariable, nullptr,
        lowerRefused),
    row("tf.Assign", OpKind::constant, "Gives a variable a value.", "ref, value", "output_ref",
        "T:type, validate_shape:bool=true, use_locking:bool=true", kImpure, inferAssign, nullptr, lowerRefused),
    row("tf.AssignAdd", OpKind::constant, "Adds to a variable.", "ref, value", "output_ref",
        "T:type, use_locking:bool=false", kImpure, inferSame, nullptr, lowerRefused),
    row("tf.AssignSub", OpKind::constant, "Subtracts from a variable.", "ref, value", "output_ref",
        "T:type, use_locking:bool=false", kImpure, inferSame, nullptr, lowerRefused),
    row("tf.IsVariableInitialized", OpKind::constant, "Whether a variable has a value.", "ref", "is_initialized",
        "dtype:type", kImpure, inferFlag, nullptr, lowerRefused),
    // Saving
    row("tf.SaveV2", OpKind::constant, "Writes variables to a checkpoint.",
        "prefix, tensor_names, shape_and_slices, tensors*dtypes", "", "dtypes:types", kImpure, inferNothing, nullptr,
        lowerRefused),
    row("tf.RestoreV2", OpKind::constant, "Reads variables from a checkpoint.",
        "prefix, tensor_names, shape_and_slices", "tensors*dtypes", "dtypes:types", kImpure, inferRestored, nullptr,
        lowerRefused),
    row("tf.Save", OpKind::constant, "Writes variables to a file.", "filename, tensor_names, data*T", "", "T:types",
        kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.Restore", OpKind::constant, "Reads a variable from a file.", "file_pattern, tensor_name", "tensor",
        "dt:type, preferred_shard:int=-1", kImpure, inferRestored, nullptr, lowerRefused),
    row("tf.MergeV2Checkpoints", OpKind::constant, "Joins the parts of a checkpoint.",
        "checkpoint_prefixes, destination_prefix", "", "delete_old_dirs:bool=true, allow_missing_files:bool=false",
        kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.ShardedFilename", OpKind::constant, "The name of a part of a checkpoint.", "basename, shard, num_shards",
        "filename", "", kPure, inferText, nullptr, lowerRefused),
    // Random numbers
    row("tf.RandomUniform", OpKind::constant, "Random numbers between 0 and 1.", "shape", "output",
        "seed:int=0, seed2:int=0, dtype:type, T:type", kImpure, inferRandom, nullptr, lowerRandom),
    row("tf.RandomStandardNormal", OpKind::constant, "Random numbers of the standard normal distribution.", "shape",
        "output", "seed:int=0, seed2:int=0, dtype:type, T:type", kImpure, inferRandom, nullptr, lowerRandom),
    row("tf.TruncatedNormal", OpKind::constant, "Random numbers of the normal distribution without its ends.", "shape",
        "output", "seed:int=0, seed2:int=0, dtype:type, T:type", kImpure, inferRandom, nullptr, lowerRefused),
    row("tf.RandomUniformInt", OpKind::constant, "Random integers between two bounds.", "shape, minval, maxval",
        "output", "seed:int=0, seed2:int=0, Tout:type, T:type", kImpure, inferRandom, nullptr, lowerRefused),
    row("tf.StatelessRandomUniform", OpKind::constant, "Random numbers between 0 and 1 that the seed decides.",
        "shape, seed", "output", "dtype:type=float32, T:type=int32, Tseed:type=int64", kPure, inferRandom, nullptr,
        lowerRefused),
    row("tf.StatelessRandomNormal", OpKind::constant,
        "Random numbers of the normal distribution that the seed decides.", "shape, seed", "output",
        "dtype:type=float32, T:type=int32, Tseed:type=int64", kPure, inferRandom, nullptr, lowerRefused),
    row("tf.Multinomial", OpKind::constant, "Random class numbers by given chances.", "logits, num_samples", "output",
        "seed:int=0, seed2:int=0, T:type, output_dtype:type=int64", kImpure, inferMultinomial, nullptr,
        lowerMultinomial),
    // Lookup tables
    row("tf.HashTable", OpKind::constant, "A lookup table.", "", "table_handle",
        "container:string=, shared_name:string=, use_node_name_sharing:bool=false, key_dtype:type, value_dtype:type",
        kImpure, inferTable, nullptr, lowerRefused),
    row("tf.HashTableV2", OpKind::constant, "A lookup table.", "", "table_handle",
        "container:string=, shared_name:string=, use_node_name_sharing:bool=false, key_dtype:type, value_dtype:type",
        kImpure, inferTable, nullptr, lowerRefused),
    row("tf.MutableHashTable", OpKind::constant, "A lookup table that may change.", "", "table_handle",
        "container:string=, shared_name:string=, use_node_name_sharing:bool=false, key_dtype:type, value_dtype:type",
        kImpure, inferTable, nullptr, lowerRefused),
    row("tf.MutableHashTableV2", OpKind::constant, "A lookup table that may change.", "", "table_handle",
        "container:string=, shared_name:string=, use_node_name_sharing:bool=false, key_dtype:type, value_dtype:type",
        kImpure, inferTable, nullptr, lowerRefused),
    row("tf.LookupTableFind", OpKind::constant, "The values of keys in a lookup table.",
        "table_handle, keys, default_value", "values", "Tin:type, Tout:type", kImpure, inferFound, nullptr,
        lowerRefused),
    row("tf.LookupTableFindV2", OpKind::constant, "The values of keys in a lookup table.",
        "table_handle, keys, default_value", "values", "Tin:type, Tout:type", kImpure, inferFound, nullptr,
        lowerRefused),
    row("tf.LookupTableImportV2", OpKind::constant, "Fills a lookup table.", "table_handle, keys, values", "",
        "Tin:type, Tout:type", kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.LookupTableSizeV2", OpKind::constant, "The number of entries of a lookup table.", "table_handle", "size",
        "", kImpure, inferCount, nullptr, lowerRefused),
    row("tf.InitializeTable", OpKind::constant, "Fills a lookup table.", "table_handle, keys, values", "",
        "Tkey:type, Tval:type", kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.InitializeTableV2", OpKind::constant, "Fills a lookup table.", "table_handle, keys, values", "",
        "Tkey:type, Tval:type", kImpure, inferNothing, nullptr, lowerRefused),
    row("tf.InitializeTableFromTextFileV2", OpKind::constant, "Fills a lookup table from a file.",
        "table_handle, filename", "",
        "key_index:int, value_index:int, vocab_size:int=-1, delimiter:string=, offset:int=0", kImpure, inferNothing,
        nullptr, lowerRefused),
    // Lists and queues
    row("tf.TensorArrayV3", OpKind::control, "A list of tensors.", "size", "handle, flow",
        "dtype:type, element_shape:shape=*, dynamic_size:bool=false, clear_after_read:bool=true, "
        "identical_element_shapes:bool=false, tensor_array_name:string=",
        kImpure, inferArray, nullptr, lowerRefused),
    row("tf.TensorArrayReadV3", OpKind::control, "A tensor of a list.", "handle, index, flow_in", "value", "dtype:type",
        kImpure, inferElement, nullptr, lowerRefused),
    row("tf.TensorArrayWriteV3", OpKind::control, "A list with one more tensor.", "handle, index, value, flow_in",
        "flow_out", "T:type", kImpure, inferFlow, nullptr, lowerRefused),
    row("tf.TensorArrayScatterV3", OpKind::control, "A list with the rows of a tensor.",
        "handle, indices, value, flow_in", "flow_out", "T:type", kImpure, inferFlow, nullptr, lowerRefused),
    row("tf.TensorArrayGatherV3", OpKind::control, "Tensors of a list, stacked.", "handle, indices, flow_in", "value",
        "dtype:type, element_shape:shape=*", kImpure, inferElement, nullptr, lowerRefused),
    row("tf.TensorArraySizeV3", OpKind::control, "The length of a list.", "handle, flow_in", "size", "", kImpure,
        inferLength, nullptr, lowerRefused),
    row("tf.FIFOQueueV2", OpKind::control, "A queue of training data.", "", "handle",
        "component_types:types, shapes:shapes=[], capacity:int=-1, container:string=, shared_name:string=", kImpure,
        inferHandle, nullptr, lowerRefused),
    row("tf.QueueDequeueV2", OpKind::control, "The next entry of a queue.", "handle", "components*component_types",
        "component_types:types, timeout_ms:int=-1", kImpure, inferComponents, nullptr, lowerRefused),
    row("tf.IteratorV2", OpKind::control, "An iterator over training data.", "", "handle",
        "shared_name:string, container:string, output_types:types, output_shapes:shapes", kImpure, inferHandle, nullptr,
        lowerRefused),
    row("tf.IteratorGetNext", OpKind::control, "The next entry of an iterator.", "iterator", "components*output_types",
        "output_types:types, output_shapes:shapes", kImpure, inferComponents, nullptr, lowerRefused),
};

} // namespace

std::span<const OpDef> statefulRows() { return kRows; }

} // namespace ara::ops::tf
