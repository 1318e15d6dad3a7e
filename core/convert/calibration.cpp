#include "convert/calibration.h"

#include "base/strings.h"
#include "convert/feeds.h"

#include <algorithm>
#include <filesystem>

namespace ara::convert {
namespace {

using formats::arrays::Array;
namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 100'000;

struct Source {
  std::string path, array; // array empty: all of them
};

// "F.npz:NAME"; a file that exists under the whole text comes first.
Source sourceOf(const std::string& text) {
  std::error_code ignored;
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || fs::exists(text, ignored)) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

Result<std::vector<std::string>> filesOf(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(path, error)) {
    const std::string ending = entry.path().extension().string();
    if (ending == ".npy" || ending == ".npz") out.push_back(entry.path().string());
    if (out.size() > kMostFiles)
      return fail(ErrorKind::Unsupported, msg("{0} holds more than {1} files.", path, withCommas(kMostFiles)),
                  msg("A hundred typical examples are enough."), path);
  }
  if (error || out.empty())
    return fail(ErrorKind::BadArgument, msg("The folder {0} holds no .npy and no .npz.", path),
                msg("Save arrays of typical inputs there with numpy.save."), path);
  std::ranges::sort(out);
  return out;
}

Result<std::vector<Array>> arraysOf(Task& task, const std::string& path, const std::string& wanted) {
  auto arrays = formats::arrays::readArrayFile(task, path);
  if (!arrays || wanted.empty()) return arrays;
  std::string names;
  for (Array& a : *arrays) {
    if (a.name == wanted) {
      Array only = std::move(a);
      only.name.clear(); // for the one input there is
      return std::vector<Array>{std::move(only)};
    }
    names += (names.empty() ? "" : ", ") + a.name;
  }
  return fail(ErrorKind::BadArgument, msg("{0} holds no array {1}.", path, wanted), msg("It holds {0}.", names), path);
}

// Parts of an array, each of the shape the input takes: the array itself, slices of a longer batch, or the elements of
// an array with one axis more.
Result<std::vector<ops::TensorView>> cut(const ir::Model& m, ir::TensorId t, const Array& a) {
  const ir::Tensor& x = m.graph()[t];
  const ir::Shape& shape = m.shapeOf(x);
  const std::string name = m.tensorName(m.graph(), t);
  const auto bad = [&] {
    return fail(ErrorKind::Unsupported,
                msg("{0} has the shape {1}, and the calibration array {2}.", name, shape.text(), a.shape.text()),
                msg("Give arrays whose first axis counts the examples."), name);
  };
  if (a.type != x.type)
    return fail(
        ErrorKind::Unsupported,
        msg("{0} takes {1}, and the calibration array is {2}.", name, ir::longName(x.type), ir::longName(a.type)),
        msg("Convert the array to {0} before saving it.", ir::longName(x.type)), name);
  const ops::TensorView whole = viewOf(a);
  if (!shape.ranked) return std::vector<ops::TensorView>{whole};
  std::vector<ir::Dim> dims = a.shape.dims;
  ir::Dim parts = 1;
  if (dims.size() == shape.rank() + 1) {
    parts = dims.front();
    dims.erase(dims.begin());
  } else if (dims.size() == shape.rank() && !dims.empty()) {
    const ir::Dim batch = ir::isKnown(shape.dims[0]) ? shape.dims[0] : 1;
    if (batch == 0 ? dims[0] != 0 : dims[0] % batch != 0) return bad();
    if (batch != 0) parts = dims[0] / batch;
    dims[0] = batch;
  } else if (dims.size() != shape.rank()) {
    return bad();
  }
  for (std::size_t i = 0; i < dims.size(); ++i)
    if (ir::isKnown(shape.dims[i]) && shape.dims[i] != dims[i]) return bad();
  std::vector<ops::TensorView> out;
  if (parts <= 0) return out;
  const std::size_t size = whole.data.bytes.size() / static_cast<std::size_t>(parts);
  for (ir::Dim p = 0; p < parts; ++p)
    out.push_back({a.type,
                   ir::Shape::of(dims),
                   {whole.data.bytes.subspan(static_cast<std::size_t>(p) * size, size), whole.data.owner}});
  return out;
}

Status addExamples(const ir::Model& model, const std::vector<Array>& arrays, const std::string& path,
                   std::vector<quantize::Example>& out) {
  const ir::Graph& g = model.graph();
  const std::size_t first = out.size();
  for (std::size_t i = 0; i < g.inputs.size(); ++i) {
    const std::string name = model.tensorName(g, g.inputs[i]);
    const Array* a = givenFor(model, g.inputs[i], i, g.inputs.size(), arrays);
    if (!a && g.inputs.size() == 1 && arrays.size() == 1) a = &arrays.front();
    if (!a)
      return fail(ErrorKind::BadArgument, msg("{0} holds no array for the input {1}.", path, name),
                  msg("Name the array {0} or in:{1}, or choose one with {2}:NAME.", name, i, path), path);
    ARA_ASSIGN(const auto parts, cut(model, g.inputs[i], *a));
    if (i == 0) out.resize(first + parts.size());
    if (out.size() != first + parts.size())
      return fail(ErrorKind::BadArgument,
                  msg("{0} holds {1} examples for {2} and {3} for the inputs before it.", path, parts.size(), name,
                      out.size() - first),
                  msg("Give each input the same number."), path);
    for (std::size_t p = 0; p < parts.size(); ++p) out[first + p].push_back({g.inputs[i], parts[p]});
  }
  return {};
}

} // namespace

Result<std::vector<quantize::Example>> calibrationExamples(Task& task, const ir::Model& model,
                                                           const QuantizeSettings& settings) {
  std::vector<quantize::Example> out;
  for (const std::string& text : settings.calibrate) {
    const Source source = sourceOf(text);
    ARA_ASSIGN(const auto files, filesOf(source.path));
    for (const std::string& file : files) {
      ARA_TRY(task.checkpoint(0, "Reading examples"));
      ARA_ASSIGN(const auto arrays, arraysOf(task, file, source.array));
      ARA_TRY(addExamples(model, arrays, file, out));
    }
  }
  for (std::uint64_t e = 0; e < settings.calibrateRandom; ++e) {
    ARA_TRY(task.checkpoint(0, "Making examples"));
    quantize::Example one;
    for (std::size_t i = 0; i < model.graph().inputs.size(); ++i) {
      ARA_ASSIGN(const Array a, randomFor(model, model.graph().inputs[i], e * 1000 + i));
      one.push_back({model.graph().inputs[i], viewOf(a)});
    }
    out.push_back(std::move(one));
  }
  if (settings.calibrateRandom)
    task.note(Severity::warning,
              msg("Ranges come from random numbers between -1 and 1, which no real input looks like."),
              msg("Give typical inputs with --calibrate; answers may be far off until then."));
  if (out.empty())
    return fail(ErrorKind::BadArgument, msg("Integers need examples of inputs, to know what values the tensors take."),
                msg("Give --calibrate FILE.npz with a hundred typical inputs, or --calibrate-random 100 to try."));
  return out;
}

} // namespace ara::convert
