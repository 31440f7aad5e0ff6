#include "workflow/session_mask.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "session/random_edits.h"

namespace sonomask::workflow {
namespace {

bool same(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST(SessionMask, GivesBackThePixelsItWasMadeOf) {
    cv::Mat mask(37, 53, CV_8UC1);
    cv::RNG random(7);
    random.fill(mask, cv::RNG::UNIFORM, 0, 2);
    mask *= 255;
    EXPECT_TRUE(same(SessionMask(mask).inFrame(), mask));
    EXPECT_EQ(SessionMask(mask).areaPx(), cv::countNonZero(mask));
}

TEST(SessionMask, StartsWithARunOfNoneWhereTheFirstPixelIsInside) {
    const cv::Mat full(2, 3, CV_8UC1, cv::Scalar(255));
    EXPECT_EQ(SessionMask(full).runs(), (std::vector<std::uint32_t>{0, 6}));
    EXPECT_TRUE(same(SessionMask(full).inFrame(), full));
}

TEST(SessionMask, ReadsAnyNonZeroPixelAsInside) {
    const cv::Mat ones(2, 2, CV_8UC1, cv::Scalar(1));
    EXPECT_EQ(cv::countNonZero(SessionMask(ones).inFrame() == 255), 4);
}

TEST(SessionMask, IsEqualByPixelsNotByOrigin) {
    EXPECT_EQ(SessionMask(test::disc(20, 20, 5)), SessionMask(test::disc(20, 20, 5)));
    EXPECT_FALSE(SessionMask(test::disc(20, 20, 5)) == SessionMask(test::disc(21, 20, 5)));
}

TEST(SessionMask, RefusesRunsThatDoNotFillTheFrame) {
    EXPECT_THROW(SessionMask(cv::Size(2, 2), {3}), ConfigError);
    EXPECT_THROW(SessionMask(cv::Size(2, 2), {4, 0xFFFFFFFF}), ConfigError);
    EXPECT_THROW(SessionMask(cv::Mat(2, 2, CV_32FC1)), ConfigError);
}

TEST(SessionMask, TakesFarLessMemoryThanItsPicture) {
    const SessionMask mask(test::disc(30, 20, 15));
    EXPECT_LT(mask.runs().size() * sizeof(std::uint32_t) * 8,
              static_cast<std::size_t>(test::kFrameSize.area()));
}

}  // namespace
}  // namespace sonomask::workflow
