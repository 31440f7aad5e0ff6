#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "imaging/frame.h"

namespace sonomask {

/// What a file says of itself without a single frame decoded.
struct ClipInfo {
    std::filesystem::path file;
    std::string format;  ///< "PNG", "DICOM", "AVI", ...
    int frame_count = 1;
    int width = 0;             ///< of the first frame, px
    int height = 0;            ///< of the first frame, px
    double frame_time_ms = 0;  ///< 0 = a still, or not known

    // DICOM only; UTF-8, empty where absent.
    std::string patient_name;
    std::string patient_id;
    std::string study_uid;
    std::string study_date;
    std::string study_description;
    std::string series_uid;
    std::string series_description;
    std::string sop_instance_uid;
    std::string sop_class_uid;
    std::string modality;
    std::string manufacturer;
    std::string device_model;
    std::string transfer_syntax;  ///< UID
    std::string photometric_interpretation;
    std::optional<int> series_number;    ///< of the study's series
    std::optional<int> instance_number;  ///< of the series' pictures
    int overlay_planes = 0;  ///< of graphics over the pictures (PS3.3 C.9.2), in `Frame::graphics`

    /// What is wrong with the file though it can be shown ("3 of 5 frames are present").
    std::vector<std::string> warnings;
};

/// A time between frames as the file gives it: 0 where no cine loop could have it (less than 1 ms,
/// more than 10 s).
double plausibleFrameTime(double milliseconds);

/// Gives the frames of one opened file on demand. Safe to call from several threads at once.
class FrameSource {
  public:
    virtual ~FrameSource() = default;
    /// Decodes frame `index` (0 .. frame_count-1). Throws `ReadError`.
    virtual Frame frame(int index) const = 0;
};

/// An opened still or cine loop: opening decodes nothing; frames are decoded when asked for.
class Clip {
  public:
    Clip(ClipInfo info, std::shared_ptr<const FrameSource> source);

    const ClipInfo& info() const noexcept { return info_; }
    int frameCount() const noexcept { return info_.frame_count; }
    /// Throws `ReadError`, also for an index out of range.
    Frame frame(int index) const;

  private:
    ClipInfo info_;
    std::shared_ptr<const FrameSource> source_;
};

}  // namespace sonomask
