#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

#include <QObject>
#include <QThreadPool>

#include "ui/task.h"
#include "workflow/file_list.h"
#include "workflow/findings.h"
#include "workflow/session.h"
#include "workflow/session_findings.h"

namespace sonomask::ui {

/// The work on every clip, undoable and on the disk with each change. Sessions live on a thread of
/// their own: the window asks for a change, and is told the frames it touched.
class WorkKeeper final : public QObject {
    Q_OBJECT

  public:
    using UseWork = std::function<void(const std::vector<workflow::ReadClip>&,
                                       const std::vector<workflow::SkippedFile>& unreadable)>;
    using MakeEdit = std::function<workflow::Edit(const workflow::SessionState&)>;

    /// Where a clip's work stands.
    struct Status {
        workflow::SessionState state;
        QString undo_name;  ///< empty = nothing to undo
        QString redo_name;
        /// Changes that were restored after the program had ended unexpectedly.
        std::size_t recovered = 0;
    };

    /// `sessions` is the folder that keeps the work; empty = in memory only.
    explicit WorkKeeper(std::filesystem::path sessions, QObject* parent = nullptr);
    /// Writes what is left to write.
    ~WorkKeeper() override;

    /// Whether the work on a file has been opened; where that fails, `failed` says why each time.
    bool hasWork(const QString& file) const;

    /// Loads what is kept for a clip; `frameChanged` follows for each frame with work.
    void open(const QString& file);
    void apply(const QString& file, MakeEdit make);
    /// A change that nobody asked for: no `changeWanted` comes before it.
    void applyUnasked(const QString& file, MakeEdit make);
    /// `exported` was written to where it is used: marked, unless something else would be by now.
    void markExported(const QString& file, const workflow::SessionState& exported);
    void undo(const QString& file);
    void redo(const QString& file);
    /// Takes back what was restored, as one step.
    void discardRecovered(const QString& file);
    /// Folds a clip's journal into its session file.
    void save(const QString& file);
    /// Hands the clips and the work on them over, on the window's thread, and the files that cannot
    /// be opened, for each of which a `failed` came before.
    void collect(const QStringList& files, UseWork use);
    /// The reader whose name each change carries from now on; empty = none.
    void setReader(const QString& name);
    const std::string& reader() const noexcept { return reader_; }
    /// Writes all that is left to write; `then` hears, on the window's thread, of which files the
    /// disk still does not hold the work.
    void saveAll(std::function<void(const QStringList& unsaved)> then);
    /// Forgets the clips; their work stays on the disk, or here where the disk does not take it.
    void closeAll();

    /// As of the last change that was told; empty before the first.
    const Status& status(const QString& file) const;

  Q_SIGNALS:
    /// A change, undo or redo is asked for; `statusChanged` follows.
    void changeWanted(const QString& file);
    void frameChanged(const QString& file, const sonomask::workflow::FrameFindings& findings);
    /// No work is left in the frame.
    void frameCleared(const QString& file, int frame);
    void statusChanged(const QString& file);
    /// Changes that were on the disk though the program ended without closing the study.
    void restored(const QString& file, int changes);
    void sourceChanged(const QString& file);
    /// Another picture, `other`, has the UID of this one: each has its own work.
    void otherPicture(const QString& file, const QString& other);
    void failed(const sonomask::ui::Failure& failure);

  private:
    struct Work;
    using Job = std::function<void(Work&)>;

    void enqueue(const QString& file, Job job);
    void change(const QString& file, Job job);
    void start(std::function<void()> work);
    Work& workFor(const QString& file);
    QStringList saveEach();
    std::shared_ptr<Work> workOfSameUid(const workflow::SessionSource& source) const;
    void publish(const QString& file, Work& work, const workflow::SessionState& before);
    void publishFrames(const QString& file, Work& work, const workflow::SessionState& before);
    template <typename Tell>
    void tell(Tell tell);

    std::filesystem::path sessions_;
    std::string reader_;                                            ///< the window's thread only
    std::unordered_map<std::string, std::shared_ptr<Work>> works_;  ///< the pool's thread only
    /// The same, of closed clips whose work the disk did not take.
    std::unordered_map<std::string, std::shared_ptr<Work>> unsaved_;
    std::unordered_map<std::string, Status> status_;  ///< the window's thread only
    QThreadPool pool_;
};

}  // namespace sonomask::ui
