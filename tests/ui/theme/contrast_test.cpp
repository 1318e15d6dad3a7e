// Colours that cannot be read are a defect like any other: the contrasts the design promises, computed (WCAG 2).
#include "ui/theme/roles.h"
#include "ui/theme/tokens.h"

#include <QtTest>

using namespace ara::ui;

namespace {

constexpr double kText = 4.5, kShape = 3.0;

struct Pair {
  const char* name;
  QColor ink, under;
  double least;
};

std::vector<Pair> pairsOf(const Tokens& t) {
  std::vector<Pair> pairs;
  const std::vector<std::pair<const char*, QColor>> surfaces = {{"chrome", t.chrome}, {"panel", t.panel},
                                                                {"base", t.base},     {"canvas", t.canvas},
                                                                {"node", t.node},     {"group", t.group}};
  for (const auto& [name, under] : surfaces) {
    pairs.push_back({name, t.text, under, kText});
    pairs.push_back({name, t.text2, under, kText});
    pairs.push_back({name, t.text3, under, kText});
    pairs.push_back({name, t.accent, under, kText});
    pairs.push_back({name, t.warn, under, kText});
    pairs.push_back({name, t.error, under, kText});
  }
  // Tinted fills: notes there use text2, never text3.
  for (const QColor& under : {t.select, t.inBg, t.outBg, t.warnBg, t.errorBg}) {
    pairs.push_back({"text on tint", t.text, under, kText});
    pairs.push_back({"text2 on tint", t.text2, under, kText});
  }
  pairs.push_back({"on hover", t.text2, t.hover, kText});
  pairs.push_back({"primary button", t.onAccent, t.accent, kText});
  pairs.push_back({"chip: accent", t.accent, t.select, kText});
  pairs.push_back({"chip: in", t.in, t.inBg, kText});
  pairs.push_back({"chip: out", t.out, t.outBg, kText});
  pairs.push_back({"chip: warn", t.warn, t.warnBg, kText});
  pairs.push_back({"chip: error", t.error, t.errorBg, kText});
  for (const QColor& under : {t.chrome, t.panel, t.base, t.node})
    pairs.push_back({"control", t.control, under, kShape});
  for (const QColor& under : {t.canvas, t.group}) pairs.push_back({"edge", t.edge, under, kShape});
  for (const QColor& tile : t.kinds) pairs.push_back({"kind tile on its box", tile, t.node, kShape});
  return pairs;
}

} // namespace

class ContrastTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // Black on white is 21 by definition, and a colour on itself 1: the measure itself is right.
  void measure() {
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(QColor(0x123456), QColor(0x123456)), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01); // the grey every checker quotes
  }

  void pairs() {
    for (const Tokens* set : {&lightTokens(), &darkTokens()}) {
      for (const Pair& p : pairsOf(*set)) {
        const double found = contrast(p.ink, p.under);
        QVERIFY2(found >= p.least,
                 qPrintable(QStringLiteral("%1, %2: %3 on %4 is %5, needs %6")
                                .arg(set->dark ? "dark" : "light", p.name, p.ink.name(), p.under.name())
                                .arg(found, 0, 'f', 2)
                                .arg(p.least)));
      }
    }
  }

  // The table of the design, tile against box, to the digit it prints.
  void kindsAsDocumented() {
    const std::array<double, 10> light = {3.1, 5.3, 9.7, 3.1, 5.1, 6.2, 3.4, 3.1, 10.9, 9.9};
    const std::array<double, 10> dark = {10.8, 3.9, 7.3, 4.5, 7.1, 7.9, 5.6, 11.3, 3.9, 3.8};
    for (std::size_t i = 0; i < light.size(); ++i) {
      const double l = contrast(lightTokens().kinds[i], lightTokens().node);
      const double d = contrast(darkTokens().kinds[i], darkTokens().node);
      QVERIFY2(std::abs(l - light[i]) < 0.06, qPrintable(QStringLiteral("light %1: %2").arg(i).arg(l)));
      QVERIFY2(std::abs(d - dark[i]) < 0.06, qPrintable(QStringLiteral("dark %1: %2").arg(i).arg(d)));
    }
  }

  // Every tone is readable on the fill that belongs to it.
  void tones() {
    for (const Tokens* set : {&lightTokens(), &darkTokens()})
      for (const Tone tone : {Tone::Text, Tone::Text2, Tone::Accent, Tone::In, Tone::Out, Tone::Warn, Tone::Error})
        QVERIFY(contrast(toneColor(tone, *set), toneFill(tone, *set)) >= kText);
  }
};

QTEST_MAIN(ContrastTest)
#include "contrast_test.moc"
