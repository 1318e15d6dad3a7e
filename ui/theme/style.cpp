#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style_parts.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace ara::ui {
namespace {

template<class Option> Option recoloured(const Option& option, QPalette::ColorRole role, const QColor& colour) {
  Option copy = option;
  copy.palette.setColor(role, colour);
  return copy;
}

constexpr int kTabSpace = 14;

// A line in the middle of what can be dragged: the area is wider than what is seen.
void separator(QPainter& painter, const QRect& r, const Tokens& t) {
  painter.fillRect(r, t.panel);
  if (r.width() < r.height()) {
    painter.fillRect(r.center().x(), r.top(), 1, r.height(), t.line2);
  } else {
    painter.fillRect(r.left(), r.center().y(), r.width(), 1, t.line2);
  }
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
      qobject_cast<QHeaderView*>(widget) || qobject_cast<QTabBar*>(widget))
    widget->setAttribute(Qt::WA_Hover);
  if (auto* header = qobject_cast<QHeaderView*>(widget)) header->setFont(uiFont(type::kTable));
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
  case PM_ButtonMargin: return 16;
  case PM_DefaultFrameWidth:
    return qobject_cast<const QMenu*>(widget) ? 1 : QProxyStyle::pixelMetric(metric, option, widget);
  case PM_ScrollBarExtent: return 12;
  case PM_ScrollBarSliderMin: return height::kTarget;
  case PM_IndicatorWidth:
  case PM_IndicatorHeight:
  case PM_ExclusiveIndicatorWidth:
  case PM_ExclusiveIndicatorHeight: return scaled(16);
  case PM_SmallIconSize:
  case PM_ButtonIconSize:
  case PM_TabBarIconSize: return scaled(16);
  case PM_ToolBarIconSize: return scaled(20);
  case PM_HeaderDefaultSectionSizeVertical: return scaled(height::kRow);
  case PM_HeaderMarkSize: return scaled(16);
  case PM_HeaderMargin: return 8;
  case PM_SplitterWidth:
  case PM_DockWidgetSeparatorExtent: return 5;
  case PM_DockWidgetFrameWidth:
  case PM_DockWidgetTitleBarButtonMargin: return 0;
  case PM_TabBarTabHSpace: return kTabSpace;
  case PM_TabBarTabVSpace: return space::k12;
  case PM_TabBarBaseOverlap:
  case PM_TabBarTabShiftVertical:
  case PM_TabBarTabShiftHorizontal:
  case PM_ButtonShiftHorizontal:
  case PM_ButtonShiftVertical: return 0;
  case PM_MenuBarItemSpacing: return 0;
  case PM_MenuBarHMargin: return 8;
  case PM_MenuBarVMargin: return 0;
  case PM_MenuBarPanelWidth: return 0;
  case PM_MenuVMargin: return 4;
  case PM_ToolTipLabelFrameWidth: return 6;
  case PM_LayoutLeftMargin:
  case PM_LayoutTopMargin:
  case PM_LayoutRightMargin:
  case PM_LayoutBottomMargin: return space::k12;
  case PM_LayoutHorizontalSpacing:
  case PM_LayoutVerticalSpacing: return space::k8;
  default: return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const {
  switch (hint) {
  case SH_ComboBox_Popup: return 0;
  case SH_ItemView_ShowDecorationSelected: return 1;
  case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
  case SH_TabBar_Alignment: return Qt::AlignLeft;
  case SH_TabBar_ElideMode: return Qt::ElideMiddle;
  case SH_EtchDisabledText:
  case SH_DitherDisabledText: return 0;
  case SH_Menu_SloppySubMenus: return 1;
  case SH_UnderlineShortcut: return 0;
  case SH_ToolTip_WakeUpDelay: return 400;
  case SH_Widget_Animation_Duration: return 0;
  case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
  case SH_Table_GridLineColor: return int(tokens(option ? option->palette : QPalette()).line.rgb());
  default: return QProxyStyle::styleHint(hint, option, widget, returned);
  }
}

QSize Style::sizeFromContents(ContentsType kind, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
  QSize s = QProxyStyle::sizeFromContents(kind, option, size, widget);
  switch (kind) {
  case CT_PushButton:
    s.setHeight(scaled(widget && widget->property(kCompact).toBool() ? height::kField : height::kButton));
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
      s.setWidth(option->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() + 2 * space::k12);
      if (!button->icon.isNull())
        s.rwidth() += button->iconSize.width() + (button->text.isEmpty() ? -space::k8 : int(space::k8));
      if (button->features.testFlag(QStyleOptionButton::HasMenu)) s.rwidth() += scaled(16);
    }
    s.setWidth(std::max(s.width(), s.height()));
    break;
  case CT_LineEdit:
  case CT_SpinBox: s.setHeight(std::max(scaled(height::kField), size.height() + 2)); break;
  case CT_ComboBox:
    s.setHeight(scaled(height::kField));
    s.rwidth() += space::k8;
    break;
  case CT_ToolButton: s = s.expandedTo(QSize(height::kTarget, height::kTarget)); break;
  case CT_CheckBox:
  case CT_RadioButton: s.setHeight(std::max(s.height(), int(height::kTarget))); break;
  case CT_HeaderSection:
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
      if (header->orientation == Qt::Horizontal) s.setHeight(scaled(height::kHeader));
    break;
  case CT_MenuBarItem: s = QSize(size.width() + 2 * space::k8 + 2, scaled(height::kMenuBar)); break;
  case CT_MenuItem:
    if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
      if (item->menuItemType != QStyleOptionMenuItem::Separator) s.setHeight(std::max(s.height(), scaled(26)));
    break;
  case CT_ItemViewItem: s.setHeight(std::max(s.height(), scaled(height::kRow))); break;
  case CT_TabBarTab: // the selected tab is semibold, and none may move when it becomes so
    s.setWidth(s.width() + std::max(4, (size.width() - kTabSpace) / 12));
    s.setHeight(scaled(height::kTab));
    break;
  case CT_ProgressBar: s.setHeight(16); break;
  default: break;
  }
  return s;
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
  const QRect r = QProxyStyle::subElementRect(element, option, widget);
  if (element != SE_LineEditContents) return r;
  const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
  return frame && frame->lineWidth > 0 ? option->rect.adjusted(space::k6, 1, -space::k4, -1) : r;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
  if (control == CC_ScrollBar)
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) return parts::scrollBarRect(*bar, part);
  if (control == CC_ComboBox) {
    const int arrow = height::kTarget;
    const QRect r = option->rect;
    if (part == SC_ComboBoxArrow)
      return visualRect(option->direction, r, QRect(r.right() - arrow, r.top(), arrow, r.height()));
    if (part == SC_ComboBoxEditField) return visualRect(option->direction, r, r.adjusted(space::k8, 1, -arrow, -1));
  }
  if (control == CC_SpinBox && part == SC_SpinBoxEditField)
    return QProxyStyle::subControlRect(control, option, part, widget).adjusted(space::k6, 0, 0, 0);
  return QProxyStyle::subControlRect(control, option, part, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
  const Tokens& t = tokens(option->palette);
  switch (element) {
  case PE_PanelLineEdit:
    if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0) {
      parts::field(*painter, *option, option->state.testFlag(State_ReadOnly));
    } // without a frame the field lies on its parent, which painted itself
    return;
  case PE_FrameLineEdit: return;
  case PE_Frame:
    if (widget && widget->inherits("QComboBoxPrivateContainer")) return parts::menuPanel(*painter, *option);
    return paintBox(*painter, option->rect, 0, QColor(), t.line2);
  case PE_FrameMenu:
  case PE_PanelMenu: return parts::menuPanel(*painter, *option);
  case PE_FrameFocusRect:
    if (option->state.testFlag(State_KeyboardFocusChange)) paintFocus(*painter, option->rect, radius::kChip, t);
    return;
  case PE_PanelButtonTool: return parts::toolButton(*painter, *option);
  case PE_IndicatorCheckBox:
  case PE_IndicatorItemViewItemCheck: return parts::checkMark(*painter, *option);
  case PE_IndicatorRadioButton: return parts::radioMark(*painter, *option);
  case PE_PanelItemViewRow: // selection and hover are the item's
    if (const auto* row = qstyleoption_cast<const QStyleOptionViewItem*>(option))
      if (row->features.testFlag(QStyleOptionViewItem::Alternate))
        painter->fillRect(row->rect, row->palette.color(QPalette::AlternateBase));
    return;
  case PE_PanelItemViewItem: return parts::itemBackground(*painter, *option);
  case PE_PanelTipLabel: return parts::tipPanel(*painter, *option);
  case PE_FrameTabBarBase:
    painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, t.line);
    return;
  case PE_FrameTabWidget: return painter->fillRect(option->rect, t.panel);
  case PE_FrameStatusBarItem: return;
  case PE_PanelScrollAreaCorner: return painter->fillRect(option->rect, option->palette.color(QPalette::Base));
  case PE_PanelStatusBar:
    painter->fillRect(option->rect, t.chrome);
    painter->fillRect(option->rect.left(), option->rect.top(), option->rect.width(), 1, t.line2);
    return;
  case PE_IndicatorDockWidgetResizeHandle: return separator(*painter, option->rect, t);
  case PE_IndicatorBranch: {
    if (!option->state.testFlag(State_Children)) return;
    QRectF square(0, 0, 16, 16);
    square.moveCenter(QRectF(option->rect).center());
    const bool open = option->state.testFlag(State_Open);
    return paintIcon(*painter, square, open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                     t.text2);
  }
  default: return QProxyStyle::drawPrimitive(element, option, painter, widget);
  }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
  const Tokens& t = tokens(option->palette);
  switch (element) {
  case CE_PushButtonBevel:
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
      parts::pushButton(*painter, *button, widget);
      if (!button->features.testFlag(QStyleOptionButton::HasMenu)) return;
      const QRect r = button->rect;
      paintIcon(*painter, QRectF(r.right() - 22, r.center().y() - 8, 16, 16), QStringLiteral("chevron-down"), t.text2);
    }
    return;
  case CE_PushButtonLabel:
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
      parts::buttonLabel(*painter, *button, widget);
    return;
  case CE_Header:
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
      parts::header(*painter, *header, widget);
    return;
  case CE_HeaderEmptyArea:
    painter->fillRect(option->rect, t.panel);
    painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, t.line2);
    return;
  case CE_TabBarTabShape:
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) parts::tabShape(*painter, *tab);
    return;
  case CE_TabBarTabLabel:
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
      const bool current = tab->state.testFlag(State_Selected);
      painter->save();
      auto copy = recoloured(*tab, QPalette::WindowText, current ? t.text : t.text2);
      copy.state &= ~State_HasFocus;
      painter->setFont(uiFont(type::kBody, current ? QFont::DemiBold : QFont::Normal));
      QProxyStyle::drawControl(element, &copy, painter, widget);
      painter->restore();
    }
    return;
  case CE_MenuBarEmptyArea: return painter->fillRect(option->rect, t.chrome);
  case CE_MenuBarItem:
    if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
      painter->fillRect(item->rect, t.chrome);
      if (item->state.testFlag(State_Selected))
        paintBox(*painter, QRectF(item->rect).adjusted(0, 2, 0, -2), radius::kBox,
                 item->state.testFlag(State_Sunken) ? t.line : t.hover, QColor());
      const int flags =
          Qt::AlignCenter | Qt::TextSingleLine |
          (styleHint(SH_UnderlineShortcut, item, widget, nullptr) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
      drawItemText(painter, item->rect, flags, item->palette, item->state.testFlag(State_Enabled), item->text,
                   QPalette::WindowText);
    }
    return;
  case CE_Splitter: return separator(*painter, option->rect, t);
  case CE_ProgressBarGroove:
  case CE_ProgressBarLabel: return;
  case CE_ProgressBarContents:
    if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) parts::progress(*painter, *bar);
    return;
  case CE_ToolBar: return painter->fillRect(option->rect, t.chrome);
  default: return QProxyStyle::drawControl(element, option, painter, widget);
  }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
  switch (control) {
  case CC_ComboBox:
    if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option))
      parts::comboBox(*painter, *box, subControlRect(control, option, SC_ComboBoxArrow, widget));
    return;
  case CC_SpinBox:
    if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
      parts::spinBox(*painter, *box, subControlRect(control, option, SC_SpinBoxUp, widget),
                     subControlRect(control, option, SC_SpinBoxDown, widget));
    return;
  case CC_ScrollBar:
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) parts::scrollBar(*painter, *bar);
    return;
  case CC_Slider:
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
      parts::slider(*painter, *bar, subControlRect(control, option, SC_SliderGroove, widget),
                    subControlRect(control, option, SC_SliderHandle, widget));
    return;
  default: QProxyStyle::drawComplexControl(control, option, painter, widget);
  }
}

} // namespace ara::ui
