#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include <QAbstractItemModel>
#include <QImage>

#include "imaging/clip.h"
#include "workflow/file_list.h"
#include "workflow/session_state.h"

namespace sonomask::ui {

/// How far the reading of a clip has come.
enum class ClipState { New, Segmented, Reviewed, Failed };

QString stateName(ClipState state);
QString exportedName();
ClipState stateOf(workflow::ReadingStage stage);

/// The study list as a tree: studies, and the clips of each. Files that could not be opened stand
/// in a group of their own at the end, with the reason.
class StudyModel final : public QAbstractItemModel {
    Q_OBJECT

  public:
    enum Role {
        FileRole = Qt::UserRole,
        StateRole,
        ExportedRole,
        DetailsRole,  ///< the second line of a row
        FailedRole,   ///< some or all of it could not be read, however far the reading has come
        IsClipRole,
        IsStudyRole,
        DateRole,  ///< of a study, "20260302"; empty where it has none
    };

    explicit StudyModel(QObject* parent = nullptr);
    ~StudyModel() override;

    /// Adds a clip to its study: by StudyInstanceUID and patient, else by folder; among its
    /// pictures by SeriesNumber and InstanceNumber where it has them. A file that is listed already
    /// is left as it is, unless it could not be opened before.
    void add(const ClipInfo& clip);
    void addSkipped(const workflow::SkippedFile& skipped);
    void clear();

    bool contains(const QString& file) const;
    /// Whether a path leads to a listed file, however it is written; those that could not be opened
    /// are listed too.
    bool leadsToListed(const QString& file) const;
    QModelIndex indexOf(const QString& file) const;
    const ClipInfo* clip(const QString& file) const;
    /// The files of the study that holds `file`, in the order of the list.
    QStringList filesOfStudyWith(const QString& file) const;
    QStringList files() const;

    ClipState state(const QString& file) const;
    /// How far the reading has come, and whether it was exported.
    void setReading(const QString& file, const workflow::StudyReading& reading);
    /// Why some or all of the file could not be read; empty = it can be.
    void setFailure(const QString& file, const QString& text);
    void setThumbnail(const QString& file, const QImage& image);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  Q_SIGNALS:
    /// A row without a picture came into view; asked once for each.
    void thumbnailWanted(const QString& file, int frame_count) const;

  private:
    struct Row;
    struct Group;

    Group& groupFor(const ClipInfo& clip);
    void removeSkipped(const Row& row);
    void insert(Group& group, std::unique_ptr<Row> row);
    static void numberRows(Group& group);
    int groupRow(const Group& group) const;
    void tellGroup(const Group& group);
    const Group* groupAt(int row) const;
    const Row* rowAt(const QModelIndex& index) const;
    /// Of the states of a study's pictures, the one that leaves most to do.
    static ClipState leastFar(const Group& group);
    Row* find(const QString& file) const;
    QModelIndex indexOf(const Row& row) const;
    template <typename Value>
    void set(const QString& file, Value Row::*field, const Value& value);
    static QString accessibleText(const Row& row);
    QVariant groupData(const Group& group, int role) const;
    QVariant rowData(const Row& row, int role) const;

    std::vector<std::unique_ptr<Group>> studies_;
    std::unique_ptr<Group> skipped_;
    std::unordered_map<std::string, Row*> row_of_;
    std::unordered_map<std::string, Group*> group_of_;
};

}  // namespace sonomask::ui
