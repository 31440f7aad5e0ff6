#include "network/deeplab.h"

#include <gtest/gtest.h>

namespace sonomask::network {
namespace {

Architecture small() {
    Architecture architecture;
    architecture.backbone = Backbone::ResNet18;
    architecture.aspp_channels = 32;
    architecture.low_level_channels = 8;
    architecture.decoder_channels = 16;
    return architecture;
}

std::int64_t parameterCount(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const auto& parameter : module.parameters()) count += parameter.numel();
    return count;
}

TEST(DeepLab, GivesOneLogitForEachPixel) {
    torch::NoGradGuard no_grad;
    for (const bool separable : {true, false}) {
        for (const int stride : {16, 8}) {
            auto architecture = small();
            architecture.separable = separable;
            architecture.output_stride = stride;
            DeepLabV3Plus net(architecture);
            net->eval();
            const auto picture = torch::rand({2, 1, 64, 96});
            EXPECT_EQ(net(picture).sizes(), (std::vector<std::int64_t>{2, 1, 64, 96}));
            EXPECT_EQ(net->logitsAtStride4(picture).sizes(),
                      (std::vector<std::int64_t>{2, 1, 16, 24}));
        }
    }
}

TEST(DeepLab, IsTheSameForEachPictureOfABatch) {
    torch::NoGradGuard no_grad;
    DeepLabV3Plus net(small());
    net->eval();
    const auto pictures = torch::rand({3, 1, 64, 64});
    const auto together = net(pictures);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(torch::allclose(net(pictures.slice(0, i, i + 1))[0], together[i], 1e-4, 1e-5));
}

TEST(DeepLab, APresenceHeadTakesAbsenceOffEveryPixelInEvaluation) {
    torch::NoGradGuard no_grad;
    auto architecture = small();
    architecture.presence_head = true;
    DeepLabV3Plus net(architecture);
    net->eval();
    const auto picture = torch::rand({2, 1, 64, 64});
    const auto outlines = net(picture);  // not fitted yet: it says nothing
    auto& presence = net->presence();
    const auto weights = torch::zeros_like(net->presenceInputs(picture).slice(0, 0, 1));

    presence->set(weights, torch::full({1}, -0.5));
    EXPECT_TRUE(torch::allclose(net(picture), outlines - 0.5 * kAbsenceWeight, 1e-4, 1e-4));
    presence->set(weights, torch::full({1}, 2.0));
    EXPECT_TRUE(torch::allclose(net(picture), outlines, 1e-5, 1e-5));
    presence->set(weights, torch::full({1}, -0.5));
    presence->sayAlways();
    EXPECT_TRUE(torch::allclose(net(picture), outlines, 1e-5, 1e-5));

    presence->set(weights, torch::full({1}, -0.5));
    net->train();
    const auto learning = net(picture);
    presence->sayAlways();
    EXPECT_TRUE(torch::allclose(net(picture), learning, 1e-4, 1e-4));
}

TEST(DeepLab, APresenceHeadSeesHighestValuesAndMeans) {
    const auto features = torch::rand({2, 5, 4, 4});
    const auto pyramid = torch::rand({2, 3, 4, 4});
    const auto inputs = Presence::Impl::inputs(features, pyramid);
    ASSERT_EQ(inputs.sizes(), (std::vector<std::int64_t>{2, 11}));
    EXPECT_EQ(inputs[1][2].item<float>(), pyramid[1][2].max().item<float>());
    EXPECT_NEAR(inputs[1][3].item<float>(), pyramid[1][0].mean().item<float>(), 1e-6);
    EXPECT_NEAR(inputs[0][6].item<float>(), features[0][0].mean().item<float>(), 1e-6);
}

// Layer by layer after arXiv:1706.05587 and arXiv:1802.02611: c = 256 in, p = 32, d = 16, l = 8.
TEST(DeepLab, HasTheParametersOfItsLayers) {
    const std::int64_t c = 256, p = 32, d = 16, l = 8;
    const auto dense = [](std::int64_t in, std::int64_t out, std::int64_t k) {
        return in * out * k * k + 2 * out;
    };
    const auto separable = [&](std::int64_t in, std::int64_t out) {
        return in * 9 + dense(in, out, 1);
    };
    auto architecture = small();
    const auto heads = [&] {
        DeepLabV3Plus net(architecture);
        return parameterCount(*net) - parameterCount(*net->backbone());
    };
    const std::int64_t shared = 2 * dense(c, p, 1) + dense(5 * p, p, 1) + dense(64, l, 1) + d + 1;
    EXPECT_EQ(heads(), shared + 3 * separable(c, p) + separable(p + l, d) + separable(d, d));
    architecture.separable = false;
    EXPECT_EQ(heads(), shared + 3 * dense(c, p, 3) + dense(p + l, d, 3) + dense(d, d, 3));
}

TEST(DeepLab, LearnsThroughEveryParameter) {
    torch::manual_seed(2);
    DeepLabV3Plus net(small());
    net(torch::rand({2, 1, 64, 64})).square().sum().backward();
    for (const auto& item : net->named_parameters())
        EXPECT_TRUE(item.value().grad().defined()) << item.key();
}

}  // namespace
}  // namespace sonomask::network
