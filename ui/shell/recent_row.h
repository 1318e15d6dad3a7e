// One recent file on the welcome page: portrait, name, size, day, state. One button as a whole. Private to the page.
#pragma once

#include "ui/shell/recent_files.h"

#include <QAbstractButton>

namespace ara::ui {

class RecentRow : public QAbstractButton {
  Q_OBJECT
public:
  RecentRow(const RecentFile& file, bool first, QWidget* parent);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

private:
  void paintPortrait(class QPainter& painter, const QRectF& where) const;

  RecentFile m_file;
  bool m_missing, m_first;
};

} // namespace ara::ui
