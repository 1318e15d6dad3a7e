#include "app/cli/convert_options.h"

#include "convert/picks.h"

namespace ara::cli {

void addPickFlags(CLI::App& command, ConvertOptions& o) {
  command.add_option("FILE", o.file, "a model")->required();
  command.add_option("--input", o.inputs, "NAME[:TYPE][=D0,D1,...], repeatable; default: every placeholder the outputs need")
      ->allow_extra_args(false);
  command.add_option("--output", o.outputs, "NAME or NAME:1, repeatable; default: every likely output")->allow_extra_args(false);
  command.add_option("--signature", o.signature, "inputs and outputs of this signature; default: serving_default, else the first");
  command.add_option("--checkpoint", o.checkpoint, "values for the variables: any file of a checkpoint; default: what lies beside the graph");
  command.add_option("--tags", o.tags, "TAG[,TAG...] of the graph in a SavedModel that holds several; default: serve");
  command.add_option("--batch", o.batch, "fills every unknown leading dimension");
  command.add_flag("--allow-custom,--allow-custom-ops", o.allowCustom,
                   "what TensorFlow Lite has no operator for becomes a custom operator of its name");
  command.add_option("--recurrent", o.recurrent, "fused: an operator a layer; while: a WHILE a layer; unrolled: as the graph is")
      ->check(CLI::IsMember({"fused", "while", "unrolled"}));
  command.add_flag("--no-fuse-recurrent", o.noFuseRecurrent, "the same as --recurrent unrolled");
}

const std::vector<std::string> kSchemes = {"dynamic", "float16", "fp16", "int8", "int16x8", "legacy-uint8"};
const char* const kSchemeHelp =
    "dynamic: weights int8, activations float; float16: weights float16; int8: integers throughout; int16x8: activations int16, weights int8; "
    "legacy-uint8: unsigned integers, for devices of before 2020";

void addQuantizeFlags(CLI::App& command, ConvertOptions& o) {
  command.add_option("--min-elements", o.minElements, "weights with fewer elements stay float (dynamic 1024, float16 64)");
  command.add_flag("--per-tensor", o.perTensor, "one scale a tensor instead of one per output channel");
  command.add_option("--calibrate", o.calibrate, "FILE.npz[:ARRAY], FILE.npy or a folder: typical inputs, for the integer schemes; repeatable")
      ->allow_extra_args(false);
  command.add_option("--calibrate-random", o.calibrateRandom, "this many random inputs, to try without data")->check(CLI::Range(1, 100000));
  command.add_option("--calibration", o.calibration, "min-max, moving-average, mse, percentile or percentile=99.9: how ranges are told from examples");
  command.add_option("--io-type", o.border, "of inputs and outputs: float32; int8 and uint8 with int8; int16 with int16x8; uint8 with legacy-uint8")
      ->check(CLI::IsMember({"float32", "int8", "uint8", "int16"}));
  command.add_option("--skip", o.skip, "a tensor that stays float, repeatable")->allow_extra_args(false);
  command.add_option("--only", o.only, "quantize this tensor and no other, repeatable")->allow_extra_args(false);
}

// With --signature, an input may also be named as the signature names it.
static bool isKey(const ir::Model& model, std::string_view signature, std::string_view name) {
  for (const ir::Signature& s : model.signatures)
    for (const ir::NamedTensor& i : s.inputs)
      if (s.key == signature && i.name == name) return true;
  return false;
}

Result<convert::Settings> settingsFrom(const ConvertOptions& o, const ir::Model& model) {
  convert::Settings s;
  const convert::TensorNames names(model);
  for (const std::string& text : o.inputs) {
    ARA_ASSIGN(auto pick, convert::parseInput(text, [&](std::string_view name) { return names.exists(name) || isKey(model, o.signature, name); }));
    s.inputs.push_back(std::move(pick));
  }
  s.outputs = o.outputs;
  s.signatureKey = o.signature;
  s.everySignature = o.allSignatures;
  s.batch = o.batch;
  if (!o.quantize.empty()) s.quantize.scheme = convert::schemeNamed(o.quantize).value_or(convert::Scheme::dynamic);
  s.quantize.minElements = o.minElements.value_or(convert::leastElements(s.quantize.scheme));
  s.quantize.perTensor = o.perTensor;
  s.quantize.border = ir::dataTypeNamed(o.border).value_or(ir::DataType::f32);
  s.quantize.calibrate = o.calibrate;
  s.quantize.calibrateRandom = o.calibrateRandom;
  const auto calibration = convert::calibrationNamed(o.calibration);
  if (!calibration)
    return fail(ErrorKind::BadArgument, msg("--calibration {0} is none of its words.", o.calibration),
                msg("Take min-max, moving-average, mse, percentile, or percentile=99.9 with a number above 50."));
  s.quantize.calibration = *calibration;
  s.quantize.skip = o.skip;
  s.quantize.only = o.only;
  s.allowCustom = o.allowCustom;
  s.recurrent = o.noFuseRecurrent ? passes::Recurrent::unrolled : convert::recurrentNamed(o.recurrent).value_or(s.recurrent);
  s.stripNames = o.stripNames;
  s.signature = !o.noSignature;
  return s;
}

} // namespace ara::cli
