#include "ui/models/container_tables.h"

#include "ui/models/tables.h"

#include <QCoreApplication>

#include <unordered_map>

namespace ara::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(ContainerTables)
};

QString text(const std::string& s) { return QString::fromStdString(s); }

// "x float32 ?×28×28, mask bool ?"
QString tensorList(const ir::Model& model, const ir::Signature& signature,
                   const std::vector<ir::NamedTensor>& tensors) {
  QStringList parts;
  for (const ir::NamedTensor& t : tensors) {
    QString one = text(t.name);
    if (signature.graph.index() < model.graphs.size() && t.tensor &&
        t.tensor.index() < model.graph(signature.graph).tensorCount()) {
      const ir::Tensor& tensor = model.graph(signature.graph)[t.tensor];
      one += QStringLiteral(" ") + QString::fromUtf8(ir::longName(tensor.type).data()) + QStringLiteral(" ") +
             shapeText(model.shapeOf(tensor));
    }
    parts << one;
  }
  return parts.join(QStringLiteral(", "));
}

Cell stateCell(const ir::Model& model, const ir::Variable& v) {
  using State = ir::Variable::State;
  Cell c;
  switch (v.state) {
  case State::joined: c = textCell(Words::tr("has its value")); break;
  case State::missing: c = textCell(Words::tr("no value"), Tone::Error); break;
  case State::spare: // without a graph nobody can ask
    c = textCell(model.graph().liveNodeCount() ? Words::tr("nobody asks") : Words::tr("in the checkpoint"),
                 Tone::Text3);
    break;
  case State::otherForm: c = textCell(Words::tr("another shape: %1").arg(shapeText(v.stored)), Tone::Error); break;
  }
  c.sort = int(v.state == State::joined ? 3 : v.state == State::spare ? 2 : 1); // what is in the way comes first
  return c;
}

} // namespace

CellTable::Data signaturesTable(const ir::Model& model) {
  CellTable::Data data;
  data.columns = {{Words::tr("Signature"), false}, {Words::tr("Inputs"), false}, {Words::tr("Outputs"), false}};
  for (std::size_t i = 0; i < model.signatures.size(); ++i) {
    const ir::Signature& s = model.signatures[i];
    CellTable::Row row;
    row.key = std::uint32_t(i);
    row.cells = {textCell(text(s.key)), textCell(tensorList(model, s, s.inputs)),
                 textCell(tensorList(model, s, s.outputs))};
    data.rows.push_back(std::move(row));
  }
  return data;
}

CellTable::Data variablesTable(const ir::Model& model) {
  CellTable::Data data;
  data.columns = {{Words::tr("Variable"), false}, {Words::tr("Value"), false}, {Words::tr("Type"), false},
                  {Words::tr("Shape"), false},    {Words::tr("Bytes"), true},  {Words::tr("In the checkpoint"), false},
                  {Words::tr("Shard"), true},     {Words::tr("Parts"), true}};
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    const ir::Variable& v = model.variables[i];
    CellTable::Row row;
    row.key = std::uint32_t(i);
    row.cells = {textCell(text(v.name.empty() ? v.key : v.name)),
                 stateCell(model, v),
                 textCell(QString::fromUtf8(ir::longName(v.type).data())),
                 textCell(shapeText(v.shape)),
                 numberCell(v.bytes),
                 textCell(text(v.key), Tone::Text3),
                 numberCell(v.shard),
                 numberCell(v.parts)};
    data.rows.push_back(std::move(row));
  }
  return data;
}

CellTable::Data layersTable(const ir::Model& model) {
  CellTable::Data data;
  data.columns = {{Words::tr("Layer"), false},
                  {Words::tr("Kind"), false},
                  {Words::tr("Output"), false},
                  {Words::tr("Parameters"), true}};
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    const ir::Layer& l = model.layers[i];
    QStringList outputs;
    for (const ir::Shape& s : l.outputs) outputs << shapeText(s);
    CellTable::Row row;
    row.key = std::uint32_t(i);
    Cell name = textCell(text(l.path.empty() ? l.name : l.path));
    name.sort = qulonglong(i); // the model's own order
    Cell kind = textCell(text(l.kind));
    kind.tip = text(l.config);
    row.cells = {name, kind, textCell(outputs.join(QStringLiteral(", "))), numberCell(l.parameters)};
    data.rows.push_back(std::move(row));
  }
  return data;
}

std::vector<std::vector<ir::NodeId>> nodesOfLayers(const ir::Model& model) {
  std::vector<std::vector<ir::NodeId>> out(model.layers.size());
  std::unordered_map<std::string_view, std::size_t> byPath;
  for (std::size_t i = 0; i < model.layers.size(); ++i)
    byPath.emplace(model.layers[i].path.empty() ? model.layers[i].name : model.layers[i].path, i);
  const ir::Graph& g = model.graph();
  for (const ir::NodeId n : g.nodeIds()) {
    const std::string_view name = g[n].name ? model.names[g[n].name] : std::string_view();
    // The longest scope that is a layer: "encoder/dense/MatMul" is of "encoder/dense".
    for (std::size_t end = name.size(); end != std::string_view::npos && end > 0; end = name.rfind('/', end - 1)) {
      const auto layer = byPath.find(name.substr(0, end));
      if (layer == byPath.end()) continue;
      out[layer->second].push_back(n);
      break;
    }
  }
  return out;
}

} // namespace ara::ui
