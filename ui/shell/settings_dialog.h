// The one page of settings. What is changed is applied at once; there is nothing to confirm.
#pragma once

#include "ui/shell/preferences.h"

#include <QDialog>

namespace ara::ui {

class SettingsDialog : public QDialog {
  Q_OBJECT
public:
  SettingsDialog(PreferenceStore& store, QWidget* parent = nullptr);

protected:
  void changeEvent(QEvent* event) override;

private:
  void build();

  PreferenceStore& m_store;
};

} // namespace ara::ui
