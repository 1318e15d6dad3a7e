#include "ui/widgets/notice_bar.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace ara::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_actions(new QHBoxLayout),
      m_icon(new IconView({}, Tone::Accent, this)), m_title(new ElidedLabel(this)), m_text(new ElidedLabel(this)),
      m_close(new IconButton(QStringLiteral("close"), tr("Close"), this)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_title->setFont(uiFont(type::kTable, QFont::DemiBold));
  m_title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  m_text->setFont(uiFont(type::kTable));
  m_text->setElideMode(Qt::ElideRight); // a sentence, not a name
  m_close->setIconSize(QSize(scaled(14), scaled(14)));
  m_row->setContentsMargins(space::k12, 0, space::k6, 1);
  m_row->setSpacing(space::k8);
  m_row->addWidget(m_icon);
  m_row->addWidget(m_title);
  m_row->addWidget(m_text, 1);
  m_row->addLayout(m_actions);
  m_row->addWidget(m_close);
  m_actions->setSpacing(space::k12);
  connect(m_close, &QToolButton::clicked, this, [this] {
    hide();
    Q_EMIT closed();
  });
}

void NoticeBar::show(const Notice& notice) {
  m_tone = notice.tone;
  m_icon->setIcon(notice.icon, notice.tone == Tone::Text ? Tone::Accent : notice.tone);
  m_icon->setVisible(!notice.icon.isEmpty());
  m_title->setText(notice.title);
  m_title->setVisible(!notice.title.isEmpty());
  m_text->setText(notice.text);
  m_close->setVisible(notice.closable);
  while (QLayoutItem* item = m_actions->takeAt(0)) {
    if (item->widget()) {
      item->widget()->hide();
      item->widget()->deleteLater(); // may be the button whose click led here
    }
    delete item;
  }
  for (int i = 0; i < int(notice.actions.size()); ++i) addAction(i, notice.actions[std::size_t(i)]);
  setAccessibleName(notice.title.isEmpty() ? notice.text : notice.title + QLatin1Char(' ') + notice.text);
  setVisible(true);
  update();
}

void NoticeBar::addAction(int index, const NoticeAction& action) {
  QAbstractButton* button = nullptr;
  if (!action.button) {
    button = new LinkButton(action.text, this);
  } else if (action.keys.isEmpty()) {
    button = new QPushButton(action.text, this);
  } else {
    button = new HintButton(action.text, action.keys, this);
  }
  button->setProperty(kCompact, true);
  button->setFont(uiFont(type::kTable));
  connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT actionClicked(index); });
  m_actions->addWidget(button);
}

void NoticeBar::setControl(QWidget* control) { m_row->insertWidget(2, control); }

QSize NoticeBar::sizeHint() const { return {QWidget::sizeHint().width(), scaled(height::kBar)}; }

void NoticeBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  painter.fillRect(rect(), m_tone == Tone::Text ? t.panel : toneFill(m_tone, t));
  painter.fillRect(0, height() - 1, width(), 1, t.line);
}

} // namespace ara::ui
