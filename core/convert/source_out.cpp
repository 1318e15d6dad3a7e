#include "convert/source_out.h"

#include "base/strings.h"

#include <fmt/format.h>
#include <set>

namespace ara::convert {
namespace {

constexpr std::size_t kPerLine = 16;

struct Special {
  std::string_view op, method;
};
// Where the method is not the name word by word.
constexpr Special kSpecial[] = {
    {"batch_matmul", "AddBatchMatMul"},
    {"padv2", "AddPadV2"},
    {"unidirectional_sequence_lstm", "AddUnidirectionalSequenceLSTM"},
};

} // namespace

std::string resolverMethod(std::string_view op) {
  for (const Special& s : kSpecial)
    if (s.op == op) return std::string(s.method);
  std::string out = "Add";
  for (const std::string_view word : split(op, '_')) {
    std::string w(word);
    if (w.empty()) continue;
    if (w[0] >= 'a' && w[0] <= 'z') w[0] = static_cast<char>(w[0] - 'a' + 'A');
    if (w == "2d" || w == "3d") w[1] = 'D';
    out += w;
  }
  return out;
}

std::string asSource(const ir::Model& model, Bytes file) {
  std::set<std::string> ops;
  for (const ir::Graph& g : model.graphs)
    for (const ir::NodeId n : g.nodeIds()) ops.insert(std::string(model.shortOpName(g[n])));
  std::string out = "// A TensorFlow Lite model, written by Aracari. With TensorFlow Lite Micro:\n//\n";
  out += fmt::format("//   tflite::MicroMutableOpResolver<{}> resolver;\n", ops.size());
  for (const std::string& op : ops) out += fmt::format("//   resolver.{}();\n", resolverMethod(op));
  out += "//   tflite::MicroInterpreter interpreter(tflite::GetModel(g_model), resolver, arena, arena_size);\n\n";
  out.reserve(out.size() + file.size() * 6 + 256);
  out += "alignas(16) extern const unsigned char g_model[] = {";
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (std::size_t i = 0; i < file.size(); ++i) {
    out += i % kPerLine == 0 ? "\n  " : " ";
    const auto b = std::to_integer<unsigned>(file[i]);
    out += "0x";
    out += kDigits[b >> 4];
    out += kDigits[b & 15];
    out += ',';
  }
  out += fmt::format("\n}};\nextern const unsigned int g_model_len = {};\n", file.size());
  return out;
}

} // namespace ara::convert
