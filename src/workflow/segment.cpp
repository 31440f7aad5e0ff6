#include "workflow/segment.h"

#include <utility>

namespace sonomask::workflow {

FrameFindings findingsOf(std::vector<segmentation::Lesion> lesions, const Frame& frame) {
    FrameFindings findings{
        frame.origin, frame.pixels.size(), {}, segmentation::pictureWarnings(frame)};
    for (segmentation::Lesion& lesion : lesions) {
        const auto geometry = descriptors::measure(lesion.contour_in_frame, frame.calibration);
        findings.lesions.push_back({std::move(lesion), geometry});
    }
    return findings;
}

FrameFindings findingsFrom(const segmentation::ProbabilityMap& probability, const Frame& frame,
                           double threshold) {
    segmentation::LesionSettings settings;
    settings.threshold = threshold;
    return findingsOf(segmentation::findLesions(probability, frame.calibration, settings), frame);
}

FrameFindings findingsFromMask(const cv::Mat& mask_in_frame, const Frame& frame) {
    return findingsOf(segmentation::lesionsFromMask(mask_in_frame), frame);
}

FrameFindings segmentFrame(const segmentation::Engine& engine, const Frame& frame) {
    return findingsFrom(engine.probability(frame), frame, engine.model().threshold);
}

std::vector<FrameFindings> segmentClip(const segmentation::Engine& engine, const Clip& clip,
                                       const ProgressCallback& progress,
                                       const std::stop_token& stop) {
    std::vector<FrameFindings> findings;
    const auto total = static_cast<std::size_t>(clip.frameCount());
    for (int index = 0; index < clip.frameCount(); ++index) {
        throwIfStopped(stop);
        reportProgress(progress, static_cast<std::size_t>(index), total,
                       clip.info().file.filename().string());
        findings.push_back(segmentFrame(engine, clip.frame(index)));
    }
    reportProgress(progress, total, total);
    return findings;
}

}  // namespace sonomask::workflow
