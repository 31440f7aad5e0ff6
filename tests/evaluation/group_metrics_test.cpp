#include "evaluation/group_metrics.h"

#include <cmath>

#include <gmock/gmock.h>

#include "sample_cases.h"

namespace sonomask::evaluation {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

constexpr std::size_t kPrecision = 1;
constexpr std::size_t kRecall = 2;
constexpr std::size_t kDice = 5;

class GroupMetricsOfSample : public ::testing::Test {
  protected:
    GroupMetricsOfSample()
        : run_(evaluateCases(sample_.cases(), SampleCases::predict, sample_.masks())),
          scopes_(measureRun(run_, {200, 0.95, 1})) {}

    const Division& division(const ScopeMetrics& scope, const std::string& by) const {
        for (const Division& found : scope.divisions)
            if (found.by == by) return found;
        throw std::out_of_range(by);
    }

    SampleCases sample_;
    EvaluationRun run_;
    std::vector<ScopeMetrics> scopes_;
};

TEST_F(GroupMetricsOfSample, ComeForAllAndForEachDataSet) {
    ASSERT_EQ(scopes_.size(), 3U);
    EXPECT_EQ(scopes_[0].all.name, "pooled");
    EXPECT_EQ(scopes_[1].all.name, "alpha");
    EXPECT_EQ(scopes_[2].all.name, "beta");
    EXPECT_EQ(scopes_[0].all.images, 5U);
    EXPECT_EQ(scopes_[2].all.images, 3U);
}

TEST_F(GroupMetricsOfSample, PoolPixelsOverAllImages) {
    // TP 150, FP 70, FN 150 over the five pictures.
    const GroupMetrics& all = scopes_[0].all;
    EXPECT_DOUBLE_EQ(all.measures[kPrecision].pooled, 150.0 / 220);
    EXPECT_DOUBLE_EQ(all.measures[kRecall].pooled, 0.5);
    EXPECT_DOUBLE_EQ(all.measures[kDice].pooled, 300.0 / 520);
}

TEST_F(GroupMetricsOfSample, AverageOverTheImagesWithAMass) {
    const Summary& dice = scopes_[0].all.measures[kDice].over_images;
    EXPECT_EQ(dice.count, 3U);
    EXPECT_DOUBLE_EQ(dice.mean, 0.5);
    EXPECT_DOUBLE_EQ(dice.deviation, 0.5);
    EXPECT_DOUBLE_EQ(dice.median, 0.5);
}

TEST_F(GroupMetricsOfSample, LeaveUndefinedValuesOut) {
    // Nothing was predicted in "missed": its precision and its distances are undefined.
    EXPECT_EQ(scopes_[0].all.measures[kPrecision].over_images.count, 2U);
    EXPECT_EQ(scopes_[0].all.hd95_px.count, 2U);
    EXPECT_DOUBLE_EQ(scopes_[0].all.hd95_px.mean, 2.5);
    EXPECT_DOUBLE_EQ(scopes_[0].all.hd95_mm.mean, 1.25);
    EXPECT_EQ(scopes_[2].all.hd95_mm.count, 0U);
}

TEST_F(GroupMetricsOfSample, CountMissedAndFalseMasses) {
    EXPECT_EQ(scopes_[0].all.missed.hits, 1U);
    EXPECT_EQ(scopes_[0].all.missed.count, 3U);
    EXPECT_EQ(scopes_[0].all.false_mass.hits, 1U);
    EXPECT_EQ(scopes_[0].all.false_mass.count, 2U);
    EXPECT_TRUE(std::isnan(scopes_[1].all.false_mass.value));
}

TEST_F(GroupMetricsOfSample, DivideByLabelSizeDiameterAndDevice) {
    const auto name = [](const char* text) { return Field(&GroupMetrics::name, text); };
    EXPECT_THAT(division(scopes_[0], "label").groups,
                ElementsAre(name("benign"), name("malignant"), name("normal")));
    // 100 of 1600 pixels; at 0.5 mm a pixel 25 mm², as a circle of 5.6 mm.
    EXPECT_THAT(division(scopes_[0], "size").groups, ElementsAre(name("2 to 10 % of the picture")));
    EXPECT_THAT(division(scopes_[1], "diameter").groups, ElementsAre(name("below 10 mm")));
    EXPECT_THAT(division(scopes_[1], "device").groups,
                ElementsAre(name("Scanner A"), name("Scanner B")));
    EXPECT_THROW(division(scopes_[2], "device"), std::out_of_range);
}

TEST_F(GroupMetricsOfSample, IntervalsHoldTheirEstimates) {
    const MeasureInGroup& dice = scopes_[0].all.measures[kDice];
    EXPECT_LE(dice.pooled_interval.low, dice.pooled);
    EXPECT_GE(dice.pooled_interval.high, dice.pooled);
    EXPECT_LE(dice.over_images.mean_interval.low, dice.over_images.mean);
    EXPECT_GE(dice.over_images.mean_interval.high, dice.over_images.mean);
}

}  // namespace
}  // namespace sonomask::evaluation
