#include "base/file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace ara {
namespace {

// Mapped ranges, for the SIGBUS handler: lock-free reads, writers under a mutex.
struct Range {
  std::atomic<std::uintptr_t> begin{0}, end{0};
  std::atomic<bool> cut{false};
};
constexpr int kRanges = 512; // a checkpoint may have hundreds of parts
std::array<Range, kRanges> g_ranges; // the one mutable global: a signal handler can reach nothing else
std::mutex g_rangesMutex;
std::atomic<std::uintptr_t> g_page{4096};

// A page of a mapped file is gone (somebody truncated it): put a page of zeros there and remember.
void onBusError(int, siginfo_t* info, void*) {
  const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
  for (auto& r : g_ranges) {
    if (at < r.begin.load() || at >= r.end.load()) continue;
    const std::uintptr_t page = g_page.load();
    void* start = reinterpret_cast<void*>(at & ~(page - 1));
    if (mmap(start, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED) {
      r.cut.store(true);
      return;
    }
  }
  std::signal(SIGBUS, SIG_DFL);
  raise(SIGBUS);
}

int claimRange(std::uintptr_t begin, std::uintptr_t end) {
  const std::lock_guard lock(g_rangesMutex);
  static const bool installed = [] {
    if (const long page = sysconf(_SC_PAGESIZE); page > 0) g_page.store(static_cast<std::uintptr_t>(page));
    struct sigaction action {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO;
    return sigaction(SIGBUS, &action, nullptr) == 0;
  }();
  if (!installed) return -1;
  for (int i = 0; i < kRanges; ++i) {
    auto& r = g_ranges[static_cast<std::size_t>(i)];
    if (r.begin.load() != 0) continue;
    r.cut.store(false);
    r.end.store(end);
    r.begin.store(begin);
    return i;
  }
  return -1;
}

std::int64_t timeOf(const struct stat& s) {
  return static_cast<std::int64_t>(s.st_mtim.tv_sec) * 1'000'000'000 + s.st_mtim.tv_nsec;
}

class Fd {
public:
  explicit Fd(int fd) : m_fd(fd) {}
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() {
    if (m_fd >= 0) ::close(m_fd);
  }
  int get() const { return m_fd; }
  int release() { return std::exchange(m_fd, -1); }

private:
  int m_fd;
};

// A new file of a name nobody has, with the permissions a new file gets here (mkstemp would make it private).
int createBeside(const std::filesystem::path& folder, const std::string& name, std::string& made) {
  static std::atomic<unsigned> counter{0};
  for (int attempt = 0; attempt < 1000; ++attempt) {
    made = (folder / ("." + name.substr(0, 200) + "." + std::to_string(::getpid()) + "-" + std::to_string(counter++)))
               .string();
    const int fd = ::open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

std::string why(int code) { return std::strerror(code); }

Fail cannotRead(const std::filesystem::path& path, int code) {
  return fail(ErrorKind::Io, msg("{0} cannot be read: {1}.", path.string(), why(code)),
              msg("Check the path and its permissions."), path.string());
}

Fail cannotWrite(const std::filesystem::path& path, int code) {
  if (code == ENOSPC || code == EDQUOT)
    return fail(ErrorKind::Io, msg("The disk is full. {0} was not changed.", path.string()),
                msg("Free some space or save elsewhere."), path.string());
  return fail(ErrorKind::Io, msg("{0} cannot be written: {1}.", path.string(), why(code)),
              msg("Choose a folder you may write to."), path.string());
}

} // namespace

FileBytes::~FileBytes() {
  if (m_slot >= 0) {
    auto& r = g_ranges[static_cast<std::size_t>(m_slot)];
    r.end.store(0);
    r.begin.store(0);
  }
  if (m_map) munmap(m_map, m_bytes.size());
}

bool FileBytes::changed() const {
  if (m_slot >= 0 && g_ranges[static_cast<std::size_t>(m_slot)].cut.load()) return true;
  struct stat s {};
  if (::stat(m_path.c_str(), &s) != 0) return m_map == nullptr ? false : true;
  return static_cast<std::uint64_t>(s.st_size) != m_size || timeOf(s) != m_time;
}

Result<std::shared_ptr<const FileBytes>> openFile(const std::filesystem::path& path, std::uint64_t mapAbove) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return cannotRead(path, errno);
  struct stat s {};
  if (::fstat(fd.get(), &s) != 0) return cannotRead(path, errno);
  if (S_ISDIR(s.st_mode)) return cannotRead(path, EISDIR);
  if (!S_ISREG(s.st_mode))
    return fail(ErrorKind::Io, msg("{0} is not a regular file.", path.string()), msg("Name a model file."),
                path.string());

  std::shared_ptr<FileBytes> file(new FileBytes);
  file->m_path = path;
  file->m_size = static_cast<std::uint64_t>(s.st_size);
  file->m_time = timeOf(s);
  const auto size = static_cast<std::size_t>(s.st_size);
  if (file->m_size > mapAbove) {
    void* map = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd.get(), 0);
    if (map == MAP_FAILED) return cannotRead(path, errno);
    file->m_map = map;
    file->m_bytes = {static_cast<const std::byte*>(map), size};
    const auto begin = reinterpret_cast<std::uintptr_t>(map);
    file->m_slot = claimRange(begin, begin + size);
    if (file->m_slot < 0) return cannotRead(path, EMFILE); // unguarded, a file cut short would end the program
    return file;
  }
  file->m_heap = std::make_unique_for_overwrite<std::byte[]>(size);
  std::size_t got = 0;
  while (got < size) {
    const ssize_t n = ::read(fd.get(), file->m_heap.get() + got, size - got);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannotRead(path, errno);
    if (n == 0) break; // became shorter while we read: what is there is what we have
    got += static_cast<std::size_t>(n);
  }
  file->m_bytes = {file->m_heap.get(), got};
  return file;
}

Status writeFileAtomically(Task& task, const std::filesystem::path& path, std::span<const Bytes> parts) {
  // A link is followed, so that it stays a link to the new content.
  std::error_code ignored;
  std::filesystem::path target = path;
  if (std::filesystem::is_symlink(path, ignored)) {
    if (const auto real = std::filesystem::weakly_canonical(path, ignored); !ignored) target = real;
  }
  struct stat old {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) return cannotWrite(path, EISDIR);
  if (exists && !S_ISREG(old.st_mode)) return cannotWrite(path, EINVAL);
  if (exists && ::access(target.c_str(), W_OK) != 0) return cannotWrite(path, errno);

  const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  std::string temporary;
  Fd fd(createBeside(folder, target.filename().string(), temporary));
  if (fd.get() < 0) return cannotWrite(path, errno);
  const auto give_up = [&](Fail error) {
    ::unlink(temporary.c_str());
    return error;
  };

  std::uint64_t total = 0, done = 0;
  for (const Bytes p : parts) total += p.size();
  for (const Bytes part : parts) {
    std::size_t at = 0;
    while (at < part.size()) {
      const std::size_t chunk = std::min<std::size_t>(part.size() - at, 4u << 20);
      const ssize_t n = ::write(fd.get(), part.data() + at, chunk);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return give_up(cannotWrite(path, errno));
      at += static_cast<std::size_t>(n);
      done += static_cast<std::uint64_t>(n);
      if (auto go = task.checkpoint(total ? double(done) / double(total) : 1, "Writing"); !go)
        return give_up(Fail(std::move(go).error()));
    }
  }
  if (exists && ::fchmod(fd.get(), old.st_mode & 07777) != 0) return give_up(cannotWrite(path, errno));
  if (::fsync(fd.get()) != 0) return give_up(cannotWrite(path, errno));
  if (::close(fd.release()) != 0) return give_up(cannotWrite(path, errno));
  if (::rename(temporary.c_str(), target.c_str()) != 0) return give_up(cannotWrite(path, errno));
  if (const Fd dir(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); dir.get() >= 0) ::fsync(dir.get());
  return {};
}

} // namespace ara
