#include "descriptors/terms.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "descriptors/appearance.h"
#include "descriptors/geometry.h"
#include "descriptors/patch.h"
#include "descriptors/shape.h"
#include "descriptors/specks.h"
#include "preprocess/ultrasound_region.h"

namespace sonomask::descriptors {
namespace {

const std::vector<std::string> kMarginKinds{"indistinct", "angular", "microlobulated",
                                            "spiculated"};

Patch patchOf(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
              const PixelSpacing& spacing) {
    if (contour_in_frame.size() < 3)
        throw ConfigError("an outline needs at least three points to be described");
    return cutPatch(greyOf(frame), preprocess::ultrasoundRegion(frame), contour_in_frame, spacing);
}

Features featuresOf(const Patch& patch) {
    Features all = featuresOf(measureShape(patch.outline));
    for (const Features& part :
         {marginFeatures(patch), echoFeatures(patch), posteriorFeatures(patch), rimFeatures(patch),
          speckFeatures(patch)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// Parallel: wider than tall (ACR). How sure that is grows with the distance of the height-to-width
/// ratio from 1.
Term orientationOf(const Geometry& geometry) {
    constexpr double kSteepness = 8;
    const double taller =
        1 / (1 + std::exp(-kSteepness * std::log(std::max(1e-6, geometry.height_to_width))));
    Term term;
    term.value = taller > 0.5 ? "not parallel" : "parallel";
    term.confidence = std::max(taller, 1 - taller);
    term.alternatives = {{"not parallel", taller}, {"parallel", 1 - taller}};
    term.evidence = {{"height_to_width", geometry.height_to_width, 1},
                     {"angle_degrees", geometry.angle_degrees, 0}};
    return term;
}

std::vector<cv::Rect> specksInFrame(const Patch& patch) {
    std::vector<cv::Rect> boxes;
    for (const cv::Rect& box : brightSpecks(patch)) {
        const cv::Point2d from = patch.inFrame(box.tl());
        const cv::Point2d to = patch.inFrame(box.br());
        boxes.emplace_back(cv::Point(cvFloor(from.x), cvFloor(from.y)),
                           cv::Point(cvCeil(to.x), cvCeil(to.y)));
    }
    return boxes;
}

}  // namespace

Features measureFeatures(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                         const PixelSpacing& spacing) {
    return featuresOf(patchOf(frame, contour_in_frame, spacing));
}

Description describe(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                     const TermModels& models) {
    const Geometry geometry = measure(contour_in_frame, frame.calibration);
    const Patch patch =
        patchOf(frame, contour_in_frame, geometry.scale.spacing.value_or(PixelSpacing{1, 1}));
    const Features features = featuresOf(patch);
    Description result;
    result.shape = models.decide("shape", features);
    result.orientation = orientationOf(geometry);
    result.margin = models.decide("margin", features);
    result.echo_pattern = models.decide("echo_pattern", features);
    result.posterior = models.decide("posterior", features);
    result.rim = models.decide("rim", features);
    if (result.margin.value == "not circumscribed")
        for (const std::string& kind : kMarginKinds)
            result.margin_kinds[kind] = models.decide("margin " + kind, features);
    result.malignancy = models.decide("malignancy", features);
    result.calcification_candidates_in_frame = specksInFrame(patch);
    return result;
}

}  // namespace sonomask::descriptors
