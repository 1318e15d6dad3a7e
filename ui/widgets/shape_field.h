// A shape as a row of small fields with × between: [?] × [200] × [3].
//
//   field->setShape({std::nullopt, 200, 3});         // the first one is open: a field that asks, never an error
//   connect(field, &ShapeField::shapeEdited, ...);   // as one types, only while every field is empty or a number above
//   0
//
// An open dimension shows "?" with an amber outline. What is not a number above 0 gets a red outline and a tooltip that
// says what is expected; shapeEdited is not emitted and isAcceptable() is false until it is mended.
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

namespace ara::ui {

class DimensionField;

class ShapeField : public QWidget {
  Q_OBJECT
public:
  using Shape = std::vector<std::optional<long long>>;
  static constexpr long long kLargest = 0x7fffffff; // what the result format can hold

  explicit ShapeField(QWidget* parent = nullptr);

  void setShape(const Shape& shape); // does not emit; keeps the cursor when the numbers are the same
  Shape shape() const;               // fields that cannot be read count as open
  bool isAcceptable() const;
  void focusOpen(); // puts the cursor into the first open field

Q_SIGNALS:
  void shapeEdited(std::vector<std::optional<long long>> shape);

private:
  void edited();
  void rebuild(std::size_t rank);

  std::vector<DimensionField*> m_fields;
};

} // namespace ara::ui
