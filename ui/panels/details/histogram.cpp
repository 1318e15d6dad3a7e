#include "ui/panels/details/histogram.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <algorithm>

namespace ara::ui {

Histogram::Histogram(const ValueFacts& facts, QWidget* parent) : QWidget(parent), m_facts(facts) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Values from %1 to %2").arg(facts.least, 0, 'g', 4).arg(facts.most, 0, 'g', 4));
}

QSize Histogram::sizeHint() const { return {scaled(200), scaled(70)}; }

void Histogram::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  const int foot = scaled(18);
  const double height = this->height() - foot, step = double(width()) / double(m_facts.histogram.size());
  const std::uint64_t most =
      std::max<std::uint64_t>(1, *std::max_element(m_facts.histogram.begin(), m_facts.histogram.end()));
  for (std::size_t i = 0; i < m_facts.histogram.size(); ++i) {
    const double h = height * double(m_facts.histogram[i]) / double(most);
    painter.fillRect(QRectF(double(i) * step, height - h, step - 1, h), t.kind(Kind::Matrix));
  }
  painter.fillRect(QRectF(0, height, width(), 1), t.line2);
  painter.setPen(t.text2);
  painter.setFont(uiFont(type::kNote));
  const QRect below(0, int(height) + 2, width(), foot - 2);
  painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, QString::number(m_facts.least, 'g', 3));
  painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, QString::number(m_facts.most, 'g', 3));
}

} // namespace ara::ui
