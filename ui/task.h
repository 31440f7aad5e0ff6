#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include <QObject>
#include <QString>

#include "base/progress.h"

namespace sonomask::ui {

/// Why an action did not succeed, in the words of `sonomask::Error`.
struct Failure {
    QString reason;
    QString file;    ///< empty where no file is concerned
    QString remedy;  ///< empty when there is none to offer
};

/// Reason and remedy, for a place that names the file anyway.
QString textOf(const Failure& failure);

/// The exception that is being handled, as a failure. Call inside a catch block only.
Failure currentFailure();

/// A long work on a thread of its own, adapted to Qt: the one place where `std::stop_token`,
/// `ProgressCallback` and exceptions of the core become signals on the window's thread.
///
/// A task belongs to its parent and deletes itself when it has ended. Deleting it earlier asks the
/// work to stop and waits for it: at most 200 ms, but for the loading of a model, which is not
/// stopped.
class Task : public QObject {
    Q_OBJECT

  public:
    template <typename Result>
    using Work = std::function<Result(const std::stop_token&, const ProgressCallback&)>;

    ~Task() override;

    /// Starts `work`; `done` gets its result on the window's thread unless it failed or was
    /// cancelled. `title` says what is being done, for the progress display.
    template <typename Result>
    static Task* start(QObject* parent, const QString& title, Work<Result> work,
                       std::function<void(Result)> done);

    const QString& title() const noexcept { return title_; }
    /// Asks the work to stop; `ended` follows.
    void cancel();
    /// The same for every task of `parent`.
    static void cancelAllOf(const QObject* parent);

  Q_SIGNALS:
    /// At most one is under way at a time, however often the work reports.
    void progressed(const sonomask::Progress& progress);
    void failed(const sonomask::ui::Failure& failure);
    /// Always the last signal: after the result was handed over, a failure, or a cancel.
    void ended(bool cancelled);

  private:
    Task(QObject* parent, QString title);
    /// `body` runs on the task's thread and returns what is to be done on the window's thread.
    void run(std::function<std::function<void()>(const std::stop_token&)> body);
    void post(const Progress& progress);
    void deliverProgress();

    QString title_;
    std::mutex mutex_;
    Progress latest_;
    bool delivery_pending_ = false;
    std::jthread thread_;
};

template <typename Result>
Task* Task::start(QObject* parent, const QString& title, Work<Result> work,
                  std::function<void(Result)> done) {
    auto* task = new Task(parent, title);
    task->run([task, work = std::move(work), done = std::move(done)](const std::stop_token& stop) {
        // Shared, since a std::function must be copyable and results need not be.
        auto result = std::make_shared<Result>(
            work(stop, [task](const Progress& progress) { task->post(progress); }));
        return std::function<void()>([done, result] { done(std::move(*result)); });
    });
    return task;
}

}  // namespace sonomask::ui
