#include "training/sampler.h"

#include <map>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::training {
namespace {

/// 90 images of "big", 10 of "small", 20 without a mass; one image of another split.
PackedSet mixedSet() {
    PackedSet set;
    const auto add = [&](int count, const char* dataset, const char* split, bool has_mass) {
        for (int i = 0; i < count; ++i) set.rows.push_back({dataset, "", split, "", has_mass});
    };
    add(90, "big", "train", true);
    add(10, "small", "train", true);
    add(20, "small", "train", false);
    add(1, "small", "val", true);
    return set;
}

std::map<std::string, double> shares(const SamplingConfig& config) {
    const auto set = mixedSet();
    const Sampler sampler(set, "train", {}, config, 7);
    std::map<std::string, double> counts;
    constexpr int kSteps = 500, kBatch = 20;
    for (int step = 0; step < kSteps; ++step) {
        for (const auto row : sampler.batch(step, kBatch)) {
            const auto& description = set.rows[std::size_t(row)];
            EXPECT_EQ(description.split, "train");
            counts[description.has_mass ? description.dataset : "none"] += 1.0 / kSteps / kBatch;
        }
    }
    return counts;
}

TEST(Sampler, BalancesDataSetsAndNegatives) {
    SamplingConfig config;
    config.negative_share = 0.2;
    config.balance = 0;
    auto even = shares(config);
    EXPECT_NEAR(even["none"], 0.2, 0.02);
    EXPECT_NEAR(even["big"], 0.4, 0.02);
    EXPECT_NEAR(even["small"], 0.4, 0.02);
    config.balance = 1;
    auto as_they_are = shares(config);
    EXPECT_NEAR(as_they_are["big"], 0.72, 0.02);
    EXPECT_NEAR(as_they_are["small"], 0.08, 0.02);
}

TEST(Sampler, DrawsAStepAlikeEachTime) {
    const auto set = mixedSet();
    const Sampler first(set, "train", {}, {}, 7), second(set, "train", {}, {}, 7);
    EXPECT_EQ(first.batch(31, 8), second.batch(31, 8));
    EXPECT_NE(first.batch(31, 8), first.batch(32, 8));
}

TEST(Sampler, RefusesASplitWithoutMasses) {
    EXPECT_THROW(Sampler(mixedSet(), "test", {}, {}, 1), ConfigError);
    EXPECT_THROW(Sampler(mixedSet(), "train", {"unknown"}, {}, 1), ConfigError);
}

}  // namespace
}  // namespace sonomask::training
