#include "ui/shell/settings_dialog.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace ara::ui {

SettingsDialog::SettingsDialog(PreferenceStore& store, QWidget* parent) : QDialog(parent), m_store(store) { build(); }

void SettingsDialog::build() {
  qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
  delete layout();
  setWindowTitle(tr("Settings"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::k24, space::k24, space::k24, space::k16);
  column->setSpacing(space::k16);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(space::k24);
  form->setVerticalSpacing(space::k12);
  column->addLayout(form);
  const Preferences now = m_store.preferences();
  const auto change = [this](auto edit) {
    Preferences p = m_store.preferences();
    edit(p);
    m_store.set(p);
  };

  auto* language = new QComboBox(this);
  language->setObjectName(QStringLiteral("language"));
  language->addItem(tr("As the desktop"), QString());
  language->addItem(QStringLiteral("English"), QStringLiteral("en"));
  language->addItem(QStringLiteral("中文"), QStringLiteral("zh_CN"));
  language->setCurrentIndex(std::max(0, language->findData(now.language)));
  connect(language, &QComboBox::activated, this,
          [change, language] { change([&](Preferences& p) { p.language = language->currentData().toString(); }); });
  form->addRow(tr("Language"), language);

  auto* theme = new QComboBox(this);
  theme->setObjectName(QStringLiteral("theme"));
  theme->addItem(tr("As the desktop"), int(ThemeMode::System));
  theme->addItem(tr("Light"), int(ThemeMode::Light));
  theme->addItem(tr("Dark"), int(ThemeMode::Dark));
  theme->setCurrentIndex(theme->findData(int(now.theme)));
  connect(theme, &QComboBox::activated, this,
          [change, theme] { change([&](Preferences& p) { p.theme = ThemeMode(theme->currentData().toInt()); }); });
  form->addRow(tr("Theme"), theme);

  auto* wheel = new QComboBox(this);
  wheel->setObjectName(QStringLiteral("wheel"));
  wheel->addItem(tr("Zooms"), true);
  wheel->addItem(tr("Scrolls; zooms with Ctrl"), false);
  wheel->setCurrentIndex(now.wheelZooms ? 0 : 1);
  connect(wheel, &QComboBox::activated, this,
          [change, wheel] { change([&](Preferences& p) { p.wheelZooms = wheel->currentData().toBool(); }); });
  form->addRow(tr("Wheel on the graph"), wheel);

  auto* threshold = new QSpinBox(this);
  threshold->setObjectName(QStringLiteral("threshold"));
  threshold->setRange(0, std::numeric_limits<int>::max());
  threshold->setGroupSeparatorShown(true);
  threshold->setValue(int(std::min<std::uint64_t>(now.minElements, std::uint64_t(threshold->maximum()))));
  connect(threshold, &QSpinBox::valueChanged, this,
          [change](int n) { change([n](Preferences& p) { p.minElements = std::uint64_t(n); }); });
  form->addRow(tr("Quantize weights from"), threshold);
  form->addRow(QString(),
               note(tr("Elements. Smaller weights stay float. Counts for models opened from now on."), this));

  auto* buttons = new QHBoxLayout;
  auto* reset = new QPushButton(tr("Reset All"), this);
  auto* done = new QPushButton(tr("Close"), this);
  done->setDefault(true);
  buttons->addWidget(reset);
  buttons->addStretch(1);
  buttons->addWidget(done);
  column->addLayout(buttons);
  connect(reset, &QPushButton::clicked, this, [this] {
    m_store.set({});
    QMetaObject::invokeMethod(
        this, [this] { build(); }, Qt::QueuedConnection);
  });
  connect(done, &QPushButton::clicked, this, &QDialog::close);
  setMinimumWidth(scaled(420));
}

void SettingsDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange)
    QMetaObject::invokeMethod(
        this, [this] { build(); }, Qt::QueuedConnection);
  QDialog::changeEvent(event);
}

} // namespace ara::ui
