#include "ui/widgets/segmented.h"

#include "ui/theme/fonts.h"
#include "ui/theme/paint.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace ara::ui {
namespace {

// Paints its own part of the common frame, so that hover and focus stay inside it.
class Segment : public QAbstractButton {
public:
  explicit Segment(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFont(uiFont(type::kTable));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  }

  QSize sizeHint() const override {
    const QFontMetrics metrics(uiFont(type::kTable, QFont::DemiBold)); // no word moves when it becomes the current one
    return {std::max<int>(height::kTarget, metrics.horizontalAdvance(text()) + 2 * (space::k8 + 1)),
            scaled(height::kTarget)};
  }
  QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Tokens& t = tokens(this);
    const QColor fill = isChecked() ? t.select : underMouse() && isEnabled() ? t.hover : QColor();
    // Inside the round corners of the common frame.
    QPainterPath frame;
    frame.addRoundedRect(QRectF(parentWidget()->rect().translated(-pos())).adjusted(1, 1, -1, -1), radius::kBox - 1,
                         radius::kBox - 1);
    QPainterPath own;
    own.addRect(rect());
    painter.setRenderHint(QPainter::Antialiasing);
    if (fill.isValid()) painter.fillPath(own.intersected(frame), fill);
    painter.setFont(uiFont(type::kTable, isChecked() ? QFont::DemiBold : QFont::Normal));
    paintText(painter, rect(), Qt::AlignCenter, text(), !isEnabled() ? t.text3 : isChecked() ? t.text : t.text2);
    if (hasFocus()) paintFocus(painter, rect(), radius::kChip, t);
  }
};

} // namespace

SegmentedControl::SegmentedControl(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(1, 1, 1, 1);
  row->setSpacing(1);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
    if (on) Q_EMIT currentChanged(index);
  });
}

void SegmentedControl::setSegments(const QStringList& texts) {
  const QSignalBlocker quiet(m_group);
  while (int(m_buttons.size()) > texts.size()) {
    delete m_buttons.back();
    m_buttons.pop_back();
  }
  while (int(m_buttons.size()) < texts.size()) {
    auto* segment = new Segment(this);
    m_group->addButton(segment, int(m_buttons.size()));
    layout()->addWidget(segment);
    m_buttons.push_back(segment);
  }
  for (int i = 0; i < texts.size(); ++i) {
    m_buttons[std::size_t(i)]->setText(texts[i]);
    m_buttons[std::size_t(i)]->setAccessibleName(texts[i]);
    m_buttons[std::size_t(i)]->updateGeometry();
  }
  if (m_group->checkedId() < 0 && !m_buttons.empty()) m_buttons.front()->setChecked(true);
  update();
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled) {
  if (auto* button = m_group->button(index)) button->setEnabled(enabled);
}

int SegmentedControl::currentIndex() const { return m_group->checkedId(); }

void SegmentedControl::setCurrentIndex(int index) {
  if (auto* button = m_group->button(index)) button->setChecked(true);
}

void SegmentedControl::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  paintBox(painter, rect(), radius::kBox, t.base, isEnabled() ? t.control : t.line2);
  for (std::size_t i = 1; i < m_buttons.size(); ++i)
    painter.fillRect(m_buttons[i]->x() - 1, 1, 1, height() - 2, t.line2);
}

} // namespace ara::ui
