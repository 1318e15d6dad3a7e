#include "support/case_runner.h"

#include "base/strings.h"
#include "ir/text.h"
#include "ir/verify.h"
#include "passes/pass.h"

#include <algorithm>
#include <fmt/format.h>
#include <regex>

namespace ara::test {
namespace {

struct Directive {
  std::string kind, text; // "CHECK", what follows the colon
  std::size_t line = 0;   // in the file, from 1
};

struct Case {
  std::size_t firstLine = 1;
  std::vector<std::string> lines;
  std::vector<Directive> directives;

  std::string input() const {
    std::string out(firstLine - 1, '\n'); // so that messages name lines of the file
    for (const auto& l : lines) out += l + "\n";
    return out;
  }
};

struct Outcome {
  std::vector<std::string> complaints;
  std::string before, after; // printed models; `after` is empty when there is none
  std::size_t rewrites = 0;
  std::vector<std::string> errors, notes;
};

std::string squeezed(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (const bool blank = c == ' ' || c == '\t' || c == '\r'; !blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

constexpr std::string_view kKinds[] = {"RUN", "CHECK", "CHECK-NEXT", "CHECK-NOT", "ERROR", "NOTE", "CHANGED"};

std::optional<Directive> directiveOf(std::string_view line, std::size_t number) {
  if (!line.starts_with("# ")) return {};
  const std::string_view rest = line.substr(line.find_first_not_of(' ', 1));
  for (const std::string_view kind : kKinds)
    if (rest.starts_with(kind) && rest.substr(kind.size()).starts_with(':'))
      return Directive{std::string(kind), squeezed(rest.substr(kind.size() + 1)), number};
  return {};
}

std::vector<Case> casesOf(std::string_view text) {
  std::vector<Case> cases(1);
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.starts_with("# ----")) {
      cases.emplace_back();
      cases.back().firstLine = number + 1;
      continue;
    }
    cases.back().lines.emplace_back(line);
    if (auto d = directiveOf(line, number)) cases.back().directives.push_back(std::move(*d));
  }
  return cases;
}

bool holds(std::string_view line, const std::string& wanted) {
  if (wanted.find("{{") == std::string::npos) return squeezed(line).find(wanted) != std::string::npos;
  std::string pattern;
  for (std::size_t at = 0; at < wanted.size();) {
    const auto open = std::min(wanted.find("{{", at), wanted.size());
    for (; at < open; ++at) {
      if (std::string_view("\\^$.|?*+()[]{}").find(wanted[at]) != std::string_view::npos) pattern += '\\';
      pattern += wanted[at];
    }
    if (open == wanted.size()) break;
    const auto close = std::min(wanted.find("}}", open), wanted.size());
    pattern += wanted.substr(open + 2, close - open - 2);
    at = std::min(close + 2, wanted.size());
  }
  return std::regex_search(squeezed(line), std::regex(pattern));
}

std::optional<std::vector<std::string_view>> pipelineOf(const Directive& run, std::vector<std::string>& complaints) {
  std::vector<std::string_view> pipeline;
  const auto words = split(run.text, ' ');
  const auto complain = [&](std::string_view what) {
    complaints.push_back(fmt::format("line {}: {}", run.line, what));
  };
  if (words.empty() || words[0] != "opt") return complain("RUN: starts with opt"), std::nullopt;
  const auto append = [&](auto list) { pipeline.insert(pipeline.end(), list.begin(), list.end()); };
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--source")
      append(passes::sourcePipeline());
    else if (words[i] == "--lower")
      append(passes::lowerPipeline());
    else if (words[i] == "--target")
      append(passes::targetPipeline());
    else if (words[i] == "--pass" && i + 1 < words.size())
      pipeline.push_back(words[++i]);
    else if (words[i] != "--verify")
      return complain(fmt::format("RUN: does not know {}", words[i])), std::nullopt;
  }
  return pipeline;
}

Outcome runOne(const Case& c) {
  Outcome o;
  const auto run =
      std::find_if(c.directives.begin(), c.directives.end(), [](const Directive& d) { return d.kind == "RUN"; });
  if (run == c.directives.end()) {
    o.complaints.push_back(fmt::format("line {}: the case has no RUN:", c.firstLine));
    return o;
  }
  const auto pipeline = pipelineOf(*run, o.complaints);
  if (!pipeline) return o;
  auto model = ir::parse(c.input(), ops::find);
  if (!model) {
    o.errors.push_back(model.error().text());
    return o;
  }
  for (const Error& e : ir::verify(*model))
    o.complaints.push_back(fmt::format("line {}: the input: {}", c.firstLine, e.text()));
  o.before = ir::print(*model);
  Task task;
  ir::Journal journal;
  std::vector<Error> refused;
  passes::RunOptions options;
  options.verify = true;
  const auto done = passes::run(task, *model, *pipeline, journal, refused, options);
  for (const Diagnostic& d : task.notes()) o.notes.push_back(d.what.text());
  for (const Error& e : refused) o.errors.push_back(e.text());
  if (!done) {
    o.errors.push_back(done.error().text());
    return o;
  }
  o.after = ir::print(*model);
  o.rewrites = journal.rewrites.size();
  const auto again = ir::parse(o.after, ops::find);
  if (!again)
    o.complaints.push_back(fmt::format("line {}: the result does not parse: {}", run->line, again.error().text()));
  else if (ir::print(*again) != o.after)
    o.complaints.push_back(fmt::format("line {}: the result prints otherwise after parsing", run->line));
  if (o.rewrites && o.before == o.after)
    o.complaints.push_back(fmt::format("line {}: a rewrite was told and nothing changed", run->line));
  return o;
}

void checkLines(const Case& c, const Outcome& o, std::vector<std::string>& complaints) {
  const auto lines = split(o.after, '\n');
  std::size_t next = 0, from = 0; // the line after the last match; where CHECK-NOT starts to look
  std::vector<const Directive*> absent;
  const auto checkAbsent = [&](std::size_t end) {
    for (const Directive* d : absent)
      for (std::size_t i = from; i < end; ++i)
        if (holds(lines[i], d->text))
          complaints.push_back(fmt::format("line {}: found what should not be there: {}", d->line, lines[i]));
    absent.clear();
  };
  for (const Directive& d : c.directives) {
    if (d.kind == "CHECK-NOT") absent.push_back(&d);
    if (d.kind != "CHECK" && d.kind != "CHECK-NEXT") continue;
    std::size_t at = next;
    while (at < lines.size() && d.kind == "CHECK" && !holds(lines[at], d.text)) ++at;
    if (at >= lines.size() || !holds(lines[at], d.text)) {
      complaints.push_back(fmt::format("line {}: not found: {}\n{}", d.line, d.text, o.after));
      return;
    }
    checkAbsent(at);
    next = from = at + 1;
  }
  checkAbsent(lines.size());
}

void checkTexts(const Case& c, std::string_view kind, std::vector<std::string> said, bool all,
                std::vector<std::string>& complaints) {
  for (const Directive& d : c.directives) {
    if (d.kind != kind) continue;
    const auto it = std::find_if(said.begin(), said.end(), [&](const std::string& s) { return holds(s, d.text); });
    if (it != said.end())
      said.erase(it);
    else
      complaints.push_back(
          fmt::format("line {}: nothing says: {}{}", d.line, d.text, said.empty() ? "" : "\nit says: " + said.front()));
  }
  if (all)
    for (const std::string& s : said) complaints.push_back(fmt::format("line {}: not expected: {}", c.firstLine, s));
}

std::vector<std::string> check(const Case& c) {
  const Outcome o = runOne(c);
  std::vector<std::string> complaints = o.complaints;
  checkTexts(c, "ERROR", o.errors, true, complaints);
  checkTexts(c, "NOTE", o.notes, false, complaints);
  if (!o.after.empty()) checkLines(c, o, complaints);
  bool expects = false;
  for (const Directive& d : c.directives) {
    expects = expects || d.kind != "RUN";
    if (d.kind == "CHANGED" && !o.after.empty() && (d.text == "yes") != (o.before != o.after))
      complaints.push_back(
          fmt::format("line {}: changed is {}\n{}", d.line, o.before != o.after ? "yes" : "no", o.after));
  }
  if (!expects) complaints.push_back(fmt::format("line {}: the case expects nothing", c.firstLine));
  return complaints;
}

// The value lists "= [...]" of constants: numbers that were computed.
std::vector<std::string> numbersOf(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view line : split(text, '\n'))
    if (const auto at = line.find("] = [");
        line.find(" const ") != std::string_view::npos && at != std::string_view::npos)
      out.push_back(squeezed(line.substr(at + 4)));
  return out;
}

} // namespace

std::vector<std::string> runCases(std::string_view text) {
  std::vector<std::string> complaints;
  for (const Case& c : casesOf(text)) {
    auto more = check(c);
    complaints.insert(complaints.end(), more.begin(), more.end());
  }
  return complaints;
}

std::string updatedCases(std::string_view text, std::vector<std::string>& left) {
  std::string out;
  bool first = true;
  for (const Case& c : casesOf(text)) {
    if (!std::exchange(first, false)) out += "# ----\n";
    std::string old;
    for (const auto& l : c.lines) old += l + "\n";
    const Outcome o = check(c).empty() ? Outcome{} : runOne(c);
    const std::string known = squeezed(old);
    const auto numbers = numbersOf(o.after);
    const bool confirmed =
        std::all_of(numbers.begin(), numbers.end(), [&](const auto& n) { return known.find(n) != std::string::npos; });
    if (!o.after.empty() && !confirmed) left.push_back(fmt::format("line {}: its numbers change", c.firstLine));
    if (o.after.empty() || !confirmed) {
      out += old;
      continue;
    }
    bool told = false;
    for (std::size_t i = 0; i < c.lines.size(); ++i) {
      const auto d = directiveOf(c.lines[i], c.firstLine + i);
      if (d && d->kind == "CHANGED") {
        out += fmt::format("# CHANGED: {}\n", o.before != o.after ? "yes" : "no");
      } else if (d && (d->kind == "CHECK" || d->kind == "CHECK-NEXT")) {
        if (std::exchange(told, true)) continue;
        bool head = true;
        for (const std::string_view line : split(o.after, '\n')) {
          if (line.empty() || line == "}" || !line.starts_with(' ')) continue;
          out += fmt::format("# {}{}\n", std::exchange(head, false) ? "CHECK:      " : "CHECK-NEXT: ", squeezed(line));
        }
      } else {
        out += c.lines[i] + "\n";
      }
    }
  }
  return out;
}

std::vector<std::filesystem::path> caseFiles(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".case") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace ara::test
