#include "ui/learning_set_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/core_text.h"
#include "ui/dialogs.h"
#include "ui/muted_label.h"
#include "ui/study_model.h"
#include "ui/text.h"
#include "ui/work_keeper.h"

namespace sonomask::ui {
namespace {

/// More files that were left out than this are counted, not named.
constexpr std::size_t kMostNamed = 5;

}  // namespace

LearningSetDialog::LearningSetDialog(const StudyModel* studies, WorkKeeper* keeper,
                                     Dialogs* dialogs, QWidget* parent)
    : QDialog(parent),
      keeper_(keeper),
      dialogs_(dialogs),
      list_(new QListWidget(this)),
      folder_(new QLineEdit(this)),
      name_(new QLineEdit(QStringLiteral("corrected"), this)),
      share_(new QSpinBox(this)),
      result_(new QLabel(this)),
      progress_(new QProgressBar(this)) {
    setWindowTitle(tr("Export for training"));
    list_->setAccessibleName(tr("Reviewed studies"));
    listStudies(*studies);
    result_->setWordWrap(true);
    result_->setTextFormat(Qt::PlainText);
    result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    progress_->setTextVisible(false);
    progress_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    start_ = buttons->addButton(tr("Export"), QDialogButtonBox::ActionRole);
    start_->setDefault(true);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 18);
    layout->setSpacing(14);
    layout->addWidget(
        mutedLabel(tr("Reviewed studies as a training set: pictures, masks, terms. "
                      "Names, dates and paths are left out, and the picture is cropped "
                      "to the ultrasound. What is burned into the ultrasound itself is "
                      "not recognised: look the pictures through before they leave the "
                      "house."),
                   this));
    layout->addWidget(list_, 1);
    layout->addWidget(makeTarget());
    layout->addWidget(progress_);
    layout->addWidget(result_);
    layout->addWidget(buttons);
    resize(600, 560);
    connect(start_, &QPushButton::clicked, this, &LearningSetDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(list_, &QListWidget::itemChanged, this, &LearningSetDialog::updateStart);
    connect(folder_, &QLineEdit::textChanged, this, &LearningSetDialog::updateStart);
    updateStart();
}

void LearningSetDialog::listStudies(const StudyModel& studies) {
    QStringList seen;
    for (const QString& file : studies.files()) {
        const QStringList study = studies.filesOfStudyWith(file);
        if (seen.contains(study.front())) continue;
        seen << study.front();
        QStringList reviewed;
        for (const QString& clip : study)
            if (studies.state(clip) == ClipState::Reviewed) reviewed << clip;
        if (reviewed.isEmpty()) continue;
        auto* item = new QListWidgetItem(tr("%1 · reviewed: %2 of %3")
                                             .arg(studies.indexOf(file).parent().data().toString())
                                             .arg(reviewed.size())
                                             .arg(study.size()),
                                         list_);
        item->setData(Qt::UserRole, reviewed);
        item->setCheckState(Qt::Checked);
    }
    if (list_->count() == 0) result_->setText(tr("No open study has been reviewed yet."));
}

QWidget* LearningSetDialog::makeTarget() {
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    folder_->setPlaceholderText(tr("An empty folder"));
    folder_->setAccessibleName(tr("Folder"));
    auto* choose = new QPushButton(tr("Choose …"), box);
    choose->setAccessibleName(tr("Choose a folder"));
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const auto folder = dialogs_->chooseFolder(this, windowTitle(), folder_->text()))
            folder_->setText(*folder);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(folder_, 1);
    row->addWidget(choose);
    name_->setAccessibleName(tr("Name of the set"));
    share_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    share_->setRange(0, 90);
    share_->setValue(20);
    share_->setSuffix(QStringLiteral(" %"));
    share_->setAccessibleName(tr("Patients kept for validation"));
    form->addRow(tr("Folder"), row);
    form->addRow(name_->accessibleName(), name_);
    form->addRow(share_->accessibleName(), share_);
    return box;
}

void LearningSetDialog::setFolder(const QString& folder) {
    folder_->setText(folder);
}

QStringList LearningSetDialog::chosenFiles() const {
    QStringList files;
    for (int row = 0; row < list_->count(); ++row)
        if (list_->item(row)->checkState() == Qt::Checked)
            files << list_->item(row)->data(Qt::UserRole).toStringList();
    return files;
}

void LearningSetDialog::updateStart() {
    start_->setEnabled(!running_ && !folder_->text().isEmpty() && !chosenFiles().isEmpty());
}

void LearningSetDialog::setRunning(bool running) {
    running_ = running;
    progress_->setVisible(running);
    progress_->setRange(0, 0);
    updateStart();
}

void LearningSetDialog::start() {
    if (running_) return;
    result_->clear();
    setRunning(true);
    const QPointer<LearningSetDialog> self(this);
    keeper_->collect(chosenFiles(), [self](const std::vector<workflow::ReadClip>& clips,
                                           const std::vector<workflow::SkippedFile>&) {
        if (self) self->run(clips);
    });
}

void LearningSetDialog::run(const std::vector<workflow::ReadClip>& clips) {
    workflow::LearningSetOptions options;
    options.folder = toPath(folder_->text());
    options.dataset = name_->text().trimmed().toStdString();
    options.validation_share = share_->value() / 100.0;
    auto* task = Task::start<workflow::LearningSetSummary>(
        this, windowTitle(),
        [clips, options](const std::stop_token& stop, const ProgressCallback& progress) {
            return workflow::exportLearningSet(clips, options, progress, stop);
        },
        [this](const workflow::LearningSetSummary& summary) { showResult(summary); });
    connect(task, &Task::progressed, this, [this](const Progress& progress) {
        progress_->setRange(0, static_cast<int>(progress.total));
        progress_->setValue(static_cast<int>(progress.done));
    });
    connect(task, &Task::failed, this, [this](const Failure& failure) {
        result_->setText(textOf(failure));
        Q_EMIT failed(failure);
    });
    connect(task, &Task::ended, this, [this] { setRunning(false); });
}

void LearningSetDialog::showResult(const workflow::LearningSetSummary& summary) {
    QStringList lines{tr("Written: %1 pictures with %2 masses. Train on them with a configuration "
                         "that names %3.")
                          .arg(summary.images)
                          .arg(summary.masses)
                          .arg(fromPath(toPath(folder_->text()) / "cases.csv"))};
    if (summary.images > 0 && summary.kept_for_validation == 0)
        lines << tr(
            "None of them is kept for validation, which training needs: add studies of "
            "another patient, and keep a share.");
    for (std::size_t i = 0; i < std::min(summary.skipped.size(), kMostNamed); ++i) {
        const workflow::SkippedFile& skipped = summary.skipped[i];
        lines << tr("Left out: %1: %2").arg(fromPath(skipped.file.filename()), coreText(skipped));
    }
    if (summary.skipped.size() > kMostNamed)
        lines << tr("… and %1 more").arg(summary.skipped.size() - kMostNamed);
    result_->setText(lines.join(QLatin1Char('\n')));
    Q_EMIT written(summary);
}

}  // namespace sonomask::ui
