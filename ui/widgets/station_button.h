// One station of the path bar, and its two action buttons. Private to the path bar.
#pragma once

#include "ui/widgets/path_bar.h"

#include <QAbstractButton>
#include <QPushButton>

namespace ara::ui {

class StationButton : public QAbstractButton {
  Q_OBJECT
public:
  StationButton(bool first, QWidget* parent);

  const Station& station() const { return m_station; }
  void setStation(const Station& station);
  void setFactShown(bool shown);
  int widthWith(bool fact) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QRect box() const; // without the chevron before it
  void paintMark(QPainter& painter, const QRectF& where) const;
  void paintWords(QPainter& painter, QRect where) const;
  void tell();

  Station m_station;
  bool m_first;
  bool m_factShown = true;
};

class PathAct : public QPushButton {
  Q_OBJECT
public:
  explicit PathAct(QWidget* parent) : QPushButton(parent) {}
  const PathAction& action() const { return m_action; }
  void setAction(const PathAction& action);
  void setIconOnly(bool only);
  int widthWithText() const;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  PathAction m_action;
};

} // namespace ara::ui
