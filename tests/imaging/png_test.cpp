#include <cstdlib>

#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>

#include "imaging/png_filters.h"
#include "imaging/png_pixels.h"

namespace sonomask {
namespace {

using Bytes = std::vector<std::uint8_t>;

cv::Mat noise(const cv::Size& size, int type) {
    cv::Mat picture(size, type);
    cv::RNG random(7);
    random.fill(picture, cv::RNG::UNIFORM, 0, 256);
    return picture;
}

bool equal(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

Bytes encoded(const cv::Mat& picture, const std::vector<int>& options = {}) {
    Bytes bytes;
    EXPECT_TRUE(cv::imencode(".png", picture, bytes, options));
    return bytes;
}

/// What a filter expects of a byte, in the words of ISO 15948, 9.
int told(int filter, int left, int above, int corner) {
    if (filter == 1) return left;
    if (filter == 2) return above;
    if (filter == 3) return (left + above) / 2;
    if (filter == 0) return 0;
    const int estimate = left + above - corner;
    const int by_left = std::abs(estimate - left);
    const int by_above = std::abs(estimate - above);
    const int by_corner = std::abs(estimate - corner);
    if (by_left <= by_above && by_left <= by_corner) return left;
    return by_above <= by_corner ? above : corner;
}

/// The rows of a picture, each with another filter.
Bytes filtered(const cv::Mat& picture) {
    Bytes bytes;
    const int step = static_cast<int>(picture.elemSize());
    const int row_bytes = picture.cols * step;
    const auto at = [&](int y, int x) { return y < 0 || x < 0 ? 0 : int{picture.ptr(y)[x]}; };
    for (int y = 0; y < picture.rows; ++y) {
        const int filter = (y * 7 + y / 3) % 5;
        bytes.push_back(static_cast<std::uint8_t>(filter));
        for (int x = 0; x < row_bytes; ++x)
            bytes.push_back(static_cast<std::uint8_t>(
                at(y, x) - told(filter, at(y, x - step), at(y - 1, x), at(y - 1, x - step))));
    }
    return bytes;
}

TEST(PngFilters, EveryFilterComesOff) {
    for (const int type : {CV_8UC1, CV_8UC3, CV_8UC4})
        for (const cv::Size& size :
             {cv::Size(1, 1), cv::Size(2, 7), cv::Size(5, 8), cv::Size(61, 47), cv::Size(300, 9)}) {
            const cv::Mat picture = noise(size, type);
            cv::Mat found(size, type);
            ASSERT_TRUE(takeFiltersOff(filtered(picture), found));
            EXPECT_TRUE(equal(found, picture)) << size << " of type " << type;
        }
}

TEST(PngFilters, AFilterThatIsNoneIsRefused) {
    const cv::Mat picture = noise({6, 10}, CV_8UC1);
    Bytes bytes = filtered(picture);
    bytes[9 * 7] = 5;
    cv::Mat found(picture.size(), CV_8UC1);
    EXPECT_FALSE(takeFiltersOff(bytes, found));
}

TEST(PlainPng, ComesBackAsStored) {
    for (const int type : {CV_8UC1, CV_8UC3, CV_8UC4})
        for (const cv::Size& size : {cv::Size(1, 1), cv::Size(61, 47), cv::Size(640, 480)})
            EXPECT_TRUE(equal(decodePlainPng(encoded(noise(size, type))), noise(size, type)));
}

TEST(PlainPng, OtherKindsAreLeftToOthers) {
    EXPECT_TRUE(decodePlainPng(encoded(noise({20, 10}, CV_16UC1))).empty());
    const cv::Mat mask = noise({20, 10}, CV_8UC1) > 128;
    EXPECT_TRUE(decodePlainPng(encoded(mask, {cv::IMWRITE_PNG_BILEVEL, 1})).empty());
}

TEST(PlainPng, NothingComesOfADamagedFile) {
    const Bytes whole = encoded(noise({30, 20}, CV_8UC1));
    ASSERT_FALSE(decodePlainPng(whole).empty());
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_TRUE(decodePlainPng(std::span(whole).first(size)).empty()) << size;
    // The signature has been looked at before, and a sum covers all that follows it.
    for (std::size_t at = 8; at < whole.size(); ++at) {
        Bytes damaged = whole;
        damaged[at] ^= 0x10U;
        EXPECT_TRUE(decodePlainPng(damaged).empty()) << at;
    }
}

}  // namespace
}  // namespace sonomask
