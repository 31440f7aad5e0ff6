#include "evaluation/statistics.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> alone(std::size_t count) {
    return std::vector<std::string>(count);
}

TEST(Percentile, InterpolatesBetweenOrderStatistics) {
    const std::vector<double> values{4, 1, 3, 2};
    EXPECT_DOUBLE_EQ(percentile(values, 0), 1);
    EXPECT_DOUBLE_EQ(percentile(values, 50), 2.5);
    EXPECT_DOUBLE_EQ(percentile(values, 95), 3.85);
    EXPECT_DOUBLE_EQ(percentile(values, 100), 4);
    EXPECT_DOUBLE_EQ(percentile({7}, 95), 7);
    EXPECT_TRUE(std::isnan(percentile({}, 50)));
}

TEST(Summary, GivesMeanSampleDeviationAndMedian) {
    const Summary summary = summarise({2, 4, 4, 6, 9}, alone(5));
    EXPECT_EQ(summary.count, 5U);
    EXPECT_DOUBLE_EQ(summary.mean, 5);
    EXPECT_DOUBLE_EQ(summary.deviation, std::sqrt((9 + 1 + 1 + 1 + 16) / 4.0));
    EXPECT_DOUBLE_EQ(summary.median, 4);
}

TEST(Summary, LeavesUndefinedValuesOut) {
    const Summary summary = summarise({kNan, 1, kNan, 3}, alone(4));
    EXPECT_EQ(summary.count, 2U);
    EXPECT_DOUBLE_EQ(summary.mean, 2);
}

TEST(Summary, OfNothingIsUndefined) {
    const Summary summary = summarise({kNan}, alone(1));
    EXPECT_EQ(summary.count, 0U);
    EXPECT_TRUE(std::isnan(summary.mean));
    EXPECT_TRUE(std::isnan(summary.mean_interval.low));
}

double meanOver(const std::vector<double>& values, std::span<const std::size_t> sample) {
    double sum = 0;
    for (const std::size_t i : sample) sum += values[i];
    return sum / static_cast<double>(sample.size());
}

TEST(Bootstrap, CoversTheMeanAsTheNormalApproximationDoes) {
    std::vector<double> values;
    for (int i = 0; i < 400; ++i) values.push_back(i % 2);
    const Interval interval =
        bootstrap(alone(values.size()), [&](auto sample) { return meanOver(values, sample); },
                  {4000, 0.95, 3});
    const double half_width = 1.96 * 0.5 / 20;
    EXPECT_NEAR(interval.low, 0.5 - half_width, 0.006);
    EXPECT_NEAR(interval.high, 0.5 + half_width, 0.006);
}

TEST(Bootstrap, TheSameSeedGivesTheSameInterval) {
    const std::vector<double> values{1, 5, 2, 8, 3};
    const auto statistic = [&](auto sample) { return meanOver(values, sample); };
    const Interval first = bootstrap(alone(5), statistic, {500, 0.9, 11});
    const Interval again = bootstrap(alone(5), statistic, {500, 0.9, 11});
    EXPECT_EQ(first.low, again.low);
    EXPECT_EQ(first.high, again.high);
}

TEST(Bootstrap, DrawsWholePatients) {
    // Two pictures of each patient are equal: they must not count as independent.
    std::vector<double> values;
    std::vector<std::string> patients;
    for (int i = 0; i < 200; ++i) {
        values.push_back(i / 2 % 2);
        patients.push_back("p" + std::to_string(i / 2));
    }
    const auto statistic = [&](auto sample) { return meanOver(values, sample); };
    const Interval by_patient = bootstrap(patients, statistic, {4000, 0.95, 3});
    const Interval by_picture = bootstrap(alone(200), statistic, {4000, 0.95, 3});
    const double ratio = (by_patient.high - by_patient.low) / (by_picture.high - by_picture.low);
    EXPECT_NEAR(ratio, std::sqrt(2.0), 0.1);
}

TEST(Bootstrap, OfOnePatientSaysNothing) {
    const Interval interval = bootstrap({"a", "a"}, [](auto) { return 0.5; }, {100, 0.95, 3});
    EXPECT_TRUE(std::isnan(interval.low));
    EXPECT_TRUE(std::isnan(interval.high));
}

TEST(Bootstrap, SkipsResamplesWithoutAValue) {
    const std::vector<double> values{0, 1};
    const Interval interval = bootstrap(
        alone(2), [&](auto sample) { return sample[0] == sample[1] ? kNan : 7.0; }, {200, 0.95, 1});
    EXPECT_EQ(interval.low, 7);
    EXPECT_EQ(interval.high, 7);
}

TEST(WilsonInterval, GivesThePublishedValues) {
    // Newcombe 1998, table I: 81 of 263 and 0 of 20.
    EXPECT_NEAR(wilsonInterval(81, 263).low, 0.2553, 5e-5);
    EXPECT_NEAR(wilsonInterval(81, 263).high, 0.3662, 5e-5);
    EXPECT_NEAR(wilsonInterval(0, 20).low, 0, 1e-12);
    EXPECT_NEAR(wilsonInterval(0, 20).high, 0.1611, 5e-5);
    EXPECT_TRUE(std::isnan(wilsonInterval(0, 0).low));
}

TEST(Bootstrap, RefusesOptionsWithoutMeaning) {
    const auto zero = [](auto) { return 0.0; };
    EXPECT_THROW(bootstrap(alone(2), zero, {0, 0.95, 1}), ConfigError);
    EXPECT_THROW(bootstrap(alone(2), zero, {10, 1.0, 1}), ConfigError);
}

}  // namespace
}  // namespace sonomask::evaluation
