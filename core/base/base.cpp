#include "base/message.h"
#include "base/task.h"

namespace ara {

std::string fillPlaces(std::string_view format, const std::vector<std::string>& args) {
  std::string out;
  out.reserve(format.size() + 32);
  for (std::size_t i = 0; i < format.size(); ++i) {
    const bool place = format[i] == '{' && i + 2 < format.size() && format[i + 2] == '}' && format[i + 1] >= '0' &&
                       format[i + 1] <= '9';
    const std::size_t n = place ? static_cast<std::size_t>(format[i + 1] - '0') : args.size();
    if (n < args.size()) {
      out += args[n];
      i += 2;
    } else {
      out += format[i];
    }
  }
  return out;
}

std::string Message::text() const { return fillPlaces(format, args); }

std::string Error::text() const {
  std::string out = finding.text();
  if (!remedy.empty()) out += (out.empty() ? "" : " ") + remedy.text();
  if (!trail.empty()) {
    out += " (while ";
    for (std::size_t i = 0; i < trail.size(); ++i) out += (i ? ", " : "") + trail[i];
    out += ')';
  }
  return out;
}

Status Task::checkpoint(double fraction, std::string_view stage) {
  if (cancelled()) return fail(ErrorKind::Cancelled, msg("Cancelled."));
  if (m_sink) m_sink({m_from + fraction * (m_to - m_from), stage});
  return {};
}

Task Task::part(double from, double to) const {
  Task t = *this;
  t.m_from = m_from + from * (m_to - m_from);
  t.m_to = m_from + to * (m_to - m_from);
  return t;
}

void Task::note(Severity severity, Message finding, Message remedy, std::string subject) {
  note({severity, {ErrorKind::Unsupported, std::move(finding), std::move(remedy), std::move(subject), {}}});
}

} // namespace ara
