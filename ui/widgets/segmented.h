// One of a few, side by side: Folded | Flat.
//
//   segments->setSegments({tr("Folded"), tr("Flat")});
//   connect(segments, &SegmentedControl::currentChanged, ...);
#pragma once

#include <QWidget>

#include <vector>

class QAbstractButton;
class QButtonGroup;

namespace ara::ui {

class SegmentedControl : public QWidget {
  Q_OBJECT
public:
  explicit SegmentedControl(QWidget* parent = nullptr);

  void setSegments(const QStringList& texts); // keeps the current index where it can
  void setSegmentEnabled(int index, bool enabled);
  int currentIndex() const;
  void setCurrentIndex(int index); // emits when it changes
  int count() const { return int(m_buttons.size()); }

Q_SIGNALS:
  void currentChanged(int index);

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QButtonGroup* m_group;
  std::vector<QAbstractButton*> m_buttons;
};

} // namespace ara::ui
