#include "ui/shell/welcome_page.h"

#include "ui/shell/recent_row.h"
#include "ui/shell/samples.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

constexpr int kWide = 1080, kSamples = 332, kGap = 28, kTop = 44;

// The field one drops a model on: dashed outline.
class DropField : public QWidget {
public:
  using QWidget::QWidget;

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Tokens& t = tokens(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.control, 1, Qt::CustomDashLine));
    QPen pen(t.control, 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kCard, radius::kCard);
  }
};

// A framed list of rows.
class ListBox : public QWidget {
public:
  using QWidget::QWidget;

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Tokens& t = tokens(this);
    paintBox(painter, rect(), radius::kCard, t.base, t.line2);
  }
};

class AppPicture : public QWidget {
public:
  explicit AppPicture(QWidget* parent) : QWidget(parent) { setFixedSize(scaled(64), scaled(64)); }

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    appIcon().paint(&painter, rect());
  }
};

QWidget* sampleCard(const Sample& sample, QWidget* parent) {
  auto* card = new Card(parent);
  card->setClickable(sample.title + QStringLiteral(". ") + sample.text);
  auto* name = body(sample.title, card);
  name->setAttribute(Qt::WA_TransparentForMouseEvents);
  auto* text = note(sample.text, card);
  text->setAttribute(Qt::WA_TransparentForMouseEvents);
  text->setForegroundRole(QPalette::WindowText); // a card is `base`, on which Qt would write in its Text
  card->rows()->setContentsMargins(space::k12 + 2, space::k8 + 2, space::k12 + 2, space::k8 + 2);
  card->rows()->setSpacing(space::k2);
  card->rows()->addWidget(name);
  card->rows()->addWidget(text);
  return card;
}

} // namespace

WelcomePage::WelcomePage(RecentFiles& recent, QWidget* parent)
    : QWidget(parent), m_recent(recent), m_content(new QWidget(this)), m_recentBox(new QWidget(m_content)) {
  setSurface(this, kCanvasRole);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(scaled(kGap));
  auto* left = new QVBoxLayout;
  left->setSpacing(0);
  left->addWidget(dropField());
  left->addSpacing(space::k24);
  left->addWidget(recentBox());
  left->addStretch(1);
  columns->addLayout(left, 1);
  columns->addWidget(sampleColumn());
  auto* page = new QVBoxLayout(m_content);
  page->setContentsMargins(0, scaled(kTop), 0, space::k24);
  page->setSpacing(0);
  page->addWidget(header());
  page->addSpacing(scaled(kGap));
  page->addLayout(columns, 1);
  fillRecent();
  connect(&m_recent, &RecentFiles::changed, this, &WelcomePage::fillRecent);
}

QWidget* WelcomePage::header() {
  auto* box = new QWidget(m_content);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(18);
  row->addWidget(new AppPicture(box));
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  auto* name = title(QStringLiteral("Aracari"), box);
  name->setFont(uiFont(type::kWelcome, QFont::DemiBold));
  auto* says = body(tr("Open a TensorFlow model, see it, make it small, and check what changed."), box);
  says->setTone(Tone::Text2);
  says->setFont(uiFont(type::kTitle - 1));
  words->addStretch(1);
  words->addWidget(name);
  words->addWidget(says);
  words->addStretch(1);
  row->addLayout(words, 1);
  return box;
}

QWidget* WelcomePage::dropField() {
  auto* field = new DropField(m_content);
  field->setMinimumHeight(scaled(116));
  auto* row = new QHBoxLayout(field);
  row->setContentsMargins(scaled(26), space::k16, space::k24, space::k16);
  row->setSpacing(scaled(18));
  auto* picture = new IconView(QStringLiteral("folder"), Tone::Accent, field);
  picture->setSide(36);
  row->addWidget(picture);
  auto* words = new QVBoxLayout;
  words->setSpacing(1);
  words->addStretch(1);
  words->addWidget(title(tr("Drop a model here"), field));
  words->addWidget(note(tr(".pb  .pbtxt  SavedModel  .meta  .tflite"), field));
  words->addWidget(note(tr("Recognised by content. Nothing leaves this computer."), field));
  words->addStretch(1);
  row->addLayout(words, 1);
  auto* file = new QPushButton(tr("Open File…"), field);
  file->setProperty(kPrimary, true);
  auto* folder = new QPushButton(tr("Open Folder…"), field);
  row->addWidget(file);
  row->addWidget(folder);
  connect(file, &QPushButton::clicked, this, &WelcomePage::openFileClicked);
  connect(folder, &QPushButton::clicked, this, &WelcomePage::openFolderClicked);
  return field;
}

QWidget* WelcomePage::recentBox() {
  auto* column = new QVBoxLayout(m_recentBox);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  auto* head = new QHBoxLayout;
  head->addWidget(heading(tr("Recent"), m_recentBox));
  head->addStretch(1);
  auto* clear = new LinkButton(tr("Clear missing"), m_recentBox);
  clear->setFont(uiFont(type::kTable));
  connect(clear, &QAbstractButton::clicked, this, [this] { m_recent.clearMissing(); });
  head->addWidget(clear);
  column->addLayout(head);
  auto* list = new ListBox(m_recentBox);
  m_rows = new QVBoxLayout(list);
  m_rows->setContentsMargins(1, 1, 1, 1);
  m_rows->setSpacing(0);
  column->addWidget(list);
  return m_recentBox;
}

void WelcomePage::fillRecent() {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater(); // may be the row whose click led here
    delete item;
  }
  bool first = true;
  for (const RecentFile& f : m_recent.files()) {
    if (m_rows->count() == 6) break;
    auto* row = new RecentRow(f, first, m_rows->parentWidget());
    connect(row, &QAbstractButton::clicked, this, [this, path = f.path] { Q_EMIT fileClicked(path); });
    m_rows->addWidget(row);
    first = false;
  }
  m_recentBox->setVisible(!m_recent.files().empty());
}

QWidget* WelcomePage::sampleColumn() {
  auto* box = new QWidget(m_content);
  box->setFixedWidth(scaled(kSamples));
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  column->addWidget(heading(tr("Try with a sample"), box));
  for (const Sample& s : samples()) {
    auto* card = static_cast<Card*>(sampleCard(s, box));
    connect(card, &Card::clicked, this, [this, file = s.file] { Q_EMIT fileClicked(file); });
    column->addWidget(card);
  }
  column->addStretch(1);
  return box;
}

void WelcomePage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int wide = std::min(width() - 2 * space::k24, scaled(kWide));
  m_content->setGeometry((width() - wide) / 2, 0, wide, height());
}

} // namespace ara::ui
