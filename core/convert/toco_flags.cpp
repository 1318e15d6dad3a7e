#include "convert/toco_flags.h"

#include "base/strings.h"

#include <algorithm>
#include <array>

namespace ara::convert {
namespace {

// What is done with a flag.
enum class Does : std::uint8_t {
  inputFile,
  outputFile,
  inputFormat,
  outputFormat,
  inputArrays,
  outputArrays,
  inputShapes,
  inputTypes,
  inferenceType,
  inputType,
  quantize,
  graphviz,
  custom,
  unrolled,
  already, // is so here, whatever is said
  unknown, // changes nothing here: the sentence says why
  refuse   // asks for what is not there: an error when switched on
};

struct Flag {
  std::string_view name;
  Does does;
  bool boolean = false;
  Message (*says)() = nullptr;
};

const std::array kFlags{
    Flag{"input_file", Does::inputFile},
    Flag{"graph_def_file", Does::inputFile}, // of tflite_convert
    Flag{"output_file", Does::outputFile},
    Flag{"input_format", Does::inputFormat},
    Flag{"output_format", Does::outputFormat},
    Flag{"input_arrays", Does::inputArrays},
    Flag{"input_array", Does::inputArrays},
    Flag{"output_arrays", Does::outputArrays},
    Flag{"output_array", Does::outputArrays},
    Flag{"input_shapes", Does::inputShapes},
    Flag{"input_shape", Does::inputShapes},
    Flag{"input_data_types", Does::inputTypes},
    Flag{"input_data_type", Does::inputTypes},
    Flag{"inference_type", Does::inferenceType},
    Flag{"inference_input_type", Does::inputType},
    Flag{"input_type", Does::inputType},
    Flag{"input_types", Does::inputType},
    Flag{"post_training_quantize", Does::quantize, true},
    Flag{"quantize_weights", Does::quantize, true},
    Flag{"dump_graphviz", Does::graphviz},
    Flag{"dump_graphviz_video", Does::unknown, true,
         [] {
           return msg(
               "A picture of every step is not written; two are, before and after. Use convert --dump-after to look "
               "at one pass.");
         }},
    Flag{"allow_custom_ops", Does::custom, true},
    Flag{"savedmodel_directory", Does::refuse, false,
         [] { return msg("toco never read SavedModels. Use `aracari-cli convert FOLDER` instead."); }},
    Flag{"saved_model_dir", Does::refuse, false,
         [] { return msg("toco never read SavedModels. Use `aracari-cli convert FOLDER` instead."); }},
    Flag{"keras_model_file", Does::refuse, false,
         [] { return msg("toco never read Keras files. Use `aracari-cli convert FILE` instead."); }},
    Flag{"savedmodel_tagset", Does::unknown, false,
         [] { return msg("Tags belong to SavedModels; toco ignored them, and so does this."); }},
    Flag{"default_ranges_min", Does::unknown, false,
         [] {
           return msg(
               "Made-up ranges are for quantized inference without known ranges, which gives wrong answers; they "
               "are not used.");
         }},
    Flag{"default_ranges_max", Does::unknown, false,
         [] {
           return msg(
               "Made-up ranges are for quantized inference without known ranges, which gives wrong answers; they "
               "are not used.");
         }},
    Flag{"default_int16_ranges_min", Does::unknown, false,
         [] {
           return msg(
               "Made-up ranges are for quantized inference without known ranges, which gives wrong answers; they "
               "are not used.");
         }},
    Flag{"default_int16_ranges_max", Does::unknown, false,
         [] {
           return msg(
               "Made-up ranges are for quantized inference without known ranges, which gives wrong answers; they "
               "are not used.");
         }},
    Flag{"mean_values", Does::unknown, false,
         [] {
           return msg("Mean and standard deviation describe quantized inputs; the inputs here stay float and take the "
                      "numbers the model was trained with.");
         }},
    Flag{"mean_value", Does::unknown, false,
         [] {
           return msg("Mean and standard deviation describe quantized inputs; the inputs here stay float and take the "
                      "numbers the model was trained with.");
         }},
    Flag{"std_values", Does::unknown, false,
         [] {
           return msg("Mean and standard deviation describe quantized inputs; the inputs here stay float and take the "
                      "numbers the model was trained with.");
         }},
    Flag{"std_value", Does::unknown, false,
         [] {
           return msg("Mean and standard deviation describe quantized inputs; the inputs here stay float and take the "
                      "numbers the model was trained with.");
         }},
    Flag{"std_dev_values", Does::unknown, false,
         [] {
           return msg("Mean and standard deviation describe quantized inputs; the inputs here stay float and take the "
                      "numbers the model was trained with.");
         }},
    Flag{"drop_fake_quant", Does::refuse, true,
         [] {
           return msg(
               "FakeQuant nodes are part of the answer and are kept. Pick outputs before them, or remove them in "
               "the model.");
         }},
    Flag{"reorder_across_fake_quant", Does::unknown, true,
         [] { return msg("Nothing is moved across a FakeQuant node: that would change the answers."); }},
    Flag{"custom_opdefs", Does::unknown, false,
         [] { return msg("toco read this and did nothing with it; nor does this."); }},
    Flag{
        "allow_dynamic_tensors", Does::already, true,
        [] { return msg("Tensors may have sizes that are known at run time only, wherever the runtime takes them."); }},
    Flag{"drop_control_dependency", Does::already, true,
         [] {
           return msg(
               "Control edges order side effects; a TensorFlow Lite file has its operators in order and needs none.");
         }},
    Flag{"debug_disable_recurrent_cell_fusion", Does::unrolled, true},
    Flag{"propagate_fake_quant_num_bits", Does::unknown, true,
         [] { return msg("It belongs to quantized inference with trained ranges, which is not written here."); }},
    Flag{"allow_nudging_weights_to_use_fast_gemm_kernel", Does::unknown, true,
         [] { return msg("Weights are never changed to suit a kernel; today's kernels do not ask for it."); }},
    Flag{"dedupe_array_min_size_bytes", Does::already, false,
         [] { return msg("Equal constants of any size are stored once."); }},
    Flag{"split_tflite_lstm_inputs", Does::unknown, true,
         [] { return msg("A recurrent layer is one operator over the whole sequence, with all its inputs."); }},
    Flag{"quantize_to_float16", Does::refuse, true,
         [] {
           return msg(
               "Weights in float16 are not written yet. Leave the flag out, or use --post_training_quantize for int8.");
         }},
    Flag{"enable_select_tf_ops", Does::refuse, true,
         [] {
           return msg("Operators of TensorFlow inside a .tflite need TensorFlow on the device; they are not written. "
                      "`aracari-cli check` lists what has no form of its own.");
         }},
    Flag{"force_select_tf_ops", Does::refuse, true,
         [] {
           return msg("Operators of TensorFlow inside a .tflite need TensorFlow on the device; they are not written. "
                      "`aracari-cli check` lists what has no form of its own.");
         }},
    Flag{"unfold_batchmatmul", Does::unknown, true,
         [] { return msg("BATCH_MATMUL is an operator of the runtime; unfolding it made files larger and slower."); }},
    Flag{"accumulation_type", Does::unknown, false,
         [] { return msg("It chose how float16 sums are kept, an experiment; sums are in float32."); }},
    Flag{"allow_bfloat16", Does::unknown, true,
         [] { return msg("bfloat16 is computed in float32, which is all the runtime computes in."); }},
    Flag{"batch_size", Does::unknown, false,
         [] { return msg("It belonged to SavedModels. Give the batch in --input_shapes."); }},
    Flag{"variable_batch", Does::unknown, true,
         [] { return msg("The runtime resizes the first dimension of any input; give -1 there to leave it open."); }},
    Flag{"rnn_states", Does::refuse, false,
         [] {
           return msg(
               "Back edges between named arrays are not made; loops of the graph itself are converted as they are.");
         }},
    Flag{"model_checks", Does::unknown, false,
         [] { return msg("Counts are not enforced; --report of convert tells them all."); }},
    Flag{"conversion_summary_dir", Does::unknown, false,
         [] { return msg("No pages are written; `aracari-cli convert --report FILE` has the same facts and more."); }},
    Flag{"allow_nonexistent_arrays", Does::refuse, true,
         [] { return msg("Names that are not in the model are always told, with the nearest that are."); }},
    Flag{"allow_nonascii_arrays", Does::already, true, [] { return msg("Names of any letters are taken."); }},
    Flag{"arrays_extra_info_file", Does::refuse, false,
         [] {
           return msg("Ranges and types from a file beside the model are not read. Give types in --input_data_types.");
         }},
    Flag{"model_flags_file", Does::refuse, false,
         [] { return msg("A file of flags is not read. Give the flags here."); }},
    Flag{"change_concat_input_ranges", Does::unknown, true,
         [] { return msg("It belongs to quantized inference with trained ranges, which is not written here."); }},
};

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  if (text.empty()) return out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(by, at);
    std::string part(text.substr(at, end == std::string_view::npos ? end : end - at));
    const auto from = part.find_first_not_of(' ');
    out.push_back(from == std::string::npos ? std::string() : part.substr(from, part.find_last_not_of(' ') - from + 1));
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

Fail bad(Message finding, Message remedy) {
  return fail(ErrorKind::BadArgument, std::move(finding), std::move(remedy));
}

Result<std::vector<ir::Dim>> shapeOf(std::string_view text) {
  std::vector<ir::Dim> out;
  for (const std::string& part : split(text, ',')) {
    if (part == "?" || part == "-1" || part == "None") {
      out.push_back(ir::kUnknownDim);
      continue;
    }
    const auto n = parseInteger(part);
    if (!n)
      return bad(msg("--input_shapes has {0}, where a number is expected.", part),
                 msg("Write numbers with commas between, as 1,224,224,3."));
    if (*n < 0)
      return bad(msg("--input_shapes has the dimension {0}.", *n),
                 msg("Write the size, or -1 for one that stays open."));
    out.push_back(*n);
  }
  return out;
}

// toco's words for types.
std::optional<ir::DataType> typeOf(std::string_view word) {
  using enum ir::DataType;
  static constexpr std::pair<std::string_view, ir::DataType> kTypes[] = {
      {"FLOAT", f32},     {"FLOAT16", f16},        {"FLOAT64", f64}, {"INT8", i8},
      {"INT16", i16},     {"INT32", i32},          {"INT64", i64},   {"UINT8", u8},
      {"UINT16", u16},    {"UINT32", u32},         {"UINT64", u64},  {"BOOL", boolean},
      {"STRING", string}, {"COMPLEX64", complex64}};
  for (const auto& [name, type] : kTypes)
    if (name == word) return type;
  return std::nullopt;
}

Result<TocoRun::Format> formatOf(std::string_view flag, std::string_view word, bool output) {
  if (word == "TENSORFLOW_GRAPHDEF") return TocoRun::Format::graphdef;
  if (word == "TFLITE") return TocoRun::Format::tflite;
  if (word == "GRAPHVIZ_DOT" && output) return TocoRun::Format::dot;
  return bad(msg("--{0} is {1}.", flag, word),
             output ? msg("Give TFLITE, TENSORFLOW_GRAPHDEF or GRAPHVIZ_DOT.")
                    : msg("Give TENSORFLOW_GRAPHDEF or TFLITE; files are told apart by what is in them."));
}

struct Given {
  const Flag* flag;
  std::string value; // of a boolean: "true" or "false"
};

Result<std::vector<Given>> read(std::span<const std::string> args) {
  std::vector<Given> out;
  for (std::size_t i = 0; i < args.size(); ++i) {
    std::string_view word = args[i];
    if (!word.starts_with("-")) return bad(msg("{0} is no flag.", printable(word)), msg("Write --flag=value."));
    word.remove_prefix(word.starts_with("--") ? 2 : 1);
    const auto equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto flag = std::ranges::find(kFlags, name, &Flag::name);
    if (flag == kFlags.end()) {
      std::string nearest;
      std::size_t best = 4;
      for (const Flag& f : kFlags)
        if (const std::size_t d = editDistance(name, f.name, best); d < best) best = d, nearest = f.name;
      return bad(msg("toco has no flag --{0}.", printable(name)),
                 nearest.empty() ? msg("See aracari-cli toco --help.") : msg("Did you mean --{0}?", nearest));
    }
    std::string value;
    if (equals != std::string_view::npos)
      value = word.substr(equals + 1);
    else if (flag->boolean)
      value = "true";
    else if (i + 1 < args.size() && !args[i + 1].starts_with("--"))
      value = args[++i];
    else
      return bad(msg("--{0} has no value.", name), msg("Write --{0}=VALUE.", name));
    if (flag->boolean && value != "true" && value != "false" && value != "1" && value != "0")
      return bad(msg("--{0} is {1}.", name, printable(value)), msg("Give true or false."));
    if (value == "1" && flag->boolean) value = "true";
    out.push_back({&*flag, std::move(value)});
  }
  return out;
}

} // namespace

Result<TocoRun> parseToco(std::span<const std::string> args) {
  ARA_ASSIGN(const auto given, read(args));
  TocoRun run;
  std::vector<std::string> inputs, types;
  std::vector<std::vector<ir::Dim>> shapes;
  const auto note = [&](Severity severity, const Flag& flag, Message m) {
    run.notes.push_back({severity, {ErrorKind::Unsupported, std::move(m), {}, "--" + std::string(flag.name), {}}});
  };
  for (const auto& [flag, value] : given) {
    const bool on = value != "false";
    switch (flag->does) {
    case Does::inputFile: run.inputFile = value; break;
    case Does::outputFile: run.outputFile = value; break;
    case Does::inputFormat: {
      ARA_ASSIGN(run.input, formatOf(flag->name, value, false));
      break;
    }
    case Does::outputFormat: {
      ARA_ASSIGN(run.output, formatOf(flag->name, value, true));
      break;
    }
    case Does::inputArrays: inputs = split(value, ','); break;
    case Does::outputArrays: run.settings.outputs = split(value, ','); break;
    case Does::inputShapes:
      shapes.clear();
      run.anyShapes = true;
      for (const std::string& one : value.empty() ? std::vector<std::string>{""} : split(value, ':')) {
        ARA_ASSIGN(auto shape, shapeOf(one));
        shapes.push_back(std::move(shape));
      }
      break;
    case Does::inputTypes: types = split(value, ','); break;
    case Does::inferenceType:
      if (value != "FLOAT" && value != "QUANTIZED_UINT8" && value != "QUANTIZED_INT8" && value != "QUANTIZED_INT16")
        return bad(msg("--inference_type is {0}.", printable(value)), msg("Give FLOAT, or leave it out."));
      if (value != "FLOAT")
        return bad(
            msg("--inference_type={0} computes in integers, which needs the range of every tensor.", value),
            msg("Use --inference_type=FLOAT with --post_training_quantize: weights in int8, a quarter of the file."));
      break;
    case Does::inputType:
      for (const std::string& one : split(value, ','))
        if (one != "FLOAT" && !typeOf(one))
          return bad(msg("--{0} is {1}.", flag->name, printable(value)), msg("Give FLOAT, or leave it out."));
      if (flag->name.starts_with("input_type"))
        note(Severity::note, *flag,
             msg("It never set the type of the inputs, only how quantized ones are read. Inputs keep the types of the "
                 "model; --input_data_types says otherwise."));
      break;
    case Does::quantize:
      if (on) run.settings.quantize.scheme = Scheme::dynamic;
      break;
    case Does::graphviz: run.graphvizDir = value; break;
    case Does::custom: run.settings.allowCustom = on; break;
    case Does::unrolled: run.settings.recurrent = on ? passes::Recurrent::unrolled : passes::Recurrent::fused; break;
    case Does::already: note(Severity::note, *flag, flag->says()); break;
    case Does::unknown:
      if (on) note(Severity::note, *flag, flag->says());
      break;
    case Does::refuse:
      if (on && !value.empty())
        return fail(ErrorKind::BadArgument, msg("--{0} is not there.", flag->name), flag->says());
      break;
    }
  }
  if (run.inputFile.empty()) return bad(msg("The flag --input_file is missing."), msg("Give the model to convert."));
  if (run.outputFile.empty()) return bad(msg("The flag --output_file is missing."), msg("Give the file to write."));
  if (!shapes.empty() && shapes.size() != inputs.size())
    return bad(msg("--input_shapes has {0} and --input_arrays {1}.", plural(shapes.size(), "shape", "shapes"),
                   plural(inputs.size(), "name", "names")),
               msg("Give one shape for each array, with : between them."));
  if (!types.empty() && types.size() != inputs.size())
    return bad(msg("--input_data_types has {0} and --input_arrays {1}.", plural(types.size(), "type", "types"),
                   plural(inputs.size(), "name", "names")),
               msg("Give one type for each array."));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (std::ranges::find(run.settings.outputs, inputs[i]) != run.settings.outputs.end())
      return bad(msg("{0} is listed as an input and as an output.", inputs[i]), msg("Take it from one of the lists."));
    InputPick pick{inputs[i], ir::DataType::none, {}};
    if (!types.empty()) {
      const auto type = typeOf(types[i]);
      if (!type)
        return bad(msg("--input_data_types has {0}.", printable(types[i])),
                   msg("Give FLOAT, INT32, UINT8, BOOL or another of toco's types."));
      pick.type = *type;
    }
    if (!shapes.empty()) pick.shape = shapes[i];
    run.settings.inputs.push_back(std::move(pick));
  }
  return run;
}

} // namespace ara::convert
