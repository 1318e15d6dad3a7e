// A numbered button of the status bar that opens a bottom pane: "2 Problems (1)". Amber if the count asks for
// something.
//
//   button->setNumber(2); button->setText(tr("Problems"));
//   button->setCount(1, /*asks=*/true);
#pragma once

#include <QAbstractButton>

#include <optional>

namespace ara::ui {

class StatusButton : public QAbstractButton {
  Q_OBJECT
public:
  StatusButton(int number, const QString& text, QWidget* parent = nullptr);

  void setCount(std::optional<long long> count, bool asks = false); // nullopt: no badge
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  int badgeWidth() const;
  void tell();

  int m_number;
  std::optional<long long> m_count;
  bool m_asks = false;
};

} // namespace ara::ui
