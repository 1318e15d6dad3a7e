// How to quantize: the scheme with one sentence about it, the smallest weight, and for integers the examples, the way
// ranges are told from them, and the type of inputs and outputs. Nothing is asked that the scheme does not use.
#pragma once

#include "convert/settings.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ara::ui {

class QuantizeDialog : public QDialog {
  Q_OBJECT
public:
  QuantizeDialog(const convert::QuantizeSettings& now, QString folder, QWidget* parent = nullptr);

  convert::QuantizeSettings settings() const;

Q_SIGNALS:
  void chosen(const ara::convert::QuantizeSettings& settings);

private:
  convert::Scheme scheme() const;
  void schemeChanged();
  void chooseExamples(bool folder);
  void refresh();

  convert::QuantizeSettings m_now;
  QString m_folder;
  QFormLayout* m_form;
  QComboBox *m_scheme, *m_border, *m_method;
  QLabel *m_about, *m_missing;
  QSpinBox *m_least, *m_random;
  QLineEdit* m_examples;
  QWidget* m_examplesRow;
  QPushButton* m_go;
};

} // namespace ara::ui
