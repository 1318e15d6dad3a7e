// The Chinese of the window is complete: nothing unfinished, nothing empty, the same places in both languages.
#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

class TranslationsTest : public QObject {
  Q_OBJECT

  struct Text {
    QString context, source, translation;
    bool unfinished = false;
  };
  static std::vector<Text> read(const QString& language = QStringLiteral("zh_CN")) {
    QFile file(QStringLiteral(ARACARI_SOURCE_DIR "/resources/translations/aracari_%1.ts").arg(language));
    std::vector<Text> texts;
    if (!file.open(QIODevice::ReadOnly)) return texts;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
      xml.readNext();
      if (!xml.isStartElement()) continue;
      if (xml.name() == QLatin1String("name"))
        context = xml.readElementText();
      else if (xml.name() == QLatin1String("source"))
        texts.push_back({context, xml.readElementText(), {}});
      else if (xml.name() == QLatin1String("translation")) {
        const bool unfinished = xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
        texts.back().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        texts.back().unfinished = unfinished;
      }
    }
    return texts;
  }
  static QStringList places(const QString& text) {
    static const QRegularExpression place(QStringLiteral("%L?\\d|%n|\\{\\d\\}"));
    QStringList found;
    for (auto it = place.globalMatch(text); it.hasNext();) found += it.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
  }

private Q_SLOTS:
  void nothingIsUnfinished() {
    const auto texts = read();
    QVERIFY(texts.size() > 800); // the window and core together
    QStringList open;
    for (const Text& t : texts)
      if (t.unfinished || t.translation.isEmpty()) open += t.context + QStringLiteral(": ") + t.source;
    QVERIFY2(open.isEmpty(),
             qPrintable(QStringLiteral("%1 without Chinese:\n").arg(open.size()) + open.join(QLatin1Char('\n'))));
  }

  void englishHasItsPlurals() {
    const auto texts = read(QStringLiteral("en"));
    QVERIFY(!texts.empty());
    for (const Text& t : texts)
      QVERIFY2(!t.unfinished && !t.translation.isEmpty() && !t.translation.contains(QStringLiteral("(s)")),
               qPrintable(t.source));
  }

  void placesAgree() {
    for (const Text& t : read())
      QVERIFY2(places(t.source) == places(t.translation),
               qPrintable(t.context + QStringLiteral(": ") + t.source + QStringLiteral(" | ") + t.translation));
  }

  void chineseUsesItsOwnPunctuation() {
    static const QRegularExpression latin(QStringLiteral("[\\x{4e00}-\\x{9fff}][,;:?!.]"));
    for (const Text& t : read()) QVERIFY2(!latin.match(t.translation).hasMatch(), qPrintable(t.translation));
  }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
