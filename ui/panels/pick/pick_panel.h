// Inputs and outputs: suggestions with their reason, picks with their shape, what the picks keep and drop, and the command.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QVBoxLayout;

namespace ara::ui {

class Card;
class CopyableLabel;
class HintButton;
class ToneLabel;

class PickPanel : public QWidget {
  Q_OBJECT
public:
  PickPanel(Document& document, QWidget* parent);

private:
  void rebuild(); // cards: when what they stand for changed
  void refresh(); // numbers: at every check
  void addInputs();
  void addOutputs();
  QWidget* sectionTitle(const QString& icon, int tone, const QString& text, const QString& right);
  Card* inputCard(const convert::InputPick& pick, bool suggested);
  Card* outputCard(const std::string& name, const QString& reason, bool suggested);
  void addShape(Card* card, const convert::InputPick& pick, const ir::Shape& shape);
  QString signatureOfCards() const; // rebuild only when this changes, so that typing keeps its field

  Document& m_document;
  QVBoxLayout* m_cards;
  HintButton* m_accept;
  QWidget* m_result;
  QVBoxLayout* m_resultRows;
  CopyableLabel* m_command;
  ToneLabel* m_empty;
  QWidget* m_commandBox;
  QString m_shown;
};

} // namespace ara::ui
