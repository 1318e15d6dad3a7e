#include "ui/panels/contents/contents_panel.h"

#include "ui/models/container_tables.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ara::ui {
namespace {

QString number(std::uint64_t n) { return QLocale().toString(qulonglong(n)); }

} // namespace

ContentsPanel::ContentsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::k8, 0, 0);
  column->setSpacing(space::k6);
  column->addLayout(head());
  m_table = new TableView({}, this);
  m_table->setFilterField(m_filter);
  column->addWidget(m_table, 1);
  connect(m_pages, &SegmentedControl::currentChanged, this, &ContentsPanel::showPage);
  connect(m_table, &TableView::keysSelected, this, &ContentsPanel::select);
  connect(m_table, &TableView::keyActivated, this, [this](std::uint32_t row) {
    if (!m_shown.empty() && page() == Page::signatures) useSignature(row);
  });
  connect(&m_document, &Document::openedChanged, this, &ContentsPanel::rebuild);
  connect(&m_document, &Document::settingsChanged, this, &ContentsPanel::showFoot);
  rebuild();
}

QLayout* ContentsPanel::head() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(space::k12, 0, space::k12, 0);
  row->setSpacing(space::k12);
  m_pages = new SegmentedControl(this);
  m_pages->setAccessibleName(tr("What the file holds"));
  m_filter = new FilterField(tr("Filter"), this);
  m_filter->setMaximumWidth(scaled(220));
  m_sum = note({}, this);
  m_sum->setWordWrap(false);
  m_every = new QCheckBox(tr("All signatures in one file"), this);
  m_use = new QPushButton(tr("Convert This Signature"), this);
  row->addWidget(m_pages);
  row->addWidget(m_filter);
  row->addWidget(m_sum);
  row->addStretch(1);
  row->addWidget(m_every);
  row->addWidget(m_use);
  connect(m_use, &QPushButton::clicked, this, [this] {
    if (const auto rows = m_table->selectedKeys(); !rows.empty()) useSignature(rows.front());
  });
  connect(m_every, &QCheckBox::clicked, this, [this](bool on) {
    convert::Settings s = m_document.settings();
    s.everySignature = on;
    m_document.setSettings(s, tr("All signatures"));
  });
  return row;
}

ContentsPanel::Page ContentsPanel::page() const {
  return m_shown[std::size_t(std::clamp(m_pages->currentIndex(), 0, int(m_shown.size()) - 1))];
}

void ContentsPanel::rebuild() {
  m_shown.clear();
  m_layerNodes.clear();
  QStringList titles;
  if (m_document.isOpen()) {
    const ir::Model& m = m_document.source();
    const std::array<std::tuple<Page, QString, std::size_t>, 3> pages{
        {{Page::layers, tr("Layers"), m.layers.size()},
         {Page::signatures, tr("Signatures"), m.signatures.size()},
         {Page::variables, tr("Variables"), m.variables.size()}}};
    for (const auto& [page, title, count] : pages) {
      if (!count) continue;
      m_shown.push_back(page);
      titles << title + QStringLiteral(" ") + number(count);
    }
    if (!m.layers.empty()) m_layerNodes = nodesOfLayers(m);
  }
  m_pages->setVisible(!m_shown.empty());
  if (!m_shown.empty()) {
    m_pages->setSegments(titles);
    m_pages->setCurrentIndex(0);
  }
  showPage();
}

void ContentsPanel::showPage() {
  if (m_shown.empty()) {
    m_table->set({}, m_document.isOpen() ? tr("This file is a graph alone: no signatures, variables or layers.")
                                         : tr("Open a model to see what it holds."));
    showFoot();
    return;
  }
  const ir::Model& m = m_document.source();
  switch (page()) {
  case Page::signatures:
    m_table->set(signaturesTable(m), {});
    m_table->setWidths({180, 320, 0}, 2);
    break;
  case Page::variables:
    m_table->set(variablesTable(m), {});
    m_table->setWidths({0, 150, 72, 100, 84, 240, 52, 52}, 0);
    m_table->sortBy(1, Qt::AscendingOrder);
    break;
  case Page::layers:
    m_table->set(layersTable(m), {});
    m_table->setWidths({0, 180, 160, 90}, 0);
    m_table->sortBy(0, Qt::AscendingOrder);
    break;
  }
  showFoot();
}

void ContentsPanel::showFoot() {
  const bool signatures = !m_shown.empty() && page() == Page::signatures;
  m_use->setVisible(signatures);
  m_every->setVisible(signatures && m_document.source().signatures.size() > 1);
  m_sum->setVisible(!m_shown.empty());
  if (m_shown.empty()) return;
  const ir::Model& m = m_document.source();
  m_every->setChecked(m_document.settings().everySignature);
  switch (page()) {
  case Page::signatures: {
    const std::string& key = m_document.settings().signatureKey;
    m_sum->setText(key.empty() ? tr("Nothing chosen: the usual signature is converted.")
                               : tr("Chosen: %1").arg(QString::fromStdString(key)));
    break;
  }
  case Page::variables: {
    std::array<std::size_t, 4> counts{};
    std::uint64_t bytes = 0;
    for (const ir::Variable& v : m.variables) ++counts[std::size_t(v.state)], bytes += v.bytes;
    if (!m.graph().liveNodeCount()) { // a checkpoint alone
      m_sum->setText(tr("%1 tensors").arg(number(m.variables.size())) + QStringLiteral(" · ") + roughBytes(bytes));
      break;
    }
    QStringList parts{tr("%1 with their values").arg(number(counts[0]))};
    if (counts[1]) parts << tr("%1 without a value").arg(number(counts[1]));
    if (counts[3]) parts << tr("%1 of another shape").arg(number(counts[3]));
    if (counts[2]) parts << tr("%1 nobody asks for").arg(number(counts[2]));
    parts << roughBytes(bytes);
    m_sum->setText(parts.join(QStringLiteral(" · ")));
    break;
  }
  case Page::layers: {
    std::uint64_t parameters = 0;
    for (const ir::Layer& l : m.layers) parameters += l.parameters;
    m_sum->setText(tr("%1 parameters").arg(number(parameters)));
    break;
  }
  }
}

void ContentsPanel::select(const std::vector<std::uint32_t>& rows) {
  if (m_shown.empty()) return;
  const ir::Model& m = m_document.source();
  std::vector<Item> items;
  const auto addNode = [&](ir::NodeId n) {
    if (n && n.index() < m.graph().nodeCount()) items.push_back(Item::node(n));
  };
  for (const std::uint32_t row : rows) {
    switch (page()) {
    case Page::variables: addNode(m.variables[row].node); break;
    case Page::layers:
      for (const ir::NodeId n : m_layerNodes[row]) addNode(n);
      break;
    case Page::signatures: {
      const ir::Signature& s = m.signatures[row];
      if (s.graph != ir::GraphId(0)) break; // the canvas shows the main graph
      for (const auto* list : {&s.outputs, &s.inputs})
        for (const ir::NamedTensor& t : *list)
          if (t.tensor) addNode(m.graph()[t.tensor].producer);
      break;
    }
    }
  }
  m_document.selection().set(std::move(items));
}

void ContentsPanel::useSignature(std::uint32_t row) {
  convert::Settings s = m_document.settings();
  s.inputs.clear();
  s.outputs.clear();
  s.outputKeys.clear();
  s.signatureKey = m_document.source().signatures[row].key;
  m_document.setSettings(s, tr("Choose the signature %1").arg(QString::fromStdString(s.signatureKey)));
}

} // namespace ara::ui
