#include "workflow/segment.h"

#include <algorithm>
#include <utility>

#include "base/progress.h"
#include "preprocess/ultrasound_region.h"
#include "segmentation/caliper_marks.h"

namespace sonomask::workflow {

using descriptors::DescribeOptions;

namespace {

/// What stands beside the picture, such as a scanner's texts, is no tissue.
bool anyBeside(const cv::Rect& ultrasound_region_in_frame,
               const std::vector<segmentation::Lesion>& lesions) {
    return std::ranges::any_of(lesions, [&](const segmentation::Lesion& lesion) {
        return (lesion.bounds_in_frame & ultrasound_region_in_frame).empty();
    });
}

FrameFindings findingsIn(const cv::Rect& ultrasound_region_in_frame,
                         std::vector<segmentation::Lesion> lesions, const Frame& frame,
                         const DescribeOptions& describe) {
    const auto marks = segmentation::caliperMarks(frame, ultrasound_region_in_frame);
    FrameFindings findings{frame.origin,
                           frame.pixels.size(),
                           {},
                           segmentation::pictureWarnings(frame, ultrasound_region_in_frame, marks)};
    if (anyBeside(ultrasound_region_in_frame, lesions))
        findings.warnings.emplace_back(
            "A mass lies outside the ultrasound region that was found; its terms say nothing.");
    // At a mass's edge a caliper would pass for a calcification, its digit-thin arms for spicules.
    const Frame unmarked = segmentation::withoutMarks(frame, marks);
    for (segmentation::Lesion& lesion : lesions) {
        LesionFinding finding;
        finding.geometry = descriptors::measure(lesion.contour_in_frame, frame.calibration);
        finding.description =
            descriptors::describe(unmarked, ultrasound_region_in_frame, lesion.contour_in_frame,
                                  finding.geometry, describe);
        finding.lesion = std::move(lesion);
        findings.lesions.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace

FrameFindings findingsOf(std::vector<segmentation::Lesion> lesions, const Frame& frame,
                         const DescribeOptions& describe) {
    return findingsIn(preprocess::ultrasoundRegion(frame), std::move(lesions), frame, describe);
}

FrameFindings findingsFrom(const segmentation::ProbabilityMap& probability, const Frame& frame,
                           const segmentation::LesionSettings& settings,
                           const DescribeOptions& describe) {
    return findingsIn(probability.ultrasound_region_in_frame,
                      segmentation::findLesions(probability, frame.calibration, settings), frame,
                      describe);
}

FrameFindings findingsFromMask(const cv::Mat& mask_in_frame, const Frame& frame,
                               const DescribeOptions& describe) {
    return findingsOf(segmentation::lesionsFromMask(mask_in_frame), frame, describe);
}

FrameFindings segmentFrame(const segmentation::Engine& engine, const Frame& frame,
                           const std::stop_token& stop, const DescribeOptions& describe) {
    const segmentation::ProbabilityMap probability = engine.probability(frame, stop);
    throwIfStopped(stop);
    return findingsFrom(probability, frame, segmentation::settingsOf(engine.model()), describe);
}

}  // namespace sonomask::workflow
