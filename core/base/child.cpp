#include "base/child.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ara {
namespace {

class Handle {
public:
  explicit Handle(int fd) : m_fd(fd) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { close(); }
  int get() const { return m_fd; }
  void close() {
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
  }

private:
  int m_fd;
};

std::filesystem::path helperPath(std::string_view program) {
  std::error_code none;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", none).parent_path();
  for (const auto& folder : {self, self / ".." / "libexec" / "aracari"})
    if (std::filesystem::exists(folder / program, none)) return folder / program;
  return {};
}

int inputFor(const std::filesystem::path& input, Bytes bytes) {
  if (!input.empty()) return ::open(input.c_str(), O_RDONLY | O_CLOEXEC);
  const int fd = memfd_create("input", MFD_CLOEXEC);
  std::size_t done = 0;
  while (fd >= 0 && done < bytes.size()) {
    const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      ::close(fd);
      return -1;
    }
    done += static_cast<std::size_t>(n);
  }
  return fd;
}

// The running program; ended and waited for whatever happens.
class Child {
public:
  explicit Child(pid_t pid) : m_pid(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (m_pid < 0) return;
    kill(m_pid, SIGKILL);
    wait();
  }
  int wait() {
    int status = -1;
    while (waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {}
    m_pid = -1;
    return status;
  }

private:
  pid_t m_pid;
};

} // namespace

Result<ChildOutput> runHelper(Task& task, std::string_view program, const std::filesystem::path& input, Bytes bytes,
                              std::uint64_t most, unsigned seconds) {
  const auto path = helperPath(program);
  if (path.empty())
    return fail(ErrorKind::Io, msg("The program {0} is missing beside this one.", program),
                msg("Install Aracari again."), std::string(program));
  Handle in(inputFor(input, bytes));
  int ends[2];
  if (in.get() < 0 || pipe2(ends, O_CLOEXEC) != 0)
    return fail(ErrorKind::Io, msg("{0} cannot be started: {1}.", program, std::strerror(errno)),
                msg("Close other programs and try again."));
  Handle out(ends[0]), childEnd(ends[1]);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.get(), 0);
  posix_spawn_file_actions_adddup2(&actions, childEnd.get(), 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::string name = path.string();
  char* const arguments[] = {name.data(), nullptr};
  char* const environment[] = {nullptr};
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, name.c_str(), &actions, nullptr, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    return fail(ErrorKind::Io, msg("{0} cannot be started: {1}.", program, std::strerror(failed)),
                msg("Install Aracari again."));
  Child child(pid);
  childEnd.close();

  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  auto got = std::make_shared<std::vector<std::byte>>();
  std::size_t used = 0;
  for (;;) {
    ARA_TRY(task.checkpoint(0.1, "Decoding"));
    if (std::chrono::steady_clock::now() > end) return ChildOutput{got, false};
    pollfd p{out.get(), POLLIN, 0};
    if (::poll(&p, 1, 100) == 0) continue;
    if (got->size() - used < (1u << 16)) got->resize(std::max<std::size_t>(1u << 17, got->size() * 2));
    const ssize_t n = ::read(out.get(), got->data() + used, got->size() - used);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    used += static_cast<std::size_t>(n);
    if (used > most) return ChildOutput{got, false};
  }
  got->resize(used);
  const int status = child.wait();
  return ChildOutput{got, WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

} // namespace ara
