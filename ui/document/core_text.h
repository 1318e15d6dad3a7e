// Sentences of core in the language of the window. core_messages.inc (made by packaging/extract-messages) shows them to
// the translators.
#pragma once

#include "base/error.h"

#include <QString>

namespace ara::ui {

QString coreText(const Message& message);
QString coreText(const Error& error); // finding and remedy
QString coreStage(const QString& stage); // "Lowering" of a Task

} // namespace ara::ui
