#include "ui/widgets/cell_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/roles.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <optional>

namespace ara::ui {
namespace {

constexpr int kBarHeight = 8, kTileSide = 14;

template<class Value> std::optional<Value> given(const QModelIndex& index, int role) {
  const QVariant value = index.data(role);
  if (!value.isValid()) return std::nullopt;
  return value.value<Value>();
}

QColor textColour(const QStyleOptionViewItem& option, const QModelIndex& index, const Tokens& t) {
  const auto tone = Tone(given<int>(index, kToneRole).value_or(int(Tone::Text)));
  if (!option.state.testFlag(QStyle::State_Enabled)) return t.text3;
  // Notes lose too much contrast on the selected row.
  if (tone == Tone::Text3 && option.state.testFlag(QStyle::State_Selected)) return t.text2;
  return toneColor(tone, t);
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given_, const QModelIndex& index) const {
  QStyleOptionViewItem option = given_;
  initStyleOption(&option, index);
  const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
  const bool stock = option.features.testFlag(QStyleOptionViewItem::HasCheckIndicator) ||
                     option.features.testFlag(QStyleOptionViewItem::HasDecoration);
  if (stock) return QStyledItemDelegate::paint(painter, given_, index);

  painter->save();
  style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
  const Tokens& t = tokens(option.palette);
  const QRect inner = option.rect.adjusted(space::k8, 0, -space::k8, 0);
  const QRect left = paintBefore(*painter, inner, option, index);
  QFont font = option.font;
  if (index.data(kBoldRole).toBool()) font.setWeight(QFont::DemiBold);
  font.setStrikeOut(index.data(kStruckRole).toBool());
  painter->setFont(font);
  paintText(*painter, left, int(option.displayAlignment), option.text, textColour(option, index, t),
            option.textElideMode);
  if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
    paintFocus(*painter, option.rect, radius::kChip, t);
  painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& given_, const QModelIndex& index) const {
  QStyleOptionViewItem option = given_;
  initStyleOption(&option, index);
  QFont font = option.font;
  if (index.data(kBoldRole).toBool()) font.setWeight(QFont::DemiBold);
  int wide = QFontMetrics(font).horizontalAdvance(option.text) + 2 * space::k8 + 2;
  if (index.data(kKindRole).isValid()) wide += scaled(kTileSide) + space::k8;
  return {wide, scaled(height::kRow)};
}

QRect CellDelegate::paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
  const auto kind = given<int>(index, kKindRole);
  if (!kind) return where;
  const int side = scaled(kTileSide);
  painter.setOpacity(index.data(kStruckRole).toBool() ? 0.5 : 1.0);
  painter.drawPixmap(where.left(), where.center().y() - side / 2 + 1,
                     glyph(Kind(std::clamp(*kind, 0, kKindCount - 1)), side, painter.device()->devicePixelRatio(),
                           tokens(option.palette)));
  painter.setOpacity(1);
  return where.adjusted(side + space::k8, 0, 0, 0);
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  return CellDelegate::sizeHint(option, index) + QSize(scaled(50), 0);
}

QRect BarDelegate::paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
  const auto length = given<double>(index, kBarRole);
  const int number = scaled(m_numberWidth);
  const QRect text(where.right() + 1 - number, where.top(), number, where.height());
  if (!length) return m_numberWidth > 0 ? text : where;
  const Tokens& t = tokens(option.palette);
  const double room = where.width() - (number > 0 ? number + space::k6 : 0);
  const auto bar = [&](double share, const QColor& colour) {
    const double wide = std::max(2.0, room * std::clamp(share, 0.0, 1.0)); // one of thousands is still seen
    painter.fillRect(QRectF(where.left(), where.center().y() - kBarHeight / 2 + 1, wide, kBarHeight), colour);
  };
  const auto kind = given<int>(index, kBarKindRole);
  const QColor colour = kind ? t.kind(Kind(std::clamp(*kind, 0, kKindCount - 1))) : t.control;
  if (const auto after = given<double>(index, kBarAfterRole)) {
    bar(*length, t.line2);
    bar(*after, colour);
  } else {
    bar(*length, mixed(option.palette.color(QPalette::Base), colour, 0.85));
  }
  return text;
}

void dressTable(QTableView* view) {
  view->setFont(uiFont(type::kTable));
  view->setShowGrid(false);
  view->setFrameShape(QFrame::NoFrame);
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view->setTextElideMode(Qt::ElideMiddle);
  view->setWordWrap(false);
  view->setCornerButtonEnabled(false);
  view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setTabKeyNavigation(false); // Tab goes on to the next region
  view->verticalHeader()->hide();
  view->verticalHeader()->setMinimumSectionSize(scaled(height::kRow));
  view->verticalHeader()->setDefaultSectionSize(scaled(height::kRow));
  view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  view->horizontalHeader()->setHighlightSections(false);
  view->horizontalHeader()->setMinimumSectionSize(height::kTarget);
}

} // namespace ara::ui
