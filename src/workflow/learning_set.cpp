#include "workflow/learning_set.h"

#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/atomic_file.h"
#include "base/csv_text.h"
#include "base/error.h"
#include "export/pictures.h"
#include "preprocess/ultrasound_region.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

/// One line of cases.csv.
struct Row {
    std::string case_id;
    std::string split;
    bool has_mass = false;
    std::string patient;
    std::optional<PixelSpacing> spacing;
    std::map<std::string, std::string> terms;
};

/// What tells patients apart; it is never written.
std::string patientKey(const ClipInfo& clip) {
    if (!clip.patient_id.empty()) return "id " + clip.patient_id;
    if (!clip.study_uid.empty()) return "study " + clip.study_uid;
    return "folder " + clip.file.parent_path().string();
}

std::vector<int> framesToTake(const SessionState& state) {
    std::vector<int> marked, read;
    for (const auto& [index, frame] : state.frames) {
        if (frame->lesions.empty() && frame->segmented_by.empty()) continue;
        read.push_back(index);
        if (frame->marked) marked.push_back(index);
    }
    return marked.empty() ? read : marked;
}

cv::Mat maskOf(const SessionFrame& frame, const cv::Size& size) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    for (const SessionLesion& lesion : frame.lesions) {
        if (lesion.mask.frameSize() != size)
            throw ReadError("the saved masks are of another size than the picture");
        cv::bitwise_or(mask, lesion.mask.inFrame(), mask);
    }
    return mask;
}

/// The words on the largest mass: a case has one word a term.
std::map<std::string, std::string> termsOf(const SessionFrame& frame) {
    const SessionLesion* largest = nullptr;
    for (const SessionLesion& lesion : frame.lesions)
        if (!largest || lesion.mask.areaPx() > largest->mask.areaPx()) largest = &lesion;
    std::map<std::string, std::string> words;
    if (!largest) return words;
    for (const auto& [term, reading] : largest->terms)
        if (!reading.value().empty()) words[term] = reading.value();
    return words;
}

/// As tables of cases name them (docs/metrics.md), so that `describe` reads them: the kinds of a
/// margin stand behind its word.
std::map<std::string, std::string> inColumnsOfCases(std::map<std::string, std::string> words) {
    for (const auto& [term, column] : {std::pair{"echo_pattern", "echogenicity"},
                                       {"posterior", "posterior_features"},
                                       {"rim", "halo"}})
        if (auto word = words.extract(term)) {
            word.key() = column;
            words.insert(std::move(word));
        }
    const auto kind = words.extract("margin_kind");
    const auto margin = words.find("margin");
    if (kind && margin != words.end() && margin->second == "not circumscribed")
        margin->second += " - " + kind.mapped();
    return words;
}

std::string numbered(const char* kind, std::size_t number) {
    char text[40];
    std::snprintf(text, sizeof text, "%s_%05zu", kind, number);
    return text;
}

class LearningSet {
  public:
    explicit LearningSet(const LearningSetOptions& options) : options_(options) {
        if (!(options.validation_share >= 0 && options.validation_share < 1))
            throw ConfigError("the share for validation must be from 0 to below 1");
        std::error_code ignored;
        for (const char* part : {"cases.csv", "images", "masks"})
            if (const fs::path path = options.folder / part;
                fs::exists(path, ignored) && !fs::is_empty(path, ignored))
                throw ConfigError("holds a set already", options.folder, "Choose an empty folder.");
        makeFolder(options.folder / "images");
        makeFolder(options.folder / "masks");
    }

    /// Of a set that was not finished nothing stays: they are pictures of patients.
    ~LearningSet() {
        if (finished_) return;
        std::error_code ignored;
        for (const fs::path& file : written_) fs::remove(file, ignored);
        for (const char* folder : {"images", "masks"})
            fs::remove(options_.folder / folder, ignored);  // where nothing else is in it
    }
    LearningSet(const LearningSet&) = delete;
    LearningSet& operator=(const LearningSet&) = delete;

    void add(const ReadClip& item, const std::stop_token& stop) {
        const fs::path& file = item.clip.info().file;
        if (item.state.study.stage != ReadingStage::Reviewed) {
            summary_.skipped.push_back({file, "has not been reviewed"});
            return;
        }
        for (const int index : framesToTake(item.state)) {
            throwIfStopped(stop);
            try {
                addFrame(item, index);
            } catch (const ReadError& error) {
                summary_.skipped.push_back({file, error.what()});
            }
        }
    }

    LearningSetSummary finish() {
        writeFileAtomically(options_.folder / "cases.csv", table());
        finished_ = true;
        return std::move(summary_);
    }

  private:
    void addFrame(const ReadClip& item, int index) {
        const Frame frame = withUserSpacing(item.clip.frame(index), item.state);
        const SessionFrame& work = item.state.frame(index);
        const cv::Rect region = preprocess::ultrasoundRegion(frame);
        const cv::Mat mask = maskOf(work, frame.pixels.size());
        if (cv::countNonZero(mask(region)) < cv::countNonZero(mask))
            throw ReadError("frame " + std::to_string(index + 1) +
                            ": a mass reaches beyond the ultrasound picture");
        Row row;
        row.case_id = numbered("case", rows_.size() + 1);
        row.has_mass = !work.lesions.empty();
        std::tie(row.patient, row.split) = patientOf(item.clip.info());
        row.spacing = frame.calibration.scaleFor(region).spacing;
        row.terms = inColumnsOfCases(termsOf(work));
        const std::string name = row.case_id + ".png";
        write("images", name, frame.pixels(region));
        write("masks", name, mask(region));
        summary_.masses += work.lesions.size();
        ++summary_.images;
        if (row.split == "val") ++summary_.kept_for_validation;
        rows_.push_back(std::move(row));
    }

    void write(const char* folder, const std::string& name, const cv::Mat& picture) {
        written_.push_back(options_.folder / folder / name);
        report::writePng(written_.back(), picture);
    }

    /// Number and split of a patient. Splits are dealt out so that after each new patient "val" has
    /// its share as nearly as whole patients allow: the first is to learn from, and the second for
    /// validation where it has any share.
    std::pair<std::string, std::string> patientOf(const ClipInfo& clip) {
        const auto number = patients_.try_emplace(patientKey(clip), patients_.size()).first->second;
        const double share = options_.validation_share;
        const auto val_up_to = [&](std::size_t count) {
            if (count < 2 || share == 0) return 0.0;
            return std::max(1.0, std::round(static_cast<double>(count) * share));
        };
        const bool val = val_up_to(number + 1) > val_up_to(number);
        return {numbered("patient", number + 1), val ? "val" : "train"};
    }

    std::string table() const {
        std::set<std::string> terms;
        for (const Row& row : rows_)
            for (const auto& [term, value] : row.terms) terms.insert(term);
        std::string text =
            "dataset,case_id,image,mask,split,label,patient,device,pixel_spacing_mm,"
            "pixel_spacing_y_mm";
        for (const std::string& term : terms) text += "," + csvField(term);
        text += "\n";
        for (const Row& row : rows_) text += line(row, terms);
        return text;
    }

    std::string line(const Row& row, const std::set<std::string>& terms) const {
        const std::string name = row.case_id + ".png";
        std::string text = csvField(options_.dataset) + "," + row.case_id + ",images/" + name +
                           ",masks/" + name + "," + row.split + "," +
                           (row.has_mass ? "" : "normal") + "," + row.patient + ",,";
        text += row.spacing
                    ? decimalText(row.spacing->x_mm, 9) + "," + decimalText(row.spacing->y_mm, 9)
                    : ",";
        for (const std::string& term : terms) {
            const auto word = row.terms.find(term);
            text += "," + (word == row.terms.end() ? "" : csvField(word->second));
        }
        return text + "\n";
    }

    LearningSetOptions options_;
    std::vector<Row> rows_;
    std::map<std::string, std::size_t> patients_;
    LearningSetSummary summary_;
    std::vector<fs::path> written_;
    bool finished_ = false;
};

}  // namespace

LearningSetSummary exportLearningSet(const std::vector<ReadClip>& clips,
                                     const LearningSetOptions& options,
                                     const ProgressCallback& progress,
                                     const std::stop_token& stop) {
    LearningSet set(options);
    for (std::size_t i = 0; i < clips.size(); ++i) {
        throwIfStopped(stop);
        reportProgress(progress, i, clips.size());
        set.add(clips[i], stop);
    }
    throwIfStopped(stop);
    LearningSetSummary summary = set.finish();
    reportProgress(progress, clips.size(), clips.size());
    return summary;
}

}  // namespace sonomask::workflow
