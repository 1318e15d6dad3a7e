// What everything long takes as its first parameter: a way to stop, to tell how far it is, and to note findings that do
// not end the work. checkpoint() does the first two; call it at least every few milliseconds of work.
#pragma once

#include "base/result.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace ara {

struct Progress {
  double fraction = 0;    // 0..1 of the whole task
  std::string_view stage; // an untranslated literal such as "Lowering"
};

class Task {
public:
  Task() = default;
  using Sink = std::function<void(const Progress&)>;
  Task(std::shared_ptr<const std::atomic<bool>> stop, Sink sink) : m_stop(std::move(stop)), m_sink(std::move(sink)) {}

  bool cancelled() const { return m_stop && m_stop->load(std::memory_order_relaxed); }
  // Reports progress; an error of kind Cancelled when the person asked to stop.
  Status checkpoint(double fraction, std::string_view stage);
  // A part of this task: its 0..1 becomes from..to here.
  Task part(double from, double to) const;

  void note(Diagnostic d) { m_notes->push_back(std::move(d)); }
  void note(Severity severity, Message finding, Message remedy = {}, std::string subject = {});
  const std::vector<Diagnostic>& notes() const { return *m_notes; }

private:
  std::shared_ptr<const std::atomic<bool>> m_stop;
  Sink m_sink;
  double m_from = 0, m_to = 1;
  std::shared_ptr<std::vector<Diagnostic>> m_notes = std::make_shared<std::vector<Diagnostic>>();
};

} // namespace ara
