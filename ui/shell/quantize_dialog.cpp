#include "ui/shell/quantize_dialog.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace ara::ui {

using convert::Scheme;

QuantizeDialog::QuantizeDialog(const convert::QuantizeSettings& now, QString folder, QWidget* parent)
    : QDialog(parent), m_now(now), m_folder(std::move(folder)) {
  setWindowTitle(tr("Quantize"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::k24, space::k24, space::k24, space::k16);
  column->setSpacing(space::k16);
  m_form = new QFormLayout;
  m_form->setHorizontalSpacing(space::k24);
  m_form->setVerticalSpacing(space::k12);
  column->addLayout(m_form);

  m_scheme = new QComboBox(this);
  m_scheme->setObjectName(QStringLiteral("scheme"));
  m_scheme->addItem(tr("Weights int8"), int(Scheme::dynamic));
  m_scheme->addItem(tr("Weights float16"), int(Scheme::float16));
  m_scheme->addItem(tr("Integers, int8"), int(Scheme::int8));
  m_scheme->addItem(tr("Integers, int16 with int8 weights"), int(Scheme::int16x8));
  m_scheme->addItem(tr("Integers, uint8 of before 2020"), int(Scheme::legacyUint8));
  m_scheme->setCurrentIndex(std::max(0, m_scheme->findData(int(now.scheme))));
  m_form->addRow(tr("Scheme"), m_scheme);
  m_about = note(QString(), this);
  m_form->addRow(QString(), m_about);

  m_least = new QSpinBox(this);
  m_least->setObjectName(QStringLiteral("least"));
  m_least->setRange(0, std::numeric_limits<int>::max());
  m_least->setGroupSeparatorShown(true);
  m_least->setValue(int(std::min<std::uint64_t>(now.minElements, std::uint64_t(m_least->maximum()))));
  m_form->addRow(tr("Weights from, elements"), m_least);

  m_examplesRow = new QWidget(this);
  auto* row = new QHBoxLayout(m_examplesRow);
  row->setContentsMargins(0, 0, 0, 0);
  m_examples = new QLineEdit(m_examplesRow);
  m_examples->setObjectName(QStringLiteral("examples"));
  m_examples->setPlaceholderText(tr("data.npz, data.npz:array, or a folder"));
  m_examples->setText(now.calibrate.empty() ? QString() : QString::fromStdString(now.calibrate.front()));
  auto* file = new QPushButton(tr("File…"), m_examplesRow);
  auto* files = new QPushButton(tr("Folder…"), m_examplesRow);
  for (QPushButton* b : {file, files}) b->setAutoDefault(false);
  row->addWidget(m_examples, 1);
  row->addWidget(file);
  row->addWidget(files);
  m_form->addRow(tr("Typical inputs"), m_examplesRow);

  m_random = new QSpinBox(this);
  m_random->setObjectName(QStringLiteral("random"));
  m_random->setRange(0, 10000);
  m_random->setValue(int(std::min<std::uint64_t>(now.calibrateRandom, 10000)));
  m_random->setSpecialValueText(tr("none"));
  m_form->addRow(tr("Random inputs, to try"), m_random);

  m_method = new QComboBox(this);
  m_method->setObjectName(QStringLiteral("method"));
  m_method->addItem(tr("Least to most value"), QStringLiteral("min-max"));
  m_method->addItem(tr("Moving average"), QStringLiteral("moving-average"));
  m_method->addItem(tr("99.99 % of all values"), QStringLiteral("percentile=99.99"));
  m_method->addItem(tr("Least squared error"), QStringLiteral("mse"));
  m_method->setCurrentIndex(std::max(0, m_method->findData(QString::fromStdString(convert::wordOf(now.calibration)))));
  m_form->addRow(tr("Ranges"), m_method);

  m_border = new QComboBox(this);
  m_border->setObjectName(QStringLiteral("border"));
  m_form->addRow(tr("Inputs and outputs"), m_border);

  m_missing = note(QString(), this);
  auto* buttons = new QHBoxLayout;
  auto* cancel = new QPushButton(tr("Cancel"), this);
  m_go = new QPushButton(tr("Quantize"), this);
  m_go->setObjectName(QStringLiteral("go"));
  m_go->setDefault(true);
  cancel->setAutoDefault(false);
  buttons->addWidget(m_missing, 1);
  buttons->addWidget(cancel);
  buttons->addWidget(m_go);
  column->addLayout(buttons);

  connect(m_scheme, &QComboBox::activated, this, &QuantizeDialog::schemeChanged);
  connect(m_examples, &QLineEdit::textChanged, this, &QuantizeDialog::refresh);
  connect(m_random, &QSpinBox::valueChanged, this, &QuantizeDialog::refresh);
  connect(file, &QPushButton::clicked, this, [this] { chooseExamples(false); });
  connect(files, &QPushButton::clicked, this, [this] { chooseExamples(true); });
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_go, &QPushButton::clicked, this, [this] {
    Q_EMIT chosen(settings());
    accept();
  });
  setMinimumWidth(scaled(560));
  refresh();
}

Scheme QuantizeDialog::scheme() const { return Scheme(m_scheme->currentData().toInt()); }

void QuantizeDialog::schemeChanged() {
  m_least->setValue(int(convert::leastElements(scheme())));
  refresh();
}

void QuantizeDialog::refresh() {
  const Scheme s = scheme();
  const bool examples = convert::needsExamples(s);
  m_about->setText(
      s == Scheme::dynamic    ? tr("A quarter of the bytes; computes in float. No data needed.")
      : s == Scheme::float16  ? tr("Half the bytes; answers differ in the fourth digit. No data needed.")
      : s == Scheme::int8     ? tr("A quarter of the bytes, computes in integers: for microcontrollers and accelerators.")
      : s == Scheme::int16x8  ? tr("Weights a quarter, activations 16 bits: nearer to float than int8, slower.")
                              : tr("What the first converters wrote. For devices that know nothing newer."));
  const auto show = [&](QWidget* field, bool shown) {
    field->setVisible(shown);
    if (QWidget* label = m_form->labelForField(field)) label->setVisible(shown);
  };
  show(m_least, !examples);
  for (QWidget* field : {m_examplesRow, static_cast<QWidget*>(m_random), static_cast<QWidget*>(m_method),
                         static_cast<QWidget*>(m_border)})
    show(field, examples);
  const QString own = s == Scheme::int16x8       ? QStringLiteral("int16")
                      : s == Scheme::legacyUint8 ? QStringLiteral("uint8")
                                                 : QStringLiteral("int8");
  QStringList borders{QStringLiteral("float32"), own};
  if (s == Scheme::int8) borders += QStringLiteral("uint8");
  const auto name = ir::longName(m_now.border);
  const QString was = m_border->count() ? m_border->currentText() : QString::fromUtf8(name.data(), int(name.size()));
  m_border->clear();
  m_border->addItems(borders);
  m_border->setCurrentIndex(std::max(0, m_border->findText(was)));
  const bool missing = examples && m_examples->text().trimmed().isEmpty() && m_random->value() == 0;
  m_missing->setText(missing ? tr("Integers need typical inputs, to know what values the tensors take.")
                     : examples && m_examples->text().trimmed().isEmpty()
                         ? tr("Random inputs look like no real ones; answers may be far off.")
                         : QString());
  m_go->setEnabled(!missing);
}

void QuantizeDialog::chooseExamples(bool folder) {
  auto* dialog = new QFileDialog(this, tr("Typical inputs"), m_folder);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (!folder) dialog->setNameFilter(tr("Arrays of NumPy (*.npy *.npz)"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { m_examples->setText(path); });
  dialog->open();
}

convert::QuantizeSettings QuantizeDialog::settings() const {
  convert::QuantizeSettings s = m_now;
  s.scheme = scheme();
  s.minElements = std::uint64_t(m_least->value());
  if (!convert::needsExamples(s.scheme)) {
    s.border = ir::DataType::f32;
    return s;
  }
  s.calibrate.clear();
  if (const QString text = m_examples->text().trimmed(); !text.isEmpty()) s.calibrate.push_back(text.toStdString());
  s.calibrateRandom = std::uint64_t(m_random->value());
  s.calibration = convert::calibrationNamed(m_method->currentData().toString().toStdString()).value_or(s.calibration);
  s.border = ir::dataTypeNamed(m_border->currentText().toStdString()).value_or(ir::DataType::f32);
  return s;
}

} // namespace ara::ui
