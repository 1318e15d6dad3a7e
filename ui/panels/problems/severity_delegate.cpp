#include "ui/panels/problems/severity_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

namespace ara::ui {

QRect SeverityDelegate::paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
  const auto tone = static_cast<Tone>(index.data(kToneRole).toInt());
  const QString name = tone == Tone::Error  ? QStringLiteral("error")
                       : tone == Tone::Warn ? QStringLiteral("warning")
                                            : QStringLiteral("info");
  const int side = scaled(16);
  paintIcon(painter, QRectF(where.left(), where.center().y() - side / 2 + 1, side, side), name,
            toneColor(tone, tokens(option.palette)));
  return where.adjusted(side + space::k6, 0, 0, 0);
}

} // namespace ara::ui
