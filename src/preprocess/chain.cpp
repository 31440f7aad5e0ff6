#include "preprocess/chain.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <opencv2/imgproc.hpp>

namespace sonomask::preprocess {
namespace {

/// Mean of the `count` values nearest to `centre`, found through a histogram of distances: the
/// window is small and the values are bytes, so no sorting is needed.
std::uint8_t meanOfNearest(const cv::Mat& window, std::uint8_t centre, int count) {
    std::array<int, 256> number_at{};
    std::array<int, 256> sum_at{};
    for (int y = 0; y < window.rows; ++y) {
        const auto* row = window.ptr<std::uint8_t>(y);
        for (int x = 0; x < window.cols; ++x) {
            const auto distance = static_cast<std::size_t>(std::abs(int{row[x]} - int{centre}));
            ++number_at[distance];
            sum_at[distance] += row[x];
        }
    }
    double sum = 0;
    int taken = 0;
    for (std::size_t distance = 0; taken < count && distance < number_at.size(); ++distance) {
        const int number = number_at[distance];
        if (number == 0) continue;
        const int wanted = std::min(number, count - taken);
        // Values at one distance lie on both sides; a part of them enters by its mean.
        sum += double(sum_at[distance]) * wanted / number;
        taken += wanted;
    }
    return cv::saturate_cast<std::uint8_t>(sum / taken);
}

}  // namespace

cv::Mat equalise(const cv::Mat& grey, double clip_limit, int tiles) {
    cv::Mat result;
    cv::createCLAHE(clip_limit, {tiles, tiles})->apply(grey, result);
    return result;
}

cv::Mat denoiseGaussian(const cv::Mat& grey, double sigma) {
    if (sigma <= 0) return grey;
    cv::Mat result;
    cv::GaussianBlur(grey, result, {0, 0}, sigma);
    return result;
}

cv::Mat denoiseKNearest(const cv::Mat& grey, int radius, int count) {
    cv::Mat padded;
    cv::copyMakeBorder(grey, padded, radius, radius, radius, radius, cv::BORDER_REFLECT_101);
    cv::Mat result(grey.size(), CV_8UC1);
    const int side = 2 * radius + 1;
    const int wanted = std::clamp(count, 1, side * side);
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x)
            result.at<std::uint8_t>(y, x) = meanOfNearest(padded(cv::Rect(x, y, side, side)),
                                                          grey.at<std::uint8_t>(y, x), wanted);
    return result;
}

cv::Mat normalise(const cv::Mat& grey, const cv::Rect& content, double deviations) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey(content), mean, deviation);
    cv::Mat result = cv::Mat::zeros(grey.size(), CV_32FC1);
    cv::Mat inside = result(content);
    const double range = 2 * deviations * deviation[0];
    if (range <= 0) {
        inside.setTo(0.5);
        return result;
    }
    grey(content).convertTo(inside, CV_32F, 1 / range, 0.5 - mean[0] / range);
    cv::min(inside, 1.0, inside);
    cv::max(inside, 0.0, inside);
    return result;
}

}  // namespace sonomask::preprocess
