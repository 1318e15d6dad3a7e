#include "ui/jobs/job_runner.h"

#include <QElapsedTimer>
#include <QMetaObject>
#include <QThread>

#include <atomic>

namespace ara::ui {

// The thread of one job. Progress is told at most every 30 ms: the window paints it, nobody reads it faster.
class JobRunner::Worker : public QThread {
public:
  Worker(JobRunner& runner, std::function<void(Task&)> work)
      : m_stop(std::make_shared<std::atomic<bool>>(false)), m_runner(runner), m_work(std::move(work)) {}

  void run() override {
    QElapsedTimer since;
    since.start();
    qint64 last = -1000;
    Task task(m_stop, [this, &since, &last](const Progress& p) {
      if (since.elapsed() - last < 30) return;
      last = since.elapsed();
      const double fraction = p.fraction;
      const QString stage = QString::fromUtf8(p.stage.data(), qsizetype(p.stage.size()));
      QMetaObject::invokeMethod(&m_runner, [this, fraction, stage] { Q_EMIT m_runner.progressed(fraction, stage); },
                                Qt::QueuedConnection);
    });
    m_work(task);
    notes = task.notes();
    m_work = nullptr; // what it captured is freed here, not on the GUI thread
  }

  void stop() { m_stop->store(true); }
  Notes notes;

private:
  std::shared_ptr<std::atomic<bool>> m_stop;
  JobRunner& m_runner;
  std::function<void(Task&)> m_work;
};

JobRunner::JobRunner(QObject* parent) : QObject(parent) {}

JobRunner::~JobRunner() {
  m_waiting.clear();
  if (m_worker) {
    m_worker->disconnect(this);
    m_worker->stop();
    m_worker->wait();
  }
}

void JobRunner::enqueue(Job job) {
  m_waiting.push_back(std::move(job));
  if (!m_running) next();
}

void JobRunner::next() {
  if (m_waiting.empty()) return;
  Job job = std::move(m_waiting.front());
  m_waiting.pop_front();
  m_running = true;
  m_title = job.title;
  m_worker = std::make_unique<Worker>(*this, std::move(job.work));
  connect(m_worker.get(), &QThread::finished, this, [this, done = std::move(job.done), context = job.context] {
    const Notes notes = std::move(m_worker->notes);
    m_worker->wait();
    m_worker.release()->deleteLater();
    m_running = false;
    Q_EMIT finished();
    if (context) done(notes);
    if (!m_running) next();
  });
  Q_EMIT started(m_title);
  m_worker->start();
}

void JobRunner::cancel() {
  m_waiting.clear();
  if (m_worker) m_worker->stop();
}

} // namespace ara::ui
