#include "convert/settings.h"

#include "base/strings.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace ara::convert {
namespace {

using Json = nlohmann::ordered_json;

std::string_view schemeName(Scheme s) {
  switch (s) {
  case Scheme::none: return "none";
  case Scheme::dynamic: return "dynamic";
  case Scheme::float16: return "float16";
  case Scheme::int8: return "int8";
  case Scheme::int16x8: return "int16x8";
  case Scheme::legacyUint8: return "legacy-uint8";
  }
  return "none";
}

Fail badJson(std::string where) {
  return fail(ErrorKind::BadArgument, msg("The settings do not read: {0}.", where), msg("Write them with `convert --report`."));
}

std::string inputText(const InputPick& p) {
  std::string out = p.name;
  if (p.type != ir::DataType::none) out += ":" + std::string(ir::longName(p.type));
  if (!p.shape) return out;
  out += '=';
  for (std::size_t i = 0; i < p.shape->size(); ++i)
    out += (i ? "," : "") + (ir::isKnown((*p.shape)[i]) ? std::to_string((*p.shape)[i]) : std::string("?"));
  return out;
}

} // namespace

std::uint64_t leastElements(Scheme scheme) { return scheme == Scheme::float16 ? 64 : QuantizeSettings{}.minElements; }

std::optional<Scheme> schemeNamed(std::string_view word) {
  if (word == "fp16") return Scheme::float16; // as the official tools write it
  for (const Scheme s : {Scheme::none, Scheme::dynamic, Scheme::float16, Scheme::int8, Scheme::int16x8, Scheme::legacyUint8})
    if (word == schemeName(s)) return s;
  return {};
}

std::string wordOf(const quantize::CalibrationOptions& options) {
  switch (options.method) {
  case quantize::Calibration::leastMost: return "min-max";
  case quantize::Calibration::movingAverage: return "moving-average";
  case quantize::Calibration::percentile: return fmt::format("percentile={}", options.percent);
  case quantize::Calibration::leastError: return "mse";
  }
  return "min-max";
}

std::optional<quantize::CalibrationOptions> calibrationNamed(std::string_view word) {
  using quantize::Calibration;
  for (const auto method : {Calibration::leastMost, Calibration::movingAverage, Calibration::leastError})
    if (word == wordOf(quantize::CalibrationOptions{method})) return quantize::CalibrationOptions{method};
  constexpr std::string_view kPercentile = "percentile";
  if (!word.starts_with(kPercentile)) return {};
  quantize::CalibrationOptions options{Calibration::percentile};
  word.remove_prefix(kPercentile.size());
  if (word.empty()) return options;
  const auto [end, error] = std::from_chars(word.data() + 1, word.data() + word.size(), options.percent);
  const bool good = word.front() == '=' && error == std::errc() && end == word.data() + word.size();
  return good && options.percent > 50 && options.percent <= 100 ? std::optional(options) : std::nullopt;
}

std::string_view wordOf(passes::Recurrent mode) {
  switch (mode) {
  case passes::Recurrent::fused: return "fused";
  case passes::Recurrent::loop: return "while";
  case passes::Recurrent::unrolled: return "unrolled";
  }
  return "fused";
}

std::optional<passes::Recurrent> recurrentNamed(std::string_view word) {
  for (const auto mode : {passes::Recurrent::fused, passes::Recurrent::loop, passes::Recurrent::unrolled})
    if (word == wordOf(mode)) return mode;
  return {};
}

std::string toJson(const Settings& s) {
  Json j;
  j["inputs"] = Json::array();
  for (const InputPick& p : s.inputs) {
    Json i{{"name", p.name}};
    if (p.type != ir::DataType::none) i["type"] = ir::longName(p.type);
    if (p.shape) i["shape"] = *p.shape;
    if (!p.key.empty()) i["key"] = p.key;
    j["inputs"].push_back(std::move(i));
  }
  j["outputs"] = s.outputs;
  if (!s.outputKeys.empty()) j["output_keys"] = s.outputKeys;
  if (!s.signatureKey.empty()) j["signature_key"] = s.signatureKey;
  if (s.everySignature) j["every_signature"] = true;
  if (s.batch) j["batch"] = *s.batch;
  if (s.quantize.scheme != Scheme::none)
    j["quantize"] = {{"scheme", schemeName(s.quantize.scheme)},
                     {"min_elements", s.quantize.minElements},
                     {"skip", s.quantize.skip},
                     {"only", s.quantize.only},
                     {"per_tensor", s.quantize.perTensor}};
  if (needsExamples(s.quantize.scheme)) {
    j["quantize"]["io_type"] = ir::longName(s.quantize.border);
    j["quantize"]["calibrate"] = s.quantize.calibrate;
    j["quantize"]["calibrate_random"] = s.quantize.calibrateRandom;
    j["quantize"]["calibration"] = wordOf(s.quantize.calibration);
  }
  if (s.allowCustom) j["allow_custom"] = true;
  if (s.recurrent != passes::Recurrent::fused) j["recurrent"] = wordOf(s.recurrent);
  j["strip_names"] = s.stripNames;
  j["signature"] = s.signature;
  return j.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<Settings> fromJson(std::string_view text) {
  const Json j = Json::parse(text, nullptr, false);
  if (!j.is_object()) return badJson("not a JSON object");
  Settings s;
  const auto strings = [](const Json& list, std::vector<std::string>& out) {
    if (!list.is_array()) return false;
    for (const auto& v : list) {
      if (!v.is_string()) return false;
      out.push_back(v.get<std::string>());
    }
    return true;
  };
  if (const auto it = j.find("inputs"); it != j.end()) {
    if (!it->is_array()) return badJson("inputs is not a list");
    for (const auto& i : *it) {
      if (!i.is_object() || !i.contains("name") || !i["name"].is_string()) return badJson("an input has no name");
      InputPick p;
      p.name = i["name"].get<std::string>();
      if (i.contains("type")) {
        const auto type = i["type"].is_string() ? ir::dataTypeNamed(i["type"].get<std::string>()) : std::nullopt;
        if (!type) return badJson("the type of input " + p.name);
        p.type = *type;
      }
      if (i.contains("shape")) {
        if (!i["shape"].is_array()) return badJson("the shape of input " + p.name);
        p.shape.emplace();
        for (const auto& d : i["shape"]) {
          if (!d.is_number_integer()) return badJson("the shape of input " + p.name);
          p.shape->push_back(std::max<ir::Dim>(d.get<ir::Dim>(), ir::kUnknownDim));
        }
      }
      if (i.contains("key") && i["key"].is_string()) p.key = i["key"].get<std::string>();
      s.inputs.push_back(std::move(p));
    }
  }
  if (j.contains("output_keys") && !strings(j["output_keys"], s.outputKeys)) return badJson("output_keys is not a list of names");
  if (j.contains("every_signature") && j["every_signature"].is_boolean()) s.everySignature = j["every_signature"].get<bool>();
  if (j.contains("signature_key") && j["signature_key"].is_string()) s.signatureKey = j["signature_key"].get<std::string>();
  if (j.contains("outputs") && !strings(j["outputs"], s.outputs)) return badJson("outputs is not a list of names");
  if (j.contains("batch")) {
    if (!j["batch"].is_number_integer()) return badJson("batch");
    s.batch = j["batch"].get<ir::Dim>();
  }
  if (const auto it = j.find("quantize"); it != j.end()) {
    if (!it->is_object()) return badJson("quantize");
    const std::string scheme = it->contains("scheme") && (*it)["scheme"].is_string() ? (*it)["scheme"].get<std::string>() : "none";
    const auto named = schemeNamed(scheme);
    if (!named) return badJson("quantize.scheme " + scheme);
    s.quantize.scheme = *named;
    if (it->contains("min_elements") && (*it)["min_elements"].is_number_unsigned())
      s.quantize.minElements = (*it)["min_elements"].get<std::uint64_t>();
    if (it->contains("skip") && !strings((*it)["skip"], s.quantize.skip)) return badJson("quantize.skip");
    if (it->contains("only") && !strings((*it)["only"], s.quantize.only)) return badJson("quantize.only");
    if (it->contains("calibrate") && !strings((*it)["calibrate"], s.quantize.calibrate)) return badJson("quantize.calibrate");
    if (it->contains("calibrate_random") && (*it)["calibrate_random"].is_number_unsigned())
      s.quantize.calibrateRandom = (*it)["calibrate_random"].get<std::uint64_t>();
    if (it->contains("io_type")) {
      const auto type = (*it)["io_type"].is_string() ? ir::dataTypeNamed((*it)["io_type"].get<std::string>()) : std::nullopt;
      if (!type) return badJson("quantize.io_type");
      s.quantize.border = *type;
    }
    if (it->contains("calibration")) {
      const auto method = (*it)["calibration"].is_string() ? calibrationNamed((*it)["calibration"].get<std::string>()) : std::nullopt;
      if (!method) return badJson("quantize.calibration");
      s.quantize.calibration = *method;
    }
    if (it->contains("per_tensor") && (*it)["per_tensor"].is_boolean()) s.quantize.perTensor = (*it)["per_tensor"].get<bool>();
  }
  if (j.contains("allow_custom") && j["allow_custom"].is_boolean()) s.allowCustom = j["allow_custom"].get<bool>();
  if (j.contains("recurrent") && j["recurrent"].is_string())
    s.recurrent = recurrentNamed(j["recurrent"].get<std::string>()).value_or(s.recurrent);
  if (j.contains("strip_names") && j["strip_names"].is_boolean()) s.stripNames = j["strip_names"].get<bool>();
  if (j.contains("signature") && j["signature"].is_boolean()) s.signature = j["signature"].get<bool>();
  return s;
}

std::string commandLine(const Settings& s) {
  std::string out;
  const bool bySignature = !s.signatureKey.empty() && !s.outputKeys.empty(); // names its inputs and outputs itself
  const auto add = [&](std::string_view flag, std::string_view value) {
    out += (out.empty() ? "" : " ") + std::string(flag);
    if (!value.empty()) out += " " + shellQuoted(value);
  };
  if (!s.signatureKey.empty()) add("--signature", s.signatureKey);
  if (s.everySignature) add("--all-signatures", "");
  for (const InputPick& p : s.inputs)
    if (!bySignature || p.shape || p.type != ir::DataType::none) add("--input", inputText(p));
  for (const std::string& o : s.outputs)
    if (!bySignature) add("--output", o);
  if (s.batch) add("--batch", std::to_string(*s.batch));
  if (s.quantize.scheme != Scheme::none) {
    add("--quantize", schemeName(s.quantize.scheme));
    if (s.quantize.minElements != leastElements(s.quantize.scheme)) add("--min-elements", std::to_string(s.quantize.minElements));
    for (const auto& n : s.quantize.skip) add("--skip", n);
    for (const auto& n : s.quantize.only) add("--only", n);
    if (s.quantize.perTensor) add("--per-tensor", "");
    if (s.quantize.border != ir::DataType::f32) add("--io-type", ir::longName(s.quantize.border));
    for (const auto& f : s.quantize.calibrate) add("--calibrate", f);
    if (s.quantize.calibrateRandom) add("--calibrate-random", std::to_string(s.quantize.calibrateRandom));
    if (s.quantize.calibration != quantize::CalibrationOptions{}) add("--calibration", wordOf(s.quantize.calibration));
  }
  if (s.allowCustom) add("--allow-custom", "");
  if (s.recurrent != passes::Recurrent::fused) add("--recurrent", std::string(wordOf(s.recurrent)));
  if (s.stripNames) add("--strip-names", "");
  if (!s.signature) add("--no-signature", "");
  return out;
}

namespace {

std::optional<std::vector<ir::Dim>> parseDims(std::string_view text) {
  std::vector<ir::Dim> dims;
  for (const auto part : split(text, ',')) {
    if (part == "?" || part == "-1" || part == "None") {
      dims.push_back(ir::kUnknownDim);
      continue;
    }
    const auto n = parseInteger(part);
    if (!n || *n < 0) return std::nullopt;
    dims.push_back(*n);
  }
  return dims;
}

// What may follow a name: "", ":TYPE", "=DIMS", ":TYPE=DIMS". Nothing when it is none of these.
std::optional<InputPick> parseRest(std::string_view rest) {
  InputPick pick;
  if (rest.starts_with(':')) {
    const auto end = std::min(rest.find('='), rest.size());
    const auto type = ir::dataTypeNamed(rest.substr(1, end - 1));
    if (!type || *type == ir::DataType::none) return std::nullopt;
    pick.type = *type;
    rest.remove_prefix(end);
  }
  if (rest.empty()) return pick;
  if (!rest.starts_with('=')) return std::nullopt;
  auto dims = parseDims(rest.substr(1));
  if (!dims) return std::nullopt;
  pick.shape = std::move(*dims);
  return pick;
}

} // namespace

Result<InputPick> parseInput(std::string_view text, const std::function<bool(std::string_view)>& exists) {
  // Names may hold ':' and '=' themselves: the longest prefix that exists is the name.
  std::optional<InputPick> unnamed;
  std::string_view unnamedPrefix;
  for (std::size_t end = text.size() + 1; end-- > 1;) {
    if (end < text.size() && text[end] != ':' && text[end] != '=') continue;
    const auto prefix = text.substr(0, end);
    auto rest = parseRest(text.substr(end));
    if (!rest) continue;
    if (exists(prefix)) {
      rest->name = std::string(prefix);
      return *rest;
    }
    unnamed = std::move(rest);
    unnamedPrefix = prefix;
  }
  if (!unnamed)
    return fail(ErrorKind::BadArgument, msg("--input {0} does not read as NAME[:TYPE][=D0,D1,...].", printable(text)),
                msg("For example --input input=1,200,3."));
  unnamed->name = std::string(unnamedPrefix); // nobody has it: the conversion says so, with names that come near
  return *unnamed;
}

} // namespace ara::convert
