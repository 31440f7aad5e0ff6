#include "ui/batch_dialog.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/core_text.h"
#include "ui/text.h"

namespace sonomask::ui {

BatchDialog::BatchDialog(ModelHost* host, Dialogs* dialogs, QWidget* parent)
    : QDialog(parent),
      host_(host),
      dialogs_(dialogs),
      input_(new QLineEdit(this)),
      output_(new QLineEdit(this)),
      resume_(new QCheckBox(tr("Resume: keep what an earlier run finished"), this)),
      hint_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      status_(new QLabel(this)),
      step_(new QLabel(this)),
      failures_(new QTableWidget(0, 2, this)),
      start_(new QPushButton(tr("Segment folder"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)),
      show_output_(new QPushButton(tr("Show the output folder"), this)) {
    setWindowTitle(tr("Batch-segment a folder"));
    resize(680, 460);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(makeFolders());
    layout->addWidget(makeProgress(), 1);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    cancel_->setAutoDefault(false);
    start_->setDefault(true);
    buttons->addWidget(show_output_);
    buttons->addStretch(1);
    for (QPushButton* button : {close, cancel_, start_}) buttons->addWidget(button);
    layout->addLayout(buttons);

    connect(start_, &QPushButton::clicked, this, &BatchDialog::start);
    connect(cancel_, &QPushButton::clicked, this, &BatchDialog::cancel);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(show_output_, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(output_->text())); });
    showRunning(false);
    checkFolders();
}

QWidget* BatchDialog::makeFolders() {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(8);
    grid->addWidget(new QLabel(tr("Pictures and clips in"), box), 0, 0);
    grid->addWidget(makeFolderRow(input_, tr("Folder to segment")), 0, 1);
    grid->addWidget(new QLabel(tr("Masks and findings to"), box), 1, 0);
    grid->addWidget(makeFolderRow(output_, tr("Folder for the results")), 1, 1);
    grid->addWidget(resume_, 2, 1);
    hint_->setObjectName(QStringLiteral("errorText"));
    grid->addWidget(hint_, 3, 1);
    for (QLineEdit* field : {input_, output_})
        connect(field, &QLineEdit::textChanged, this, &BatchDialog::checkFolders);
    return box;
}

QWidget* BatchDialog::makeFolderRow(QLineEdit* field, const QString& title) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    field->setAccessibleName(title);
    auto* choose = new QPushButton(tr("Choose …"), row);
    choose->setAutoDefault(false);
    layout->addWidget(field, 1);
    layout->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this, field, title] {
        if (const auto folder = dialogs_->chooseFolder(this, title, field->text()))
            field->setText(*folder);
    });
    return row;
}

QWidget* BatchDialog::makeProgress() {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    bar_->setTextVisible(false);
    status_->setWordWrap(true);
    step_->setObjectName(QStringLiteral("muted"));
    step_->setTextFormat(Qt::PlainText);
    failures_->setHorizontalHeaderLabels({tr("Failed file"), tr("Reason")});
    failures_->horizontalHeader()->setStretchLastSection(true);
    failures_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    failures_->horizontalHeader()->resizeSection(0, 200);
    failures_->verticalHeader()->hide();
    failures_->setShowGrid(false);
    failures_->setWordWrap(true);
    failures_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    failures_->setSelectionBehavior(QAbstractItemView::SelectRows);
    failures_->setVisible(false);
    show_output_->setVisible(false);
    layout->addWidget(status_);
    layout->addWidget(bar_);
    layout->addWidget(step_);
    layout->addWidget(failures_, 1);
    layout->addStretch(0);
    return box;
}

void BatchDialog::setFolders(const QString& input, const QString& output) {
    input_->setText(input);
    output_->setText(output);
}

void BatchDialog::setResume(bool resume) {
    resume_->setChecked(resume);
}

void BatchDialog::checkFolders() {
    QString problem;
    if (!input_->text().isEmpty() && !QDir(input_->text()).exists())
        problem = tr("The folder to segment does not exist.");
    hint_->setText(problem);
    hint_->setVisible(!problem.isEmpty());
    start_->setEnabled(!isRunning() && problem.isEmpty() && !input_->text().isEmpty() &&
                       !output_->text().isEmpty());
}

void BatchDialog::showRunning(bool running) {
    for (QWidget* part : {static_cast<QWidget*>(input_), static_cast<QWidget*>(output_),
                          static_cast<QWidget*>(resume_)})
        part->setEnabled(!running);
    bar_->setVisible(running);
    step_->setVisible(running);
    cancel_->setVisible(running);
    cancel_->setEnabled(true);
}

void BatchDialog::start() {
    workflow::BatchOptions options;
    options.inputs = {toPath(input_->text())};
    options.output = toPath(output_->text());
    options.resume = resume_->isChecked();
    const auto work = [wait = host_->waiter(), options](const std::stop_token& stop,
                                                        const ProgressCallback& progress) {
        const auto engine = wait(stop);
        return workflow::runBatch(*engine, options, progress, stop);
    };
    started_at_ = std::chrono::steady_clock::now();
    task_ = Task::start<workflow::BatchSummary>(
        this, tr("Batch"), work,
        [this](const workflow::BatchSummary& summary) { showSummary(summary); });
    connect(task_, &Task::progressed, this, &BatchDialog::showProgress);
    connect(task_, &Task::failed, this, [this](const Failure& failure) {
        QStringList parts{failure.file, failure.reason, failure.remedy};
        parts.removeAll(QString());
        status_->setText(tr("The batch could not run.") + QLatin1Char('\n') +
                         parts.join(QLatin1Char('\n')));
    });
    connect(task_, &Task::ended, this, [this](bool cancelled) {
        task_ = nullptr;
        if (cancelled) status_->setText(tr("Cancelled before the first file."));
        showRunning(false);
        checkFolders();
    });
    failures_->setVisible(false);
    show_output_->setVisible(false);
    bar_->setRange(0, 0);
    status_->setText(tr("Looking for files …"));
    showRunning(true);
    checkFolders();
    Q_EMIT started(task_);
}

void BatchDialog::cancel() {
    if (!task_) return;
    task_->cancel();
    cancel_->setEnabled(false);
    status_->setText(tr("Stopping …"));
}

void BatchDialog::showProgress(const Progress& progress) {
    bar_->setRange(0, static_cast<int>(progress.total));
    bar_->setValue(static_cast<int>(progress.done));
    step_->setText(fromUtf8(progress.step));
    if (!cancel_->isEnabled()) return;  // stopping; the text says so
    QString text = tr("%1 of %2 files").arg(progress.done).arg(progress.total);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started_at_;
    if (progress.done > 1) {
        const double left = elapsed.count() / static_cast<double>(progress.done) *
                            static_cast<double>(progress.total - progress.done);
        text += QStringLiteral(" · ") + tr("about %1 left").arg(durationText(left));
    }
    status_->setText(text);
}

void BatchDialog::showSummary(const workflow::BatchSummary& summary) {
    QStringList lines;
    lines << tr("%1 of %2 files segmented: %3 masses in %4 frames.")
                 .arg(summary.files_done)
                 .arg(summary.files_total)
                 .arg(summary.lesions_found)
                 .arg(summary.frames_done);
    if (summary.files_resumed > 0)
        lines << tr("Finished by an earlier run: %1.").arg(summary.files_resumed);
    if (!summary.failed.empty()) lines << tr("Failed: %1.").arg(summary.failed.size());
    if (summary.cancelled) lines << tr("Cancelled. Start again with “Resume” to go on from here.");
    status_->setText(lines.join(QLatin1Char(' ')));
    resume_->setChecked(summary.cancelled);
    showFailures(summary);
    show_output_->setVisible(true);
    Q_EMIT finished(summary);
}

void BatchDialog::showFailures(const workflow::BatchSummary& summary) {
    failures_->setVisible(!summary.failed.empty());
    failures_->setRowCount(static_cast<int>(summary.failed.size()));
    int row = 0;
    for (const workflow::SkippedFile& failed : summary.failed) {
        auto* file = new QTableWidgetItem(fromPath(failed.file.filename()));
        file->setToolTip(fromPath(failed.file));
        auto* reason = new QTableWidgetItem(coreText(failed));
        reason->setToolTip(fromUtf8(failed.reason));
        failures_->setItem(row, 0, file);
        failures_->setItem(row, 1, reason);
        ++row;
    }
    failures_->resizeRowsToContents();
}

}  // namespace sonomask::ui
