#include "training/losses.h"

#include <cmath>

#include <gtest/gtest.h>

namespace sonomask::training {
namespace {

/// A picture of 1 row with these values.
torch::Tensor row(const std::vector<float>& values) {
    return torch::tensor(values).view({1, 1, 1, -1});
}

float logit(double probability) {
    return static_cast<float>(std::log(probability / (1 - probability)));
}

double value(const torch::Tensor& tensor) {
    return tensor.item<double>();
}

TEST(Losses, CrossEntropyIsTheMeanOfTheLogarithms) {
    const auto logits = row({logit(0.8), logit(0.25)});
    EXPECT_NEAR(value(crossEntropyLoss(logits, row({1, 0}), 0, 3)),
                -(std::log(0.8) + std::log(0.75)) / 2, 1e-6);
}

TEST(Losses, CrossEntropyWeighsTheBoundaryBand) {
    // The outline lies between the third and fourth pixel; the band reaches one pixel either way.
    const auto logits = row(std::vector<float>(6, 0));
    const auto masks = row({0, 0, 0, 1, 1, 1});
    EXPECT_NEAR(value(crossEntropyLoss(logits, masks, 2.0, 1)), std::log(2) * (4 * 1 + 2 * 3) / 6,
                1e-6);
}

TEST(Losses, TverskyWithEqualCostsIsDice) {
    const auto logits = row({logit(0.9), logit(0.6), logit(0.2), logit(0.1)});
    const auto masks = row({1, 1, 0, 0});
    // Intersection 1.5, sums 1.8 and 2; one pixel of smoothing in the index.
    EXPECT_NEAR(value(tverskyLoss(logits, masks, 0.5, 0.5)), 1 - (1.5 + 1) / ((1.8 + 2) / 2 + 1),
                1e-6);
}

TEST(Losses, TverskyPunishesMissedPixelsMore) {
    const auto masks = row({1, 1, 0, 0});
    const auto missing = row({9, -9, -9, -9});
    const auto surplus = row({9, 9, 9, -9});
    EXPECT_GT(value(tverskyLoss(missing, masks, 0.7, 0.3)),
              value(tverskyLoss(surplus, masks, 0.7, 0.3)));
}

TEST(Losses, TverskyLeavesOutPicturesWithoutAMass) {
    const auto logits = torch::cat({row({9, 9}), row({9, 9})});
    const auto masks = torch::cat({row({1, 1}), row({0, 0})});
    EXPECT_NEAR(value(tverskyLoss(logits, masks, 0.5, 0.5)), 0, 1e-3);
    EXPECT_EQ(value(tverskyLoss(logits, torch::zeros_like(logits), 0.5, 0.5)), 0);
}

TEST(Losses, PresenceLooksAtTheStrongestPixels) {
    const auto logits = row({3, 1, -2, -5});
    // Half of four pixels: the mean of 3 and 1.
    EXPECT_NEAR(value(presenceLoss(logits, row({1, 0, 0, 0}), 0.5)), std::log(1 + std::exp(-2)),
                1e-6);
    EXPECT_NEAR(value(presenceLoss(logits, row({0, 0, 0, 0}), 0.5)), std::log(1 + std::exp(2)),
                1e-6);
}

TEST(Losses, TotalIsTheWeightedSum) {
    LossConfig config;
    config.cross_entropy = 2;
    config.dice = 3;
    config.tversky = 5;
    config.presence = 7;
    config.distillation = 11;
    const auto losses =
        lossesOf(row({1, -1, 2, 0}), row({1, 0, 0, 1}), row({0.9F, 0.2F, 0.5F, 0.5F}), config);
    EXPECT_NEAR(value(losses.total),
                2 * value(losses.cross_entropy) + 3 * value(losses.dice) +
                    5 * value(losses.tversky) + 7 * value(losses.presence) +
                    11 * value(losses.distillation),
                1e-5);
}

TEST(Losses, TeachersAreAgreedWithWhereTheProbabilityIsTheirs) {
    const auto masks = row({1, 0});
    const auto taught = row({0.8F, 0.3F});
    const auto loss = [&](const torch::Tensor& probability) {
        return value(lossesOf(torch::logit(probability), masks, taught, {}).distillation);
    };
    EXPECT_LT(loss(taught), loss(row({0.9F, 0.3F})));
    EXPECT_LT(loss(taught), loss(row({0.8F, 0.2F})));
}

TEST(Losses, WithoutTeachersTheMasksAreAllThereIs) {
    EXPECT_EQ(value(lossesOf(row({1, -1}), row({1, 0}), {}, {}).distillation), 0);
}

}  // namespace
}  // namespace sonomask::training
