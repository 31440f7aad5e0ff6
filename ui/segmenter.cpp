#include "ui/segmenter.h"

#include "base/error.h"
#include "ui/text.h"
#include "workflow/open.h"
#include "workflow/segment.h"

namespace sonomask::ui {
namespace {

struct OpenedClips {
    std::vector<std::pair<QString, Clip>> clips;
    std::size_t frame_count = 0;
};

}  // namespace

Segmenter::Segmenter(ModelHost* host, QObject* parent) : QObject(parent), host_(host) {}

void Segmenter::handOver(const QString& file, const workflow::FrameFindings& findings) {
    QMetaObject::invokeMethod(
        this, [this, file, findings] { Q_EMIT segmented(file, findings); }, Qt::QueuedConnection);
}

Task* Segmenter::segmentFrame(const QString& file, const Frame& frame) {
    const auto work = [wait = host_->waiter(), frame](const std::stop_token& stop,
                                                      const ProgressCallback&) {
        const auto engine = wait(stop);
        throwIfStopped(stop);
        return workflow::segmentFrame(*engine, frame);
    };
    return Task::start<workflow::FrameFindings>(
        this, tr("Segmenting"), work, [this, file](const workflow::FrameFindings& findings) {
            Q_EMIT segmented(file, findings);
        });
}

Task* Segmenter::segmentClips(const QStringList& files) {
    const auto fail = [this](const QString& file, const Failure& failure) {
        QMetaObject::invokeMethod(
            this, [this, file, failure] { Q_EMIT clipFailed(file, failure); },
            Qt::QueuedConnection);
    };
    const auto open = [files, fail] {
        OpenedClips opened;
        for (const QString& file : files) {
            try {
                opened.clips.emplace_back(file, workflow::openClip(toPath(file)));
                opened.frame_count +=
                    static_cast<std::size_t>(opened.clips.back().second.frameCount());
            } catch (const std::exception&) {
                fail(file, currentFailure());
            }
        }
        return opened;
    };
    const auto work = [this, open, fail, wait = host_->waiter()](const std::stop_token& stop,
                                                                 const ProgressCallback& progress) {
        const auto engine = wait(stop);
        const OpenedClips opened = open();
        std::size_t done = 0;
        for (const auto& [file, clip] : opened.clips) {
            const auto count = static_cast<std::size_t>(clip.frameCount());
            try {
                for (std::size_t index = 0; index < count; ++index) {
                    throwIfStopped(stop);
                    reportProgress(progress, done + index, opened.frame_count,
                                   clip.info().file.filename().string());
                    const Frame frame = clip.frame(static_cast<int>(index));
                    handOver(file, workflow::segmentFrame(*engine, frame));
                }
            } catch (const Cancelled&) {
                throw;
            } catch (const std::exception&) {
                fail(file, currentFailure());
            }
            done += count;
        }
        return done;
    };
    return Task::start<std::size_t>(this, tr("Segmenting the study"), work, [](std::size_t) {});
}

}  // namespace sonomask::ui
