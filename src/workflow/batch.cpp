#include "workflow/batch.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <semaphore>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/version.h"
#include "workflow/batch_file.h"
#include "workflow/batch_journal.h"
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

/// Changes when a file is replaced by another of the same name.
json stampOf(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error).time_since_epoch().count();
    return {{"bytes", size}, {"modified", time}};
}

std::vector<segmentation::Lesion> lesionsOf(const FrameFindings& findings) {
    std::vector<segmentation::Lesion> lesions;
    for (const LesionFinding& finding : findings.lesions) lesions.push_back(finding.lesion);
    return lesions;
}

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
          files_(listFiles(options.inputs, stop_)),
          names_(outputNames(files_)),
          journal_(folderFor(options), options.resume, suffixOf(options.shard)),
          passes_(passCount(options)) {
        keepShard();
        summary_.files_total = files_.size();
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

    /// Names are given to the whole list first, so that they are the same in every part.
    void keepShard() {
        std::vector<fs::path> files;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < files_.size(); ++i)
            if (options_.shard.holds(i)) {
                files.push_back(std::move(files_[i]));
                names.push_back(std::move(names_[i]));
            }
        files_ = std::move(files);
        names_ = std::move(names);
    }

    static int passCount(const BatchOptions& options) {
        const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        return options.jobs > 0 ? options.jobs : cores;
    }

    void work() {
        try {
            while (const auto task = take()) process(*task);
        } catch (const Cancelled&) {
            // Asked for; the file at hand is not kept.
        } catch (...) {
            const std::lock_guard lock(mutex_);
            broken_ = std::current_exception();
            next_ = files_.size();  // the other workers have nowhere to write either
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
            if (next_ < files_.size()) {
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
        std::optional<json> earlier;
        std::shared_ptr<BatchFile> file;
        try {
            earlier = finishedEarlier(i);
            if (!earlier)
                file = std::make_shared<BatchFile>(i, stampOf(files_[i]),
                                                   openClip(files_[i], stop_), options_.output);
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
        if (file->hasFramesLeft()) return file;
        finish(*file);
        return nullptr;
    }

    void process(const Task& task) {
        throwIfStopped(stop_);
        BatchFile& file = *task.file;
        json findings;
        std::string failed;
        try {
            findings = segment(file, task.frame);
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            failed = error.what();
        }
        std::unique_lock lock(mutex_);
        if (failed.empty())
            file.addFindings(task.frame, std::move(findings));
        else
            file.addFailure(task.frame, failed);
        const bool complete = file.isComplete();
        lock.unlock();
        if (complete) finish(file);
    }

    json segment(BatchFile& file, int index) {
        const Frame frame = file.decode(index);
        const FrameFindings found =
            findingsFrom(probability(frame), frame, segmentation::settingsOf(engine_.model()),
                         options_.describe);
        const std::string mask = maskFileName(names_[file.place], file.clip.frameCount(), index);
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

    void finish(BatchFile& file) {
        const std::size_t i = file.place;
        if (file.hasFailed()) return note(i, failure(i, file.reason()));
        file.masks.keep();
        note(i, {{"file", files_[i].string()},
                 {"name", names_[i]},
                 {"status", "done"},
                 {"source", file.source},
                 {"model", engine_json_},
                 {"warnings", file.clip.info().warnings},
                 {"frames", file.takeFindings()}});
    }

    json failure(std::size_t i, const std::string& reason) const {
        return {{"file", files_[i].string()}, {"status", "failed"}, {"reason", reason}};
    }

    void note(std::size_t i, const json& record) {
        journal_.append(record);
        count(i, record, false);
    }

    std::optional<json> finishedEarlier(std::size_t i) const {
        if (!options_.resume) return std::nullopt;
        auto record = journal_.find(files_[i].string());
        const bool same = record && record->value("status", "") == "done" &&
                          record->value("name", "") == names_[i] &&
                          record->value("model", json()) == engine_json_ &&
                          record->value("source", json()) == stampOf(files_[i]);
        if (!same) return std::nullopt;
        for (const json& frame : (*record)["frames"])
            if (!fs::exists(options_.output / frame.value("mask", "?"))) return std::nullopt;
        return record;
    }

    void count(std::size_t i, const json& record, bool resumed) {
        const std::lock_guard lock(mutex_);
        if (record["status"] == "done") {
            ++summary_.files_done;
            summary_.files_resumed += resumed ? 1 : 0;
            summary_.frames_done += record["frames"].size();
            for (const json& frame : record["frames"])
                summary_.lesions_found += frame["lesions"].size();
        } else {
            summary_.failed.push_back({files_[i], record["reason"].get<std::string>()});
        }
        reportProgress(progress_, summary_.files_done + summary_.failed.size(), files_.size(),
                       files_[i].filename().string());
    }

    /// Workers finish in any order; the summary is read in the order of the files.
    void sortFailures() {
        std::sort(summary_.failed.begin(), summary_.failed.end(),
                  [](const SkippedFile& a, const SkippedFile& b) { return a.file < b.file; });
    }

    std::vector<std::string> inputs() const {
        std::vector<std::string> result;
        for (const fs::path& file : files_) result.push_back(file.string());
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
        if (!options_.shard.isWhole())
            head["shard"] = {{"index", options_.shard.index}, {"count", options_.shard.count}};
        return head;
    }

    const segmentation::Engine& engine_;
    const BatchOptions& options_;
    const ProgressCallback& progress_;
    std::stop_token stop_;
    json engine_json_;
    std::vector<fs::path> files_;
    std::vector<std::string> names_;
    BatchJournal journal_;
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
