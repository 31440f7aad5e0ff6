#include "training/validation.h"

#include <gtest/gtest.h>

namespace sonomask::training {
namespace {

DecisionResult decision(double threshold, double minimal_score, double merit) {
    DecisionResult result;
    result.threshold = threshold;
    result.minimal_score = minimal_score;
    result.merit = merit;
    return result;
}

TEST(Validation, TakesTheLowestThresholdWithinTheMargin) {
    ValidationResult result;
    result.decisions = {decision(0.2, 0.5, 0.80), decision(0.3, 0.5, 0.846),
                        decision(0.5, 0.5, 0.85), decision(0.6, 0.5, 0.849)};
    EXPECT_EQ(result.best().threshold, 0.5);
    result.recall_margin = 0.005;
    EXPECT_EQ(result.best().threshold, 0.3);
    result.recall_margin = 0.1;
    EXPECT_EQ(result.best().threshold, 0.2);
}

TEST(Validation, KeepsTheMinimalScoreOfTheBestDecision) {
    ValidationResult result;
    result.decisions = {decision(0.3, 0.5, 0.845), decision(0.3, 0.9, 0.83),
                        decision(0.4, 0.5, 0.84), decision(0.4, 0.9, 0.85)};
    result.recall_margin = 0.01;
    EXPECT_EQ(result.best().minimal_score, 0.9);
    EXPECT_EQ(result.best().threshold, 0.4);
}

}  // namespace
}  // namespace sonomask::training
