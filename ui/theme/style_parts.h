// The painting halves of Style, by family of widgets. Private to this folder.
#pragma once

#include <QStyle>

class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;

namespace ara::ui::parts {

// controls
void pushButton(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget);
bool isPrimary(const QStyleOptionButton& option, const QWidget* widget);
void toolButton(QPainter& painter, const QStyleOption& option);
void field(QPainter& painter, const QStyleOption& option, bool readOnly);
void checkMark(QPainter& painter, const QStyleOption& option);
void radioMark(QPainter& painter, const QStyleOption& option);
void comboBox(QPainter& painter, const QStyleOptionComboBox& option, const QRect& arrow);
void spinBox(QPainter& painter, const QStyleOptionSpinBox& option, const QRect& up, const QRect& down);
void progress(QPainter& painter, const QStyleOptionProgressBar& option);

// sliding things
QRect scrollBarRect(const QStyleOptionSlider& option, QStyle::SubControl part);
void scrollBar(QPainter& painter, const QStyleOptionSlider& option);
void slider(QPainter& painter, const QStyleOptionSlider& option, const QRect& groove, const QRect& handle);

// views, tabs, menus
void header(QPainter& painter, const QStyleOptionHeader& option, const QWidget* widget);
void buttonLabel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget);
void itemBackground(QPainter& painter, const QStyleOption& option);
void tabShape(QPainter& painter, const QStyleOptionTab& option);
void tipPanel(QPainter& painter, const QStyleOption& option);
void menuPanel(QPainter& painter, const QStyleOption& option);

} // namespace ara::ui::parts
