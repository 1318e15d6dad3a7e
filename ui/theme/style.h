// Dresses the stock widgets in the tokens: Fusion does the arithmetic, this paints. Every colour comes from the palette
// of the option at hand, so one style serves both themes.
//
// A widget asks for a variant by a dynamic property, set before it is shown:
//   button->setProperty(kPrimary, true);   // filled with accent: the one act of its place (QPushButton::setDefault
//   too) button->setProperty(kCompact, true);   // 26 px high instead of 30 header->setProperty(kPlain, true);     //
//   QHeaderView without lines between columns
#pragma once

#include <QProxyStyle>

namespace ara::ui {

inline constexpr char kPrimary[] = "araPrimary";
inline constexpr char kCompact[] = "araCompact";
inline constexpr char kPlain[] = "araPlain";

class Style : public QProxyStyle {
  Q_OBJECT
public:
  Style();

  void polish(QWidget* widget) override;
  using QProxyStyle::polish;
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* returned) const override;
  QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                         const QWidget* widget) const override;
  QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
  QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                       const QWidget* widget) const override;
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;
};

} // namespace ara::ui
