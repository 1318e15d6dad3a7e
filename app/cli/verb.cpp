#include "app/cli/verb.h"

#include "base/strings.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace ara::cli {
namespace {

// Ctrl-C once asks to stop, twice stops.
std::shared_ptr<std::atomic<bool>> stopFlag() {
  static const auto flag = std::make_shared<std::atomic<bool>>(false);
  static const bool installed = [] {
    std::signal(SIGINT, [](int) {
      stopFlag()->store(true);
      std::signal(SIGINT, SIG_DFL);
    });
    return true;
  }();
  (void)installed;
  return flag;
}

// Characters a terminal shows in one column each: continuation bytes of UTF-8 do not count.
std::size_t width(std::string_view s) {
  std::size_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}

} // namespace

int exitCode(const Error& e) {
  switch (e.kind) {
  case ErrorKind::BadFile:
  case ErrorKind::Unsupported:
  case ErrorKind::Internal: return kBadModel;
  case ErrorKind::BadArgument: return kBadCommand;
  case ErrorKind::Io: return kInputOutput;
  case ErrorKind::Cancelled: return kCancelled;
  }
  return kBadModel;
}

int report(const Error& e) {
  std::fprintf(stderr, "aracari-cli: %s\n", printable(e.text(), 4000).c_str());
  return exitCode(e);
}

void reportNotes(const Task& task) {
  for (const Diagnostic& d : task.notes())
    std::fprintf(stderr, "aracari-cli: %s: %s\n", d.severity == Severity::note ? "note" : "warning", printable(d.what.text(), 4000).c_str());
}

Task makeTask(const std::string& progress) {
  const bool terminal = isatty(STDERR_FILENO) != 0;
  if (progress == "none" || (progress == "auto" && !terminal)) return Task(stopFlag(), {});
  return Task(stopFlag(), [terminal, last = -1](const Progress& p) mutable {
    const int percent = static_cast<int>(p.fraction * 100);
    if (percent == last) return;
    last = percent;
    std::fprintf(stderr, terminal ? "\r\033[K%3d %% %.*s" : "%3d %% %.*s\n", percent, static_cast<int>(p.stage.size()), p.stage.data());
    if (terminal && percent >= 100) std::fprintf(stderr, "\r\033[K");
  });
}

void addProgress(CLI::App& command, std::string& to) {
  command.add_option("--progress", to, "auto (only on a terminal), plain, or none")->check(CLI::IsMember({"auto", "plain", "none"}));
}

Status writeOut(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return {};
  return fail(ErrorKind::Io, msg("Standard output cannot be written: {0}.", std::strerror(errno)), msg("Write to a file on a disk with space."));
}

int finish(std::string_view text) {
  const auto done = writeOut(text);
  return done ? kDone : report(done.error());
}

std::string Table::text() const {
  std::vector<std::size_t> widths(header.size());
  for (std::size_t i = 0; i < header.size(); ++i) widths[i] = width(header[i]);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  std::string out;
  const auto line = [&](const std::vector<std::string>& row) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string pad(widths[i] - width(row[i]), ' ');
      text += (i ? "  " : "") + (numeric[i] ? pad + row[i] : row[i] + pad);
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  };
  line(header);
  for (const auto& row : rows) line(row);
  return out;
}

std::string Table::tsv() const {
  std::string out;
  const auto line = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i ? "\t" : "") + row[i];
    out += '\n';
  };
  line(header);
  for (const auto& row : rows) line(row);
  return out;
}

} // namespace ara::cli
