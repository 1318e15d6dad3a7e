// What is shown while nothing is open: a field to drop a model on, recent files, samples.
#pragma once

#include "ui/shell/recent_files.h"

#include <QWidget>

class QVBoxLayout;

namespace ara::ui {

class WelcomePage : public QWidget {
  Q_OBJECT
public:
  WelcomePage(RecentFiles& recent, QWidget* parent = nullptr);

Q_SIGNALS:
  void openFileClicked();
  void openFolderClicked();
  void fileClicked(const QString& path);

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  QWidget* header();
  QWidget* dropField();
  QWidget* recentBox();
  QWidget* sampleColumn();
  void fillRecent();

  RecentFiles& m_recent;
  QWidget* m_content;
  QWidget* m_recentBox;
  QVBoxLayout* m_rows;
};

} // namespace ara::ui
