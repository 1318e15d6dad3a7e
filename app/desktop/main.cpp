// aracari: the window.
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <cstring>
#include <string_view>

namespace {

constexpr char kHelp[] = "aracari [FILE]\n"
                         "\n"
                         "Opens the window on FILE: a GraphDef (.pb, .pbtxt), a SavedModel folder or a .tflite.\n"
                         "Without FILE, the welcome page. For scripts there is aracari-cli.\n"
                         "\n"
                         "  --help      this text\n"
                         "  --version   the version\n";

} // namespace

int main(int argc, char** argv) {
  bool quitWhenShown = false;
  const char* file = nullptr;
  for (int i = 1; i < argc; ++i) { // before Qt, so that help needs no display
    const std::string_view word = argv[i];
    if (word == "--help" || word == "-h") return std::fputs(kHelp, stdout) < 0 ? 3 : 0;
    if (word == "--version") return std::printf("aracari %s\n", ARA_VERSION) < 0 ? 3 : 0;
    if (word == "--quit-when-shown")
      quitWhenShown = true; // to measure the start
    else if (!word.starts_with('-'))
      file = argv[i];
  }
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("aracari"));
  QApplication::setApplicationDisplayName(QStringLiteral("Aracari"));
  QApplication::setApplicationVersion(QStringLiteral(ARA_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("org.aracari.Aracari"));

  ara::ui::PreferenceStore store;
  ara::ui::Theme theme(store.preferences().theme);
  ara::ui::Language language;
  language.use(store.preferences().language);
  ara::ui::MainWindow window(store, theme, language);
  window.show();
  if (file) window.openPath(QString::fromLocal8Bit(file));
  if (quitWhenShown) QTimer::singleShot(0, &app, [] { QTimer::singleShot(0, qApp, &QCoreApplication::quit); });
  return QApplication::exec();
}
