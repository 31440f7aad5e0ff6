#include <gtest/gtest.h>

#include "base/error.h"
#include "network/backbone_weights.h"
#include "network/conv_bn.h"
#include "network/resnet.h"
#include "support/temporary_folder.h"

namespace sonomask::network {
namespace {

using test::TemporaryFolder;

std::int64_t parameterCount(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const auto& parameter : module.parameters()) count += parameter.numel();
    return count;
}

// torchvision's published figures, with the classifier of 1000 classes that ResNet here lacks.
TEST(Backbone, HasThePublishedNumberOfParameters) {
    const auto count = [](Backbone backbone) {
        ResNet net(backbone, /*ends_after_layer3=*/false, 16, /*input_channels=*/3);
        return parameterCount(*net) + net->highLevelChannels() * 1000 + 1000;
    };
    EXPECT_EQ(count(Backbone::ResNet18), 11'689'512);
    EXPECT_EQ(count(Backbone::ResNet34), 21'797'672);
    EXPECT_EQ(count(Backbone::ResNet50), 25'557'032);
    EXPECT_EQ(count(Backbone::ResNet101), 44'549'160);
}

TEST(Backbone, KeepsTheOutputStride) {
    torch::NoGradGuard no_grad;
    for (const bool ends_after_layer3 : {false, true}) {
        for (const int stride : {16, 8}) {
            ResNet net(Backbone::ResNet18, ends_after_layer3, stride);
            const auto features = net(torch::rand({2, 1, 64, 96}));
            EXPECT_EQ(features.low_level.sizes(), (std::vector<std::int64_t>{2, 64, 16, 24}));
            const std::int64_t channels = ends_after_layer3 ? 256 : 512;
            EXPECT_EQ(features.high_level.sizes(),
                      (std::vector<std::int64_t>{2, channels, 64 / stride, 96 / stride}));
        }
    }
}

TEST(Backbone, FoldsFrozenNormsWithoutChangingValuesOrGradients) {
    torch::manual_seed(3);
    torch::nn::Conv2d conv(convolution(4, 6, 3, 2, 2));
    torch::nn::BatchNorm2d norm(6);
    norm->running_mean.normal_();
    norm->running_var.uniform_(0.5, 2);
    norm->eval();
    const auto input = torch::randn({2, 4, 16, 16});
    const auto gradients = [&](const torch::Tensor& output) {
        const std::vector<torch::Tensor> wanted{conv->weight, norm->weight, norm->bias};
        return torch::autograd::grad({output.square().sum()}, wanted);
    };
    const auto folded = convBn(conv, norm, input);
    const auto plain = norm(conv(input));
    EXPECT_TRUE(torch::allclose(folded, plain, 1e-4, 1e-5));
    const auto expected = gradients(plain), actual = gradients(folded);
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_TRUE(torch::allclose(actual[i], expected[i], 1e-3, 1e-3));
}

/// A file as `torch.save` writes it for a ResNet-18 with three input planes.
c10::Dict<std::string, torch::Tensor> colourWeights() {
    ResNet colour(Backbone::ResNet18, true, 16, 3);
    c10::Dict<std::string, torch::Tensor> dictionary;
    for (const auto& item : colour->named_parameters())
        dictionary.insert(item.key(), torch::randn_like(item.value()).detach());
    for (const auto& item : colour->named_buffers())
        dictionary.insert(item.key(), item.value().is_floating_point()
                                          ? torch::rand_like(item.value()) + 0.5
                                          : item.value());
    return dictionary;
}

void save(const c10::Dict<std::string, torch::Tensor>& dictionary,
          const std::filesystem::path& file) {
    const auto bytes = torch::pickle_save(dictionary);
    test::writeText(file, {bytes.begin(), bytes.end()});
}

TEST(Backbone, LoadsImageNetWeightsByNameAndFoldsColourIntoGrey) {
    torch::NoGradGuard no_grad;
    const TemporaryFolder folder;
    torch::manual_seed(5);
    const auto dictionary = colourWeights();
    save(dictionary, folder / "w.pt");
    ResNet grey(Backbone::ResNet18, true, 16);
    loadImageNetBackbone(grey, folder / "w.pt");

    const auto parameters = grey->named_parameters();
    EXPECT_TRUE(
        torch::equal(parameters["layer3.1.conv2.weight"], dictionary.at("layer3.1.conv2.weight")));
    EXPECT_TRUE(torch::equal(grey->named_buffers()["layer2.0.bn1.running_var"],
                             dictionary.at("layer2.0.bn1.running_var")));

    const auto picture = torch::rand({1, 1, 32, 32});
    const auto mean = torch::tensor({0.485, 0.456, 0.406}).view({1, 3, 1, 1}).to(torch::kFloat32);
    const auto deviation =
        torch::tensor({0.229, 0.224, 0.225}).view({1, 3, 1, 1}).to(torch::kFloat32);
    const auto normalised = (picture.expand({1, 3, 32, 32}) - mean) / deviation;
    const auto in_colour = torch::conv2d(normalised, dictionary.at("conv1.weight"), {}, 2) -
                           dictionary.at("bn1.running_mean").view({1, -1, 1, 1});
    const auto in_grey = torch::conv2d(picture, parameters["conv1.weight"], {}, 2) -
                         grey->named_buffers()["bn1.running_mean"].view({1, -1, 1, 1});
    EXPECT_TRUE(torch::allclose(in_grey, in_colour, 1e-3, 1e-3));
}

TEST(Backbone, RefusesWeightsThatDoNotFit) {
    const TemporaryFolder folder;
    ResNet grey(Backbone::ResNet18, true, 16);
    EXPECT_THROW(loadImageNetBackbone(grey, folder / "missing.pt"), ModelError);
    test::writeText(folder / "text.pt", "hello");
    EXPECT_THROW(loadImageNetBackbone(grey, folder / "text.pt"), ModelError);
    auto dictionary = colourWeights();
    EXPECT_EQ(dictionary.erase("layer2.0.bn1.weight"), 1u);
    save(dictionary, folder / "lacks.pt");
    EXPECT_THROW(loadImageNetBackbone(grey, folder / "lacks.pt"), ModelError);
    dictionary.insert("layer2.0.bn1.weight", torch::ones({3}));
    save(dictionary, folder / "shape.pt");
    EXPECT_THROW(loadImageNetBackbone(grey, folder / "shape.pt"), ModelError);
    auto first = colourWeights();
    first.insert_or_assign("bn1.running_mean", torch::ones({3}));
    save(first, folder / "first.pt");
    EXPECT_THROW(loadImageNetBackbone(grey, folder / "first.pt"), ModelError);
}

}  // namespace
}  // namespace sonomask::network
