#include "training/adamw.h"

#include <gtest/gtest.h>

namespace sonomask::training {
namespace {

TEST(AdamW, StepsLikeLibTorchsOwn) {
    torch::manual_seed(1);
    torch::nn::Linear ours(5, 3), theirs(5, 3);
    {
        torch::NoGradGuard no_grad;
        theirs->weight.copy_(ours->weight);
        theirs->bias.copy_(ours->bias);
    }
    AdamW optimiser(*ours, 0.1, [](const std::string&) { return 1.0; });
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(std::vector<torch::Tensor>{theirs->weight},
                        std::make_unique<torch::optim::AdamWOptions>(
                            torch::optim::AdamWOptions(0.01).weight_decay(0.1)));
    groups.emplace_back(std::vector<torch::Tensor>{theirs->bias},
                        std::make_unique<torch::optim::AdamWOptions>(
                            torch::optim::AdamWOptions(0.01).weight_decay(0)));
    torch::optim::AdamW reference(groups, torch::optim::AdamWOptions(0.01));
    for (int step = 1; step <= 5; ++step) {
        const auto input = torch::randn({7, 5});
        for (auto* net : {&ours, &theirs}) {
            (*net)->zero_grad();
            (*net)->forward(input).square().sum().backward();
        }
        optimiser.step(0.01, step);
        reference.step();
    }
    EXPECT_TRUE(torch::allclose(ours->weight, theirs->weight, 1e-5, 1e-6));
    EXPECT_TRUE(torch::allclose(ours->bias, theirs->bias, 1e-5, 1e-6));
}

TEST(AdamW, LeavesFrozenParametersAlone) {
    torch::nn::Linear net(2, 2);
    net->weight.set_requires_grad(false);
    AdamW optimiser(*net, 0, [](const std::string&) { return 1.0; });
    EXPECT_EQ(optimiser.firstMoments().size(), 1u);
}

TEST(AdamW, ShortensLongGradients) {
    torch::nn::Linear net(4, 4);
    AdamW optimiser(*net, 0, [](const std::string&) { return 1.0; });
    (1000 * net->forward(torch::ones({1, 4}))).sum().backward();
    optimiser.limitGradients(0.5);
    const auto length =
        torch::sqrt(net->weight.grad().square().sum() + net->bias.grad().square().sum());
    EXPECT_NEAR(length.item<double>(), 0.5, 1e-3);
}

}  // namespace
}  // namespace sonomask::training
