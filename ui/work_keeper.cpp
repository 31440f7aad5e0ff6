#include "ui/work_keeper.h"

#include <set>
#include <utility>

#include "base/error.h"
#include "ui/text.h"
#include "workflow/open.h"
#include "workflow/session_edits.h"
#include "workflow/session_terms.h"

namespace sonomask::ui {

struct WorkKeeper::Work {
    Clip clip;
    workflow::Session session;
    QStringList files;  ///< the clip's, and its copies
};

namespace {

std::shared_ptr<const workflow::SessionFrame> frameOf(const workflow::SessionState& state,
                                                      int index) {
    const auto found = state.frames.find(index);
    return found == state.frames.end() ? nullptr : found->second;
}

}  // namespace

WorkKeeper::WorkKeeper(std::filesystem::path sessions, QObject* parent)
    : QObject(parent), sessions_(std::move(sessions)) {
    pool_.setMaxThreadCount(1);
}

WorkKeeper::~WorkKeeper() {
    closeAll();
    pool_.waitForDone();
}

template <typename Tell>
void WorkKeeper::tell(Tell tell) {
    QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
}

WorkKeeper::Work& WorkKeeper::workFor(const QString& file) {
    auto& work = works_[file.toStdString()];
    if (work) return *work;
    if (auto unsaved = unsaved_.extract(file.toStdString())) {
        work = std::move(unsaved.mapped());
        publish(file, *work, {});
        return *work;
    }
    Clip clip = workflow::openClip(toPath(file));
    auto source = workflow::sessionSourceOf(clip.info());
    std::filesystem::path other_picture;
    if (const auto other = workOfSameUid(source)) {
        if (!workflow::areOtherPictures(other->session.source(), source)) {
            other->files << file;
            publish(file, *other, {});
            return *(work = other);
        }
        other_picture = other->session.source().file;
        source = workflow::withOwnKey(std::move(source));
    }
    auto session = sessions_.empty() ? workflow::Session(std::move(source))
                                     : workflow::Session::open(std::move(source), sessions_);
    if (other_picture.empty()) other_picture = session.otherPicture();
    if (!other_picture.empty())
        tell([this, file, other = fromPath(other_picture)] { Q_EMIT otherPicture(file, other); });
    work = std::make_shared<Work>(Work{std::move(clip), std::move(session), {file}});
    const auto changes = static_cast<int>(work->session.recoveredChanges());
    if (changes > 0) tell([this, file, changes] { Q_EMIT restored(file, changes); });
    if (work->session.sourceChanged()) tell([this, file] { Q_EMIT sourceChanged(file); });
    publish(file, *work, {});
    return *work;
}

/// That of the same picture if there is one, else of another with its UID.
std::shared_ptr<WorkKeeper::Work> WorkKeeper::workOfSameUid(
    const workflow::SessionSource& source) const {
    std::shared_ptr<Work> found;
    if (source.sop_instance_uid.empty()) return found;
    for (const auto& [file, work] : works_) {
        if (!work || work->session.source().sop_instance_uid != source.sop_instance_uid) continue;
        if (!found || !workflow::areOtherPictures(work->session.source(), source)) found = work;
    }
    return found;
}

void WorkKeeper::start(std::function<void()> work) {
    pool_.start([this, work = std::move(work)] {
        try {
            work();
        } catch (...) {
            tell([this, failure = currentFailure()] { Q_EMIT failed(failure); });
        }
    });
}

void WorkKeeper::enqueue(const QString& file, Job job) {
    start([this, file, job = std::move(job)] {
        Work& work = workFor(file);
        const workflow::SessionState before = work.session.state();
        try {
            job(work);
        } catch (const WriteError&) {
            // The change itself holds, in memory.
            tell([this, failure = currentFailure()] { Q_EMIT failed(failure); });
        }
        for (const QString& copy : work.files) publish(copy, work, before);
    });
}

void WorkKeeper::change(const QString& file, Job job) {
    Q_EMIT changeWanted(file);
    enqueue(file, std::move(job));
}

void WorkKeeper::setReader(const QString& name) {
    reader_ = name.toStdString();
}

void WorkKeeper::collect(const QStringList& files, UseWork use) {
    start([this, files, use = std::move(use)] {
        std::vector<workflow::ReadClip> clips;
        std::vector<workflow::SkippedFile> unreadable;
        std::set<const Work*> seen;  // copies of a picture share their work
        for (const QString& file : files) {
            try {
                const Work& work = workFor(file);
                if (seen.insert(&work).second) clips.push_back({work.clip, work.session.state()});
            } catch (const Error& error) {
                unreadable.push_back({toPath(file), error.what()});
                tell([this, failure = currentFailure()] { Q_EMIT failed(failure); });
            }
        }
        tell([use, clips = std::move(clips), unreadable = std::move(unreadable)] {
            use(clips, unreadable);
        });
    });
}

void WorkKeeper::publish(const QString& file, Work& work, const workflow::SessionState& before) {
    publishFrames(file, work, before);
    Status status{work.session.state(), fromUtf8(work.session.undoName()),
                  fromUtf8(work.session.redoName()), work.session.recoveredChanges()};
    tell([this, file, status = std::move(status)] {
        status_[file.toStdString()] = status;
        Q_EMIT statusChanged(file);
    });
}

void WorkKeeper::publishFrames(const QString& file, Work& work,
                               const workflow::SessionState& before) {
    const workflow::SessionState& after = work.session.state();
    for (const auto& [index, frame] : before.frames)
        if (!after.frames.contains(index))
            tell([this, file, index = index] { Q_EMIT frameCleared(file, index); });
    const bool same_scale = before.study.user_spacing == after.study.user_spacing &&
                            before.study.user_tick_mm == after.study.user_tick_mm;
    bool all_read = true;
    for (const auto& [index, frame] : after.frames) {
        if (frameOf(before, index) == frame && same_scale) continue;
        try {
            auto findings = workflow::findingsOf(after, work.clip.frame(index));
            tell([this, file, findings = std::move(findings)] {
                Q_EMIT frameChanged(file, findings);
            });
        } catch (const ReadError&) {
            // A frame that cannot be read any more keeps its work; the others are told.
            if (std::exchange(all_read, false))
                tell([this, failure = currentFailure()] { Q_EMIT failed(failure); });
        }
    }
}

void WorkKeeper::open(const QString& file) {
    enqueue(file, [](Work&) {});
}

void WorkKeeper::apply(const QString& file, MakeEdit make) {
    Q_EMIT changeWanted(file);
    applyUnasked(file, std::move(make));
}

void WorkKeeper::applyUnasked(const QString& file, MakeEdit make) {
    enqueue(file, [make = std::move(make), reader = reader_](Work& work) {
        const workflow::SessionState& before = work.session.state();
        workflow::SessionState signed_state = before;
        if (!reader.empty()) signed_state.study.reader = reader;
        workflow::Edit edit = make(signed_state);
        // Whoever makes a change signs the study with it.
        if (!edit.empty() && !edit.study && signed_state.study != before.study)
            edit.study = signed_state.study;
        edit = workflow::edits::outdatingExport(std::move(edit), before);
        work.session.apply(workflow::withTerms(
            std::move(edit), before, [&work](int index) { return work.clip.frame(index); }));
    });
}

void WorkKeeper::markExported(const QString& file, const workflow::SessionState& exported) {
    enqueue(file, [exported](Work& work) {
        const workflow::SessionState& now = work.session.state();
        if (workflow::edits::exportSame(exported, now))
            work.session.apply(workflow::edits::setExported(now));
    });
}

void WorkKeeper::undo(const QString& file) {
    change(file, [](Work& work) { work.session.undo(); });
}

void WorkKeeper::redo(const QString& file) {
    change(file, [](Work& work) { work.session.redo(); });
}

void WorkKeeper::discardRecovered(const QString& file) {
    change(file, [](Work& work) { work.session.discardRecovered(); });
}

void WorkKeeper::save(const QString& file) {
    enqueue(file, [](Work& work) { work.session.save(); });
}

QStringList WorkKeeper::saveEach() {
    QStringList unsaved;
    for (const auto* works : {&works_, &unsaved_})
        for (const auto& [file, work] : *works) {
            if (!work) continue;
            try {
                work->session.save();
            } catch (...) {
                tell([this, failure = currentFailure()] { Q_EMIT failed(failure); });
            }
            if (work->session.hasUnwrittenChanges()) unsaved << fromUtf8(file);
        }
    return unsaved;
}

void WorkKeeper::saveAll(std::function<void(const QStringList& unsaved)> then) {
    start(
        [this, then = std::move(then)] { tell([then, unsaved = saveEach()] { then(unsaved); }); });
}

void WorkKeeper::closeAll() {
    status_.clear();
    start([this] {
        saveEach();
        unsaved_.merge(works_);
        works_.clear();
        std::erase_if(unsaved_, [](const auto& entry) {
            return !entry.second || !entry.second->session.hasUnwrittenChanges();
        });
    });
}

bool WorkKeeper::hasWork(const QString& file) const {
    return status_.contains(file.toStdString());
}

const WorkKeeper::Status& WorkKeeper::status(const QString& file) const {
    static const Status none;
    const auto found = status_.find(file.toStdString());
    return found == status_.end() ? none : found->second;
}

}  // namespace sonomask::ui
