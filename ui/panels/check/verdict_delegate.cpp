#include "ui/panels/check/verdict_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <algorithm>
#include <iterator>

namespace ara::ui {

QRect VerdictDelegate::paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
  // In the order verdictTable sorts by.
  static const QString kIcons[] = {QStringLiteral("verdict-refused"), QStringLiteral("verdict-converts"),
                                   QStringLiteral("verdict-fuses"), QStringLiteral("verdict-folds"),
                                   QStringLiteral("remove")};
  const int rank = std::clamp(index.data(kSortRole).toInt(), 0, int(std::size(kIcons)) - 1);
  const auto tone = static_cast<Tone>(index.data(kToneRole).toInt());
  const int side = scaled(14);
  paintIcon(painter, QRectF(where.left(), where.center().y() - side / 2 + 1, side, side), kIcons[rank],
            toneColor(tone, tokens(option.palette)));
  return where.adjusted(side + space::k6, 0, 0, 0);
}

} // namespace ara::ui
