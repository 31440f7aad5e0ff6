#include "phantom/speckle.h"

#include <cmath>

#include <gtest/gtest.h>

namespace sonomask::phantom {
namespace {

const cv::Size kGrid(200, 300);

cv::Mat homogeneousEnvelope(double plane, int looks = 1) {
    const cv::Mat scatterers(kGrid, CV_32F, cv::Scalar(2.0));
    const cv::Mat surfaces = cv::Mat::zeros(kGrid, CV_32F);
    const std::vector<PointSpread> spread(kGrid.height, PointSpread{1.4f, 1.8f});
    return simulateCompoundEnvelope(scatterers, surfaces, spread, {7, plane}, looks);
}

/// Mean over standard deviation, away from the grid's ends.
double signalToNoise(const cv::Mat& envelope) {
    cv::Scalar mean, deviation;
    cv::meanStdDev(envelope(cv::Rect(8, 8, kGrid.width - 16, kGrid.height - 16)), mean, deviation);
    return mean[0] / deviation[0];
}

double correlation(const cv::Mat& a, const cv::Mat& b) {
    const cv::Mat da = a - cv::mean(a)[0], db = b - cv::mean(b)[0];
    return da.dot(db) / std::sqrt(da.dot(da) * db.dot(db));
}

TEST(Speckle, HomogeneousTissueHasTheSignalToNoiseOfARayleighEnvelope) {
    EXPECT_NEAR(signalToNoise(homogeneousEnvelope(0)), 1.91, 0.06);
}

TEST(Speckle, MeanSquareIsTheSquareOfTheScatterersAmplitude) {
    const cv::Mat envelope = homogeneousEnvelope(0);
    EXPECT_NEAR(cv::mean(envelope.mul(envelope))[0], 4.0, 0.3);
}

TEST(Speckle, StatisticsStayTheSameBetweenTwoRealisations) {
    EXPECT_NEAR(signalToNoise(homogeneousEnvelope(0.5)), 1.91, 0.06);
}

TEST(Speckle, CompoundingRaisesTheSignalToNoiseByTheRootOfTheLooks) {
    EXPECT_NEAR(signalToNoise(homogeneousEnvelope(0, 4)), 1.91 * 2, 0.15);
}

TEST(Speckle, DecorrelatesSmoothlyWithElevation) {
    const cv::Mat start = homogeneousEnvelope(0);
    EXPECT_GT(correlation(start, homogeneousEnvelope(0.1)), 0.9);
    const double middle = correlation(start, homogeneousEnvelope(0.5));
    EXPECT_GT(middle, 0.3);
    EXPECT_LT(middle, 0.7);
    EXPECT_LT(std::abs(correlation(start, homogeneousEnvelope(1))), 0.1);
}

TEST(Speckle, WiderBeamsGiveWiderSpeckle) {
    const cv::Mat scatterers = cv::Mat::ones(kGrid, CV_32F), none = cv::Mat::zeros(kGrid, CV_32F);
    const auto neighbours = [&](float lateral) {
        const std::vector<PointSpread> spread(kGrid.height, PointSpread{1.4f, lateral});
        const cv::Mat envelope = simulateEnvelope(scatterers, none, spread, {3, 0});
        return correlation(envelope.colRange(0, kGrid.width - 3).clone(),
                           envelope.colRange(3, kGrid.width).clone());
    };
    EXPECT_GT(neighbours(3.0f), neighbours(1.5f) + 0.2);
}

}  // namespace
}  // namespace sonomask::phantom
