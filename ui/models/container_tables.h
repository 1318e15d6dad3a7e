// What a container holds beside its graph, as tables: the signatures of a SavedModel, the variables of a checkpoint
// joined with those of the graph, the layers of a Keras model.
#pragma once

#include "ui/models/cell_table.h"

#include "ir/model.h"

namespace ara::ui {

CellTable::Data signaturesTable(const ir::Model& model); // rows: index into model.signatures
CellTable::Data variablesTable(const ir::Model& model);  // rows: index into model.variables
CellTable::Data layersTable(const ir::Model& model);     // rows: index into model.layers

// The nodes of the main graph that each layer became: those named after it or in its scope.
std::vector<std::vector<ir::NodeId>> nodesOfLayers(const ir::Model& model);

} // namespace ara::ui
