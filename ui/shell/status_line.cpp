#include "ui/shell/status_line.h"

#include "ui/document/core_text.h"
#include "ui/jobs/job_runner.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_button.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QTimer>

namespace ara::ui {
namespace {
constexpr int kShowAfter = 300; // milliseconds: shorter work is not worth a bar
}

StatusLine::StatusLine(JobRunner& jobs, QWidget* parent)
    : QWidget(parent), m_paneBox(new QWidget(this)), m_result(new ElidedLabel(this)),
      m_selection(new ElidedLabel(this)), m_zoom(new ToneLabel({}, Tone::Text2, this)),
      m_progressBox(new QWidget(this)), m_stage(new ElidedLabel(m_progressBox)), m_bar(new QProgressBar(m_progressBox)),
      m_cancel(new QPushButton(m_progressBox)), m_languageBox(new QWidget(this)), m_late(new QTimer(this)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Status"));
  const QFont small = uiFont(type::kTable);
  for (ElidedLabel* label : {m_result, m_selection, m_stage}) {
    label->setFont(small);
    label->setTone(Tone::Text2);
    label->setElideMode(Qt::ElideRight);
  }
  m_result->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  m_result->setIndent(space::k8);
  m_zoom->setFont(small);
  m_zoom->setWordWrap(false);
  m_selection->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_selection->setElideMode(Qt::ElideMiddle);

  m_paneRow = new QHBoxLayout(m_paneBox);
  m_paneRow->setContentsMargins(0, 0, 0, 0);
  m_paneRow->setSpacing(0);

  auto* progress = new QHBoxLayout(m_progressBox);
  progress->setContentsMargins(0, 0, 0, 0);
  progress->setSpacing(space::k8);
  m_bar->setRange(0, 1000);
  m_bar->setTextVisible(false);
  m_bar->setFixedWidth(scaled(140));
  m_cancel->setText(tr("Cancel"));
  m_cancel->setFont(small);
  m_cancel->setProperty(kCompact, true);
  m_cancel->setFixedHeight(scaled(22));
  m_cancel->setToolTip(tr("Esc twice"));
  m_stage->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  progress->addWidget(m_stage);
  progress->addWidget(m_bar);
  progress->addWidget(m_cancel);

  auto* languages = new QHBoxLayout(m_languageBox);
  languages->setContentsMargins(0, 0, 0, 0);
  languages->setSpacing(space::k4);
  m_english = new LinkButton(QStringLiteral("English"), m_languageBox);
  m_chinese = new LinkButton(QStringLiteral("中文"), m_languageBox);
  for (LinkButton* button : {m_english, m_chinese}) button->setFont(small);
  languages->addWidget(m_english);
  languages->addWidget(new ToneLabel(QStringLiteral("·"), Tone::Text3, m_languageBox));
  languages->addWidget(m_chinese);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 1, space::k8, 0);
  row->setSpacing(0);
  row->addWidget(m_result);
  row->addSpacing(space::k12);
  row->addWidget(m_paneBox);
  row->addSpacing(space::k12);
  row->addWidget(m_selection, 1);
  row->addSpacing(space::k8);
  row->addWidget(m_progressBox);
  row->addSpacing(space::k8);
  row->addWidget(m_zoom);
  row->addWidget(m_languageBox);
  m_progressBox->hide();
  m_zoom->hide();

  m_late->setSingleShot(true);
  connect(m_late, &QTimer::timeout, this, [this] { showProgress(true); });
  connect(&jobs, &JobRunner::started, this, [this](const QString& title) {
    m_bar->setValue(0);
    m_stage->setText(title);
    m_late->start(kShowAfter);
  });
  connect(&jobs, &JobRunner::progressed, this, [this, &jobs](double fraction, const QString& stage) {
    m_bar->setValue(int(fraction * 1000));
    m_stage->setText(stage.isEmpty() ? jobs.title() : coreStage(stage));
  });
  connect(&jobs, &JobRunner::finished, this, [this] {
    m_late->stop();
    showProgress(false);
  });
  connect(m_cancel, &QPushButton::clicked, this, &StatusLine::cancelClicked);
  connect(m_english, &QAbstractButton::clicked, this, [this] { Q_EMIT languageClicked(QStringLiteral("en")); });
  connect(m_chinese, &QAbstractButton::clicked, this, [this] { Q_EMIT languageClicked(QStringLiteral("zh_CN")); });
}

void StatusLine::showProgress(bool on) {
  m_progressBox->setVisible(on);
  tellSelection();
}

void StatusLine::setPanes(const std::vector<Pane>& panes) {
  qDeleteAll(m_buttons);
  m_buttons.clear();
  m_panes = panes;
  for (int i = 0; i < int(panes.size()); ++i) {
    auto* button = new StatusButton(i + 1, panes[std::size_t(i)].title, m_paneBox);
    button->setCheckable(true);
    button->setToolTip(QStringLiteral("Alt+%1").arg(i + 1));
    connect(button, &QAbstractButton::clicked, this, [this, i] { Q_EMIT paneClicked(m_panes[std::size_t(i)].id); });
    m_paneRow->addWidget(button);
    m_buttons.push_back(button);
  }
  // Made again while shown, buttons would stay hidden.
  for (StatusButton* b : m_buttons) b->setVisible(true);
}

void StatusLine::setPanesVisible(bool visible) { m_paneBox->setVisible(visible); }

void StatusLine::setPaneCount(const QString& id, std::optional<long long> count, bool asks) {
  for (std::size_t i = 0; i < m_panes.size(); ++i)
    if (m_panes[i].id == id) m_buttons[i]->setCount(count, asks);
}

void StatusLine::setCurrentPane(const QString& id) {
  for (std::size_t i = 0; i < m_panes.size(); ++i) m_buttons[i]->setChecked(m_panes[i].id == id);
}

void StatusLine::setResult(const QString& text) { m_result->setText(text); }

void StatusLine::setSelection(const QString& text) {
  m_selected = text;
  tellSelection();
}

void StatusLine::setHover(const QString& text) {
  m_hovered = text;
  tellSelection();
}

void StatusLine::tellSelection() { m_selection->setText(m_hovered.isEmpty() ? m_selected : m_hovered); }

void StatusLine::setZoom(std::optional<int> percent) {
  m_zoom->setVisible(percent.has_value());
  if (percent) m_zoom->setText(QStringLiteral("%1 %").arg(*percent));
}

void StatusLine::setLanguageChoice(const QString& current) {
  m_languageBox->setVisible(!current.isEmpty());
  m_english->setEnabled(current != QStringLiteral("en"));
  m_chinese->setEnabled(current != QStringLiteral("zh_CN"));
}

QSize StatusLine::sizeHint() const { return {QWidget::sizeHint().width(), scaled(height::kStatus)}; }

void StatusLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  painter.fillRect(rect(), t.chrome);
  painter.fillRect(0, 0, width(), 1, t.line2);
}

} // namespace ara::ui
