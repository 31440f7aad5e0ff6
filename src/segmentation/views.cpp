#include "segmentation/views.h"

#include <opencv2/imgproc.hpp>

namespace sonomask::segmentation {
namespace {

/// Width and height of a corner crop as a part of the whole.
constexpr double kCornerShare = 0.9;
const cv::Matx23d kUnchanged{1, 0, 0, 0, 1, 0};

/// The region enlarged about its middle until it fills as much of the square as the whole did.
View enlarged(const cv::Rect& region, int size) {
    const double scale = 1 / kCornerShare;
    const double middle = (size - 1) / 2.0;
    const double region_x = region.x + (region.width - 1) / 2.0;
    const double region_y = region.y + (region.height - 1) / 2.0;
    return {region, {scale, 0, middle - scale * region_x, 0, scale, middle - scale * region_y}};
}

std::vector<View> cornersOf(const cv::Rect& content, int size) {
    const cv::Size part(cvRound(kCornerShare * content.width),
                        cvRound(kCornerShare * content.height));
    std::vector<View> views;
    for (const int y : {content.y, content.br().y - part.height})
        for (const int x : {content.x, content.br().x - part.width})
            views.push_back(enlarged({{x, y}, part}, size));
    return views;
}

View mirrored(const View& view, int size) {
    View result = view;
    for (int column = 0; column < 3; ++column)
        result.view_from_crop(0, column) = -view.view_from_crop(0, column);
    result.view_from_crop(0, 2) += size - 1;
    return result;
}

}  // namespace

std::vector<View> viewsFor(const Fusion& fusion, const cv::Rect& content_in_crop, int size) {
    std::vector<View> views{{cv::Rect(0, 0, size, size), kUnchanged}};
    if (fusion.corners)
        for (const View& corner : cornersOf(content_in_crop, size)) views.push_back(corner);
    if (fusion.flip)
        for (std::size_t i = 0, straight = views.size(); i < straight; ++i)
            views.push_back(mirrored(views[i], size));
    return views;
}

cv::Mat lookThrough(const View& view, const cv::Mat& picture_in_crop) {
    if (view.view_from_crop == kUnchanged) return picture_in_crop;
    cv::Mat seen;
    cv::warpAffine(picture_in_crop, seen, view.view_from_crop, picture_in_crop.size(),
                   cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    return seen;
}

cv::Mat fuse(const std::vector<View>& views, const std::vector<cv::Mat>& maps_in_view) {
    if (views.size() == 1) return maps_in_view.front();
    cv::Mat sum = cv::Mat::zeros(maps_in_view.front().size(), CV_32FC1);
    cv::Mat count = sum.clone();
    for (std::size_t i = 0; i < views.size(); ++i) {
        cv::Mat back;
        cv::warpAffine(maps_in_view[i], back, views[i].view_from_crop, sum.size(),
                       cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
        const cv::Rect& region = views[i].region_in_crop;
        sum(region) += back(region);
        count(region) += 1;
    }
    return sum / count;
}

}  // namespace sonomask::segmentation
