#include "training/schedule.h"

#include <cmath>

#include <gtest/gtest.h>

namespace sonomask::training {
namespace {

StageConfig stage() {
    StageConfig stage;
    stage.steps = 110;
    stage.warm_up_steps = 10;
    stage.rate = 2;
    return stage;
}

TEST(Schedule, RisesLinearlyThenFallsToZero) {
    EXPECT_DOUBLE_EQ(learningRate(stage(), "cosine", 0), 0.2);
    EXPECT_DOUBLE_EQ(learningRate(stage(), "cosine", 9), 2.0);
    EXPECT_DOUBLE_EQ(learningRate(stage(), "cosine", 10), 2.0);
    EXPECT_NEAR(learningRate(stage(), "cosine", 60), 1.0, 1e-12);
    EXPECT_NEAR(learningRate(stage(), "cosine", 110), 0.0, 1e-12);
    EXPECT_NEAR(learningRate(stage(), "poly", 60), 2 * std::pow(0.5, 0.9), 1e-12);
}

TEST(Schedule, FindsTheStageOfAStep) {
    Config config;
    config.stages.resize(2);
    config.stages[0].steps = 3;
    config.stages[1].steps = 4;
    EXPECT_EQ(positionOf(config, 2).stage, 0u);
    EXPECT_EQ(positionOf(config, 3).stage, 1u);
    EXPECT_EQ(positionOf(config, 3).step_in_stage, 0);
    EXPECT_EQ(positionOf(config, 7).stage, 1u);
    EXPECT_EQ(totalSteps(config), 7);
}

TEST(Schedule, CountsStepsFromTheLastReset) {
    Config config;
    config.stages.resize(3);
    for (auto& stage : config.stages) stage.steps = 10;
    EXPECT_EQ(stepsSinceReset(config, 25), 25);
    config.stages[1].reset = {"decoder."};
    EXPECT_EQ(stepsSinceReset(config, 9), 9);
    EXPECT_EQ(stepsSinceReset(config, 10), 0);
    EXPECT_EQ(stepsSinceReset(config, 25), 15);
}

TEST(Schedule, AveragesShortlyAtFirst) {
    EXPECT_DOUBLE_EQ(averageDecay(0.99, 0), 0.1);
    EXPECT_DOUBLE_EQ(averageDecay(0.99, 100000), 0.99);
}

}  // namespace
}  // namespace sonomask::training
