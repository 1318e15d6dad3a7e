// What a container holds beside its graph, and where a click on it leads.
#include "open_document.h"

#include "ui/panels/common/table_view.h"
#include "ui/panels/contents/contents_panel.h"
#include "ui/widgets/segmented.h"

#include <QCheckBox>

namespace ara::ui {

class ContentsTest : public QObject {
  Q_OBJECT

  static TableView& table(QWidget& panel) { return *panel.findChild<TableView*>(); }
  static QString cell(QWidget& panel, int row, int column) {
    return table(panel).filter().index(row, column).data().toString();
  }
  static void show(QWidget& panel, const QString& page) {
    for (QAbstractButton* b : panel.findChild<SegmentedControl*>()->findChildren<QAbstractButton*>())
      if (b->text().startsWith(page)) b->click();
    settle();
  }

private Q_SLOTS:
  // A signature is chosen with one click, undone as any setting, and the check follows it.
  void aSignatureIsConverted() {
    OpenDocument d;
    QVERIFY(d.openFile(OpenDocument::data("savedmodels/two_signatures")));
    Shown<ContentsPanel> panel(d.document);
    show(panel.panel, QStringLiteral("Signatures"));
    QCOMPARE(table(panel.panel).filter().rowCount(), 2);
    const QString first = cell(panel.panel, 0, 0);
    QVERIFY2(cell(panel.panel, 0, 1).contains(QStringLiteral("float32")) ||
                 cell(panel.panel, 0, 1).contains(QStringLiteral("int")),
             qPrintable(cell(panel.panel, 0, 1)));
    table(panel.panel).view().selectRow(0);
    button(panel.panel, QStringLiteral("Convert This Signature"))->click();
    QCOMPARE(QString::fromStdString(d.document.settings().signatureKey), first);
    QVERIFY(d.document.commandLine().contains(QStringLiteral("--signature ") + first));
    QVERIFY(allText(panel.panel).contains(QStringLiteral("Chosen: ") + first));
    panel->findChild<QCheckBox*>()->click();
    QVERIFY(d.document.settings().everySignature);
    d.document.undoStack().undo();
    d.document.undoStack().undo();
    QVERIFY(d.document.settings().signatureKey.empty());
  }

  // Every variable with its value, and the node that holds it.
  void aVariableLeadsToItsNode() {
    OpenDocument d;
    QVERIFY(d.openFile(OpenDocument::data("savedmodels/two_signatures")));
    Shown<ContentsPanel> panel(d.document);
    show(panel.panel, QStringLiteral("Variables"));
    const auto& variables = d.document.source().variables;
    QCOMPARE(table(panel.panel).filter().rowCount(), int(variables.size()));
    for (int row = 0; row < int(variables.size()); ++row) {
      const ir::Variable& v = variables[table(panel.panel).filter().row(table(panel.panel).filter().index(row, 0)).key];
      if (!v.node) continue;
      table(panel.panel).view().selectRow(row);
      QTRY_VERIFY(d.document.selection().contains(Item::node(v.node)));
      return;
    }
    QFAIL("no variable has a node");
  }

  // The layers of a Keras model, in its order; a row selects the operators the layer became.
  void aLayerSelectsWhatItBecame() {
    OpenDocument d;
    QVERIFY(d.openFile(OpenDocument::data("keras/net-residual.keras")));
    Shown<ContentsPanel> panel(d.document);
    QCOMPARE(table(panel.panel).filter().rowCount(), int(d.document.source().layers.size()));
    int row = -1;
    for (int r = 0; r < table(panel.panel).filter().rowCount() && row < 0; ++r)
      if (cell(panel.panel, r, 1) == QStringLiteral("Conv2D")) row = r;
    QVERIFY(row >= 0);
    table(panel.panel).view().selectRow(row);
    const std::string name = cell(panel.panel, row, 0).toStdString();
    QTRY_VERIFY(!d.document.selection().selected().empty());
    bool convolution = false;
    for (const Item& i : d.document.selection().selected()) {
      const ir::Graph& g = d.document.source().graph();
      convolution = convolution || d.document.source().shortOpName(g[i.nodeId()]) == "Conv2D";
      QVERIFY(d.document.source().names[g[i.nodeId()].name].substr(0, name.size()) == name);
    }
    QVERIFY(convolution);
  }

  void aGraphAloneSaysSo() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<ContentsPanel> panel(d.document);
    QVERIFY(allText(panel.panel).contains(QStringLiteral("This file is a graph alone")));
  }
};

} // namespace ara::ui

QTEST_MAIN(ara::ui::ContentsTest)
#include "contents_test.moc"
