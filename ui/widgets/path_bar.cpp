#include "ui/widgets/path_bar.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/station_button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

namespace ara::ui {
namespace {

constexpr int kFactsFrom = 1320, kMargin = 10;

// The button has two targets: the word opens a file, the chevron its menu.
class OpenButton : public QToolButton {
public:
  explicit OpenButton(QWidget* parent) : QToolButton(parent) {
    setAutoRaise(true);
    setFont(uiFont(type::kBody, QFont::DemiBold));
    setIcon(ui::icon(QStringLiteral("open"), Ink::Text));
    setIconSize(QSize(scaled(16), scaled(16)));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
  }

  QSize sizeHint() const override {
    const int words = fontMetrics().horizontalAdvance(text());
    return {space::k8 + scaled(16) + space::k8 + words + (menu() ? scaled(24) : space::k8), scaled(height::kButton)};
  }

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelButtonTool, &option, &painter, this);
    const Tokens& t = tokens(this);
    const int side = scaled(16), top = (height() - side) / 2;
    paintIcon(painter, QRectF(space::k8, top, side, side), QStringLiteral("open"), t.text);
    painter.setFont(font());
    painter.setPen(t.text);
    painter.drawText(rect().adjusted(2 * space::k8 + side, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (menu())
      paintIcon(painter, QRectF(width() - side - 2, top, side, side), QStringLiteral("chevron-down"), t.text2);
  }
};

} // namespace

PathBar::PathBar(QWidget* parent)
    : QWidget(parent), m_open(new OpenButton(this)), m_row(new QWidget(this)), m_main(new PathAct(this)),
      m_saveAs(new PathAct(this)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Path"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin - 2, 0, kMargin, 1);
  row->setSpacing(0);
  m_open->setText(tr("Open"));
  row->addWidget(m_open);
  row->addSpacing(2 * space::k8 + 2); // room for the line that paintEvent draws
  auto* stations = new QHBoxLayout(m_row);
  stations->setContentsMargins(0, 0, 0, 0);
  stations->setSpacing(0);
  row->addWidget(m_row);
  row->addStretch(1);
  row->addSpacing(space::k8);
  row->addWidget(m_main);
  row->addSpacing(space::k8);
  row->addWidget(m_saveAs);
  m_main->setVisible(false);
  setSaveAs({.text = tr("Save As…"), .icon = QStringLiteral("save-as"), .look = PathAction::Look::Grey});
  connect(m_open, &QToolButton::clicked, this, &PathBar::openClicked);
  connect(m_main, &QPushButton::clicked, this, [this] { act(m_main, &PathBar::mainClicked); });
  connect(m_saveAs, &QPushButton::clicked, this, [this] { act(m_saveAs, &PathBar::saveAsClicked); });
}

void PathBar::act(const PathAct* button, void (PathBar::*signal)()) {
  if (button->action().look == PathAction::Look::Grey) {
    Q_EMIT missingClicked();
  } else {
    Q_EMIT(this->*signal)();
  }
}

void PathBar::setStations(const std::vector<Station>& stations) {
  while (m_stations.size() > stations.size()) {
    delete m_stations.back();
    m_stations.pop_back();
  }
  while (m_stations.size() < stations.size()) {
    const int index = int(m_stations.size());
    auto* button = new StationButton(index == 0, m_row);
    m_row->layout()->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT stationClicked(index); });
    m_stations.push_back(button);
  }
  for (std::size_t i = 0; i < stations.size(); ++i) m_stations[i]->setStation(stations[i]);
  arrange();
}

void PathBar::setMain(const PathAction& action) {
  m_main->setAction(action);
  arrange();
}

void PathBar::setSaveAs(const PathAction& action) {
  m_saveAs->setAction(action);
  arrange();
}

void PathBar::setOpenMenu(QMenu* menu) {
  m_open->setMenu(menu);
  m_open->setPopupMode(QToolButton::MenuButtonPopup);
  m_open->updateGeometry();
  arrange();
}

QString PathBar::spoken(const Station& s) {
  const QString state = s.mark == Mark::Done        ? tr("done")
                        : s.mark == Mark::NeedsYou  ? tr("needs you")
                        : s.mark == Mark::OutOfDate ? tr("out of date")
                                                    : tr("not yet");
  //: Accessible name of a station: name, state, fact. "Pick, needs you: 1 batch size to give"
  return s.fact.isEmpty() ? tr("%1, %2").arg(s.name, state) : tr("%1, %2: %3").arg(s.name, state, s.fact);
}

void PathBar::arrange() {
  int stationsWithFacts = 0, stationsWithout = 0;
  for (const StationButton* s : m_stations) {
    stationsWithFacts += s->widthWith(true);
    stationsWithout += s->widthWith(false);
  }
  const int fixed =
      m_open->sizeHint().width() + 2 * kMargin + 4 * space::k8 + (m_main->isHidden() ? 0 : m_main->widthWithText());
  const int save = m_saveAs->isHidden() ? 0 : m_saveAs->widthWithText();
  const bool facts = width() >= scaled(kFactsFrom) && fixed + save + stationsWithFacts <= width();
  for (StationButton* s : m_stations) s->setFactShown(facts);
  m_saveAs->setIconOnly(fixed + save + (facts ? stationsWithFacts : stationsWithout) > width());
}

QSize PathBar::sizeHint() const { return {scaled(kFactsFrom), scaled(height::kPath)}; }
QSize PathBar::minimumSizeHint() const { return {layout()->minimumSize().width(), scaled(height::kPath)}; }

void PathBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void PathBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Tokens& t = tokens(this);
  painter.fillRect(rect(), t.chrome);
  painter.fillRect(0, height() - 1, width(), 1, t.line2);
  painter.fillRect(m_row->x() - space::k8 - 1, (height() - 28) / 2, 1, 28, t.line2);
}

void PathBar::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  for (int i = 0; step != 0 && i < int(m_stations.size()); ++i) {
    if (!m_stations[std::size_t(i)]->hasFocus()) continue;
    for (int j = i + step; j >= 0 && j < int(m_stations.size()); j += step) {
      if (!m_stations[std::size_t(j)]->isEnabled()) continue;
      m_stations[std::size_t(j)]->setFocus(Qt::TabFocusReason);
      return;
    }
    return;
  }
  QWidget::keyPressEvent(event);
}

void PathBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) m_open->setText(tr("Open"));
  QWidget::changeEvent(event);
}

} // namespace ara::ui
