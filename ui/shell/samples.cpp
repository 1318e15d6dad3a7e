#include "ui/shell/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace ara::ui {

QString samplesFolder() {
  const QString installed = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/aracari/samples");
  return QDir(installed).exists() ? QDir::cleanPath(installed) : QStringLiteral(ARA_SAMPLES_DIR);
}

std::vector<Sample> samples() {
  const auto tr = [](const char* text) { return QCoreApplication::translate("ara::ui::Samples", text); };
  struct Row {
    const char *file, *title, *text;
  };
  static const Row kRows[] = {
      {"frozen_har.pb", QT_TRANSLATE_NOOP("ara::ui::Samples", "Activity from a phone"),
       QT_TRANSLATE_NOOP("ara::ui::Samples",
                         "frozen_har.pb: two LSTM layers unrolled 200 times. Pick, give a batch size, convert.")},
      {"cnn.tflite", QT_TRANSLATE_NOOP("ara::ui::Samples", "Make a small CNN smaller"),
       QT_TRANSLATE_NOOP("ara::ui::Samples", "cnn.tflite: 195 kB to 57 kB, tensor by tensor.")},
      {"refused.pb", QT_TRANSLATE_NOOP("ara::ui::Samples", "An op that cannot convert"),
       QT_TRANSLATE_NOOP("ara::ui::Samples", "refused.pb: see why DecodeWav is refused and crop it away.")},
  };
  std::vector<Sample> found;
  const QDir folder(samplesFolder());
  for (const Row& row : kRows) {
    const QString file = folder.filePath(QString::fromLatin1(row.file));
    if (QFileInfo::exists(file)) found.push_back({file, tr(row.title), tr(row.text)});
  }
  return found;
}

} // namespace ara::ui
