#include "workflow/batch.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/version.h"
#include "export/pictures.h"
#include "workflow/batch_journal.h"
#include "workflow/findings_json.h"
#include "workflow/open.h"
#include "workflow/output_names.h"
#include "workflow/segment.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Changes when a file is replaced by another of the same name.
json stampOf(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error).time_since_epoch().count();
    return {{"bytes", size}, {"modified", time}};
}

/// Removes what was written for a file that then failed, unless everything went well.
class MaskFiles {
  public:
    explicit MaskFiles(fs::path folder) : folder_(std::move(folder)) {}
    ~MaskFiles() {
        std::error_code ignored;
        if (!keep_)
            for (const std::string& name : names_) fs::remove(folder_ / name, ignored);
    }
    MaskFiles(const MaskFiles&) = delete;
    MaskFiles& operator=(const MaskFiles&) = delete;

    void write(const std::string& name, const cv::Mat& mask) {
        report::writePng(folder_ / name, mask);
        names_.push_back(name);
    }
    void keep() { keep_ = true; }

  private:
    fs::path folder_;
    std::vector<std::string> names_;
    bool keep_ = false;
};

std::vector<segmentation::Lesion> lesionsOf(const FrameFindings& findings) {
    std::vector<segmentation::Lesion> lesions;
    for (const LesionFinding& finding : findings.lesions) lesions.push_back(finding.lesion);
    return lesions;
}

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
          journal_(folderFor(options), options.resume, suffixOf(options.shard)) {
        keepShard();
        summary_.files_total = files_.size();
    }

    BatchSummary run() {
        {
            std::vector<std::jthread> workers;
            for (int i = 0; i < workerCount(); ++i) workers.emplace_back([this] { work(); });
        }
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

    int workerCount() const {
        const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        const int wanted = options_.jobs > 0 ? options_.jobs : cores;
        return std::clamp(wanted, 1, std::max(1, static_cast<int>(files_.size())));
    }

    void work() {
        try {
            for (std::size_t i = next_++; i < files_.size() && !stop_.stop_requested(); i = next_++)
                handle(i);
        } catch (const Cancelled&) {
            // Asked for; the file at hand left nothing behind.
        } catch (...) {
            const std::lock_guard lock(mutex_);
            broken_ = std::current_exception();
            next_ = files_.size();  // the other workers have nowhere to write either
        }
    }

    /// One input from file to masks. Whatever is wrong with the input is its own failure; only the
    /// journal's failure ends the batch.
    void handle(std::size_t i) {
        json record;
        bool resumed = false;
        try {
            if (auto earlier = finishedEarlier(i)) {
                record = std::move(*earlier);
                resumed = true;
            } else {
                record = segment(i);
            }
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            record = {{"file", files_[i].string()}, {"status", "failed"}, {"reason", error.what()}};
        }
        if (!resumed) journal_.append(record);
        count(i, record, resumed);
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

    json segment(std::size_t i) {
        const json source = stampOf(files_[i]);
        const Clip clip = openClip(files_[i]);
        MaskFiles masks(options_.output);
        json frames = json::array();
        for (int index = 0; index < clip.frameCount(); ++index) {
            throwIfStopped(stop_);
            const FrameFindings findings =
                segmentFrame(engine_, clip.frame(index), options_.describe);
            const std::string mask = maskFileName(names_[i], clip.frameCount(), index);
            masks.write(mask, segmentation::maskOf(lesionsOf(findings), findings.frame_size));
            frames.push_back(findingsJson(findings));
            frames.back()["mask"] = mask;
        }
        masks.keep();
        return {{"file", files_[i].string()}, {"name", names_[i]},
                {"status", "done"},           {"source", source},
                {"model", engine_json_},      {"warnings", clip.info().warnings},
                {"frames", std::move(frames)}};
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
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    BatchSummary summary_;
    std::exception_ptr broken_;
};

}  // namespace

BatchSummary runBatch(const segmentation::Engine& engine, const BatchOptions& options,
                      const ProgressCallback& progress, const std::stop_token& stop) {
    return Batch(engine, options, progress, stop).run();
}

}  // namespace sonomask::workflow
