// Work that takes long, off the GUI thread: one job at a time, with progress and cancel. The only place that knows threads.
//
//   m_jobs.start<Opened>(tr("Opening"), [path](Task& task) { return openModel(task, path); }, this,
//                        [this](Result<Opened> r, auto notes) { ... });   // back on the GUI thread
#pragma once

#include "base/task.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <deque>
#include <functional>
#include <memory>

namespace ara::ui {

class JobRunner : public QObject {
  Q_OBJECT
public:
  explicit JobRunner(QObject* parent = nullptr);
  ~JobRunner() override; // cancels and waits

  using Notes = std::vector<Diagnostic>;
  // Runs `work` when earlier jobs are done. `done` is called on the GUI thread, unless `context` is gone by then.
  template<class T>
  void start(const QString& title, std::function<Result<T>(Task&)> work, QObject* context,
             std::function<void(Result<T>, Notes)> done) {
    auto result = std::make_shared<std::unique_ptr<Result<T>>>();
    enqueue({title, [work = std::move(work), result](Task& task) { *result = std::make_unique<Result<T>>(work(task)); },
             [done = std::move(done), result](Notes notes) { done(std::move(**result), std::move(notes)); }, context});
  }

  bool running() const { return m_running; }
  QString title() const { return m_title; }
  // Asks the running job to stop and forgets those that wait. The job ends with an error of kind Cancelled.
  void cancel();

Q_SIGNALS:
  void started(const QString& title);
  void progressed(double fraction, const QString& stage); // stage: untranslated literal of core
  void finished();

private:
  struct Job {
    QString title;
    std::function<void(Task&)> work;
    std::function<void(Notes)> done;
    QPointer<QObject> context;
  };
  void enqueue(Job job);
  void next();

  class Worker;
  std::deque<Job> m_waiting;
  std::unique_ptr<Worker> m_worker;
  QString m_title;
  bool m_running = false;
};

} // namespace ara::ui
