// What the verbs of aracari-cli share: one row a verb, errors to exit codes, progress, output.
#pragma once

#include "base/task.h"
#include "ir/model.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <span>
#include <string>

namespace ara::cli {

// Exit codes are a promise to scripts (cli.md).
enum Exit : int { kDone = 0, kBadModel = 1, kBadCommand = 2, kInputOutput = 3, kCancelled = 4, kDifferent = 5 };

struct Verb {
  std::string_view name, doc;
  // Adds its flags to `command` and returns what runs when they have been read.
  std::function<int()> (*setUp)(CLI::App& command);
};
std::span<const Verb> verbs();

int exitCode(const Error& e);
int report(const Error& e); // one line on standard error; the exit code
void reportNotes(const Task& task); // warnings and notes on standard error

// A task that stops on Ctrl-C and shows progress on standard error: "auto" (only on a terminal), "plain", "none".
Task makeTask(const std::string& progress = "auto");
void addProgress(CLI::App& command, std::string& to);

// Standard output. Errors: Io when it cannot be written (a full disk, a closed pipe).
Status writeOut(std::string_view text);
// Prints and gives kDone, or reports.
int finish(std::string_view text);

// A column per cell; text columns left, number columns right.
struct Table {
  std::vector<std::string> header;
  std::vector<bool> numeric;
  std::vector<std::vector<std::string>> rows;
  std::string text() const; // aligned
  std::string tsv() const;
};

} // namespace ara::cli
