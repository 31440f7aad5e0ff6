#include "imaging/parts.h"

#include <opencv2/imgproc.hpp>

namespace sonomask {

namespace {

using Outline = std::vector<cv::Point>;

/// What an outline and those of its holes enclose, the lines themselves included.
cv::Mat filled(const std::vector<Outline>& outlines, const cv::Mat& mask, const cv::Rect& bounds) {
    cv::Mat part = cv::Mat::zeros(bounds.size(), CV_8UC1);
    cv::fillPoly(part, outlines, cv::Scalar(255), cv::LINE_8, 0, -bounds.tl());
    part.setTo(0, mask(bounds) == 0);
    return part;
}

}  // namespace

std::vector<Part> partsOf(const cv::Mat& mask) {
    return partsOf(mask, [](const cv::Rect&) { return true; });
}

// Labelling all pixels, as connectedComponents does, takes several times as long as outlines.
std::vector<Part> partsOf(const cv::Mat& mask,
                          const std::function<bool(const cv::Rect& bounds)>& wanted) {
    std::vector<Outline> outlines;
    std::vector<cv::Vec4i> hierarchy;  // next, previous, first hole, outline around a hole
    cv::findContours(mask, outlines, hierarchy, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        const bool is_hole = hierarchy[i][3] >= 0;
        if (is_hole) continue;
        const cv::Rect bounds = cv::boundingRect(outlines[i]);
        if (!wanted(bounds)) continue;
        std::vector<Outline> lines{outlines[i]};
        for (int hole = hierarchy[i][2]; hole >= 0;
             hole = hierarchy[static_cast<std::size_t>(hole)][0])
            lines.push_back(outlines[static_cast<std::size_t>(hole)]);
        const cv::Mat part = filled(lines, mask, bounds);
        parts.push_back({bounds, part, cv::countNonZero(part)});
    }
    return parts;
}

cv::Mat holesOf(const cv::Mat& mask) {
    cv::Mat outside;
    cv::copyMakeBorder(mask, outside, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::floodFill(outside, {0, 0}, cv::Scalar(255), nullptr, {}, {}, 4);
    return outside(cv::Rect({1, 1}, mask.size())) == 0;
}

}  // namespace sonomask
