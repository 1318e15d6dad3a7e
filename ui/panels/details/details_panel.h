// Everything about the active node or tensor. Text can be copied, names go where they point, values are looked at in a
// job.
#pragma once

#include "ui/document/document.h"
#include "ui/theme/roles.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace ara::ui {

class WorkingBar;
struct ValueFacts;

class DetailsPanel : public QWidget {
  Q_OBJECT
public:
  DetailsPanel(Document& document, QWidget* parent);

private:
  struct Head {
    Kind kind = Kind::Unknown;
    QString op, number, verdict;
    Tone tone = Tone::Accent; // of the verdict
    QString name, doc;
  };
  struct Row {
    QString name, link, text; // "b", "kernel/read", "128×256"
    Item target;
  };

  void addFoot(QVBoxLayout* outer);
  void rebuild();
  const ir::Model* model(Side side) const;
  void showNode(const ir::Model& m, const Item& item);
  void showTensor(const ir::Model& m, const Item& item);
  void addOperands(const ir::Model& m, const Item& item);
  void addResults(const ir::Model& m, const Item& item);
  void addUsers(const ir::Model& m, const Item& tensor);
  void addAttributes(const ir::Model& m, const ir::Node& node);
  void addOrigin(const ir::Model& m, const Item& item); // the node of the source, the layer, the variable
  void addHead(const Head& head);
  void addSection(const QString& title, const QString& right = {});
  void addRow(const Row& row);
  void addValues(const ir::Model& m, const Item& tensor);
  void showValues(const ValueFacts& facts);
  void makeOutput();
  void findAlike();

  Document& m_document;
  JobRunner m_jobs;
  WorkingBar* m_working;
  QVBoxLayout* m_rows;
  QVBoxLayout* m_values = nullptr;
  QWidget* m_foot;
  QPushButton* m_output;
  QPushButton* m_alike;
};

} // namespace ara::ui
