#include "ui/study_model.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <tuple>

#include <QCoreApplication>

#include "ui/core_text.h"
#include "ui/text.h"

namespace sonomask::ui {

struct StudyModel::Row {
    ClipInfo info;
    workflow::ReadingStage stage = workflow::ReadingStage::New;
    bool exported = false;
    QString failure;
    QImage thumbnail;
    mutable bool thumbnail_asked = false;
    const Group* group = nullptr;
    int row = 0;

    bool hasFailed() const { return !failure.isEmpty(); }
    /// What failed has failed until there is work on it.
    ClipState state() const {
        const bool nothing_done = stage == workflow::ReadingStage::New;
        return hasFailed() && nothing_done ? ClipState::Failed : stateOf(stage);
    }
};

struct StudyModel::Group {
    QString title;
    QString details;
    QString date;
    int row = 0;
    std::vector<std::unique_ptr<Row>> rows;
};

namespace {

/// The order in which the pictures of a study were taken. What has no numbers comes last, as found.
auto placeInStudy(const ClipInfo& clip) {
    const auto orLast = [](const std::optional<int>& number) {
        return number.value_or(std::numeric_limits<int>::max());
    };
    return std::tuple(orLast(clip.series_number), orLast(clip.instance_number));
}

/// Marks a group's own index; a clip's index carries its group instead.
constexpr quintptr kGroupId = 0;

QString studyTitle(const ClipInfo& clip) {
    if (clip.study_uid.empty()) return fromPath(clip.file.parent_path().filename());
    const QString name = personName(clip.patient_name);
    return name.isEmpty() ? StudyModel::tr("No name") : name;
}

QString studyDetails(const ClipInfo& clip) {
    if (clip.study_uid.empty()) return fromPath(clip.file.parent_path());
    QStringList parts;
    for (const QString& part :
         {fromUtf8(clip.patient_id), dateText(clip.study_date), fromUtf8(clip.study_description)})
        if (!part.isEmpty()) parts << part;
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

QString stateName(ClipState state) {
    switch (state) {
        case ClipState::New:
            return StudyModel::tr("New");
        case ClipState::Segmented:
            return StudyModel::tr("Segmented");
        case ClipState::Reviewed:
            return StudyModel::tr("Reviewed");
        case ClipState::Failed:
            return StudyModel::tr("Failed");
    }
    return {};
}

QString exportedName() {
    return StudyModel::tr("Exported");
}

ClipState stateOf(workflow::ReadingStage stage) {
    switch (stage) {
        case workflow::ReadingStage::New:
            return ClipState::New;
        case workflow::ReadingStage::Segmented:
            return ClipState::Segmented;
        case workflow::ReadingStage::Reviewed:
            return ClipState::Reviewed;
    }
    return ClipState::New;
}

StudyModel::StudyModel(QObject* parent)
    : QAbstractItemModel(parent), skipped_(std::make_unique<Group>()) {}

StudyModel::~StudyModel() = default;

void StudyModel::add(const ClipInfo& clip) {
    if (const auto found = row_of_.find(clip.file.string()); found != row_of_.end()) {
        if (found->second->group != skipped_.get()) return;
        removeSkipped(*found->second);  // it can be opened now
    }
    Group& group = groupFor(clip);
    auto row = std::make_unique<Row>();
    row->info = clip;
    insert(group, std::move(row));
}

StudyModel::Group& StudyModel::groupFor(const ClipInfo& clip) {
    const std::string key = clip.study_uid.empty() ? "folder " + clip.file.parent_path().string()
                                                   : clip.study_uid + "\n" + clip.patient_id;
    if (const auto found = group_of_.find(key); found != group_of_.end()) return *found->second;
    auto group = std::make_unique<Group>();
    group->title = studyTitle(clip);
    group->details = studyDetails(clip);
    group->date = fromUtf8(clip.study_date);
    group->row = static_cast<int>(studies_.size());
    beginInsertRows({}, group->row, group->row);
    studies_.push_back(std::move(group));
    endInsertRows();
    return *(group_of_[key] = studies_.back().get());
}

void StudyModel::insert(Group& group, std::unique_ptr<Row> row) {
    const auto place = std::upper_bound(
        group.rows.begin(), group.rows.end(), placeInStudy(row->info),
        [](const auto& wanted, const auto& other) { return wanted < placeInStudy(other->info); });
    const int position = static_cast<int>(place - group.rows.begin());
    row->group = &group;
    row_of_[row->info.file.string()] = row.get();
    const bool holds_group_back = row->state() < leastFar(group);
    beginInsertRows(index(group.row, 0), position, position);
    group.rows.insert(place, std::move(row));
    numberRows(group);
    endInsertRows();
    if (holds_group_back) tellGroup(group);
}

void StudyModel::numberRows(Group& group) {
    for (std::size_t i = 0; i < group.rows.size(); ++i) group.rows[i]->row = static_cast<int>(i);
}

void StudyModel::tellGroup(const Group& group) {
    const QModelIndex place = createIndex(groupRow(group), 0, kGroupId);
    Q_EMIT dataChanged(place, place);
}

void StudyModel::addSkipped(const workflow::SkippedFile& skipped) {
    if (row_of_.contains(skipped.file.string())) return;
    const int group_row = static_cast<int>(studies_.size());
    if (skipped_->rows.empty()) {
        // The group appears with its first file: its row exists once that file is in it.
        beginInsertRows({}, group_row, group_row);
        skipped_->title = tr("Not opened");
    } else {
        beginInsertRows(index(group_row, 0), rowCount(index(group_row, 0)),
                        rowCount(index(group_row, 0)));
    }
    auto row = std::make_unique<Row>();
    row->info.file = skipped.file;
    row->failure = coreText(skipped);
    row->group = skipped_.get();
    row->row = static_cast<int>(skipped_->rows.size());
    row_of_[skipped.file.string()] = row.get();
    skipped_->rows.push_back(std::move(row));
    endInsertRows();
}

void StudyModel::removeSkipped(const Row& row) {
    const int group_row = static_cast<int>(studies_.size());
    auto& rows = skipped_->rows;
    const bool is_last = rows.size() == 1;  // the group goes with it
    if (is_last)
        beginRemoveRows({}, group_row, group_row);
    else
        beginRemoveRows(index(group_row, 0), row.row, row.row);
    row_of_.erase(row.info.file.string());
    rows.erase(rows.begin() + row.row);
    numberRows(*skipped_);
    endRemoveRows();
}

void StudyModel::clear() {
    beginResetModel();
    row_of_.clear();
    group_of_.clear();
    studies_.clear();
    skipped_ = std::make_unique<Group>();
    endResetModel();
}

StudyModel::Row* StudyModel::find(const QString& file) const {
    const auto found = row_of_.find(file.toStdString());
    return found == row_of_.end() ? nullptr : found->second;
}

bool StudyModel::contains(const QString& file) const {
    return find(file) != nullptr;
}

bool StudyModel::leadsToListed(const QString& file) const {
    const std::filesystem::path path = toPath(file);
    std::error_code nothing_there;
    if (!std::filesystem::exists(path, nothing_there)) return false;
    return std::any_of(row_of_.begin(), row_of_.end(), [&path](const auto& entry) {
        std::error_code gone;
        return std::filesystem::equivalent(entry.second->info.file, path, gone);
    });
}

int StudyModel::groupRow(const Group& group) const {
    return &group == skipped_.get() ? static_cast<int>(studies_.size()) : group.row;
}

const StudyModel::Group* StudyModel::groupAt(int row) const {
    const auto position = static_cast<std::size_t>(row);
    return position < studies_.size() ? studies_[position].get() : skipped_.get();
}

QModelIndex StudyModel::indexOf(const Row& row) const {
    return createIndex(row.row, 0, row.group);
}

QModelIndex StudyModel::indexOf(const QString& file) const {
    const Row* row = find(file);
    return row ? indexOf(*row) : QModelIndex();
}

const ClipInfo* StudyModel::clip(const QString& file) const {
    const Row* row = find(file);
    return row && row->group != skipped_.get() ? &row->info : nullptr;
}

QStringList StudyModel::filesOfStudyWith(const QString& file) const {
    const Row* row = find(file);
    QStringList files;
    if (!row || row->group == skipped_.get()) return files;
    for (const auto& clip : row->group->rows) files << fromPath(clip->info.file);
    return files;
}

QStringList StudyModel::files() const {
    QStringList files;
    for (const auto& group : studies_)
        for (const auto& row : group->rows) files << fromPath(row->info.file);
    return files;
}

ClipState StudyModel::state(const QString& file) const {
    const Row* row = find(file);
    return row ? row->state() : ClipState::New;
}

template <typename Value>
void StudyModel::set(const QString& file, Value Row::*field, const Value& value) {
    Row* row = find(file);
    if (!row || row->*field == value) return;
    const ClipState group_before = leastFar(*row->group);
    row->*field = value;
    Q_EMIT dataChanged(indexOf(*row), indexOf(*row));
    if (leastFar(*row->group) != group_before) tellGroup(*row->group);
}

void StudyModel::setReading(const QString& file, const workflow::StudyReading& reading) {
    set(file, &Row::stage, reading.stage);
    set(file, &Row::exported, reading.exported);
}

void StudyModel::setFailure(const QString& file, const QString& text) {
    set(file, &Row::failure, text);
}

void StudyModel::setThumbnail(const QString& file, const QImage& image) {
    Row* row = find(file);
    if (!row) return;
    row->thumbnail = image;
    Q_EMIT dataChanged(indexOf(*row), indexOf(*row), {Qt::DecorationRole});
}

QModelIndex StudyModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column != 0 || row >= rowCount(parent)) return {};
    if (!parent.isValid()) return createIndex(row, 0, kGroupId);
    return createIndex(row, 0, groupAt(parent.row()));
}

QModelIndex StudyModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == kGroupId) return {};
    const auto* group = static_cast<const Group*>(child.constInternalPointer());
    return createIndex(groupRow(*group), 0, kGroupId);
}

int StudyModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(studies_.size()) + (skipped_->rows.empty() ? 0 : 1);
    if (parent.internalId() != kGroupId) return 0;
    return static_cast<int>(groupAt(parent.row())->rows.size());
}

int StudyModel::columnCount(const QModelIndex&) const {
    return 1;
}

const StudyModel::Row* StudyModel::rowAt(const QModelIndex& index) const {
    const auto* group = static_cast<const Group*>(index.constInternalPointer());
    return group->rows[static_cast<std::size_t>(index.row())].get();
}

QVariant StudyModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (index.internalId() == kGroupId) return groupData(*groupAt(index.row()), role);
    return rowData(*rowAt(index), role);
}

ClipState StudyModel::leastFar(const Group& group) {
    ClipState state = ClipState::Failed;
    for (const auto& row : group.rows) state = std::min(state, row->state());
    return state;
}

QVariant StudyModel::groupData(const Group& group, int role) const {
    switch (role) {
        case Qt::DisplayRole:
            return group.title;
        case Qt::ToolTipRole:
        case DetailsRole:
            return group.details;
        case IsClipRole:
            return false;
        case IsStudyRole:
            return &group != skipped_.get();
        case DateRole:
            return group.date;
        case StateRole:
            return static_cast<int>(leastFar(group));
        default:
            return {};
    }
}

QString StudyModel::accessibleText(const Row& row) {
    QStringList parts{clipTitle(row.info), stateName(row.state())};
    if (row.hasFailed()) parts << stateName(ClipState::Failed);
    if (row.exported) parts << exportedName();
    parts.removeDuplicates();
    return parts.join(QStringLiteral(", "));
}

QVariant StudyModel::rowData(const Row& row, int role) const {
    const bool skipped = row.group == skipped_.get();
    switch (role) {
        case Qt::DisplayRole:
            return clipTitle(row.info);
        case Qt::AccessibleTextRole:
            return accessibleText(row);
        case Qt::DecorationRole:
            if (!skipped && !std::exchange(row.thumbnail_asked, true))
                Q_EMIT thumbnailWanted(fromPath(row.info.file), row.info.frame_count);
            return row.thumbnail;
        case Qt::ToolTipRole:
            return row.hasFailed() ? fromPath(row.info.file) + QLatin1Char('\n') + row.failure
                                   : fromPath(row.info.file);
        case FileRole:
            return fromPath(row.info.file);
        case StateRole:
            return QVariant::fromValue(row.state());
        case ExportedRole:
            return row.exported;
        case DetailsRole:
            return skipped ? row.failure : clipDetails(row.info);
        case FailedRole:
            return row.hasFailed();
        case IsClipRole:
            return !skipped;
        default:
            return {};
    }
}

}  // namespace sonomask::ui
