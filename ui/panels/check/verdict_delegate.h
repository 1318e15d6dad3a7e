// The mark of a verdict before its word, as the canvas draws it: tick, link, cross, circled cross.
#pragma once

#include "ui/widgets/cell_delegate.h"

namespace ara::ui {

class VerdictDelegate : public CellDelegate {
  Q_OBJECT
public:
  using CellDelegate::CellDelegate;

protected:
  QRect paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;
};

} // namespace ara::ui
