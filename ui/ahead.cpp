#include "ui/ahead.h"

#include <QSettings>

#include "ui/model_host.h"
#include "ui/segmenter.h"
#include "ui/study_panel.h"

namespace sonomask::ui {
namespace {

QString key() {
    return QStringLiteral("read/ahead");
}

}  // namespace

Ahead::Ahead(ModelHost* host, StudyPanel* panel, StudyModel* studies, Segmenter* segmenter,
             QObject* parent)
    : QObject(parent),
      host_(host),
      panel_(panel),
      studies_(studies),
      segmenter_(segmenter),
      enabled_(QSettings().value(key(), true).toBool()) {
    connect(host_, &ModelHost::changed, this, &Ahead::start);
}

void Ahead::setEnabled(bool enabled) {
    enabled_ = enabled;
    QSettings().setValue(key(), enabled);
    enabled_ ? start() : stop();
}

void Ahead::follow(const QString& file) {
    current_ = file;
    if (task_ && file_ != current_ && file_ != panel_->neighbour(1)) stop();
    start();
}

void Ahead::start() {
    if (!enabled_ || task_ || current_.isEmpty() || host_->state() != ModelHost::State::Ready)
        return;
    const QString next = panel_->neighbour(1);
    if (next.isEmpty() || studies_->state(next) != ClipState::New) return;
    file_ = next;
    task_ = segmenter_->segmentClips({next}, Segmenter::Pace::Ahead);
    connect(task_, &Task::ended, this, [this, task = task_.get()] {
        if (task_ != task) return;
        task_.clear();
        if (current_ == file_) start();  // she has caught up
    });
}

void Ahead::stop() {
    if (task_) task_->cancel();
    task_.clear();
}

}  // namespace sonomask::ui
