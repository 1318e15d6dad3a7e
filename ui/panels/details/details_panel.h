// Everything about the active node or tensor. Numbers can be copied, names go where they point.
#pragma once

#include "ui/document/document.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QVBoxLayout;

namespace ara::ui {

struct ValueFacts;

class DetailsPanel : public QWidget {
  Q_OBJECT
public:
  DetailsPanel(Document& document, QWidget* parent);

private:
  void rebuild();
  const ir::Model* model(Side side) const;
  void showNode(const ir::Model& m, const Item& item);
  void showTensor(const ir::Model& m, const Item& item);
  void addHead(Kind kind, const QString& op, const QString& number, const QString& verdict, int tone, const QString& name, const QString& doc);
  void addSection(const QString& title);
  void addRow(const QString& name, const QString& value, const Item& link = {});
  void addValues(const ir::Model& m, const Item& tensor);
  void showValues(const ValueFacts& facts);

  Document& m_document;
  JobRunner m_jobs;
  QVBoxLayout* m_rows;
  QVBoxLayout* m_values = nullptr;
};

} // namespace ara::ui
