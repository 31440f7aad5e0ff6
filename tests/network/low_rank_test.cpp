#include "network/low_rank.h"

#include <gtest/gtest.h>

namespace sonomask::network {
namespace {

double squaredDistance(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).square().sum().item<double>();
}

/// Weights [out, in, 3, 3] of the given rank.
torch::Tensor weightsOfRank(int rank, int out, int in) {
    return productOf({torch::randn({rank, in, 3, 3}), torch::randn({out, rank, 1, 1})});
}

TEST(LowRank, ProductDoesWhatBothConvolutionsDo) {
    torch::manual_seed(1);
    const LowRankFactors factors{torch::randn({2, 3, 3, 3}), torch::randn({5, 2, 1, 1})};
    const auto picture = torch::randn({1, 3, 8, 8});
    const auto in_turn = torch::conv2d(torch::conv2d(picture, factors.down), factors.up);
    EXPECT_TRUE(torch::allclose(torch::conv2d(picture, productOf(factors)), in_turn, 1e-4, 1e-4));
}

TEST(LowRank, FindsAllOfWeightsThatAreOfLowRank) {
    torch::manual_seed(2);
    const auto weights = weightsOfRank(2, 16, 4);
    const auto factors = lowRankFactorsOf({weights}, 2 * (16 + 36));
    EXPECT_EQ(factors[0].down.sizes(), at::IntArrayRef({2, 4, 3, 3}));
    EXPECT_EQ(factors[0].up.sizes(), at::IntArrayRef({16, 2, 1, 1}));
    EXPECT_TRUE(torch::allclose(productOf(factors[0]), weights, 1e-4, 1e-4));
}

TEST(LowRank, ComesAsNearAsItsNumbersAllow) {
    torch::manual_seed(3);
    const std::vector<torch::Tensor> weights{torch::randn({16, 4, 3, 3}),
                                             torch::randn({32, 8, 1, 1})};
    double before = squaredDistance(weights[0], torch::zeros({1})) +
                    squaredDistance(weights[1], torch::zeros({1}));
    for (const int numbers : {200, 400, 800}) {
        const auto factors = lowRankFactorsOf(weights, numbers);
        std::int64_t used = 0;
        double left = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            used += factors[i].down.numel() + factors[i].up.numel();
            left += squaredDistance(weights[i], productOf(factors[i]));
        }
        EXPECT_LE(used, numbers);
        EXPECT_LT(left, before);
        before = left;
    }
}

TEST(LowRank, SpendsNothingWhereNothingWasLearnt) {
    torch::manual_seed(4);
    const auto factors =
        lowRankFactorsOf({torch::zeros({16, 4, 3, 3}), torch::randn({16, 4, 3, 3})}, 10000);
    EXPECT_EQ(factors[0].down.size(0), 0);
    EXPECT_EQ(factors[1].down.size(0), 16);
}

}  // namespace
}  // namespace sonomask::network
