// The words of the canvas about nodes and tensors.
#pragma once

#include "ir/model.h"

#include <QString>

#include <optional>

namespace ara::ui {

QString dimsText(const ir::Shape& shape); // "1×200×3", "?×6", "scalar"; empty when the rank is unknown
QString bytesText(std::uint64_t bytes);   // "900 B", "131 kB", "1.4 MB"
std::optional<std::uint64_t> tensorBytes(ir::DataType type, const ir::Shape& shape);

QString opLabel(const ir::Model& model, const ir::Node& node); // "MatMul", "FULLY_CONNECTED"
QString lastOf(const QString& name);                           // "a/b/MatMul" -> "MatMul"

// The name people use for a node: its own, or that of its first result.
QString nodeName(const ir::Model& model, const ir::Graph& graph, ir::NodeId node);

bool isConstant(const ir::Graph& graph, ir::TensorId tensor);
bool isPlaceholder(const ir::Model& model, const ir::Node& node);
bool asksShapeOnly(const ir::Model& model, const ir::Node& node); // Shape, Rank, Size

// What a box says beside its op: the shape or bytes of its weights, "+1", "200 pieces"; empty for most.
// `weightOf` finds the constant behind an operand (through the Identity nodes of frozen variables).
QString nodeFact(const ir::Model& model, const ir::Graph& graph, ir::NodeId node);
ir::TensorId constantBehind(const ir::Model& model, const ir::Graph& graph, ir::TensorId operand);

} // namespace ara::ui
