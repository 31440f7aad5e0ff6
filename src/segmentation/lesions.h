#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"
#include "segmentation/engine.h"

namespace sonomask::segmentation {

using Contour = std::vector<cv::Point2f>;

/// How masses are cut out of a probability map.
struct LesionSettings {
    double threshold = 0.5;         ///< a pixel belongs to a mass from this probability on
    double minimal_score = 0.5;     ///< a part whose score stays below is not reported
    double minimal_area_mm2 = 4.0;  ///< smaller parts are dropped where the scale is known
    double minimal_area_px = 60.0;  ///< ... and where it is not, in frame pixels
    /// A mass is one closed region: what its outline encloses belongs to it.
    bool fill_holes = true;
};

/// The settings that the model's training chose.
LesionSettings settingsOf(const ModelInfo& model);

/// One mass in one frame, in frame pixels.
struct Lesion {
    Contour contour_in_frame;             ///< sub-pixel, closed, no repeated first point
    std::vector<Contour> holes_in_frame;  ///< sub-pixel; usually none
    cv::Rect bounds_in_frame;             ///< of `mask`
    cv::Mat mask;                         ///< CV_8UC1 0/255, the part of the frame in `bounds`
    double score = 0;                     ///< 0..1, see `findLesions`; 1 for a drawn mask
};

/// The masses of a frame, largest first; none where there is none. Parts are eight-connected.
///
/// Mask and outline come from one surface, the probability map brought to the frame: the mask is
/// where it reaches the threshold at a pixel's centre, the outline is the threshold's iso-line on
/// it, so that a pixel is in the mask exactly when its centre lies inside the outline. Where the
/// frame is finer than the map, the surface is smoothed first by half a map pixel, or the outline
/// would have a kink at each of the map's pixels.
///
/// A part's score is the mean probability of its strongest pixels, as many as make up 0.002 of the
/// picture that the network saw: how sure the network is that there is a mass at all, whatever it
/// thinks of the edge. Training teaches just this share (docs/training.md, `loss.presence`).
std::vector<Lesion> findLesions(const ProbabilityMap& probability, const Calibration& calibration,
                                const LesionSettings& settings);

/// A lesion from a mask that somebody drew or that was read from a file (CV_8UC1, frame-sized,
/// not 0 = mass; one lesion per eight-connected part), score 1, largest first. The mask is kept to
/// the pixel, holes too; the outline runs through its staircase smoothly (within a pixel of it).
std::vector<Lesion> lesionsFromMask(const cv::Mat& mask_in_frame);

/// All masses of a frame as one CV_8UC1 0/255 picture of `frame_size`.
cv::Mat maskOf(const std::vector<Lesion>& lesions, const cv::Size& frame_size);

/// What in the picture may mislead the network or the reader: a colour-Doppler box, calipers.
/// Sentences for the person at the screen; empty where nothing was found. Looks at the ultrasound
/// region alone (`preprocess::ultrasoundRegion`); `marks` are `caliperMarks` of it.
std::vector<std::string> pictureWarnings(const Frame& frame,
                                         const cv::Rect& ultrasound_region_in_frame,
                                         const std::vector<cv::Rect>& marks);

}  // namespace sonomask::segmentation
