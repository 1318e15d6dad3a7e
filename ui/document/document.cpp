#include "ui/document/document.h"

#include "formats/format.h"
#include "ir/walk.h"
#include "ui/document/core_text.h"

#include <QDateTime>
#include <QFileInfo>
#include <QThreadPool>
#include <QUndoCommand>

#include <algorithm>

namespace ara::ui {

// One change of the settings. Typing into one shape field makes one step, not one per key.
class SettingsCommand : public QUndoCommand {
public:
  SettingsCommand(Document& document, convert::Settings before, convert::Settings after, const QString& text)
      : QUndoCommand(text), m_document(document), m_before(std::move(before)), m_after(std::move(after)) {}
  void undo() override { m_document.apply(m_before); }
  void redo() override { m_document.apply(m_after); }
  int id() const override { return 1; }
  // Keystrokes in one field, in a row, are one step; two clicks on different things are two.
  bool mergeWith(const QUndoCommand* next) override {
    const auto* n = static_cast<const SettingsCommand*>(next);
    if (n->text() != text() || n->m_made.msecsTo(m_made) < -kTypingPause || !typed(m_before, m_after) ||
        !typed(m_after, n->m_after))
      return false;
    m_after = n->m_after;
    m_made = n->m_made;
    return true;
  }

private:
  static constexpr qint64 kTypingPause = 1500; // ms
  // Only shapes or the smallest weight differ: what is typed, not clicked.
  static bool typed(convert::Settings a, const convert::Settings& b) {
    if (a.inputs.size() != b.inputs.size()) return false;
    for (std::size_t i = 0; i < a.inputs.size(); ++i) a.inputs[i].shape = b.inputs[i].shape;
    a.quantize.minElements = b.quantize.minElements;
    return a == b;
  }

  QDateTime m_made = QDateTime::currentDateTimeUtc();
  Document& m_document;
  convert::Settings m_before, m_after;
};

namespace {

// Large models are freed off the GUI thread.
template<class T> void freeElsewhere(std::shared_ptr<const T>& p) {
  if (p) QThreadPool::globalInstance()->start([gone = std::move(p)]() mutable { gone.reset(); });
  p = nullptr;
}

Result<std::shared_ptr<const Opened>> openModel(Task& task, const std::string& path) {
  QElapsedTimer time;
  time.start();
  auto opened = std::make_shared<Opened>();
  ARA_ASSIGN(opened->model, formats::open(task, path));
  opened->ops = analysis::opCounts(opened->model);
  ARA_TRY(task.checkpoint(0.9, "Looking for inputs and outputs"));
  opened->inputs = analysis::likelyInputs(opened->model);
  opened->outputs = analysis::likelyOutputs(opened->model);
  ARA_TRY(task.checkpoint(0.95, "Looking for repeats"));
  ARA_ASSIGN(opened->repeats, analysis::findRepeats(task, opened->model, opened->model.graph()));
  opened->sentence = analysis::describe(opened->model, opened->repeats);
  opened->names = std::make_unique<const convert::TensorNames>(opened->model);
  opened->milliseconds = double(time.nsecsElapsed()) * 1e-6;
  return std::shared_ptr<const Opened>(std::move(opened));
}

using ConversionPtr = std::shared_ptr<const convert::Conversion>;

Result<ConversionPtr> shared(Result<convert::Conversion> c) {
  if (!c) return Fail(std::move(c).error());
  return ConversionPtr(std::make_shared<const convert::Conversion>(*std::move(c)));
}

} // namespace

Document::Document(QObject* parent) : QObject(parent) { qRegisterMetaType<ara::Error>(); }
Document::~Document() = default;

QString Document::fileName() const { return QFileInfo(m_path).fileName(); }

void Document::note(const QString& stage, const QString& text) {
  m_log.push_back({QDateTime::currentMSecsSinceEpoch(), stage, text});
  Q_EMIT logChanged();
}

void Document::open(const QString& path) {
  m_jobs.start<std::shared_ptr<const Opened>>(
      tr("Opening %1").arg(QFileInfo(path).fileName()),
      [file = path.toStdString()](Task& task) { return openModel(task, file); }, this,
      [this, path](Result<std::shared_ptr<const Opened>> r, JobRunner::Notes notes) {
        if (!r) {
          note(tr("Open"), coreText(r.error()));
          if (r.error().kind == ErrorKind::Cancelled)
            Q_EMIT cancelled();
          else
            Q_EMIT failed(r.error());
          return;
        }
        m_checks.cancel();
        freeElsewhere(m_opened);
        freeElsewhere(m_check);
        freeElsewhere(m_conversion);
        m_opened = *std::move(r);
        m_path = path;
        m_settings = {};
        m_settings.quantize.minElements = m_minElementsAtStart;
        m_converted = {};
        m_checkError.reset();
        m_kept.clear();
        m_saved = false;
        m_openNotes = std::move(notes);
        m_undo.clear();
        m_selection.clear();
        note(tr("Open"), tr("%1: %2 nodes in %3 ms.")
                             .arg(fileName())
                             .arg(source().graph().liveNodeCount())
                             .arg(m_opened->milliseconds, 0, 'f', 1));
        setProblems(m_openNotes);
        Q_EMIT openedChanged();
        Q_EMIT settingsChanged();
        Q_EMIT conversionChanged();
        startCheck();
      });
}

void Document::close() {
  m_checks.cancel();
  m_jobs.cancel();
  freeElsewhere(m_opened);
  freeElsewhere(m_check);
  freeElsewhere(m_conversion);
  m_path.clear();
  m_settings = {};
  m_checkError.reset();
  m_kept.clear();
  m_undo.clear();
  m_selection.clear();
  m_openNotes.clear();
  setProblems({});
  Q_EMIT openedChanged();
  Q_EMIT settingsChanged();
  Q_EMIT checkChanged();
  Q_EMIT conversionChanged();
}

void Document::setSettings(const convert::Settings& settings, const QString& undoText) {
  if (settings != m_settings) m_undo.push(new SettingsCommand(*this, m_settings, settings, undoText));
}

void Document::apply(const convert::Settings& settings) {
  m_settings = settings;
  Q_EMIT settingsChanged();
  if (m_conversion) Q_EMIT conversionChanged(); // it may be out of date now
  startCheck();
}

convert::InputPick* Document::pick(convert::Settings& s, const std::string& name) const {
  const auto it = std::find_if(s.inputs.begin(), s.inputs.end(), [&](const auto& p) { return p.name == name; });
  return it == s.inputs.end() ? nullptr : &*it;
}

void Document::makeInput(const std::string& name, bool add) {
  convert::Settings s = m_settings;
  if (!add) s.inputs.clear();
  if (!pick(s, name)) s.inputs.push_back({name, ir::DataType::none, {}});
  setSettings(s, tr("Make %1 an input").arg(QString::fromStdString(name)));
}

void Document::makeOutput(const std::string& name, bool add) {
  convert::Settings s = m_settings;
  if (!add) s.outputs.clear();
  if (std::find(s.outputs.begin(), s.outputs.end(), name) == s.outputs.end()) s.outputs.push_back(name);
  setSettings(s, tr("Make %1 an output").arg(QString::fromStdString(name)));
}

void Document::removeInput(const std::string& name) {
  convert::Settings s = m_settings;
  std::erase_if(s.inputs, [&](const auto& p) { return p.name == name; });
  setSettings(s, tr("Remove input %1").arg(QString::fromStdString(name)));
}

void Document::removeOutput(const std::string& name) {
  convert::Settings s = m_settings;
  std::erase(s.outputs, name);
  setSettings(s, tr("Remove output %1").arg(QString::fromStdString(name)));
}

void Document::setInputShape(const std::string& name, std::vector<ir::Dim> shape) {
  convert::Settings s = m_settings;
  if (!pick(s, name)) s.inputs.push_back({name, ir::DataType::none, {}});
  pick(s, name)->shape = std::move(shape);
  setSettings(s, tr("Shape of %1").arg(QString::fromStdString(name)));
}

void Document::setInputType(const std::string& name, ir::DataType type) {
  convert::Settings s = m_settings;
  if (!pick(s, name)) s.inputs.push_back({name, ir::DataType::none, {}});
  pick(s, name)->type = type;
  setSettings(s, tr("Type of %1").arg(QString::fromStdString(name)));
}

void Document::setScheme(convert::Scheme scheme) {
  convert::Settings s = m_settings;
  s.quantize.scheme = scheme;
  setSettings(s, scheme == convert::Scheme::none ? tr("No quantization") : tr("Quantize weights"));
}

void Document::setQuantization(const convert::QuantizeSettings& asked) {
  convert::Settings s = m_settings;
  s.quantize = asked;
  setSettings(s, tr("Quantize as chosen"));
}

void Document::acceptSuggestions() {
  if (!isOpen()) return;
  convert::Settings s = m_settings;
  if (s.inputs.empty())
    for (const auto& c : m_opened->inputs)
      if (c.rank >= analysis::kLikely) s.inputs.push_back({c.name, ir::DataType::none, {}});
  if (s.outputs.empty())
    for (const auto& c : m_opened->outputs)
      if (c.rank >= analysis::kLikely) s.outputs.push_back(c.name);
  setSettings(s, tr("Accept suggestions"));
}

QString Document::commandLine() const {
  const QString settings = QString::fromStdString(convert::commandLine(m_settings));
  // A .tflite is never its own target.
  const bool lite = isOpen() && m_opened->model.origin.format == "TensorFlow Lite";
  const bool quantizes = lite && m_settings.quantize.scheme != convert::Scheme::none && m_settings.inputs.empty() &&
                         m_settings.outputs.empty();
  const QString target = QFileInfo(m_path).completeBaseName() + (!lite       ? QStringLiteral(".tflite")
                                                                 : quantizes ? QStringLiteral("_int8.tflite")
                                                                             : QStringLiteral("_converted.tflite"));
  QString rest = settings.isEmpty() ? QString() : QLatin1Char(' ') + settings;
  if (quantizes) rest.replace(QStringLiteral("--quantize "), QStringLiteral("--scheme "));
  return QStringLiteral("aracari-cli %1 %2 -o %3%4")
      .arg(quantizes ? QStringLiteral("quantize") : QStringLiteral("convert"), fileName(), target, rest);
}

bool Document::outOfDate() const { return m_conversion && m_settings != m_converted; }

void Document::updateKept() {
  m_kept.clear();
  if (!isOpen() || (m_settings.inputs.empty() && m_settings.outputs.empty())) return;
  const convert::TensorNames& names = *m_opened->names;
  std::vector<ir::TensorId> outputs, inputs;
  const auto add = [&](const std::string& name, std::vector<ir::TensorId>& to) {
    if (const auto t = names.find(name)) to.push_back(*t);
  };
  for (const auto& o : m_settings.outputs) add(o, outputs);
  if (m_settings.outputs.empty()) // the suggestions stand in
    for (const auto& c : m_opened->outputs)
      if (c.rank >= analysis::kLikely) add(c.name, outputs);
  if (outputs.empty()) return;
  for (const auto& p : m_settings.inputs) add(p.name, inputs);
  m_kept = convert::keptNodes(source().graph(), outputs, inputs);
}

void Document::startCheck() {
  m_checks.cancel();
  if (!isOpen()) return;
  updateKept();
  convert::Settings asked = m_settings;
  asked.quantize = {};
  m_checks.start<ConversionPtr>(
      tr("Checking"),
      [opened = m_opened, asked](Task& task) { return shared(convert::check(task, opened->model, asked)); }, this,
      [this, opened = m_opened](Result<ConversionPtr> r, JobRunner::Notes notes) {
        if (opened != m_opened || (!r && r.error().kind == ErrorKind::Cancelled)) return;
        std::vector<Diagnostic> problems = m_openNotes;
        problems.insert(problems.end(), notes.begin(), notes.end());
        freeElsewhere(m_check);
        m_checkError.reset();
        if (r) {
          m_check = *std::move(r);
          for (const Error& e : m_check->refused) problems.push_back({Severity::error, e});
        } else {
          m_checkError = r.error();
          problems.push_back({Severity::warning, r.error()});
        }
        setProblems(std::move(problems));
        Q_EMIT checkChanged();
      });
  Q_EMIT checkChanged();
}

void Document::convertModel() {
  if (!isOpen()) return;
  m_jobs.start<ConversionPtr>(
      m_settings.quantize.scheme == convert::Scheme::none ? tr("Converting") : tr("Converting and quantizing"),
      [opened = m_opened, asked = m_settings](Task& task) { return shared(convert::run(task, opened->model, asked)); },
      this,
      [this, opened = m_opened, asked = m_settings](Result<ConversionPtr> r, JobRunner::Notes) {
        if (opened != m_opened) return;
        if (!r) {
          note(tr("Convert"), coreText(r.error()));
          if (r.error().kind == ErrorKind::Cancelled)
            Q_EMIT cancelled();
          else
            Q_EMIT failed(r.error());
          return;
        }
        freeElsewhere(m_conversion);
        m_conversion = *std::move(r);
        m_converted = asked;
        m_saved = false;
        if (m_conversion->refused.empty())
          note(tr("Convert"), tr("%1 operators, %2 bytes in %3 ms.")
                                  .arg(m_conversion->model.graph().liveNodeCount())
                                  .arg(m_conversion->file.size())
                                  .arg(m_conversion->milliseconds, 0, 'f', 1));
        Q_EMIT conversionChanged();
      });
}

void Document::saveAs(const QString& path) {
  if (!m_conversion || m_conversion->file.empty()) return;
  m_jobs.start<bool>(
      tr("Saving %1").arg(QFileInfo(path).fileName()),
      [c = m_conversion, file = path.toStdString()](Task& task) -> Result<bool> {
        ARA_TRY(convert::save(task, *c, file));
        return true;
      },
      this,
      [this, path](Result<bool> r, JobRunner::Notes) {
        if (!r) {
          note(tr("Save"), coreText(r.error()));
          if (r.error().kind == ErrorKind::Cancelled)
            Q_EMIT cancelled();
          else
            Q_EMIT failed(r.error());
          return;
        }
        m_saved = true;
        note(tr("Save"), path);
        Q_EMIT savedTo(path);
      });
}

void Document::setProblems(std::vector<Diagnostic> problems) {
  m_problems = std::move(problems);
  Q_EMIT problemsChanged();
}

} // namespace ara::ui
