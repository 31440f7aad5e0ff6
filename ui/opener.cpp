#include "ui/opener.h"

#include <chrono>

#include "base/error.h"
#include "decoder/decoder.h"
#include "ui/text.h"
#include "workflow/open.h"
#include "workflow/session_folder.h"

namespace sonomask::ui {
namespace {

using Clock = std::chrono::steady_clock;
/// Few enough that adding them keeps the window fluent, often enough that it looks alive.
constexpr std::size_t kLargestPortion = 24;
constexpr auto kLongestWait = std::chrono::milliseconds(60);

struct Portion {
    std::vector<ClipInfo> clips;
    std::vector<workflow::SkippedFile> skipped;
    std::vector<std::pair<QString, workflow::StudyReading>> readings;
    std::size_t size() const { return clips.size() + skipped.size(); }
};

void read(const std::filesystem::path& file, const std::filesystem::path& sessions,
          const std::stop_token& stop, Portion& portion) {
    try {
        portion.clips.push_back(workflow::openClip(file, stop).info());
        if (sessions.empty()) return;
        const auto source = workflow::sessionSourceOf(portion.clips.back());
        if (const auto reading = workflow::keptReading(source, sessions))
            portion.readings.emplace_back(fromPath(file), *reading);
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        portion.skipped.push_back({file, error.what()});
    }
}

}  // namespace

Opener::Opener(std::filesystem::path sessions, QObject* parent)
    : QObject(parent), sessions_(std::move(sessions)) {
    // Starting a decoder takes a fifth of a second, almost all for its libraries: the first picture
    // need not wait for it. Asking for its protection starts one; what fails is told on opening.
    Task::start<int>(
        this, {},
        [](const std::stop_token&, const ProgressCallback&) {
            (void)decoder::missingProtection();
            return 0;
        },
        [](int) {});
}

void Opener::stop() {
    ++stops_;
    Task::cancelAllOf(this);
}

Task* Opener::open(const std::vector<std::filesystem::path>& inputs) {
    const auto hand_over = [this, stops = stops_](Portion& portion) {
        QMetaObject::invokeMethod(
            this,
            [this, portion, stops] {
                if (stops != stops_) return;
                Q_EMIT found(portion.clips, portion.skipped);
                for (const auto& [file, reading] : portion.readings)
                    Q_EMIT readingKept(file, reading);
            },
            Qt::QueuedConnection);
        portion = {};
    };
    const auto work = [inputs, hand_over, sessions = sessions_](const std::stop_token& stop,
                                                                const ProgressCallback& progress) {
        const auto [files, skipped] = workflow::listFiles(inputs, stop);
        Portion portion;
        portion.skipped = skipped;
        auto next_hand_over = Clock::now();  // the first picture at once
        for (std::size_t i = 0; i < files.size(); ++i) {
            throwIfStopped(stop);
            read(files[i], sessions, stop, portion);
            reportProgress(progress, i + 1, files.size(), files[i].filename().string());
            if (portion.size() < kLargestPortion && Clock::now() < next_hand_over) continue;
            hand_over(portion);
            next_hand_over = Clock::now() + kLongestWait;
        }
        if (portion.size() > 0) hand_over(portion);
        return files.size();
    };
    return Task::start<std::size_t>(this, tr("Opening"), work, [](std::size_t) {});
}

}  // namespace sonomask::ui
