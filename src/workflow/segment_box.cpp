#include "workflow/segment_box.h"

#include <utility>

#include "base/error.h"
#include "workflow/segment.h"

namespace sonomask::workflow {
namespace {

constexpr int kSmallestBoxPx = 8;
/// On each side, as a part of the box: the network knows masses with tissue around them.
constexpr double kSurroundings = 0.75;
constexpr double kThresholdShares[] = {1, 0.66, 0.33};
/// A smaller part of the box is a speck, not what the box was drawn for.
constexpr double kSmallestPart = 0.02;

cv::Rect withSurroundings(const cv::Rect& box, const cv::Size& frame_size) {
    const cv::Size more(cvRound(box.width * kSurroundings), cvRound(box.height * kSurroundings));
    const cv::Point corner(more.width, more.height);
    return cv::Rect(box.tl() - corner, box.size() + more + more) &
           cv::Rect(cv::Point(), frame_size);
}

/// The probability with 0 outside `box` (in the pixels of the picture that the network saw).
segmentation::ProbabilityMap limitedTo(const segmentation::ProbabilityMap& probability,
                                       const cv::Rect& box) {
    cv::Mat inside = cv::Mat::zeros(probability.transform.frameSize(), CV_8UC1);
    inside(box).setTo(255);
    segmentation::ProbabilityMap limited = probability;
    limited.in_crop = cv::Mat::zeros(probability.in_crop.size(), CV_32FC1);
    probability.in_crop.copyTo(limited.in_crop, probability.transform.maskToCrop(inside));
    return limited;
}

segmentation::Lesion moved(segmentation::Lesion lesion, const cv::Point& by) {
    for (cv::Point2f& point : lesion.contour_in_frame) point += cv::Point2f(by);
    for (segmentation::Contour& hole : lesion.holes_in_frame)
        for (cv::Point2f& point : hole) point += cv::Point2f(by);
    lesion.bounds_in_frame += by;
    return lesion;
}

}  // namespace

FrameFindings segmentBox(const segmentation::Engine& engine, const Frame& frame,
                         const cv::Rect& box_in_frame, const std::stop_token& stop) {
    const cv::Size size = frame.pixels.size();
    const cv::Rect box = box_in_frame & cv::Rect(cv::Point(), size);
    if (box.width < kSmallestBoxPx || box.height < kSmallestBoxPx)
        throw ConfigError("the box is too small to look into", {}, "Draw it around the mass.");
    const cv::Rect seen = withSurroundings(box, size);
    const Frame part{frame.pixels(seen).clone(), {}, frame.origin};
    const auto probability =
        limitedTo(engine.forKnownMass().probability(part, stop), box - seen.tl());
    segmentation::LesionSettings settings;
    settings.minimal_score = 0;
    settings.minimal_area_px = kSmallestPart * box.area();
    for (const double share : kThresholdShares) {
        settings.threshold = engine.model().threshold * share;
        auto lesions = segmentation::findLesions(probability, {}, settings);
        if (!lesions.empty())
            return findingsOf({moved(std::move(lesions.front()), seen.tl())}, frame);
    }
    return findingsOf({}, frame);
}

}  // namespace sonomask::workflow
