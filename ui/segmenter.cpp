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

/// Hands the part of a clip that was done over, however the work on it ended.
class ResultGuard {
  public:
    ResultGuard(ClipResult result, std::function<void(const ClipResult&)> hand_over)
        : result_(std::move(result)), hand_over_(std::move(hand_over)) {}
    ~ResultGuard() {
        if (!result_.frames.empty()) hand_over_(result_);
    }
    ResultGuard(const ResultGuard&) = delete;
    ResultGuard& operator=(const ResultGuard&) = delete;

    void add(workflow::FrameFindings findings) { result_.frames.push_back(std::move(findings)); }

  private:
    ClipResult result_;
    std::function<void(const ClipResult&)> hand_over_;
};

ClipResult resultOf(const segmentation::Engine& engine, const QString& file) {
    const segmentation::ModelInfo& model = engine.model();
    return {file, {}, model.threshold, model.name + " " + model.version};
}

}  // namespace

Segmenter::Segmenter(ModelHost* host, QObject* parent) : QObject(parent), host_(host) {}

Task* Segmenter::segmentFrame(const QString& file, const Frame& frame) {
    const auto work = [wait = host_->waiter(), file, frame](const std::stop_token& stop,
                                                            const ProgressCallback&) {
        const auto engine = wait(stop);
        throwIfStopped(stop);
        ClipResult result = resultOf(*engine, file);
        result.frames.push_back(workflow::segmentFrame(*engine, frame));
        return result;
    };
    return Task::start<ClipResult>(this, tr("Segmenting"), work, [this](const ClipResult& result) {
        Q_EMIT segmented(result.file, result.frames.front());
        Q_EMIT finished(result);
    });
}

void Segmenter::segmentClip(const segmentation::Engine& engine, const QString& file,
                            const Clip& clip, const std::stop_token& stop,
                            const std::function<void(int)>& begin) {
    const auto post = [this](auto tell) {
        QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
    };
    ResultGuard result(resultOf(engine, file), [this, post](const ClipResult& done) {
        post([this, done] { Q_EMIT finished(done); });
    });
    for (int index = 0; index < clip.frameCount(); ++index) {
        throwIfStopped(stop);
        begin(index);
        const auto findings = workflow::segmentFrame(engine, clip.frame(index));
        result.add(findings);
        post([this, file, findings] { Q_EMIT segmented(file, findings); });
    }
}

Task* Segmenter::segmentClips(const QStringList& files) {
    const auto fail = [this](const QString& file) {
        QMetaObject::invokeMethod(
            this, [this, file, failure = currentFailure()] { Q_EMIT clipFailed(file, failure); },
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
                fail(file);
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
            const std::string name = clip.info().file.filename().string();
            try {
                segmentClip(*engine, file, clip, stop, [&](int index) {
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
    return Task::start<std::size_t>(this, tr("Segmenting the study"), work, [](std::size_t) {});
}

}  // namespace sonomask::ui
