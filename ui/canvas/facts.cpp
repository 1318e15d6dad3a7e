#include "ui/canvas/facts.h"

#include "convert/finish.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace ara::ui {
namespace {

constexpr std::uint64_t kShapeUpTo = 100'000; // bytes; larger weights tell their bytes instead

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }

std::optional<double> scalarValue(const ir::Model& model, const ir::Tensor& tensor) {
  if (tensor.type != ir::DataType::f32 || model.shapeOf(tensor).elements() != std::uint64_t(1)) return {};
  const auto data = model.data(tensor.buffer);
  if (!data || data->bytes.size() < sizeof(float)) return {};
  return double(data->load<float>(0));
}

QString signOf(std::string_view op) {
  if (op == "Add" || op == "AddV2" || op == "add") return QStringLiteral("+");
  if (op == "Sub" || op == "sub") return QStringLiteral("−");
  if (op == "Mul" || op == "mul") return QStringLiteral("×");
  if (op == "RealDiv" || op == "Div" || op == "div") return QStringLiteral("÷");
  return {};
}

} // namespace

QString dimsText(const ir::Shape& shape) {
  if (!shape.ranked) return {};
  if (shape.dims.empty()) return QCoreApplication::translate("ara::ui::Canvas", "scalar");
  QString out;
  for (const ir::Dim d : shape.dims) {
    if (!out.isEmpty()) out += QChar(0x00D7);
    out += d >= 0 ? QString::number(d) : QStringLiteral("?");
  }
  return out;
}

QString bytesText(std::uint64_t bytes) {
  const QLocale locale;
  const auto number = [&](double v) { return locale.toString(v, 'f', v < 10 ? 1 : 0); };
  if (bytes < 1000) return QStringLiteral("%1 B").arg(bytes);
  if (bytes < 1'000'000) return QStringLiteral("%1 kB").arg(number(double(bytes) * 1e-3));
  if (bytes < 1'000'000'000) return QStringLiteral("%1 MB").arg(number(double(bytes) * 1e-6));
  return QStringLiteral("%1 GB").arg(number(double(bytes) * 1e-9));
}

std::optional<std::uint64_t> tensorBytes(ir::DataType type, const ir::Shape& shape) {
  const auto elements = shape.elements();
  return elements ? ir::byteSize(type, *elements) : std::nullopt;
}

QString opLabel(const ir::Model& model, const ir::Node& node) {
  const std::string_view full = model.opName(node);
  if (!full.starts_with("tfl.")) return text(model.shortOpName(node));
  if (full == "tfl.custom")
    if (const ir::AttrValue* code = model.attr(node, "custom_code"))
      if (const auto* name = std::get_if<std::string>(code)) return QString::fromStdString(*name);
  return QString::fromStdString(convert::displayName(full.substr(4)));
}

QString lastOf(const QString& name) { return name.mid(name.lastIndexOf(QLatin1Char('/')) + 1); }

QString nodeName(const ir::Model& model, const ir::Graph& graph, ir::NodeId node) {
  if (graph[node].name) return text(model.names[graph[node].name]);
  return graph[node].resultCount ? QString::fromStdString(model.tensorName(graph, graph.result(node))) : QString();
}

bool isConstant(const ir::Graph& graph, ir::TensorId tensor) { return tensor && graph[tensor].buffer; }

bool isPlaceholder(const ir::Model& model, const ir::Node& node) {
  return model.opName(node).starts_with("tf.Placeholder");
}

bool asksShapeOnly(const ir::Model& model, const ir::Node& node) {
  const std::string_view op = model.opName(node);
  return op == "tf.Shape" || op == "tf.Rank" || op == "tf.Size" || op == "tfl.shape" || op == "tfl.rank";
}

ir::TensorId constantBehind(const ir::Model& model, const ir::Graph& graph, ir::TensorId operand) {
  for (int steps = 0; operand && steps < 64; ++steps) {
    if (isConstant(graph, operand)) return operand;
    const ir::NodeId producer = graph[operand].producer;
    if (!producer || model.opName(graph[producer]) != "tf.Identity" || graph[producer].operandCount != 1) return {};
    operand = graph.operand(producer, 0);
  }
  return {};
}

QString nodeFact(const ir::Model& model, const ir::Graph& graph, ir::NodeId node) {
  const ir::Node& n = graph[node];
  if (n.resultCount > 8)
    return QCoreApplication::translate("ara::ui::Canvas", "%n pieces", nullptr, int(n.resultCount));
  const QString sign = signOf(model.shortOpName(n));
  ir::TensorId weight;
  std::uint64_t most = 0;
  for (const ir::TensorId operand : graph.operands(node)) {
    const ir::TensorId constant = constantBehind(model, graph, operand);
    if (!constant) continue;
    const ir::Tensor& tensor = graph[constant];
    if (!sign.isEmpty())
      if (const auto value = scalarValue(model, tensor)) return sign + QLocale().toString(*value, 'g', 4);
    const std::uint64_t bytes = model.bufferBytes(tensor.buffer);
    // Vectors are biases and numbers of shapes: every node has some, so they tell nothing.
    if (model.shapeOf(tensor).rank() < 2 || bytes < most || ir::isInteger(tensor.type) != bool(tensor.quant)) continue;
    weight = constant;
    most = bytes;
  }
  if (!weight) return {};
  return most > kShapeUpTo ? bytesText(most) : dimsText(model.shapeOf(graph[weight]));
}

} // namespace ara::ui
