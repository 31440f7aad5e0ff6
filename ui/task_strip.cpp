#include "ui/task_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "ui/icons.h"
#include "ui/text.h"

namespace sonomask::ui {

TaskStrip::TaskStrip(QWidget* parent)
    : QWidget(parent),
      text_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      cancel_(new QToolButton(this)) {
    text_->setTextFormat(Qt::PlainText);
    bar_->setFixedWidth(180);
    bar_->setTextVisible(false);
    cancel_->setIcon(lineIcon(QStringLiteral("cancel")));
    cancel_->setIconSize({14, 14});
    cancel_->setToolTip(tr("Cancel (Esc)"));
    cancel_->setAccessibleName(tr("Cancel"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 4, 0);
    layout->addWidget(bar_);
    layout->addWidget(cancel_);
    layout->addWidget(text_);
    connect(cancel_, &QToolButton::clicked, this, &TaskStrip::cancel);
    showNewest();
}

void TaskStrip::watch(Task* task) {
    tasks_.push_back(task);
    connect(task, &Task::progressed, this, [this, task](const Progress& progress) {
        if (!tasks_.empty() && tasks_.back() == task) showProgress(*task, progress);
    });
    connect(task, &Task::ended, this, [this, task] { forget(task); });
    showNewest();
}

void TaskStrip::cancel() {
    if (tasks_.empty()) return;
    tasks_.back()->cancel();
    text_->setText(tr("Stopping …"));
    cancel_->setEnabled(false);
}

void TaskStrip::forget(const Task* task) {
    std::erase(tasks_, task);
    showNewest();
    if (tasks_.empty()) Q_EMIT idle();
}

void TaskStrip::showNewest() {
    const bool busy = !tasks_.empty();
    bar_->setVisible(busy);
    cancel_->setVisible(busy);
    cancel_->setEnabled(true);
    text_->setText(busy ? tasks_.back()->title() + QStringLiteral(" …") : QString());
    bar_->setRange(0, 0);
}

void TaskStrip::showProgress(const Task& task, const Progress& progress) {
    bar_->setRange(0, static_cast<int>(progress.total));
    bar_->setValue(static_cast<int>(progress.done));
    if (!cancel_->isEnabled()) return;  // stopping; the text says so
    QString text = task.title();
    if (progress.total > 1)
        text += QStringLiteral(" · ") + tr("%1 of %2").arg(progress.done).arg(progress.total);
    if (!progress.step.empty()) text += QStringLiteral(" · ") + fromUtf8(progress.step);
    text_->setText(text);
}

}  // namespace sonomask::ui
