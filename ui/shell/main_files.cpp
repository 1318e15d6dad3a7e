// The window and files: open, drop, close, save, and what is said when that ends with an error.
#include "ui/document/core_text.h"
#include "ui/shell/main_window.h"
#include "ui/shell/samples.h"
#include "ui/widgets/notice_bar.h"

#include "formats/format.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

namespace ara::ui {
namespace {

QString localFile(const QMimeData* data) {
  if (!data || !data->hasUrls()) return {};
  for (const QUrl& url : data->urls())
    if (url.isLocalFile()) return url.toLocalFile();
  return {};
}

QString patterns() {
  QStringList all;
  for (const formats::Format& f : formats::formats())
    for (const QString& ending : QString::fromUtf8(f.extensions.data(), qsizetype(f.extensions.size()))
                                     .split(QLatin1Char(' '), Qt::SkipEmptyParts))
      if (const QString pattern = QLatin1Char('*') + ending; !all.contains(pattern)) all += pattern;
  return all.join(QLatin1Char(' '));
}

} // namespace

void MainWindow::openPath(const QString& path) {
  askThen([this, path] { m_document.open(path); });
}

void MainWindow::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Open a model"), m_store.lastFolder());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Models (%1)").arg(patterns()), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    m_store.setLastFolder(QFileInfo(file).absolutePath());
    openPath(file);
  });
  dialog->open();
}

void MainWindow::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Open a SavedModel folder"), m_store.lastFolder());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
    m_store.setLastFolder(folder);
    openPath(folder);
  });
  dialog->open();
}

void MainWindow::closeModel() {
  askThen([this] { m_document.close(); });
}

void MainWindow::chooseTarget() {
  const auto c = m_document.conversion();
  if (!c || c->file.empty()) return goToMissing();
  const QFileInfo source(m_document.path());
  const QString name =
      source.completeBaseName() + (m_document.quantized() ? QStringLiteral("_int8.tflite") : QStringLiteral(".tflite"));
  const bool sample = source.absolutePath() == QFileInfo(samplesFolder()).absoluteFilePath();
  QString folder =
      sample || !QFileInfo(source.absolutePath()).isWritable() ? m_store.lastFolder() : source.absolutePath();
  if (folder.isEmpty()) folder = QDir::homePath();
  auto* dialog = new QFileDialog(this, tr("Save As"), folder);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it overwrites
  dialog->setNameFilter(QStringLiteral("TensorFlow Lite (*.tflite)"));
  dialog->setDefaultSuffix(QStringLiteral("tflite"));
  dialog->selectFile(name);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    m_store.setLastFolder(QFileInfo(file).absolutePath());
    m_document.saveAs(file);
  });
  dialog->open();
}

// Only a result that was never saved is worth a question.
void MainWindow::askThen(std::function<void()> go) {
  const bool loses = m_document.conversion() && !m_document.conversion()->file.empty() && !m_document.saved();
  if (!loses) return go();
  if (m_asking) return;
  m_asking = true;
  auto* box =
      new QMessageBox(QMessageBox::Question, QStringLiteral("Aracari"),
                      tr("The result for %1 is not saved.").arg(m_document.fileName()), QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  QPushButton* save = box->addButton(tr("Save As…"), QMessageBox::AcceptRole);
  QPushButton* drop = box->addButton(tr("Discard Result"), QMessageBox::DestructiveRole);
  box->addButton(tr("Go Back"), QMessageBox::RejectRole);
  box->setDefaultButton(save);
  connect(box, &QDialog::finished, this, [this, box, save, drop, go = std::move(go)] {
    m_asking = false;
    if (box->clickedButton() == save)
      chooseTarget();
    else if (box->clickedButton() == drop)
      go();
  });
  box->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (property("closing").toBool()) return event->accept();
  event->ignore();
  askThen([this] {
    setProperty("closing", true);
    m_store.setGeometry(saveGeometry());
    m_document.cancel();
    close();
  });
  if (property("closing").toBool()) event->accept();
}

// A sentence above what is open, never a box over it. What was open stays.
void MainWindow::showFailure(const Error& error) {
  const bool inside = m_document.isOpen() && m_document.opened().names->exists(error.subject);
  m_failedSubject = inside ? error.subject : std::string();
  const bool file = error.kind == ErrorKind::BadFile || error.kind == ErrorKind::Io;
  Notice notice{.tone = Tone::Error, .icon = QStringLiteral("error"), .text = coreText(error)};
  if (inside)
    notice.actions = {{.text = tr("Go there")}};
  else if (file)
    notice.actions = {{.text = tr("Open another…")}};
  m_alert->show(notice);
}

bool MainWindow::dropEvent(QEvent* event) {
  auto* drop = static_cast<QDropEvent*>(event); // drag events are drop events too
  const QString file = localFile(drop->mimeData());
  if (file.isEmpty()) return false;
  drop->setDropAction(Qt::CopyAction);
  drop->accept();
  if (event->type() == QEvent::Drop) openPath(file);
  return true;
}

} // namespace ara::ui
