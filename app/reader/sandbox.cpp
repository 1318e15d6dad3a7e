#include "app/reader/sandbox.h"

#include <cerrno>
#include <cstddef>
#include <iterator>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

namespace ara::reader {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArch = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArch = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArch = 0;
#endif

void limit(int what, std::uint64_t most) {
  const rlimit l{most, most};
  setrlimit(static_cast<__rlimit_resource_t>(what), &l);
}

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
constexpr sock_filter allow(long call) {
  // Skips the refusal behind it: the filter is a row of pairs.
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1);
}
constexpr sock_filter answer(std::uint32_t what) { return BPF_STMT(BPF_RET | BPF_K, what); }

} // namespace

bool enterSandbox(std::uint64_t fileBytes) {
  constexpr std::uint64_t kMemory = std::uint64_t{6} << 30;
  limit(RLIMIT_AS, kMemory + 4 * fileBytes);
  limit(RLIMIT_CPU, 60 + fileBytes / (20u << 20));
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 3);
  if (kArch == 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;

  constexpr long kAllowed[] = {
      SYS_read,   SYS_write,      SYS_munmap,       SYS_mremap,         SYS_brk,           SYS_madvise,      SYS_futex,
      SYS_exit,   SYS_exit_group, SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_clock_gettime, SYS_gettimeofday, SYS_getpid,
      SYS_gettid, SYS_tgkill,     SYS_lseek};
  constexpr std::size_t kCalls = std::size(kAllowed);
  sock_filter program[4 + 2 * kCalls + 16];
  std::size_t n = 0;
  program[n++] = load(offsetof(seccomp_data, arch));
  program[n++] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArch, 1, 0);
  program[n++] = answer(SECCOMP_RET_KILL_PROCESS);
  program[n++] = load(offsetof(seccomp_data, nr));
  for (const long call : kAllowed) {
    program[n++] = allow(call);
    program[n++] = answer(SECCOMP_RET_ALLOW);
  }
  // Memory, but none that can be executed.
  for (const long call : {long{SYS_mmap}, long{SYS_mprotect}}) {
    program[n++] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 3);
    program[n++] = load(offsetof(seccomp_data, args[2]));
    program[n++] = BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 4 /* PROT_EXEC */, 1, 0);
    program[n++] = answer(SECCOMP_RET_ALLOW);
  }
  program[n++] = load(offsetof(seccomp_data, nr));
  // HDF5 looks whether a file of the image's name is there before it takes the image: it never is.
  for (const long call : {long{SYS_openat}, long{SYS_newfstatat}, long{SYS_getcwd}}) {
    program[n++] = allow(call);
    program[n++] = answer(SECCOMP_RET_ERRNO | ENOENT);
  }
  program[n++] = answer(SECCOMP_RET_KILL_PROCESS);
  const sock_fprog filter{static_cast<unsigned short>(n), program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

} // namespace ara::reader
