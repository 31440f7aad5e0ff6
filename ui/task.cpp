#include "ui/task.h"

#include <QMetaObject>

#include "base/error.h"
#include "ui/core_text.h"
#include "ui/text.h"

namespace sonomask::ui {

Failure currentFailure() {
    try {
        throw;
    } catch (const Error& error) {
        return {coreText(error.reason()), fromPath(error.file()), coreText(error.remedy())};
    } catch (const std::bad_alloc&) {
        return {Task::tr("not enough memory"), {}, Task::tr("Close other programs and try again.")};
    } catch (const std::exception& error) {
        return {QString::fromLocal8Bit(error.what()), {}, {}};
    } catch (...) {
        return {Task::tr("unknown error"), {}, {}};
    }
}

QString textOf(const Failure& failure) {
    return failure.remedy.isEmpty() ? failure.reason
                                    : failure.reason + QStringLiteral(". ") + failure.remedy;
}

Task::Task(QObject* parent, QString title) : QObject(parent), title_(std::move(title)) {}

Task::~Task() {
    cancel();
}

void Task::cancel() {
    thread_.request_stop();
}

void Task::cancelAllOf(const QObject* parent) {
    for (Task* task : parent->findChildren<Task*>(Qt::FindDirectChildrenOnly)) task->cancel();
}

void Task::run(std::function<std::function<void()>(const std::stop_token&)> body) {
    thread_ = std::jthread([this, body = std::move(body)](const std::stop_token& stop) {
        std::function<void()> outcome;
        bool cancelled = false;
        try {
            outcome = body(stop);
        } catch (const Cancelled&) {
            cancelled = true;
        } catch (...) {
            outcome = [this, failure = currentFailure()] { Q_EMIT failed(failure); };
        }
        QMetaObject::invokeMethod(
            this,
            [this, outcome = std::move(outcome), cancelled] {
                deliverProgress();
                if (outcome) outcome();
                Q_EMIT ended(cancelled);
                deleteLater();
            },
            Qt::QueuedConnection);
    });
}

void Task::post(const Progress& progress) {
    const std::lock_guard lock(mutex_);
    latest_ = progress;
    if (std::exchange(delivery_pending_, true)) return;
    QMetaObject::invokeMethod(this, &Task::deliverProgress, Qt::QueuedConnection);
}

void Task::deliverProgress() {
    Progress progress;
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(delivery_pending_, false)) return;
        progress = latest_;
    }
    Q_EMIT progressed(progress);
}

}  // namespace sonomask::ui
