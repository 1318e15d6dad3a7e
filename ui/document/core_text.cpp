#include "ui/document/core_text.h"

#include <QCoreApplication>

namespace ara::ui {

namespace {
[[maybe_unused]] const char* const kMessages[] = {
#include "ui/document/core_messages.inc"
    ""};
}

QString coreText(const Message& message) {
  if (message.empty()) return {};
  const QByteArray english(message.format.data(), qsizetype(message.format.size()));
  const QString translated = QCoreApplication::translate("core", english.constData());
  return QString::fromStdString(fillPlaces(translated.toStdString(), message.args));
}

QString coreText(const Error& error) {
  const QString finding = coreText(error.finding), remedy = coreText(error.remedy);
  if (remedy.isEmpty()) return finding;
  // Chinese sentences follow each other without a space.
  const bool wide = !finding.isEmpty() && finding.back().unicode() > 0x2e80;
  return wide ? finding + remedy : finding + QLatin1Char(' ') + remedy;
}

QString coreStage(const QString& stage) { return QCoreApplication::translate("core", stage.toUtf8().constData()); }

} // namespace ara::ui
