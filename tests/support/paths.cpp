#include "support/paths.h"

#include <cstdlib>
#include <string>
#include <unistd.h>

namespace ara::test {

namespace fs = std::filesystem;

fs::path dataDir() { return fs::path(ARACARI_SOURCE_DIR) / "tests" / "data"; }

std::optional<fs::path> sharedDir() {
  const char* named = std::getenv("ARACARI_SHARED");
  const fs::path dir = named && *named ? fs::path(named) : fs::path(ARACARI_SOURCE_DIR).parent_path() / "shared";
  std::error_code none;
  return fs::is_directory(dir, none) ? std::optional(dir) : std::nullopt;
}

TempDir::TempDir() {
  std::string name = (fs::temp_directory_path() / "aracari-test-XXXXXX").string();
  if (const char* made = mkdtemp(name.data())) m_path = made;
}

TempDir::~TempDir() {
  std::error_code ignored;
  if (!m_path.empty()) fs::remove_all(m_path, ignored);
}

} // namespace ara::test
