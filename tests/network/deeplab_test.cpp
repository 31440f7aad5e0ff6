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
