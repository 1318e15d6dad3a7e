// A document with one of the models that ship, and a panel over it that is as visible as a test can make it.
#pragma once

#include "ui/document/document.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QAbstractButton>
#include <QLabel>
#include <QtTest>

namespace ara::ui {

struct OpenDocument {
  Theme theme{ThemeMode::Light};
  Document document;

  static QString sample(const char* name) {
    return QStringLiteral(ARACARI_SOURCE_DIR "/resources/samples/") + QString::fromLatin1(name);
  }

  static QString data(const char* name) {
    return QStringLiteral(ARACARI_SOURCE_DIR "/tests/data/") + QString::fromLatin1(name);
  }

  bool open(const char* name) { return openFile(sample(name)); }
  bool openFile(const QString& path) {
    QSignalSpy opened(&document, &Document::openedChanged);
    document.open(path);
    return QTest::qWaitFor([&] { return !opened.isEmpty(); }, 30000) && checked();
  }
  bool checked() {
    return QTest::qWaitFor(
        [&] {
          return !document.checking() && !document.jobs().running() && (document.check() || document.checkError());
        },
        60000);
  }
  bool convert() {
    document.convertModel();
    return QTest::qWaitFor([&] { return !document.jobs().running() && document.conversion(); }, 60000);
  }
  ir::NodeId node(const char* name) const {
    const auto t = document.opened().names->find(name);
    return t ? document.source().graph()[*t].producer : ir::NodeId();
  }
};

template<class Panel> struct Shown {
  Panel panel;
  explicit Shown(Document& document) : panel(document, nullptr) {
    panel.resize(320, 700);
    panel.show();
  }
  Panel* operator->() { return &panel; }
};

// What was added to a layout is shown, and what was told later is told, by the next turn of the event loop.
inline void settle() { QCoreApplication::processEvents(); }

// The button that says `text`, visible; null when there is none.
inline QAbstractButton* button(QWidget& in, const QString& text) {
  settle();
  for (QAbstractButton* b : in.findChildren<QAbstractButton*>())
    if (b->isVisibleTo(&in) && (b->text() == text || b->accessibleName() == text)) return b;
  return nullptr;
}

// Every text a person can read in `in`, for looking something up in it.
inline QString allText(QWidget& in) {
  settle();
  QStringList found;
  for (const QLabel* l : in.findChildren<QLabel*>())
    if (l->isVisibleTo(&in)) found << l->text();
  for (const ElidedLabel* l : in.findChildren<ElidedLabel*>())
    if (l->isVisibleTo(&in)) found << l->text();
  return found.join(QLatin1Char('\n'));
}

} // namespace ara::ui
