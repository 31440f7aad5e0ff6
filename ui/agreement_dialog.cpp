#include "ui/agreement_dialog.h"

#include <cmath>

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "base/atomic_file.h"
#include "base/error.h"
#include "ui/dialogs.h"
#include "ui/difference_view.h"
#include "ui/picture.h"
#include "ui/screen_fit.h"
#include "ui/term_text.h"
#include "ui/text.h"
#include "workflow/output_names.h"

namespace sonomask::ui {
namespace {

constexpr QChar kNone(0x2013);  // en dash

QString orNone(double value, int decimals) {
    return std::isnan(value) ? QString(kNone) : number(value, decimals);
}

QString numberOrNone(int mass) {
    return mass > 0 ? QString::number(mass) : QString(kNone);
}

QString withUnit(const std::optional<double>& distance, const std::string& unit) {
    return distance ? number(*distance, unit == "mm" ? 2 : 1) + QLatin1Char(' ') + fromUtf8(unit)
                    : QString(kNone);
}

/// "shape: oval / round"; only what differs, for the eye to find it.
QString termsThatDiffer(const workflow::MassAgreement& mass) {
    QStringList texts;
    for (const auto& [term, words] : mass.terms)
        if (!words.first.empty() && !words.second.empty() && words.first != words.second)
            texts << QStringLiteral("%1: %2 / %3")
                         .arg(termName(term), termWord(words.first), termWord(words.second));
    return texts.join(QStringLiteral("; "));
}

void fillRow(QTableWidget* table, int row, const QStringList& texts) {
    for (int column = 0; column < texts.size(); ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setToolTip(texts[column]);
        table->setItem(row, column, item);
    }
}

}  // namespace

AgreementDialog::AgreementDialog(std::vector<workflow::ReadClip> study, Dialogs* dialogs,
                                 QWidget* parent)
    : QDialog(parent),
      read_(std::move(study)),
      dialogs_(dialogs),
      folder_(new QLineEdit(this)),
      summary_(new QLabel(this)),
      masses_(makeTable({tr("Picture"), tr("First"), tr("Second"), tr("Dice"), tr("HD95"),
                         tr("Terms that differ")},
                        tr("Masses"))),
      terms_(makeTable({tr("Term"), tr("Masses"), tr("Equal"), tr("Cohen's κ")}, tr("Terms"))),
      picture_(new DifferenceView(this)),
      export_(new QPushButton(tr("Export table (CSV) …"), this)) {
    setWindowTitle(tr("Compare two readers"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    summary_->setWordWrap(true);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setText(tr("You are the first reader."));
    auto* halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(makeTables());
    halves->addWidget(picture_);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setSizes({600, 480});
    export_->setEnabled(false);
    auto* close = new QPushButton(tr("Close"), this);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(export_);
    foot->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(makeChoice());
    layout->addWidget(summary_);
    layout->addWidget(halves, 1);
    layout->addLayout(foot);
    resize(fittingSize(*this, {1120, 640}));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(export_, &QPushButton::clicked, this, &AgreementDialog::exportCsv);
    connect(masses_, &QTableWidget::currentCellChanged, this,
            [this](int row) { showDifference(row); });
}

QWidget* AgreementDialog::makeChoice() {
    auto* row = new QWidget(this);
    folder_->setReadOnly(true);
    folder_->setPlaceholderText(tr("Another reader's sessions, or a folder of mask PNGs"));
    folder_->setAccessibleName(tr("The second reader's work"));
    auto* choose = new QPushButton(tr("Choose the second reader's work …"), row);
    connect(choose, &QPushButton::clicked, this, &AgreementDialog::chooseFolder);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(folder_, 1);
    layout->addWidget(choose);
    return row;
}

QWidget* AgreementDialog::makeTables() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 10, 0);
    column->addWidget(masses_, 2);
    column->addWidget(terms_, 1);
    masses_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    masses_->horizontalHeader()->setStretchLastSection(true);
    terms_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    terms_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    return box;
}

QTableWidget* AgreementDialog::makeTable(const QStringList& columns, const QString& name) {
    auto* table = new QTableWidget(0, static_cast<int>(columns.size()), this);
    table->setHorizontalHeaderLabels(columns);
    table->setAccessibleName(name);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    table->horizontalHeader()->setDefaultSectionSize(70);
    return table;
}

void AgreementDialog::chooseFolder() {
    if (const auto folder =
            dialogs_->chooseFolder(this, tr("The second reader's work"), folder_->text()))
        compareWith(*folder);
}

AgreementDialog::Result AgreementDialog::compare(const std::vector<workflow::ReadClip>& study,
                                                 const QString& folder, const std::stop_token& stop,
                                                 const ProgressCallback& progress) {
    std::vector<std::filesystem::path> files;
    for (const workflow::ReadClip& item : study) files.push_back(item.clip.info().file);
    const std::vector<std::string> names = workflow::outputNames(files);
    Result result;
    for (std::size_t i = 0; i < study.size(); ++i) {
        throwIfStopped(stop);
        reportProgress(progress, i, study.size());
        const workflow::ReadClip& item = study[i];
        try {
            result.study.push_back(
                {item.clip, workflow::massesOf(item.state),
                 workflow::massesOfReader(toPath(folder), item.clip.info(), names[i]),
                 item.state.study.user_spacing});
        } catch (const ReadError& error) {
            result.left_out.emplace_back(error.what());
        }
    }
    if (result.study.empty())
        throw ReadError("holds no work on the pictures of this study", toPath(folder),
                        result.left_out.empty() ? "" : result.left_out.front());
    result.agreement = workflow::compareReaders(result.study, stop);
    return result;
}

void AgreementDialog::compareWith(const QString& folder) {
    folder_->setText(folder);
    summary_->setText(tr("Comparing …"));
    auto* task = Task::start<Result>(
        this, windowTitle(),
        [study = read_, folder](const std::stop_token& stop, const ProgressCallback& progress) {
            return compare(study, folder, stop, progress);
        },
        [this, folder](Result result) {
            if (folder == folder_->text()) showResult(std::move(result));
        });
    connect(task, &Task::failed, this, [this, folder](const Failure& failure) {
        if (folder == folder_->text()) say(failure);
    });
}

void AgreementDialog::say(const Failure& failure) {
    QString text = QFileInfo(failure.file).fileName() + QStringLiteral(": ") + failure.reason;
    if (!failure.remedy.isEmpty()) text += QStringLiteral(". ") + failure.remedy;
    summary_->setText(text);
    Q_EMIT failed(failure);
}

void AgreementDialog::showResult(Result result) {
    study_ = std::move(result.study);
    agreement_ = std::move(result.agreement);
    if (agreement_.first_reader.empty()) agreement_.first_reader = tr("you").toStdString();
    picture_->setReaders(tr("only %1").arg(fromUtf8(agreement_.first_reader)),
                         tr("only %1").arg(fromUtf8(agreement_.second_reader)));
    showSummary(result.left_out.size());
    showMasses();
    showTerms();
    export_->setEnabled(true);
    if (masses_->rowCount() > 0) masses_->setCurrentCell(0, 0);
    Q_EMIT compared();
}

void AgreementDialog::showSummary(std::size_t left_out) {
    QString text = tr("%1 and %2 · frames that both have read: %3 · masses that both see: %4, only "
                      "the first: %5, only the second: %6 · Dice %7 · HD95 %8")
                       .arg(fromUtf8(agreement_.first_reader), fromUtf8(agreement_.second_reader))
                       .arg(agreement_.frames)
                       .arg(agreement_.matched)
                       .arg(agreement_.only_first)
                       .arg(agreement_.only_second)
                       .arg(orNone(agreement_.dice, 3), withUnit(agreement_.hd95, agreement_.unit));
    if (left_out > 0)
        text +=
            QStringLiteral(" · ") + tr("files without work of the second reader: %1").arg(left_out);
    summary_->setText(text);
}

void AgreementDialog::showMasses() {
    masses_->setRowCount(static_cast<int>(agreement_.masses.size()));
    int row = 0;
    for (const workflow::MassAgreement& mass : agreement_.masses)
        fillRow(masses_, row++,
                {fromUtf8(mass.file) + QStringLiteral(" · ") + QString::number(mass.frame + 1),
                 numberOrNone(mass.first_number), numberOrNone(mass.second_number),
                 number(mass.dice, 3), withUnit(mass.hd95, mass.unit), termsThatDiffer(mass)});
}

void AgreementDialog::showTerms() {
    terms_->setRowCount(static_cast<int>(agreement_.terms.size()));
    int row = 0;
    for (const workflow::TermAgreement& term : agreement_.terms)
        fillRow(terms_, row++,
                {termName(term.term), QString::number(term.masses),
                 number(100 * term.observed, 0) + QStringLiteral(" %"), orNone(term.kappa, 2)});
}

void AgreementDialog::showDifference(int row) {
    if (row < 0 || row >= static_cast<int>(agreement_.masses.size())) return;
    const workflow::MassAgreement& mass = agreement_.masses[static_cast<std::size_t>(row)];
    Task::start<QImage>(
        this, windowTitle(),
        [read = study_.at(mass.clip), frame = mass.frame](const std::stop_token&,
                                                          const ProgressCallback&) {
            return toImage(workflow::differencePicture(
                read.clip.frame(frame), read.first.frames.at(frame), read.second.frames.at(frame)));
        },
        [this, row](const QImage& picture) {
            if (masses_->currentRow() == row) picture_->setPicture(picture);
        });
}

void AgreementDialog::exportCsv() {
    const auto target = dialogs_->chooseSaveFile(
        this, tr("Export table"), QStringLiteral("agreement.csv"), tr("Table (*.csv)"));
    if (!target) return;
    try {
        writeFileAtomically(toPath(*target), workflow::agreementCsv(agreement_));
        Q_EMIT written(*target);
    } catch (const Error&) {
        say(currentFailure());
    }
}

}  // namespace sonomask::ui
