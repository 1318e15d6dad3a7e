#include "ui/shell/recent_files.h"

#include "ui/shell/words.h"

#include <QFileInfo>

#include <algorithm>

namespace ara::ui {

RecentFiles::RecentFiles(QSettings& settings, QObject* parent) : QObject(parent), m_settings(settings) {
  const int n = std::min(settings.beginReadArray(QStringLiteral("recent")), int(kMost));
  for (int i = 0; i < n; ++i) {
    settings.setArrayIndex(i);
    RecentFile f;
    f.path = settings.value(QStringLiteral("path")).toString();
    f.note = settings.value(QStringLiteral("note")).toString();
    f.bytes = settings.value(QStringLiteral("bytes")).toULongLong();
    f.at = settings.value(QStringLiteral("at")).toDateTime();
    f.state = FileState(std::clamp(settings.value(QStringLiteral("state")).toInt(), 0, int(FileState::refused)));
    f.refused = settings.value(QStringLiteral("refused")).toInt();
    for (const QString& kind :
         settings.value(QStringLiteral("kinds")).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts))
      f.kinds.push_back(Kind(std::clamp(kind.toInt(), 0, kKindCount - 1)));
    if (!f.path.isEmpty()) m_files.push_back(std::move(f));
  }
  settings.endArray();
}

void RecentFiles::save() {
  m_settings.remove(QStringLiteral("recent"));
  m_settings.beginWriteArray(QStringLiteral("recent"), int(m_files.size()));
  for (int i = 0; i < int(m_files.size()); ++i) {
    const RecentFile& f = m_files[std::size_t(i)];
    m_settings.setArrayIndex(i);
    m_settings.setValue(QStringLiteral("path"), f.path);
    m_settings.setValue(QStringLiteral("note"), f.note);
    m_settings.setValue(QStringLiteral("bytes"), qulonglong(f.bytes));
    m_settings.setValue(QStringLiteral("at"), f.at);
    m_settings.setValue(QStringLiteral("state"), int(f.state));
    m_settings.setValue(QStringLiteral("refused"), f.refused);
    QStringList kinds;
    for (const Kind k : f.kinds) kinds += QString::number(int(k));
    m_settings.setValue(QStringLiteral("kinds"), kinds.join(QLatin1Char(' ')));
  }
  m_settings.endArray();
  Q_EMIT changed();
}

void RecentFiles::remember(const RecentFile& file) {
  std::erase_if(m_files, [&](const RecentFile& f) { return f.path == file.path; });
  m_files.insert(m_files.begin(), file);
  if (m_files.size() > kMost) m_files.resize(kMost);
  save();
}

void RecentFiles::setState(const QString& path, FileState state, int refused) {
  for (RecentFile& f : m_files) {
    if (f.path != path || (f.state == state && f.refused == refused)) continue;
    f.state = state;
    f.refused = refused;
    save();
    return;
  }
}

void RecentFiles::clearMissing() {
  if (std::erase_if(m_files, [](const RecentFile& f) { return !QFileInfo::exists(f.path); }) > 0) save();
}

void RecentFiles::clear() {
  m_files.clear();
  save();
}

RecentFile portrait(const Document& document) {
  const ir::Model& model = document.source();
  RecentFile f;
  f.path = QFileInfo(document.path()).absoluteFilePath();
  f.bytes = model.origin.bytes;
  f.at = QDateTime::currentDateTime();
  f.note = QString::fromStdString(model.origin.format) + QStringLiteral(" · ") +
           QCoreApplication::translate("ara::ui::RecentFiles", "%1 nodes").arg(number(model.graph().liveNodeCount()));
  // Five of the operators that do the work, evenly spread.
  std::vector<Kind> working;
  for (const ir::NodeId n : model.graph().nodeIds()) {
    const ir::OpDef* def = model.graph()[n].def;
    const Kind kind = def ? Kind(int(def->kind)) : Kind::Unknown;
    if (kind != Kind::Constant && kind != Kind::Shape && kind != Kind::Control) working.push_back(kind);
  }
  constexpr std::size_t kBars = 5;
  for (std::size_t i = 0; i < std::min(kBars, working.size()); ++i)
    f.kinds.push_back(working[i * working.size() / std::min(kBars, working.size())]);
  return f;
}

} // namespace ara::ui
