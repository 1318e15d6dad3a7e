// Choosing how to quantize: what is asked follows the scheme, nothing goes that cannot, one step of undo takes it back.
#include "tests/ui/shell/driven_window.h"

#include "ui/shell/quantize_dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace ara;
using namespace ara::ui;

class QuantizeTest : public QObject {
  Q_OBJECT

  static void choose(QuantizeDialog& d, convert::Scheme scheme) {
    auto* box = d.findChild<QComboBox*>(QStringLiteral("scheme"));
    box->setCurrentIndex(box->findData(int(scheme)));
    Q_EMIT box->activated(box->currentIndex());
  }

private Q_SLOTS:
  // Weights need no data; integers do, and the button waits for it.
  void integersAskForExamples() {
    QuantizeDialog d({}, QString());
    auto* go = d.findChild<QPushButton*>(QStringLiteral("go"));
    auto* examples = d.findChild<QLineEdit*>(QStringLiteral("examples"));
    choose(d, convert::Scheme::float16);
    QVERIFY(go->isEnabled());
    QVERIFY(examples->parentWidget()->isHidden());
    QCOMPARE(d.settings().minElements, std::uint64_t(64)); // what this scheme has of itself
    choose(d, convert::Scheme::int8);
    QVERIFY(!go->isEnabled());
    QVERIFY(!examples->parentWidget()->isHidden());
    examples->setText(QStringLiteral("data.npz:calibration"));
    QVERIFY(go->isEnabled());
    auto* border = d.findChild<QComboBox*>(QStringLiteral("border"));
    border->setCurrentText(QStringLiteral("uint8"));
    const convert::QuantizeSettings s = d.settings();
    QCOMPARE(s.calibrate, std::vector<std::string>{"data.npz:calibration"});
    QCOMPARE(s.border, ir::DataType::u8);
    choose(d, convert::Scheme::dynamic); // what integers had does not leak into it
    QCOMPARE(d.settings().border, ir::DataType::f32);
  }

  // The whole way: integers from random inputs, the station tells which, undo takes it back.
  void theWindowQuantizesAsChosen() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    const QString dir = qEnvironmentVariable("ARACARI_PICTURES", QStringLiteral(ARA_PICTURES_DIR));
    QDir().mkpath(dir);
    {
      QuantizeDialog d(w.document().settings().quantize, QString(), w.window.get());
      choose(d, convert::Scheme::int8);
      d.show();
      QTest::qWait(100);
      QVERIFY(d.grab().save(QDir(dir).filePath(QStringLiteral("9-quantize-en-light.png"))));
    }
    convert::QuantizeSettings s;
    s.scheme = convert::Scheme::int8;
    s.calibrateRandom = 2;
    w.document().setQuantization(s);
    w.document().convertModel();
    QTRY_VERIFY_WITH_TIMEOUT(w.document().conversion() && !w.document().jobs().running(), 30000);
    QCOMPARE(w.window->path().stations[std::size_t(Stop::quantize)].fact, QStringLiteral("int8 throughout"));
    QVERIFY(w.document().commandLine().contains(QStringLiteral("quantize cnn.tflite")));
    QVERIFY(w.document().commandLine().contains(QStringLiteral("--scheme int8 --calibrate-random 2")));
    w.document().undoStack().undo();
    QCOMPARE(w.document().settings().quantize.scheme, convert::Scheme::none);
  }
};

QTEST_MAIN(QuantizeTest)
#include "quantize_test.moc"
