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
/// asked for only when the work came to its end.
class ResultGuard {
  public:
    ResultGuard(ClipResult result, std::function<void(const ClipResult&)> hand_over)
        : result_(std::move(result)), hand_over_(std::move(hand_over)) {}
    ~ResultGuard() {
        if (!result_.frames.empty() && (ended_ || !result_.ahead)) hand_over_(result_);
    }
    ResultGuard(const ResultGuard&) = delete;
    ResultGuard& operator=(const ResultGuard&) = delete;

    void add(workflow::FrameFindings findings) { result_.frames.push_back(std::move(findings)); }
    std::size_t end() {
        ended_ = true;
        return result_.frames.size();
    }

  private:
    ClipResult result_;
    bool ended_ = false;
    std::function<void(const ClipResult&)> hand_over_;
};

/// The frames of a clip that cannot be read: why the first of them, and whether to go on.
class UnreadableFrames {
  public:
    /// Call inside a catch block only.
    void add() {
        if (++count_ == 1) first_ = currentFailure();
    }
    bool empty() const { return count_ == 0; }
    bool tooMany() const { return count_ >= workflow::kUnreadableFramesTried; }
    Failure failure(std::size_t done, int frames) const {
        Failure failure = first_;
        if (done > 0)
            failure.remedy += (failure.remedy.isEmpty() ? QString() : QStringLiteral(" ")) +
                              Segmenter::tr("%1 of %2 frames are segmented.").arg(done).arg(frames);
        return failure;
    }

  private:
    std::size_t count_ = 0;
    Failure first_;
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

void Segmenter::stop() {
    ++stops_;
    Task::cancelAllOf(this);
}

std::function<bool()> Segmenter::stillWanted() const {
    return [this, stops = stops_] { return stops == stops_; };
}

Segmenter::Post Segmenter::post() {
    return [this, wanted = stillWanted()](std::function<void()> tell) {
        QMetaObject::invokeMethod(
            this,
            [wanted, tell = std::move(tell)] {
                if (wanted()) tell();
            },
            Qt::QueuedConnection);
    };
}

Task* Segmenter::segmentFrame(const QString& file, const Frame& frame) {
    const auto work = [wait = host_->waiter(), file, frame](const std::stop_token& stop,
                                                            const ProgressCallback&) {
        const auto engine = wait(stop);
        throwIfStopped(stop);
        ClipResult result = resultOf(*engine, file);
        result.of_frame_in_view = true;
        result.frames.push_back(workflow::segmentFrame(*engine, frame, stop));
        return result;
    };
    return Task::start<ClipResult>(this, tr("Segmenting"), work,
                                   [this, wanted = stillWanted()](const ClipResult& result) {
                                       if (!wanted()) return;
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
                                  [this, wanted = stillWanted()](const BoxResult& result) {
                                      if (wanted()) Q_EMIT boxSegmented(result);
                                  });
}

void Segmenter::segmentClip(const segmentation::Engine& engine, const QString& file,
                            const Clip& opened, Pace pace, const Post& post,
                            const std::stop_token& stop, const std::function<void(int)>& begin) {
    const bool asked = pace == Pace::Asked;
    const Clip clip = decoder::withReadAhead(opened, kAhead);
    ClipResult nothing_yet = resultOf(engine, file);
    nothing_yet.ahead = !asked;
    UnreadableFrames unreadable;
    ResultGuard result(std::move(nothing_yet), [this, post](const ClipResult& done) {
        post([this, done] { Q_EMIT finished(done); });
    });
    for (int index = 0; index < clip.frameCount() && !unreadable.tooMany(); ++index) {
        throwIfStopped(stop);
        begin(index);
        try {
            const auto findings = workflow::segmentFrame(engine, clip.frame(index), stop);
            result.add(findings);
            if (asked) post([this, file, findings] { Q_EMIT segmented(file, findings); });
        } catch (const ReadError&) {
            unreadable.add();
        }
    }
    const std::size_t done = result.end();
    if (!unreadable.empty())
        post([this, file, failure = unreadable.failure(done, clip.frameCount())] {
            Q_EMIT clipFailed(file, failure);
        });
}

Task* Segmenter::segmentClips(const QStringList& files, Pace pace) {
    const Post post = this->post();
    const auto fail = [this, post](const QString& file) {
        post([this, file, failure = currentFailure()] { Q_EMIT clipFailed(file, failure); });
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
    const auto work = [this, open, fail, post, pace, wait = host_->waiter()](
                          const std::stop_token& stop, const ProgressCallback& progress) {
        if (pace == Pace::Ahead) giveWay();
        const auto engine = wait(stop);
        const OpenedClips opened = open(stop);
        std::size_t done = 0;
        for (const auto& [file, clip] : opened.clips) {
            const std::string name = clip.info().file.filename().string();
            try {
                segmentClip(*engine, file, clip, pace, post, stop, [&](int index) {
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
