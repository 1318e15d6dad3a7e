#include "ui/widgets/field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"

#include <QKeyEvent>
#include <QPainter>

namespace ara::ui {

IconField::IconField(const QString& iconName, const QString& placeholder, const QString& keys, QWidget* parent)
    : QLineEdit(parent), m_icon(iconName), m_keys(keys),
      m_clear(new IconButton(QStringLiteral("close"), tr("Clear"), this)) {
  setPlaceholderText(placeholder);
  setAccessibleName(placeholder);
  setFont(uiFont(type::kTable));
  m_clear->setCursor(Qt::ArrowCursor);
  m_clear->setIconSize(QSize(scaled(12), scaled(12)));
  m_clear->setFocusPolicy(Qt::NoFocus); // Esc does the same from the keyboard
  connect(m_clear, &QToolButton::clicked, this, &IconField::reset);
  connect(this, &QLineEdit::textChanged, this, &IconField::refresh);
  refresh();
}

void IconField::refresh() {
  m_clear->setVisible(!text().isEmpty());
  const int end = !text().isEmpty()  ? height::kTarget
                  : m_keys.isEmpty() ? 0
                                     : keyCapWidth(m_keys, uiFont(type::kNote)) + 4;
  setTextMargins(scaled(16) + space::k4, 0, end, 0);
}

void IconField::reset() {
  clear();
  Q_EMIT cleared();
}

void IconField::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  QPainter painter(this);
  const int side = scaled(16);
  paintIcon(painter, QRectF(space::k8, (height() - side) / 2, side, side), m_icon, tokens(this).text2);
  if (text().isEmpty() && !m_keys.isEmpty()) paintKeyCap(painter, rect().adjusted(0, 0, -space::k4, 0), m_keys);
}

void IconField::resizeEvent(QResizeEvent* event) {
  QLineEdit::resizeEvent(event);
  m_clear->setGeometry(width() - height::kTarget - 1, (height() - height::kTarget) / 2, height::kTarget,
                       height::kTarget);
}

void IconField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
    reset();
  } else {
    QLineEdit::keyPressEvent(event);
  }
}

SearchField::SearchField(QWidget* parent)
    : IconField(QStringLiteral("find"), tr("Name, or op:MatMul"), tr("Ctrl F"), parent) {}

FilterField::FilterField(const QString& placeholder, QWidget* parent)
    : IconField(QStringLiteral("filter"), placeholder, {}, parent) {}

} // namespace ara::ui
