// One number of a ShapeField. Private to it.
#pragma once

#include <QLineEdit>

#include <optional>

namespace ara::ui {

class DimensionField : public QLineEdit {
  Q_OBJECT
public:
  DimensionField(int number, long long largest, QWidget* parent);

  enum class State : std::uint8_t { Open, Known, Wrong };
  State state() const;
  std::optional<long long> value() const;
  void setValue(std::optional<long long> value);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void refresh();

  int m_number;
  long long m_largest;
};

} // namespace ara::ui
