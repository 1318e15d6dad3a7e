// The glyph of a severity before its word: circled cross, triangle, i. The row's tone tells which.
#pragma once

#include "ui/widgets/cell_delegate.h"

namespace ara::ui {

class SeverityDelegate : public CellDelegate {
  Q_OBJECT
public:
  using CellDelegate::CellDelegate;

protected:
  QRect paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

} // namespace ara::ui
