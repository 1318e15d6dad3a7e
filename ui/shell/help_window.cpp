#include "ui/shell/help_window.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

// Resources of a static library are linked when somebody asks for them, outside of any namespace.
static void linkPages() { Q_INIT_RESOURCE(ara_help); }

namespace ara::ui {
namespace {

// ":/help/zh_CN" where there are pages in that language, else English.
QString folder() {
  linkPages();
  const QString name = HelpWindow::tr("en", "the language of the help pages: en or zh_CN");
  const QString wanted = QStringLiteral(":/help/") + name;
  return QDir(wanted).exists() ? wanted : QStringLiteral(":/help/en");
}

QString read(const QString& path) {
  QFile f(path);
  return f.open(QIODevice::ReadOnly) ? QString::fromUtf8(f.readAll()) : QString();
}

// "# SavedModels" -> "SavedModels"
QString titleOf(const QString& markdown) {
  const QString first = markdown.section(QLatin1Char('\n'), 0, 0);
  return first.startsWith(QLatin1String("# ")) ? first.mid(2) : first;
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::k8, space::k12, 0, 0);
  row->setSpacing(space::k8);
  setSurface(this, kPanelRole);
  m_list = new QListWidget(this);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSurface(m_list, kPanelRole);
  m_text = new QTextBrowser(this);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setOpenLinks(false); // nothing leaves this computer
  m_text->document()->setDocumentMargin(scaled(24));
  row->addWidget(m_list);
  row->addWidget(m_text, 1);
  resize(scaled(860), scaled(600));
  connect(m_list, &QListWidget::currentRowChanged, this, &HelpWindow::show);
  fill();
  m_list->setCurrentRow(0);
}

void HelpWindow::fill() {
  setWindowTitle(tr("Help"));
  m_list->setAccessibleName(tr("Pages"));
  m_text->setAccessibleName(tr("Help"));
  const QSignalBlocker quiet(m_list);
  const int current = m_list->currentRow();
  m_list->clear();
  int widest = 0; // of the titles: none is cut, in any language
  for (const QString& name : QDir(folder()).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
    auto* item = new QListWidgetItem(titleOf(read(folder() + QLatin1Char('/') + name)), m_list);
    item->setData(Qt::UserRole, name.chopped(3));
    item->setSizeHint({0, scaled(30)});
    widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(item->text()));
  }
  m_list->setFixedWidth(widest + scaled(40));
  m_list->setCurrentRow(current);
  show(current);
}

void HelpWindow::show(int row) {
  const QListWidgetItem* item = m_list->item(row);
  if (!item) return;
  m_text->document()->setDefaultFont(uiFont(type::kBody));
  m_text->setMarkdown(read(folder() + QLatin1Char('/') + item->data(Qt::UserRole).toString() + QStringLiteral(".md")));
  // Markdown comes without air: lines of 135 %, a gap behind each paragraph, a heading that stands for itself.
  QTextCursor all(m_text->document());
  for (QTextBlock b = m_text->document()->begin(); b.isValid(); b = b.next()) {
    QTextBlockFormat format = b.blockFormat();
    const bool heading = format.headingLevel() > 0;
    format.setLineHeight(heading ? 100 : 135, QTextBlockFormat::ProportionalHeight);
    format.setBottomMargin(scaled(heading ? 16 : b.textList() ? 6 : 10));
    all.setPosition(b.position());
    all.mergeBlockFormat(format);
    if (!heading) continue;
    QTextCharFormat large;
    large.setFont(uiFont(type::kFigure, QFont::DemiBold));
    all.select(QTextCursor::BlockUnderCursor);
    all.mergeCharFormat(large);
  }
  m_text->moveCursor(QTextCursor::Start);
}

QStringList HelpWindow::pages() const {
  QStringList names;
  for (int i = 0; i < m_list->count(); ++i) names << m_list->item(i)->data(Qt::UserRole).toString();
  return names;
}

void HelpWindow::showPage(const QString& name) { m_list->setCurrentRow(std::max(0, int(pages().indexOf(name)))); }

void HelpWindow::changeEvent(QEvent* event) {
  if (m_text && (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)) fill();
  QDialog::changeEvent(event);
}

} // namespace ara::ui
