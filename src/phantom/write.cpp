#include "phantom/write.h"

#include <cmath>
#include <cstdio>
#include <span>

#include <opencv2/imgcodecs.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "phantom/noise.h"
#include "phantom/random_scene.h"
#include "phantom/render.h"
#include "phantom/sweep.h"
#include "phantom/tables.h"

namespace sonomask::phantom {
namespace {

namespace fs = std::filesystem;

constexpr int kViews = 2;

std::string numbered(const char* format, int number) {
    char text[64];
    std::snprintf(text, sizeof text, format, number);
    return text;
}

void writePng(const fs::path& target, const cv::Mat& picture) {
    std::vector<uchar> bytes;
    cv::imencode(".png", picture, bytes, {cv::IMWRITE_PNG_COMPRESSION, 9});
    writeFileAtomically(target, std::as_bytes(std::span(bytes)));
}

void requirePossible(const PhantomOptions& options, const fs::path& folder) {
    const bool counts = options.stills >= 0 && options.cine_frames >= 0 &&
                        (options.stills > 0 || options.cine_frames > 0);
    if (!counts) throw ConfigError("a phantom study needs at least one still or cine frame");
    if (options.frame_size.width < 64 || options.frame_size.height < 64) {
        throw ConfigError("phantom frames need at least 64x64 pixels");
    }
    if (!(options.validation_part >= 0 && options.validation_part <= 1)) {
        throw ConfigError("the validation part of a phantom study must lie between 0 and 1");
    }
    for (const char* name : {"cases.csv", "masses.csv", "images", "masks"}) {
        if (fs::exists(folder / name))
            throw WriteError("is there already", folder / name, "Choose an empty folder.");
    }
}

/// Spreads the validation patients evenly over all patients.
bool inValidation(int patient, double part) {
    return std::floor((patient + 1) * part) > std::floor(patient * part);
}

/// A UID under the UUID root (PS3.5 B.2), so that a study written again is the same study.
std::string uid(std::uint64_t seed, std::uint64_t part) {
    return "2.25." + std::to_string(childSeed(seed, part));
}

ClipInfo fakeIdentity(std::uint64_t seed, double frame_time_ms) {
    ClipInfo info;
    info.patient_name = "Phantom^Sonomask";
    info.patient_id = numbered("PH-%04d", static_cast<int>(seed % 10000));
    info.study_date = "20240102";
    info.study_description = "Simulated breast ultrasound";
    info.series_description = "Sweep";
    info.study_uid = uid(seed, 301);
    info.series_uid = uid(seed, 302);
    info.sop_instance_uid = uid(seed, 303);
    info.modality = "US";
    info.manufacturer = "Sonomask";
    info.device_model = "Phantom";
    info.frame_time_ms = frame_time_ms;
    return info;
}

/// What a study has made so far. Without `keep` it is removed again, so that the same folder can be
/// written to another time; what others have put beside it stays.
class MadeFiles {
  public:
    MadeFiles() = default;
    ~MadeFiles() {
        std::error_code ignored;
        for (auto path = made_.rbegin(); path != made_.rend(); ++path) fs::remove(*path, ignored);
    }
    MadeFiles(const MadeFiles&) = delete;
    MadeFiles& operator=(const MadeFiles&) = delete;

    /// Makes the folder and those above it that are missing.
    void addFolder(const fs::path& folder) {
        std::vector<fs::path> missing;
        for (fs::path at = folder; !at.empty() && !fs::exists(at); at = at.parent_path())
            missing.push_back(at);
        made_.insert(made_.end(), missing.rbegin(), missing.rend());
        makeFolder(folder);
    }
    /// Gives back the name of a file that will be written.
    const fs::path& addFile(const fs::path& file) { return made_.emplace_back(file); }
    void keep() { made_.clear(); }

  private:
    std::vector<fs::path> made_;
};

/// Writes one study step by step.
class StudyWriter {
  public:
    StudyWriter(const fs::path& folder, const PhantomOptions& options,
                const ProgressCallback& progress, std::stop_token stop)
        : folder_(folder),
          options_(options),
          progress_(progress),
          stop_(std::move(stop)),
          total_(static_cast<std::size_t>(options.stills) + options.cine_frames) {}

    PhantomStudy run() {
        study_.case_table = folder_ / "cases.csv";
        study_.mass_table = folder_ / "masses.csv";
        made_.addFolder(folder_ / "images");
        made_.addFolder(folder_ / "masks");
        if (options_.stills > 0) writeStills();
        if (options_.cine_frames > 0) writeCine();
        writeFileAtomically(made_.addFile(study_.mass_table), massTableHeader() + mass_lines_);
        writeFileAtomically(study_.case_table, caseTableHeader() + case_lines_);
        made_.keep();
        return std::move(study_);
    }

  private:
    void writeStills() {
        const SceneChoices choices{.frame_size = options_.frame_size,
                                   .surroundings = options_.surroundings};
        for (int still = 0; still < options_.stills; ++still) {
            throwIfStopped(stop_);
            const int patient = still / kViews, view = still % kViews;
            writeStill(still, patient, drawCase(options_.seed, patient, view, choices));
            reportProgress(progress_, ++done_, total_, "simulating stills");
        }
    }

    void writeStill(int still, int patient, const DrawnCase& drawn) {
        CaseRow row;
        row.case_id = numbered("still_%04d", still + 1);
        row.image = "images/" + row.case_id + ".png";
        row.mask = "masks/" + row.case_id + ".png";
        row.split = inValidation(patient, options_.validation_part) ? "val" : "train";
        row.patient = numbered("phantom_%04d", patient + 1);
        const RenderedFrame rendered = render(drawn.scene);
        writePng(made_.addFile(folder_ / row.image), rendered.frame.pixels);
        writePng(made_.addFile(folder_ / row.mask), rendered.mask_in_frame);
        case_lines_ += caseTableLine(row, drawn);
        mass_lines_ += massTableLines(row.image, 1, drawn.scene, rendered);
        study_.stills.push_back(folder_ / row.image);
        study_.still_masks.push_back(folder_ / row.mask);
    }

    void writeCine() {
        const fs::path masks = folder_ / "masks" / "sweep";
        made_.addFolder(masks);
        const SceneChoices choices{
            .frame_size = options_.frame_size, .surroundings = false, .normal_part = 0};
        const int patient = options_.stills / kViews + (options_.stills % kViews > 0);
        const Scene scene = drawCase(options_.seed, patient, 0, choices).scene;
        const Sweep sweep = sweepOver(scene);
        dicom::WriteRequest request;
        for (int index = 0; index < sweep.frames; ++index) {
            throwIfStopped(stop_);
            const RenderedFrame rendered = render(sceneAt(scene, sweep, index));
            request.frames.push_back(rendered.frame.pixels);
            request.regions = rendered.frame.calibration.regions;
            study_.cine_masks.push_back(masks / numbered("frame_%04d.png", index + 1));
            writePng(made_.addFile(study_.cine_masks.back()), rendered.mask_in_frame);
            mass_lines_ += massTableLines("images/sweep.dcm", index + 1, scene, rendered);
            reportProgress(progress_, ++done_, total_, "simulating the sweep");
        }
        request.info = fakeIdentity(options_.seed, sweep.frame_time_ms);
        request.encoding = options_.cine_encoding;
        study_.cine = folder_ / "images" / "sweep.dcm";
        dicom::writeUltrasound(request, made_.addFile(*study_.cine));
    }

    /// From just before the masses to just behind them.
    Sweep sweepOver(const Scene& scene) const {
        constexpr double kBeyondMm = 1;
        Sweep sweep;
        sweep.frames = options_.cine_frames;
        sweep.to_mm = kBeyondMm;
        for (const Mass& mass : scene.masses) {
            sweep.to_mm = std::max(sweep.to_mm, mass.elevation_radius_mm + kBeyondMm);
        }
        sweep.from_mm = -sweep.to_mm;
        return sweep;
    }

    fs::path folder_;
    PhantomOptions options_;
    const ProgressCallback& progress_;
    std::stop_token stop_;
    std::size_t done_ = 0, total_;
    std::string case_lines_, mass_lines_;
    PhantomStudy study_;
    MadeFiles made_;
};

}  // namespace

PhantomStudy writePhantomStudy(const fs::path& folder, const PhantomOptions& options,
                               const ProgressCallback& progress, std::stop_token stop) {
    requirePossible(options, folder);
    return StudyWriter(folder, options, progress, std::move(stop)).run();
}

}  // namespace sonomask::phantom
