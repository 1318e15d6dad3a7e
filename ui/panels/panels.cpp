#include "ui/panels/panels.h"

#include "ui/panels/check/check_panel.h"
#include "ui/panels/command/command_panel.h"
#include "ui/panels/contents/contents_panel.h"
#include "ui/panels/details/details_panel.h"
#include "ui/panels/log/log_panel.h"
#include "ui/panels/operators/operators_panel.h"
#include "ui/panels/passes/passes_panel.h"
#include "ui/panels/pick/pick_panel.h"
#include "ui/panels/problems/problems_panel.h"
#include "ui/panels/tensors/tensors_panel.h"

#include <QCoreApplication>

namespace ara::ui {
namespace {

struct Titles {
  Q_DECLARE_TR_FUNCTIONS(Panels)
};

template<class Panel> QWidget* make(Document& document, QWidget* parent) { return new Panel(document, parent); }

} // namespace

std::span<const PanelRow> panels() {
  static const PanelRow kRows[] = {
      {"operators", [] { return Titles::tr("Operators"); }, PanelArea::left, make<OperatorsPanel>},
      {"pick", [] { return Titles::tr("Pick"); }, PanelArea::right, make<PickPanel>},
      {"details", [] { return Titles::tr("Details"); }, PanelArea::right, make<DetailsPanel>},
      {"check", [] { return Titles::tr("Check"); }, PanelArea::right, make<CheckPanel>},
      {"tensors", [] { return Titles::tr("Tensors"); }, PanelArea::bottom, make<TensorsPanel>},
      {"problems", [] { return Titles::tr("Problems"); }, PanelArea::bottom, make<ProblemsPanel>},
      {"passes", [] { return Titles::tr("Passes"); }, PanelArea::bottom, make<PassesPanel>},
      {"log", [] { return Titles::tr("Log"); }, PanelArea::bottom, make<LogPanel>},
      {"command", [] { return Titles::tr("Command"); }, PanelArea::bottom, make<CommandPanel>},
      {"contents", [] { return Titles::tr("Contents"); }, PanelArea::bottom, make<ContentsPanel>},
  };
  return kRows;
}

} // namespace ara::ui
