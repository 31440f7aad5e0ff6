#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"
#include "segmentation/lesions.h"

/// Tools on masks as pure functions: CV_8UC1 0/255 of the frame's size in, another one out; the
/// argument is never changed. Points are in frame pixels, pixel centres at integers; a pixel counts
/// as inside when its centre is.
namespace sonomask::workflow {

/// Adds a round brush of `radius_px` drawn along `path_in_frame` (one point = a dot).
cv::Mat paintStroke(const cv::Mat& mask, const segmentation::Contour& path_in_frame,
                    double radius_px);
/// Removes it.
cv::Mat eraseStroke(const cv::Mat& mask, const segmentation::Contour& path_in_frame,
                    double radius_px);

/// Adds or removes the inside of a polygon or lasso (closed by itself; even-odd rule).
cv::Mat addPolygon(const cv::Mat& mask, const segmentation::Contour& polygon_in_frame);
cv::Mat removePolygon(const cv::Mat& mask, const segmentation::Contour& polygon_in_frame);

/// Fills every hole (background that does not reach the frame's border).
cv::Mat fillHoles(const cv::Mat& mask);

/// The eight-connected parts, largest first, each a mask of its own.
std::vector<cv::Mat> partsOf(const cv::Mat& mask);
/// Cuts the mask along a line, one pixel wide, and gives the parts; one part when the line does not
/// part it.
std::vector<cv::Mat> splitAlong(const cv::Mat& mask, const segmentation::Contour& line_in_frame);
/// Both masks as one part: where they don't touch, a straight bridge joins their nearest pixels, a
/// quarter as wide as the smaller one.
cv::Mat mergeMasks(const cv::Mat& first, const cv::Mat& second);

/// The part of the probability at `threshold` that belongs to the mass `mask`: the one that shares
/// most pixels with it, however small or unlikely, since a reader holds it for a mass. Nothing
/// where none does.
std::optional<segmentation::Lesion> rethreshold(const segmentation::ProbabilityMap& probability,
                                                const Calibration& calibration, double threshold,
                                                const cv::Mat& mask);

/// The inside of a closed contour as a mask of `frame_size`.
cv::Mat maskFromContour(const segmentation::Contour& contour_in_frame, const cv::Size& frame_size);

}  // namespace sonomask::workflow
