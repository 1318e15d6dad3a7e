#include "ui/shell/model_tab.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/text.h"

#include <QFontMetrics>
#include <QPainter>

namespace ara::ui {
namespace {
constexpr int kPad = 10, kIcon = 14, kMostName = 260;
QFont nameFont() { return uiFont(type::kTable, QFont::DemiBold); }
} // namespace

void ModelTab::setModel(const QString& name, const QString& format) {
  m_name = name;
  m_format = format;
  setToolTip(ui::tip(name));
  setAccessibleName(name + QLatin1Char(' ') + format);
  updateGeometry();
  update();
}

QSize ModelTab::sizeHint() const {
  const int name = std::min(QFontMetrics(nameFont()).horizontalAdvance(m_name), scaled(kMostName));
  return {2 * kPad + scaled(kIcon) + 2 * space::k6 + name +
              QFontMetrics(uiFont(type::kNote)).horizontalAdvance(m_format) + 4,
          scaled(height::kTab)};
}
QSize ModelTab::minimumSizeHint() const { return {scaled(80), scaled(height::kTab)}; }

void ModelTab::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  painter.fillRect(rect(), t.panel);
  painter.fillRect(width() - 1, 0, 1, height(), t.line);
  const double icon = scaled(kIcon);
  paintIcon(painter, QRectF(kPad, (height() - icon) / 2, icon, icon), QStringLiteral("document"), t.accent);
  const int format = QFontMetrics(uiFont(type::kNote)).horizontalAdvance(m_format);
  const QRectF words(kPad + icon + space::k6, 0, width() - 2 * kPad - icon - space::k6, height());
  const double name =
      std::min<double>(QFontMetrics(nameFont()).horizontalAdvance(m_name) + 1, words.width() - format - space::k6);
  painter.setFont(nameFont());
  paintText(painter, QRectF(words.topLeft(), QSizeF(name, words.height())), Qt::AlignLeft | Qt::AlignVCenter, m_name,
            t.text, Qt::ElideMiddle);
  painter.setFont(uiFont(type::kNote));
  paintText(painter, words.adjusted(name + space::k6, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter, m_format, t.text2);
}

ModelRow::ModelRow(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }
QSize ModelRow::sizeHint() const { return {QWidget::sizeHint().width(), scaled(height::kTab)}; }

void ModelRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  painter.fillRect(rect(), t.chrome);
  painter.fillRect(0, height() - 1, width(), 1, t.line);
}

} // namespace ara::ui
