// The real window on the sample models, with settings of its own in a folder that goes away.
#pragma once

#include "ui/canvas/graph_canvas.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>
#include <QtTest>

namespace ara::ui {

struct DrivenWindow {
  explicit DrivenWindow(const QString& wanted = QStringLiteral("en"), ThemeMode mode = ThemeMode::Light)
      : store(folder.filePath(QStringLiteral("aracari.ini"))), theme(mode) {
    Preferences p = store.preferences();
    p.language = wanted;
    p.theme = mode;
    store.set(p);
    language.use(wanted);
    window = std::make_unique<MainWindow>(store, theme, language);
    window->resize(1440, 900);
    window->show();
  }
  ~DrivenWindow() { language.use(QStringLiteral("en")); }

  Document& document() { return window->document(); }
  static QString sample(const char* name) {
    return QStringLiteral(ARACARI_SOURCE_DIR "/resources/samples/") + QString::fromLatin1(name);
  }

  bool open(const QString& path) {
    QSignalSpy opened(&document(), &Document::openedChanged), failed(&document(), &Document::failed);
    window->openPath(path);
    return QTest::qWaitFor([&] { return opened.count() + failed.count() > 0; }, 30000) && failed.isEmpty() &&
           QTest::qWaitFor([&] { return checked() && window->canvas()->isReady(); }, 60000);
  }
  bool checked() { return !document().checking() && (document().check() || document().checkError()); }
  bool waitChecked() {
    return QTest::qWaitFor([&] { return checked(); }, 60000);
  }
  // Presses the main button and waits for the result.
  bool act() {
    QSignalSpy failed(&document(), &Document::failed);
    window->mainAct();
    return QTest::qWaitFor([&] { return !document().jobs().running(); }, 60000) && failed.isEmpty();
  }

  QTemporaryDir folder;
  PreferenceStore store;
  Theme theme;
  Language language;
  std::unique_ptr<MainWindow> window;
};

} // namespace ara::ui
