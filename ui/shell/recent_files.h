// The files that were opened last, newest first, with what was found in them.
#pragma once

#include "ui/document/document.h"
#include "ui/theme/tokens.h"

#include <QDateTime>
#include <QSettings>

#include <vector>

namespace ara::ui {

enum class FileState : std::uint8_t { opened, converted, quantized, refused };

struct RecentFile {
  QString path;
  QString note; // "GraphDef · 6,862 nodes", as it was told when the file was opened
  std::uint64_t bytes = 0;
  QDateTime at;
  FileState state = FileState::opened;
  int refused = 0;         // ops, when state says so
  std::vector<Kind> kinds; // a handful of its operators in order: its portrait
  bool operator==(const RecentFile&) const = default;
};

class RecentFiles : public QObject {
  Q_OBJECT
public:
  static constexpr std::size_t kMost = 8;
  explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);

  const std::vector<RecentFile>& files() const { return m_files; }
  void remember(const RecentFile& file); // to the top
  void setState(const QString& path, FileState state, int refused);
  void clearMissing();
  void clear();

Q_SIGNALS:
  void changed();

private:
  void save();

  QSettings& m_settings;
  std::vector<RecentFile> m_files;
};

// What is remembered of a document that was just opened.
RecentFile portrait(const Document& document);

} // namespace ara::ui
