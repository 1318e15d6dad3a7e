// Inputs and outputs: suggestions with their reason, picks with type and shape, what the picks keep, drop and refuse,
// and the command that does the same.
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QVBoxLayout;

namespace ara::ui {

class CopyableLabel;
class HintButton;
class InputCard;
class ToneLabel;
class WorkingBar;
struct PickFact;

class PickPanel : public QWidget {
  Q_OBJECT
public:
  PickPanel(Document& document, QWidget* parent);

private:
  void addAccept(QVBoxLayout* column);
  void addCommand(QVBoxLayout* outer);
  void rebuild(); // cards: when what they stand for changed
  void rebuildCards();
  void addInputs();
  void addOutputs();
  void addReplaced();
  QWidget* sectionTitle(const QString& icon, int tone, const QString& text, const QString& right);
  QString signatureOfCards() const; // cards are made anew only when this changes, so that typing keeps its field
  std::vector<InputCard*> inputCards() const;

  void remember(); // refusals of the whole model, for "before"
  void refresh();  // numbers: at every check
  void addFacts();
  void addTrouble();
  void addDropped(const std::vector<bool>& kept);
  void select(const std::string& name);

  Document& m_document;
  WorkingBar* m_working;
  QVBoxLayout* m_cards;
  HintButton* m_accept;
  QWidget* m_result;
  QVBoxLayout* m_resultRows;
  CopyableLabel* m_command;
  ToneLabel* m_empty;
  QWidget* m_commandBox;
  QString m_shown;
  std::optional<std::size_t> m_refusedBefore;
};

} // namespace ara::ui
