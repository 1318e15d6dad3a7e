#include "app/cli/verb.h"

#include "base/file.h"
#include "base/strings.h"
#include "convert/run_model.h"
#include "formats/format.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace ara::cli {
namespace {

using formats::arrays::Array;

struct Options {
  std::string file, inputs, outputFile, format = "text", progress = "auto";
  std::vector<std::string> outputs, watch;
  std::optional<std::uint64_t> seed;
};

struct Numbers {
  double least = 0, most = 0, mean = 0;
  std::uint64_t count = 0, notFinite = 0;
};

template<class T> Numbers numbersOf(const Array& a) {
  Numbers n;
  double sum = 0;
  for (std::size_t at = 0; at + sizeof(T) <= a.bytes.size(); at += sizeof(T)) {
    const auto v = static_cast<double>(loadAt<T>(a.bytes, at));
    if (!std::isfinite(v)) {
      ++n.notFinite;
      continue;
    }
    n.least = n.count ? std::min(n.least, v) : v;
    n.most = n.count ? std::max(n.most, v) : v;
    sum += v;
    ++n.count;
  }
  n.mean = n.count ? sum / static_cast<double>(n.count) : 0;
  return n;
}

std::optional<Numbers> numbersOf(const Array& a) {
  switch (a.type) {
  case ir::DataType::f32: return numbersOf<float>(a);
  case ir::DataType::f64: return numbersOf<double>(a);
  case ir::DataType::f16: return numbersOf<_Float16>(a);
  case ir::DataType::i8: return numbersOf<std::int8_t>(a);
  case ir::DataType::i16: return numbersOf<std::int16_t>(a);
  case ir::DataType::i32: return numbersOf<std::int32_t>(a);
  case ir::DataType::i64: return numbersOf<std::int64_t>(a);
  case ir::DataType::u8: return numbersOf<std::uint8_t>(a);
  case ir::DataType::boolean: return numbersOf<std::uint8_t>(a);
  default: return std::nullopt;
  }
}

std::string tableOf(const std::vector<convert::Answer>& answers) {
  Table t{{"output", "tensor", "type", "shape", "least", "most", "mean", "not finite"},
          {false, false, false, false, true, true, true, true},
          {}};
  for (const convert::Answer& a : answers) {
    const auto n = numbersOf(a.value);
    const auto text = [&](double v) { return n && n->count ? fmt::format("{:.6g}", v) : std::string(); };
    t.rows.push_back({printable(a.value.name), printable(a.name), std::string(ir::longName(a.value.type)),
                      a.value.shape.text(), text(n ? n->least : 0), text(n ? n->most : 0), text(n ? n->mean : 0),
                      n ? std::to_string(n->notFinite) : ""});
  }
  return t.text();
}

std::string jsonOf(const std::vector<convert::Answer>& answers) {
  auto list = nlohmann::ordered_json::array();
  for (const convert::Answer& a : answers) {
    nlohmann::ordered_json one{{"output", a.value.name},
                               {"tensor", a.name},
                               {"type", ir::longName(a.value.type)},
                               {"shape", a.value.shape.dims}};
    if (const auto n = numbersOf(a.value))
      one["least"] = n->least, one["most"] = n->most, one["mean"] = n->mean, one["not_finite"] = n->notFinite;
    list.push_back(std::move(one));
  }
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Status save(Task& task, const std::string& path, const std::vector<convert::Answer>& answers) {
  std::vector<Array> arrays;
  for (const convert::Answer& a : answers) arrays.push_back(a.value);
  ARA_ASSIGN(const auto bytes, formats::arrays::writeNpz(arrays));
  const Bytes parts[] = {bytes};
  return writeFileAtomically(task, path, parts);
}

} // namespace

std::function<int()> setUpRun(CLI::App& command) {
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a model")->required();
  command.add_option("--inputs", o->inputs,
                     "an .npz with arrays by name or as in:0, in:1, or an .npy for the only input");
  command.add_option("--random", o->seed, "SEED: inputs without an array are random numbers in [-1, 1)");
  command.add_option("--output", o->outputs, "NAME, repeatable; default: the outputs of the model")
      ->allow_extra_args(false);
  command.add_option("--watch", o->watch, "a tensor whose value is wanted too, repeatable")->allow_extra_args(false);
  command.add_option("--outputs", o->outputFile, "the .npz to write: out:0, out:1, then what is watched, by name");
  command.add_option("--format", o->format, "of the summary: text or json")->check(CLI::IsMember({"text", "json"}));
  addProgress(command, o->progress);
  return [o]() -> int {
    Task task = makeTask(o->progress);
    const auto model = formats::open(task, o->file);
    if (!model) return report(model.error());
    auto inputs = o->inputs.empty() ? Result<std::vector<Array>>(std::vector<Array>()) : formats::arrays::readArrayFile(task, o->inputs);
    if (!inputs) return report(inputs.error());
    const auto answers = convert::runModel(task, *model, {*std::move(inputs), o->outputs, o->watch, o->seed});
    reportNotes(task);
    if (!answers) return report(answers.error());
    if (!o->outputFile.empty())
      if (auto saved = save(task, o->outputFile, *answers); !saved) return report(saved.error());
    return finish(o->format == "json" ? jsonOf(*answers) : tableOf(*answers));
  };
}

} // namespace ara::cli
