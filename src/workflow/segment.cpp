#include "workflow/segment.h"

#include <utility>

#include "preprocess/ultrasound_region.h"

namespace sonomask::workflow {

using descriptors::DescribeOptions;

namespace {

FrameFindings findingsIn(const cv::Rect& ultrasound_region_in_frame,
                         std::vector<segmentation::Lesion> lesions, const Frame& frame,
                         const DescribeOptions& describe) {
    FrameFindings findings{frame.origin,
                           frame.pixels.size(),
                           {},
                           segmentation::pictureWarnings(frame, ultrasound_region_in_frame)};
    for (segmentation::Lesion& lesion : lesions) {
        LesionFinding finding;
        finding.geometry = descriptors::measure(lesion.contour_in_frame, frame.calibration);
        finding.description = descriptors::describe(
            frame, ultrasound_region_in_frame, lesion.contour_in_frame, finding.geometry, describe);
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

std::vector<FrameFindings> segmentClip(const segmentation::Engine& engine, const Clip& clip,
                                       const ProgressCallback& progress,
                                       const std::stop_token& stop,
                                       const DescribeOptions& describe) {
    std::vector<FrameFindings> findings;
    const auto total = static_cast<std::size_t>(clip.frameCount());
    for (int index = 0; index < clip.frameCount(); ++index) {
        throwIfStopped(stop);
        reportProgress(progress, static_cast<std::size_t>(index), total,
                       clip.info().file.filename().string());
        findings.push_back(segmentFrame(engine, clip.frame(index), stop, describe));
    }
    reportProgress(progress, total, total);
    return findings;
}

}  // namespace sonomask::workflow
