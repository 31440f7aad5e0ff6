#include "training/validation.h"

#include <gtest/gtest.h>

namespace sonomask::training {
namespace {

ThresholdResult scored(double threshold, double score) {
    ThresholdResult result;
    result.threshold = threshold;
    result.score = score;
    return result;
}

TEST(Validation, TakesTheLowestThresholdWithinTheMargin) {
    ValidationResult result;
    result.thresholds = {scored(0.2, 0.80), scored(0.3, 0.846), scored(0.5, 0.85),
                         scored(0.6, 0.849)};
    EXPECT_EQ(result.best().threshold, 0.5);
    result.recall_margin = 0.005;
    EXPECT_EQ(result.best().threshold, 0.3);
    result.recall_margin = 0.1;
    EXPECT_EQ(result.best().threshold, 0.2);
}

}  // namespace
}  // namespace sonomask::training
