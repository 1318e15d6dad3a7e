// One open model and everything that was done with it: the source as it was read, what the person asks for, the check of
// that, and the conversion. Panels read it and call its verbs; they never call each other.
//
// Settings are values on an undo stack. Every change starts a check in the background (a conversion without writing);
// convert() and the others are jobs in the foreground, with progress and cancel. What was made stays readable when the
// settings change afterwards: outOfDate() says so.
#pragma once

#include "analysis/repeats.h"
#include "analysis/summary.h"
#include "convert/convert.h"
#include "convert/picks.h"
#include "ui/document/selection.h"
#include "ui/jobs/job_runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QUndoStack>

#include <memory>
#include <optional>

namespace ara::ui {

// What opening a file finds out, all of it off the GUI thread.
struct Opened {
  ir::Model model;
  std::vector<analysis::OpCount> ops;
  std::vector<analysis::Candidate> inputs, outputs; // suggestions, best first
  std::vector<analysis::Repeat> repeats;            // of the main graph: what the canvas folds
  Message sentence;                                 // what the model is
  std::unique_ptr<const convert::TensorNames> names; // of `model`: looking one up costs the GUI thread nothing
  double milliseconds = 0;
};

struct LogLine {
  qint64 at = 0; // milliseconds since the epoch
  QString stage, text;
};

class Document : public QObject {
  Q_OBJECT
public:
  explicit Document(QObject* parent = nullptr);
  ~Document() override;

  // The source.
  bool isOpen() const { return m_opened != nullptr; }
  const Opened& opened() const { return *m_opened; } // only when isOpen()
  const ir::Model& source() const { return m_opened->model; }
  std::shared_ptr<const Opened> sharedOpened() const { return m_opened; } // for jobs
  QString path() const { return m_path; }
  QString fileName() const;

  // What is asked.
  const convert::Settings& settings() const { return m_settings; }
  void setSettings(const convert::Settings& settings, const QString& undoText);
  QUndoStack& undoStack() { return m_undo; }
  // Verbs on the settings, each one undo step. Names as the model writes them.
  void makeInput(const std::string& name, bool add);
  void makeOutput(const std::string& name, bool add);
  void removeInput(const std::string& name);
  void removeOutput(const std::string& name);
  void setInputShape(const std::string& name, std::vector<ir::Dim> shape);
  void setInputType(const std::string& name, ir::DataType type);
  void setScheme(convert::Scheme scheme);
  void setQuantization(const convert::QuantizeSettings& asked);
  // What settings begin with when a model is opened; a preference, not an undo step.
  void setMinElementsAtStart(std::uint64_t n) { m_minElementsAtStart = n; }
  void acceptSuggestions(); // likely inputs and outputs; open leading dimensions stay to be given
  QString commandLine() const; // the whole line of aracari-cli for this state

  // The check of the settings: shapes, verdicts, refusals; null while it has never finished. `checkError` when it ended
  // with a sentence instead (an open dimension, a name that is not there).
  std::shared_ptr<const convert::Conversion> check() const { return m_check; }
  std::optional<Error> checkError() const { return m_checkError; }
  bool checking() const { return m_checks.running(); }
  // Nodes of the source that the current picks keep, by node index; empty before anything is picked.
  const std::vector<bool>& kept() const { return m_kept; }

  // The result.
  std::shared_ptr<const convert::Conversion> conversion() const { return m_conversion; }
  bool outOfDate() const;
  bool quantized() const { return m_conversion && m_conversion->settings.quantize.scheme != convert::Scheme::none; }
  bool saved() const { return m_saved; }

  // Problems: notes of the last jobs, refusals, the check's error. Newest job's only.
  const std::vector<Diagnostic>& problems() const { return m_problems; }
  // What reading the file found worth telling: a truncated end, say.
  const std::vector<Diagnostic>& openNotes() const { return m_openNotes; }
  const std::vector<LogLine>& log() const { return m_log; }
  JobRunner& jobs() { return m_jobs; }
  Selection& selection() { return m_selection; }

  // Jobs. What was open stays when opening ends with an error; failed() tells it.
  void open(const QString& path);
  void close();
  void convertModel();
  void saveAs(const QString& path);
  void cancel() { m_jobs.cancel(); }
  void note(const QString& stage, const QString& text);

Q_SIGNALS:
  void openedChanged();     // another model, or none
  void settingsChanged();
  void checkChanged();      // check(), checkError(), kept()
  void conversionChanged(); // also when it became out of date
  void problemsChanged();
  void logChanged();
  void savedTo(const QString& path);
  void failed(const ara::Error& error); // a foreground job ended with this; not for Cancelled
  void cancelled();

private:
  friend class SettingsCommand;
  void apply(const convert::Settings& settings);
  void startCheck();
  void updateKept();
  void setProblems(std::vector<Diagnostic> problems);
  convert::InputPick* pick(convert::Settings& s, const std::string& name) const;

  JobRunner m_jobs, m_checks;
  Selection m_selection;
  QUndoStack m_undo;
  std::shared_ptr<const Opened> m_opened;
  QString m_path;
  convert::Settings m_settings, m_converted; // m_converted: what the conversion was asked with
  std::shared_ptr<const convert::Conversion> m_check, m_conversion;
  std::optional<Error> m_checkError;
  std::vector<bool> m_kept;
  std::vector<Diagnostic> m_problems, m_openNotes;
  std::vector<LogLine> m_log;
  std::uint64_t m_minElementsAtStart = convert::QuantizeSettings{}.minElements;
  bool m_saved = false;
};

} // namespace ara::ui

Q_DECLARE_METATYPE(ara::Error)
