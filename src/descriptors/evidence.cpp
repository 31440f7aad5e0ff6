#include "descriptors/evidence.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "descriptors/ellipse.h"
#include "descriptors/margin.h"
#include "descriptors/posterior.h"
#include "descriptors/specks.h"

namespace sonomask::descriptors {
namespace {

/// A rise of this many grey levels is as sharp as a picture shows; a quarter of it is blurred.
constexpr double kSharp = 4 * kBlurredRise;
constexpr int kEllipsePoints = 64;

class ToFrame {
  public:
    ToFrame(const Patch& patch, const cv::Size& size) : patch_(patch), size_(size) {}

    cv::Point2d operator()(const cv::Point2d& point) const {
        const cv::Point2d at = patch_.inFrame(point);
        return {std::clamp(at.x, 0.0, double(size_.width - 1)),
                std::clamp(at.y, 0.0, double(size_.height - 1))};
    }
    std::vector<cv::Point2d> operator()(const Points& points) const {
        std::vector<cv::Point2d> result;
        for (const cv::Point2d& point : points) result.push_back((*this)(point));
        return result;
    }
    cv::Rect2d operator()(const cv::Rect& box) const {
        return {(*this)(cv::Point2d(box.tl())), (*this)(cv::Point2d(box.br()))};
    }

  private:
    const Patch& patch_;
    cv::Size size_;
};

std::vector<cv::Rect2d> boxesInFrame(const ToFrame& to_frame, const std::vector<cv::Rect>& boxes) {
    std::vector<cv::Rect2d> result;
    for (const cv::Rect& box : boxes)
        if (const cv::Rect2d in_frame = to_frame(box); in_frame.area() > 0)
            result.push_back(in_frame);
    return result;
}

/// The tissue beside the mass, in its rows.
std::vector<cv::Rect> besideMass(const Patch& patch) {
    const cv::Rect shown = cv::boundingRect(patch.valid);
    const cv::Rect rows(0, patch.box.y, patch.grey.cols, patch.box.height);
    const cv::Rect left(0, rows.y, patch.box.x, rows.height);
    const int from = patch.box.br().x;
    return {left & shown, cv::Rect(from, rows.y, rows.width - from, rows.height) & shown};
}

std::vector<MarginPoint> marginBand(const std::vector<MarginEdge>& edges, const ToFrame& to_frame) {
    std::vector<MarginPoint> band;
    for (const MarginEdge& edge : edges) {
        const cv::Point2d reach = kMarginReach * edge.outwards;
        band.push_back({to_frame(edge.at), to_frame(edge.at - reach), to_frame(edge.at + reach),
                        edge.contrast, std::min(1.0, edge.steepness / kSharp)});
    }
    return band;
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

Evidence evidenceOf(const Patch& patch, const std::vector<MarginEdge>& edges,
                    const cv::Size& frame_size) {
    const ToFrame to_frame(patch, frame_size);
    const Ellipse ellipse = ellipseWithMomentsOf(patch.outline);
    const cv::Point2d along(std::cos(ellipse.turn), std::sin(ellipse.turn));
    const PosteriorAreas areas = posteriorAreas(patch);
    Evidence evidence;
    evidence.ellipse_in_frame = to_frame(pointsOf(ellipse, kEllipsePoints));
    evidence.long_axis_in_frame = {to_frame(ellipse.centre - ellipse.major_radius * along),
                                   to_frame(ellipse.centre + ellipse.major_radius * along)};
    evidence.tilt_degrees = ellipse.tilt_degrees;
    evidence.margin = marginBand(edges, to_frame);
    evidence.beside_in_frame = boxesInFrame(to_frame, besideMass(patch));
    evidence.behind_in_frame = to_frame(areas.behind);
    evidence.beside_behind_in_frame = boxesInFrame(to_frame, {areas.left, areas.right});
    evidence.specks_in_frame = specksInFrame(patch);
    return evidence;
}

}  // namespace sonomask::descriptors
