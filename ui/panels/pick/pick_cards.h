// The cards of the pick panel: one input with its type and shape, one output with the reason to take it.
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/card.h"

#include <QTimer>

class QLineEdit;

namespace ara::ui {

class IconView;
class ShapeField;

// A suggested input becomes a picked one by its link, or by giving its shape.
class InputCard : public Card {
  Q_OBJECT
public:
  InputCard(Document& document, const convert::InputPick& pick, bool suggested, QWidget* parent);

  const std::string& name() const { return m_pick.name; }
  void follow();                // settings changed elsewhere: undo, another panel
  void flush();                 // what was typed is given now, not when the typing pauses
  void retire();                // another card takes its place
  QString focusedField() const; // where the cursor is, for restoreFocus of the card that follows; empty: not here
  void restoreFocus(const QString& field);
  // The shape as it stands: what was picked, else what the file says. Null: the file does not say.
  static std::optional<std::vector<ir::Dim>> shapeOf(const Document& document, const convert::InputPick& pick);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void addHead(bool suggested);
  QWidget* typeChoice(ir::DataType own);
  void addShape(const std::vector<ir::Dim>& shape);
  void addUnknownShape(); // the file does not say how many dimensions there are
  void showShape(const std::vector<ir::Dim>& shape);
  void give();
  void answer(ir::Dim batch);

  Document& m_document;
  convert::InputPick m_pick;
  ShapeField* m_shape = nullptr; // one of these two
  QLineEdit* m_free = nullptr;
  Callout* m_ask = nullptr;
  IconView* m_known = nullptr;
  QTimer m_pause; // one undo step and one check for a number, not one for each digit
};

class OutputCard : public Card {
  Q_OBJECT
public:
  OutputCard(Document& document, const std::string& name, const QString& reason, bool suggested, QWidget* parent);
};

// "1, 200, 3", "1x200x3": numbers above 0. None: something else stands there.
std::optional<std::vector<ir::Dim>> shapeFromText(const QString& text);

// A candidate that is less likely, on one line: "add_1  before Softmax: raw scores".
QWidget* lesserOutput(Document& document, const std::string& name, const QString& reason, QWidget* parent);

} // namespace ara::ui
