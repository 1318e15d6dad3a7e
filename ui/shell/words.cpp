#include "ui/shell/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace ara::ui {

QString number(std::uint64_t n) { return QLocale(QLocale::English).toString(qulonglong(n)); }

QString sizeText(std::uint64_t bytes) {
  const double b = double(bytes);
  if (bytes < 1000) return QStringLiteral("%1 B").arg(bytes);
  if (b < 999.5e3) return QStringLiteral("%1 kB").arg(b * 1e-3, 0, 'f', bytes < 9950 ? 1 : 0);
  if (b < 999.5e6) return QStringLiteral("%1 MB").arg(b * 1e-6, 0, 'f', b < 9.995e6 ? 2 : b < 99.95e6 ? 1 : 0);
  return QStringLiteral("%1 GB").arg(b * 1e-9, 0, 'f', 2);
}

QString exactBytes(std::uint64_t bytes) { return number(bytes) + QStringLiteral(" B"); }

QString timeText(double milliseconds) {
  if (milliseconds < 9.5)
    return QCoreApplication::translate("ara::ui::Words", "%1 ms")
        .arg(milliseconds, 0, 'f', milliseconds < 0.95 ? 1 : 0);
  return QCoreApplication::translate("ara::ui::Words", "%1 s")
      .arg(milliseconds * 1e-3, 0, 'f', milliseconds < 9950 ? 2 : 0);
}

QString percentText(double share) { return QStringLiteral("%1 %").arg(share * 100, 0, 'f', 0); }

QString dayText(const QDateTime& at, const QDateTime& now) {
  const qint64 days = at.date().daysTo(now.date());
  if (days == 0)
    return QCoreApplication::translate("ara::ui::Words", "today %1").arg(at.time().toString(QStringLiteral("HH:mm")));
  if (days == 1) return QCoreApplication::translate("ara::ui::Words", "yesterday");
  //: Day of a file this year, and of an older one, in QDate's format.
  const QString form = at.date().year() == now.date().year()
                           ? QCoreApplication::translate("ara::ui::Words", "d MMM")
                           : QCoreApplication::translate("ara::ui::Words", "d MMM yyyy");
  return QLocale().toString(at.date(), form);
}

} // namespace ara::ui
