#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dicom/overlay_planes.h"
#include "imaging/calibration.h"
#include "imaging/clip.h"

namespace sonomask::dicom {

/// A lookup table of the file: input `first` and below map to entry 0 (PS3.3 C.11.1.1).
struct LookupTable {
    int first = 0;
    int bits = 16;  ///< of an entry
    std::vector<std::uint16_t> entries;
};

struct Palette {
    LookupTable red;
    LookupTable green;
    LookupTable blue;
};

/// VOI window (PS3.3 C.11.2.1.2).
struct Window {
    enum class Shape { Linear, LinearExact, Sigmoid };
    double centre = 0;
    double width = 0;
    Shape shape = Shape::Linear;
};

/// What a stored grey value means and how it is to be shown.
struct GreyRendering {
    double slope = 1;
    double intercept = 0;
    std::shared_ptr<const LookupTable> modality_table;
    std::optional<Window> window;
    std::shared_ptr<const LookupTable> voi_table;  ///< used where there is no window
    bool inverse = false;                          ///< MONOCHROME1 or presentation shape INVERSE
};

/// Stored values that fill the picture where there is none, both ends included (PS3.3
/// C.7.5.1.1.2).
struct Padding {
    int low = 0;
    int high = 0;
};

/// Image Pixel module (PS3.3 C.7.6.3) and what belongs to it.
struct ImageHeader {
    int rows = 0;
    int columns = 0;
    int samples = 1;
    int bits_allocated = 8;
    int bits_stored = 8;
    int high_bit = 7;
    bool is_signed = false;
    bool planar = false;
    int declared_frames = 1;
    std::string photometric;
    std::optional<Padding> padding;
    GreyRendering grey;
    std::vector<GreyRendering> frame_greys;  ///< where frames have functional groups; else empty
    std::optional<Palette> palette;
    Calibration calibration;
    std::vector<Calibration> frame_calibrations;  ///< where each frame states its own; else empty
    std::vector<OverlayPlane> overlays;

    const GreyRendering& greyOf(std::size_t frame) const {
        return frame < frame_greys.size() ? frame_greys[frame] : grey;
    }
    /// That of a frame; without a spacing where the frame is not among those that state theirs.
    const Calibration& calibrationOf(std::size_t frame) const {
        return frame < frame_calibrations.size() ? frame_calibrations[frame] : calibration;
    }
    bool isPadding(int stored_value) const {
        return padding && stored_value >= padding->low && stored_value <= padding->high;
    }
    std::size_t sampleBytes() const { return static_cast<std::size_t>(bits_allocated) / 8; }
    std::size_t pixels() const {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    }
};

struct ParsedHeader {
    ImageHeader image;
    ClipInfo
        info;  ///< identity, device, frame time, photometric; nothing of the file or the frames
    std::vector<std::string> warnings;
};

struct FileStructure;

/// Parses the elements that `readStructure` found sound with DCMTK. Throws `Malformed` when what
/// describes the pixels is missing or contradictory, `BeyondLimit` when the picture is larger than
/// kMaximalPixels.
ParsedHeader parseHeader(const FileStructure& structure);

}  // namespace sonomask::dicom
