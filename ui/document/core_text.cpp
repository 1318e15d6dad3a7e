#include "ui/document/core_text.h"

#include <QCoreApplication>

namespace ara::ui {

namespace {
[[maybe_unused]] const char* const kMessages[] = {
#include "ui/document/core_messages.inc"
    ""};

// The few words of core that come as arguments. Only where a sentence counts dimensions: elsewhere "first" is a name.
const char* const kOrdinals[] = {QT_TRANSLATE_NOOP("core", "first"), QT_TRANSLATE_NOOP("core", "second"),
                                 QT_TRANSLATE_NOOP("core", "third"), QT_TRANSLATE_NOOP("core", "fourth"),
                                 QT_TRANSLATE_NOOP("core", "fifth"), QT_TRANSLATE_NOOP("core", "sixth")};

std::vector<std::string> words(const Message& message) {
  std::vector<std::string> args = message.args;
  if (message.format.find(" dimension") == std::string_view::npos) return args;
  for (std::string& arg : args)
    for (const char* ordinal : kOrdinals)
      if (arg == ordinal) arg = QCoreApplication::translate("core", ordinal).toStdString();
  return args;
}
} // namespace

QString coreText(const Message& message) {
  if (message.empty()) return {};
  const QByteArray english(message.format.data(), qsizetype(message.format.size()));
  const QString translated = QCoreApplication::translate("core", english.constData());
  return QString::fromStdString(fillPlaces(translated.toStdString(), words(message)));
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
