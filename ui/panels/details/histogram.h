// Bars of a histogram with its limits below.
#pragma once

#include "ui/panels/details/value_facts.h"

#include <QWidget>

namespace ara::ui {

class Histogram : public QWidget {
  Q_OBJECT
public:
  Histogram(const ValueFacts& facts, QWidget* parent);
  QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  ValueFacts m_facts;
};

} // namespace ara::ui
