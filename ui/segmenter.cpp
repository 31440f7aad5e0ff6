#include "ui/segmenter.h"

#include <sys/resource.h>
#include <unistd.h>

#include "base/error.h"
#include "decoder/read_ahead.h"
#include "ui/text.h"
#include "workflow/open.h"
#include "workflow/segment.h"

namespace sonomask::ui {
namespace {

struct OpenedClips {
    std::vector<std::pair<QString, Clip>> clips;
    std::size_t frame_count = 0;
};

/// Hands the part of a clip that was done over, however the work on it ended; of a clip that nobody
/// asked for only the whole.
class ResultGuard {
  public:
    ResultGuard(ClipResult result, std::size_t least_frames,
                std::function<void(const ClipResult&)> hand_over)
        : result_(std::move(result)),
          least_frames_(least_frames),
          hand_over_(std::move(hand_over)) {}
    ~ResultGuard() {
        if (result_.frames.size() >= least_frames_) hand_over_(result_);
    }
    ResultGuard(const ResultGuard&) = delete;
    ResultGuard& operator=(const ResultGuard&) = delete;

    void add(workflow::FrameFindings findings) { result_.frames.push_back(std::move(findings)); }

  private:
    ClipResult result_;
    std::size_t least_frames_;
    std::function<void(const ClipResult&)> hand_over_;
};

std::string modelOf(const segmentation::Engine& engine) {
    return engine.model().name + " " + engine.model().version;
}

ClipResult resultOf(const segmentation::Engine& engine, const QString& file) {
    return {file, {}, engine.model().threshold, modelOf(engine), false};
}

/// Enough that the network never waits for a frame; the clip is walked through once.
constexpr decoder::ReadAhead kAhead{std::size_t{64} << 20, 3};

/// The thread gives way to those of the window; what it starts inherits this.
void giveWay() {
    constexpr int kNicest = 19;
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNicest);
}

}  // namespace

Segmenter::Segmenter(ModelHost* host, QObject* parent) : QObject(parent), host_(host) {}

Task* Segmenter::segmentFrame(const QString& file, const Frame& frame) {
    const auto work = [wait = host_->waiter(), file, frame](const std::stop_token& stop,
                                                            const ProgressCallback&) {
        const auto engine = wait(stop);
        throwIfStopped(stop);
        ClipResult result = resultOf(*engine, file);
        result.frames.push_back(workflow::segmentFrame(*engine, frame, stop));
        return result;
    };
    return Task::start<ClipResult>(this, tr("Segmenting"), work, [this](const ClipResult& result) {
        Q_EMIT segmented(result.file, result.frames.front());
        Q_EMIT finished(result);
    });
}

Task* Segmenter::segmentBox(const QString& file, const Frame& frame, const cv::Rect& box_in_frame) {
    const auto work = [wait = host_->waiter(), file, frame, box_in_frame](
                          const std::stop_token& stop, const ProgressCallback&) {
        const auto engine = wait(stop);
        return BoxResult{file, workflow::segmentBox(*engine, frame, box_in_frame, stop),
                         modelOf(*engine)};
    };
    return Task::start<BoxResult>(this, tr("Segmenting the box"), work,
                                  [this](const BoxResult& result) { Q_EMIT boxSegmented(result); });
}

void Segmenter::segmentClip(const segmentation::Engine& engine, const QString& file,
                            const Clip& opened, Pace pace, const std::stop_token& stop,
                            const std::function<void(int)>& begin) {
    const bool asked = pace == Pace::Asked;
    const Clip clip = decoder::withReadAhead(opened, kAhead);
    const auto post = [this](auto tell) {
        QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
    };
    const auto least = asked ? std::size_t{1} : static_cast<std::size_t>(clip.frameCount());
    ClipResult nothing_yet = resultOf(engine, file);
    nothing_yet.ahead = !asked;
    ResultGuard result(std::move(nothing_yet), least, [this, post](const ClipResult& done) {
        post([this, done] { Q_EMIT finished(done); });
    });
    for (int index = 0; index < clip.frameCount(); ++index) {
        throwIfStopped(stop);
        begin(index);
        const auto findings = workflow::segmentFrame(engine, clip.frame(index), stop);
        result.add(findings);
        if (asked) post([this, file, findings] { Q_EMIT segmented(file, findings); });
    }
}

Task* Segmenter::segmentClips(const QStringList& files, Pace pace) {
    const auto fail = [this](const QString& file) {
        QMetaObject::invokeMethod(
            this, [this, file, failure = currentFailure()] { Q_EMIT clipFailed(file, failure); },
            Qt::QueuedConnection);
    };
    const auto open = [files, fail](const std::stop_token& stop) {
        OpenedClips opened;
        for (const QString& file : files) {
            try {
                opened.clips.emplace_back(file, workflow::openClip(toPath(file), stop));
                opened.frame_count +=
                    static_cast<std::size_t>(opened.clips.back().second.frameCount());
            } catch (const Cancelled&) {
                throw;
            } catch (const std::exception&) {
                fail(file);
            }
        }
        return opened;
    };
    const auto work = [this, open, fail, pace, wait = host_->waiter()](
                          const std::stop_token& stop, const ProgressCallback& progress) {
        if (pace == Pace::Ahead) giveWay();
        const auto engine = wait(stop);
        const OpenedClips opened = open(stop);
        std::size_t done = 0;
        for (const auto& [file, clip] : opened.clips) {
            const std::string name = clip.info().file.filename().string();
            try {
                segmentClip(*engine, file, clip, pace, stop, [&](int index) {
                    reportProgress(progress, done + static_cast<std::size_t>(index),
                                   opened.frame_count, name);
                });
            } catch (const Cancelled&) {
                throw;
            } catch (const std::exception&) {
                fail(file);
            }
            done += static_cast<std::size_t>(clip.frameCount());
        }
        return done;
    };
    const QString title = pace == Pace::Ahead ? tr("Segmenting ahead") : tr("Segmenting the study");
    return Task::start<std::size_t>(this, title, work, [](std::size_t) {});
}

}  // namespace sonomask::ui
