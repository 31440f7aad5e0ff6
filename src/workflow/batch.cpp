#include "workflow/batch.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <set>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/plain_path.h"
#include "base/processor.h"
#include "base/version.h"
#include "workflow/batch_file.h"
#include "workflow/batch_inputs.h"
#include "workflow/batch_journal.h"
#include "workflow/batch_record.h"
#include "workflow/findings_json.h"
#include "workflow/open.h"
#include "workflow/output_names.h"
#include "workflow/segment.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// One computes while the other reads, finds lesions and writes.
constexpr int kWorkersPerPass = 2;

/// A frame for a worker to segment.
struct Task {
    std::shared_ptr<BatchFile> file;
    int frame = 0;
};

/// Each worker takes one frame at a time from its file to its mask. There are more workers than
/// passes of the network at the same time: while some wait for the decoder or the disk, others keep
/// the network busy, and no more frames are held than there are workers.
class Batch {
  public:
    Batch(const segmentation::Engine& engine, const BatchOptions& options,
          const ProgressCallback& progress, std::stop_token stop)
        : engine_(engine),
          options_(options),
          progress_(progress),
          stop_(std::move(stop)),
          engine_json_(engineJson(engine)),
          journal_(folderFor(options), options.resume, suffixOf(options.shard)),
          passes_(passCount(options)) {
        FileList list = listFiles(options.inputs, stop_, options.output);
        const auto taken = keepOthers(list);
        inputs_ = batchInputs(std::move(list), taken);
        summary_.files_listed = inputs_.size();
        keepShard();
        // Parts share a folder, each with a lock of its own.
        if (options.shard.isWhole()) removeHalfWritten(options.output);
        summary_.files_total = inputs_.size() + others_.size();
    }

    BatchSummary run() {
        {
            std::vector<std::jthread> workers;
            const int count = kWorkersPerPass * passCount(options_);
            for (int i = 0; i < count; ++i) workers.emplace_back([this] { work(); });
        }
        open_.clear();  // what was cancelled leaves nothing behind
        if (broken_) std::rethrow_exception(broken_);
        summary_.cancelled = stop_.stop_requested();
        sortFailures();
        journal_.finish(head(), inputs());
        return summary_;
    }

  private:
    static fs::path folderFor(const BatchOptions& options) {
        makeFolder(options.output);
        return options.output;
    }

    /// A run that is resumed with other inputs adds to what is there: the names of outputs that
    /// belong to files outside the list. What failed there has still failed. Parts have nothing but
    /// their own files.
    std::set<std::string> keepOthers(const FileList& list) {
        std::set<std::string> taken;
        if (!options_.resume || !options_.shard.isWhole()) return taken;
        std::set<std::string> listed;
        for (const fs::path& file : list.files) listed.insert(plainPath(file));
        for (const SkippedFile& skipped : list.skipped) listed.insert(plainPath(skipped.file));
        for (const std::string& path : journal_.inputs()) {
            if (listed.contains(path)) continue;
            const auto record = journal_.find(path);
            if (!record) continue;
            if (hasFailed(*record, path))
                countFailed(*record, path);
            else if (isFinished(*record, path, options_.output))
                countDone(*record, true);
            else
                continue;
            taken.insert(record->value("name", std::string()));
            others_.push_back(path);
        }
        return taken;
    }

    /// Names are given to the whole list first, so that they are the same in every part.
    void keepShard() {
        shard_json_ = {{"index", options_.shard.index},
                       {"count", options_.shard.count},
                       {"files", inputs_.size()},
                       {"list", fingerprintOf(inputs_)}};
        std::vector<BatchInput> mine;
        for (std::size_t i = 0; i < inputs_.size(); ++i)
            if (options_.shard.holds(i)) mine.push_back(std::move(inputs_[i]));
        inputs_ = std::move(mine);
    }

    static int passCount(const BatchOptions& options) {
        return options.jobs > 0 ? options.jobs : availableProcessors();
    }

    void work() {
        try {
            while (const auto task = take()) process(*task);
        } catch (const Cancelled&) {
            // Asked for; the file at hand is not kept.
        } catch (...) {
            const std::lock_guard lock(mutex_);
            broken_ = std::current_exception();
            next_ = inputs_.size();  // the other workers have nowhere to write either
            open_.clear();
        }
        changed_.notify_all();
    }

    /// The next frame of the earliest open file, or of the next file of the list; nothing when
    /// there is none left.
    std::optional<Task> take() {
        std::unique_lock lock(mutex_);
        while (!stop_.stop_requested()) {
            while (!open_.empty() && !open_.front()->hasFramesLeft()) open_.pop_front();
            if (!open_.empty()) return Task{open_.front(), open_.front()->handOut()};
            if (next_ < inputs_.size()) {
                openNext(lock);
            } else if (opening_ > 0) {
                changed_.wait(lock);
            } else {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// Whatever is wrong with the input is its own failure; only the journal's failure ends the
    /// batch.
    void openNext(std::unique_lock<std::mutex>& lock) {
        const std::size_t i = next_++;
        ++opening_;
        lock.unlock();
        std::shared_ptr<BatchFile> file;
        try {
            file = open(i);
        } catch (...) {
            lock.lock();
            --opening_;
            throw;
        }
        lock.lock();
        --opening_;
        if (file) open_.push_back(std::move(file));
        changed_.notify_all();
    }

    /// Nothing for a file that needs no more work: finished by an earlier run, or not readable.
    std::shared_ptr<BatchFile> open(std::size_t i) {
        const BatchInput& input = inputs_[i];
        if (!input.skipped.empty()) {
            note(i, failure(i, input.skipped));
            return nullptr;
        }
        std::optional<json> earlier;
        std::shared_ptr<BatchFile> file;
        try {
            earlier = finishedEarlier(i);
            if (!earlier)
                file = std::make_shared<BatchFile>(i, stampOf(input.file),
                                                   openClip(input.file, stop_), options_.output);
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            note(i, failure(i, error.what()));
            return nullptr;
        }
        if (earlier) {
            count(i, *earlier, true);
            return nullptr;
        }
        journal_.begin(input.file);
        if (file->hasFramesLeft()) return file;
        finish(*file);
        return nullptr;
    }

    void process(const Task& task) {
        throwIfStopped(stop_);
        BatchFile& file = *task.file;
        std::function<void()> end;
        try {
            json findings = segment(file, task.frame);
            end = [&file, &task, findings = std::move(findings)]() mutable {
                file.addFindings(task.frame, std::move(findings));
            };
        } catch (const Cancelled&) {
            throw;
        } catch (const ReadError& error) {
            end = [&, reason = std::string(error.what())] { file.addFailure(task.frame, reason); };
        } catch (const std::exception& error) {
            end = [&, reason = std::string(error.what())] { file.abandon(task.frame, reason); };
        }
        std::unique_lock lock(mutex_);
        end();
        const bool complete = file.isComplete();
        lock.unlock();
        if (complete) finish(file);
    }

    json segment(BatchFile& file, int index) {
        const Frame frame = file.decode(index);
        const FrameFindings found =
            findingsFrom(probability(frame), frame, segmentation::settingsOf(engine_.model()),
                         options_.describe);
        const std::string mask =
            maskFileName(inputs_[file.place].name, file.clip.frameCount(), index);
        file.masks.write(mask, segmentation::maskOf(lesionsOf(found), found.frame_size));
        json findings = findingsJson(found);
        findings["mask"] = mask;
        return findings;
    }

    segmentation::ProbabilityMap probability(const Frame& frame) {
        passes_.acquire();
        const std::shared_ptr<void> release(nullptr, [this](void*) { passes_.release(); });
        return engine_.probability(frame, stop_);
    }

    /// Of a clip some of whose frames cannot be read the others are kept; it has failed all the
    /// same, and is tried again by a run that resumes.
    void finish(BatchFile& file) {
        const std::size_t i = file.place;
        if (file.isAbandoned()) return note(i, failure(i, file.reason()));
        file.masks.keep();
        json record = {{"file", inputs_[i].file.string()},
                       {"path", plainPath(inputs_[i].file).string()},
                       {"name", inputs_[i].name},
                       {"status", file.hasFailed() ? "failed" : "done"},
                       {"source", file.source},
                       {"model", engine_json_},
                       {"second_opinion", options_.describe.second_opinion},
                       {"warnings", file.clip.info().warnings},
                       {"frames", file.takeFindings()}};
        if (file.hasFailed()) record["reason"] = file.reason();
        note(i, record);
    }

    json failure(std::size_t i, const std::string& reason) const {
        return {{"file", inputs_[i].file.string()},
                {"path", plainPath(inputs_[i].file).string()},
                {"status", "failed"},
                {"reason", reason}};
    }

    void note(std::size_t i, const json& record) {
        journal_.append(record);
        count(i, record, false);
    }

    std::optional<json> finishedEarlier(std::size_t i) const {
        if (!options_.resume) return std::nullopt;
        const BatchInput& input = inputs_[i];
        auto record = journal_.find(input.file);
        const bool same =
            record && isFinished(*record, input.file, options_.output) &&
            record->value("name", json()) == input.name &&
            record->value("model", json()) == engine_json_ &&
            record->value("second_opinion", json()) == options_.describe.second_opinion;
        return same ? record : std::nullopt;
    }

    void count(std::size_t i, const json& record, bool resumed) {
        const std::lock_guard lock(mutex_);
        if (record["status"] == "done")
            countDone(record, resumed);
        else
            countFailed(record, inputs_[i].file);
        reportProgress(progress_, summary_.files_done + summary_.failed.size(),
                       summary_.files_total, inputs_[i].file.filename().string());
    }

    void countDone(const json& record, bool resumed) {
        ++summary_.files_done;
        summary_.files_resumed += resumed ? 1 : 0;
        countFrames(record["frames"]);
    }

    void countFailed(const json& record, const fs::path& file) {
        summary_.failed.push_back({file, record["reason"].get<std::string>()});
        if (record.contains("frames")) countFrames(record["frames"]);
    }

    void countFrames(const json& frames) {
        summary_.frames_done += frames.size();
        for (const json& frame : frames) summary_.lesions_found += frame["lesions"].size();
    }

    /// Workers finish in any order; the summary lists by name.
    void sortFailures() {
        std::sort(summary_.failed.begin(), summary_.failed.end(),
                  [](const SkippedFile& a, const SkippedFile& b) { return a.file < b.file; });
    }

    std::vector<std::string> inputs() const {
        std::vector<std::string> result;
        for (const BatchInput& input : inputs_) result.push_back(input.file.string());
        result.insert(result.end(), others_.begin(), others_.end());
        return result;
    }

    json head() const {
        json head = {{"format", 1},
                     {"sonomask", kVersion},
                     {"notice", "Not for diagnostic use"},
                     {"model", engine_json_},
                     {"summary",
                      {{"files", summary_.files_total},
                       {"done", summary_.files_done},
                       {"failed", summary_.failed.size()},
                       {"frames", summary_.frames_done},
                       {"lesions", summary_.lesions_found},
                       {"cancelled", summary_.cancelled}}}};
        if (!options_.shard.isWhole()) head["shard"] = shard_json_;
        return head;
    }

    const segmentation::Engine& engine_;
    const BatchOptions& options_;
    const ProgressCallback& progress_;
    std::stop_token stop_;
    json engine_json_;
    BatchJournal journal_;
    std::vector<BatchInput> inputs_;
    std::vector<std::string> others_;  ///< files outside the list that keep their records
    json shard_json_;
    std::counting_semaphore<> passes_;  ///< of the network at the same time
    std::mutex mutex_;                  ///< guards what follows
    std::condition_variable changed_;
    std::deque<std::shared_ptr<BatchFile>> open_;
    std::size_t next_ = 0;
    int opening_ = 0;
    BatchSummary summary_;
    std::exception_ptr broken_;
};

}  // namespace

BatchSummary runBatch(const segmentation::Engine& engine, const BatchOptions& options,
                      const ProgressCallback& progress, const std::stop_token& stop) {
    return Batch(engine, options, progress, stop).run();
}

}  // namespace sonomask::workflow
