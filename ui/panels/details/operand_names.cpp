#include "ui/panels/details/operand_names.h"

#include <algorithm>

namespace ara::ui {

QStringList operandNames(const ir::OpDef* def, std::size_t count) {
  QStringList names;
  const QString declared = def ? QString::fromUtf8(def->operands.data(), qsizetype(def->operands.size())) : QString();
  const QStringList parts = declared.split(QLatin1Char(','), Qt::SkipEmptyParts);
  const auto isList = [](const QString& part) { return part.contains(QLatin1Char('*')); };
  const qsizetype lists = std::count_if(parts.begin(), parts.end(), isList), single = parts.size() - lists;
  // Two lists share what is left in a way only attributes tell; then numbers are the honest answer.
  const qsizetype inList = lists == 1 ? std::max<qsizetype>(0, qsizetype(count) - single) : 0;
  for (const QString& part : parts) {
    const QString name = part.trimmed().section(QLatin1Char('*'), 0, 0).remove(QLatin1Char('?')).trimmed();
    if (lists > 1) break;
    if (!isList(part))
      names << name;
    else
      for (qsizetype i = 0; i < inList; ++i) names << QStringLiteral("%1 %2").arg(name).arg(i);
  }
  while (names.size() < qsizetype(count)) names << QString::number(names.size());
  return names.mid(0, qsizetype(count));
}

} // namespace ara::ui
