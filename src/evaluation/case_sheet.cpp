#include "evaluation/case_sheet.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "base/number_text.h"
#include "imaging/reader.h"

namespace sonomask::evaluation {
namespace {

constexpr int kTileWidth = 300;
constexpr int kTileHeight = 240;
constexpr int kCaptionHeight = 22;
constexpr int kHeadingHeight = 30;
constexpr int kGap = 6;
constexpr int kOutlineWidth = 2;  // thinner ones lose their colour in a JPEG
// Two colours that colour-blind readers can tell apart (Okabe & Ito 2008), as BGR.
const cv::Scalar kReferenceColour(233, 180, 86);
const cv::Scalar kPredictionColour(0, 159, 230);
const cv::Scalar kInk(235, 235, 235);
const cv::Scalar kPlain(20, 20, 20);

using Cases = std::vector<const CaseResult*>;

/// `count` neighbours from `first` on, as far as they exist.
Cases part(const Cases& cases, std::size_t first, int count) {
    const std::size_t last = std::min(cases.size(), first + static_cast<std::size_t>(count));
    return {cases.begin() + static_cast<std::ptrdiff_t>(first),
            cases.begin() + static_cast<std::ptrdiff_t>(last)};
}

void write(cv::Mat& picture, const std::string& text, const cv::Point& at, double scale) {
    cv::putText(picture, text, at, cv::FONT_HERSHEY_SIMPLEX, scale, kInk, 1, cv::LINE_AA);
}

std::string captionOf(const CaseResult& result) {
    std::string id = result.item.id;
    constexpr std::size_t kLongestId = 22;
    if (id.size() > kLongestId) id = id.substr(0, kLongestId - 2) + "..";
    return id + (result.hasMass() ? "  Dice " + fixedText(result.overlap.dice, 3)
                                  : "  " + std::to_string(result.counts.predicted()) + " px");
}

void drawOutline(cv::Mat& tile, const cv::Mat& mask, const cv::Scalar& colour) {
    cv::Mat scaled;
    cv::resize(mask, scaled, tile.size(), 0, 0, cv::INTER_LINEAR);
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(scaled > 127, outlines, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    cv::drawContours(tile, outlines, -1, colour, kOutlineWidth, cv::LINE_AA);
}

/// `full` as large as fits a tile.
cv::Size sizeInTile(const cv::Size& full) {
    const double scale =
        std::min(double(kTileWidth) / full.width, double(kTileHeight) / full.height);
    return {std::max(1, cvRound(scale * full.width)), std::max(1, cvRound(scale * full.height))};
}

cv::Mat groundOf(const CaseResult& result, const cv::Size& size, SheetGround ground) {
    if (ground == SheetGround::Plain) return cv::Mat(size, CV_8UC3, kPlain);
    cv::Mat picture;
    cv::resize(greyOf(readImage(result.item)), picture, size, 0, 0, cv::INTER_AREA);
    cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
    return picture;
}

void drawCase(cv::Mat tile, const CaseResult& result, const std::filesystem::path& mask_folder,
              SheetGround ground) {
    const cv::Mat predicted = greyOf(openStill(maskFile(mask_folder, result.item)).frame(0));
    const cv::Size size = sizeInTile(predicted.size());
    cv::Mat picture = groundOf(result, size, ground);
    drawOutline(picture, readMask(result.item, predicted.size()), kReferenceColour);
    drawOutline(picture, predicted, kPredictionColour);
    const cv::Point corner((kTileWidth - size.width) / 2, (kTileHeight - size.height) / 2);
    picture.copyTo(tile(cv::Rect(corner, size)));
    write(tile, captionOf(result), {2, kTileHeight + kCaptionHeight - 7}, 0.45);
}

}  // namespace

std::vector<SheetRow> chooseCases(const Cases& results, int columns) {
    Cases masses;
    Cases false_masses;
    for (const CaseResult* result : results) {
        if (result->hasMass()) masses.push_back(result);
        if (result->isFalseMass()) false_masses.push_back(result);
    }
    const auto better = [](const CaseResult* a, const CaseResult* b) {
        return a->overlap.dice > b->overlap.dice;
    };
    const auto larger = [](const CaseResult* a, const CaseResult* b) {
        return a->counts.predicted() > b->counts.predicted();
    };
    std::stable_sort(masses.begin(), masses.end(), better);
    std::stable_sort(false_masses.begin(), false_masses.end(), larger);
    const auto wanted = static_cast<std::size_t>(columns);
    const std::size_t half = std::min(wanted / 2, masses.size() / 2);
    Cases worst(masses.rbegin(),
                masses.rbegin() + static_cast<std::ptrdiff_t>(std::min(wanted, masses.size())));
    std::vector<SheetRow> rows{{"Best", part(masses, 0, columns)},
                               {"Median", part(masses, masses.size() / 2 - half, columns)},
                               {"Worst", worst},
                               {"False masses", part(false_masses, 0, columns)}};
    std::erase_if(rows, [](const SheetRow& row) { return row.cases.empty(); });
    return rows;
}

cv::Mat drawCaseSheet(const std::vector<SheetRow>& rows, const std::filesystem::path& mask_folder,
                      SheetGround ground) {
    std::size_t columns = 1;
    for (const SheetRow& row : rows) columns = std::max(columns, row.cases.size());
    const int row_height = kHeadingHeight + kTileHeight + kCaptionHeight + kGap;
    cv::Mat sheet(static_cast<int>(rows.size()) * row_height,
                  static_cast<int>(columns) * (kTileWidth + kGap) + kGap, CV_8UC3,
                  cv::Scalar::all(32));
    int top = 0;
    for (const SheetRow& row : rows) {
        write(sheet, row.heading, {kGap, top + kHeadingHeight - 9}, 0.6);
        int left = kGap;
        for (const CaseResult* result : row.cases) {
            const cv::Rect place(left, top + kHeadingHeight, kTileWidth,
                                 kTileHeight + kCaptionHeight);
            drawCase(sheet(place), *result, mask_folder, ground);
            left += kTileWidth + kGap;
        }
        top += row_height;
    }
    return sheet;
}

}  // namespace sonomask::evaluation
