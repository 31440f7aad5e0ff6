#include "training/augmentation_sheet.h"

#include <opencv2/imgproc.hpp>

namespace sonomask::training {
namespace {

constexpr int kLabelWidth = 110;
constexpr int kTile = 160;

cv::Mat tile(const AugmentationSample& sample, std::size_t index, int size) {
    const std::size_t offset = index * static_cast<std::size_t>(size) * size;
    const auto view = [&](const std::vector<std::uint8_t>& pixels) {
        return cv::Mat(size, size, CV_8UC1, const_cast<std::uint8_t*>(pixels.data() + offset));
    };
    cv::Mat picture;
    cv::cvtColor(view(sample.pictures), picture, cv::COLOR_GRAY2BGR);
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(view(sample.masks), outlines, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    cv::drawContours(picture, outlines, -1, cv::Scalar(0, 255, 0));
    cv::resize(picture, picture, {kTile, kTile}, 0, 0, cv::INTER_AREA);
    return picture;
}

}  // namespace

cv::Mat drawSheet(const std::vector<AugmentationSample>& samples, int size) {
    const std::size_t pixels = static_cast<std::size_t>(size) * size;
    const int columns = static_cast<int>(samples.at(0).pictures.size() / pixels);
    cv::Mat sheet(kTile * static_cast<int>(samples.size()), kLabelWidth + kTile * columns, CV_8UC3,
                  cv::Scalar::all(255));
    for (int row = 0; row < static_cast<int>(samples.size()); ++row) {
        const auto& sample = samples[static_cast<std::size_t>(row)];
        cv::putText(sheet, sample.name, {6, row * kTile + kTile / 2}, cv::FONT_HERSHEY_SIMPLEX, 0.5,
                    cv::Scalar::all(0), 1, cv::LINE_AA);
        for (int column = 0; column < columns; ++column)
            tile(sample, static_cast<std::size_t>(column), size)
                .copyTo(sheet({kLabelWidth + column * kTile, row * kTile, kTile, kTile}));
    }
    return sheet;
}

}  // namespace sonomask::training
