#include "training/weights.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "discs.h"
#include "network/model.h"
#include "network/tensor_io.h"
#include "support/temporary_folder.h"

namespace sonomask::training {
namespace {

using test::TemporaryFolder;

bool sameLayer(network::DeepLabV3Plus& a, network::DeepLabV3Plus& b, const std::string& name) {
    return torch::equal(a->named_parameters()[name], b->named_parameters()[name]);
}

TEST(Weights, TakeAllOrSomeLayersOfACheckpoint) {
    const TemporaryFolder folder;
    auto config = test::tinyConfig(folder.path(), 10);
    config.seed = 5;
    auto source = initialNet(config);
    network::CheckpointHeader header;
    header.architecture = config.architecture;
    network::saveModel(folder / "source", header, source, network::Storage::F32);

    config.seed = 6;
    config.initial.checkpoint = folder / "source";
    auto all = initialNet(config);
    EXPECT_TRUE(sameLayer(all, source, "backbone.layer1.0.conv1.weight"));
    EXPECT_TRUE(sameLayer(all, source, "decoder.classifier.weight"));

    config.initial.layers = {"backbone."};
    auto some = initialNet(config);
    EXPECT_TRUE(sameLayer(some, source, "backbone.layer1.0.conv1.weight"));
    EXPECT_FALSE(sameLayer(some, source, "decoder.classifier.weight"));

    config.architecture.decoder_channels = 8;
    EXPECT_THROW(initialNet(config), ModelError);
}

TEST(Weights, FinishedModelKeepsAShareOfWhatTheRunBeganWith) {
    const TemporaryFolder folder;
    auto config = test::tinyConfig(folder.path(), 10);
    auto began = initialNet(config);
    network::CheckpointHeader header;
    header.architecture = config.architecture;
    network::saveModel(folder / "began", header, began, network::Storage::F32);
    config.seed += 1;
    auto average = initialNet(config);
    auto whole = finishedNet(config, average);
    EXPECT_TRUE(sameLayer(whole, average, "backbone.layer1.0.conv1.weight"));
    EXPECT_NE(whole.get(), average.get());

    config.initial.checkpoint = folder / "began";
    config.initial.kept_share = 0.25;
    const std::string name = "decoder.classifier.weight";
    const auto expected =
        0.25 * began->named_parameters()[name] + 0.75 * average->named_parameters()[name];
    const auto finished = finishedNet(config, average);
    EXPECT_TRUE(torch::allclose(finished->named_parameters()[name], expected));
}

TEST(Weights, AreRoundedToWhatTheirCheckpointKeeps) {
    const TemporaryFolder folder;
    const auto config = test::tinyConfig(folder.path(), 10);
    network::CheckpointHeader header;
    header.architecture = config.architecture;
    for (const auto storage :
         {network::Storage::F32, network::Storage::F16, network::Storage::I8}) {
        auto net = initialNet(config);
        network::saveModel(folder / "finished", header, net, storage);
        auto read = network::loadModel(folder / "finished");
        network::roundTo(storage, net);
        for (const char* name : {"backbone.layer1.0.conv1.weight", "decoder.classifier.bias"})
            EXPECT_TRUE(sameLayer(net, read.net, name)) << int(storage) << ' ' << name;
    }
}

TEST(Weights, ResetOnlyTheNamedLayers) {
    const auto config = test::tinyConfig("unused", 10);
    auto net = initialNet(config), before = initialNet(config);
    resetLayers(net, {"decoder."});
    EXPECT_TRUE(sameLayer(net, before, "backbone.conv1.weight"));
    EXPECT_FALSE(sameLayer(net, before, "decoder.classifier.weight"));
}

TEST(Weights, FreezeOnlyTheNamedLayersAndStatistics) {
    const auto config = test::tinyConfig("unused", 10);
    auto net = initialNet(config);
    freezeParameters(net, {"backbone.layer1."});
    for (const auto& item : net->named_parameters())
        EXPECT_EQ(item.value().requires_grad(), item.key().rfind("backbone.layer1.", 0) != 0);
    // With a point behind it the name of a layer is itself, not the beginning of others.
    for (const std::string fixed : {"backbone.", "backbone.bn1.", "aspp"}) {
        setTrainingMode(net, {fixed});
        for (const auto& item : net->named_modules())
            if (item.value()->as<torch::nn::BatchNorm2d>()) {
                EXPECT_EQ(item.value()->is_training(), (item.key() + ".").rfind(fixed, 0) != 0);
            }
    }
}

TEST(Weights, AverageMovesByTheDecay) {
    const auto config = test::tinyConfig("unused", 10);
    auto average = initialNet(config), net = initialNet(config);
    torch::NoGradGuard no_grad;
    average->named_parameters()["decoder.classifier.bias"].fill_(1);
    net->named_parameters()["decoder.classifier.bias"].fill_(3);
    averageWeights(average, net, 0.75);
    EXPECT_FLOAT_EQ(average->named_parameters()["decoder.classifier.bias"].item<float>(), 1.5f);
}

TEST(Weights, LongestPrefixGivesTheRate) {
    StageConfig stage;
    stage.layer_rates = {{"backbone.", 0.1}, {"backbone.layer3.", 0.5}};
    EXPECT_EQ(layerRate(stage, "backbone.layer2.0.conv1.weight"), 0.1);
    EXPECT_EQ(layerRate(stage, "backbone.layer3.0.conv1.weight"), 0.5);
    EXPECT_EQ(layerRate(stage, "decoder.fuse1.conv.weight"), 1.0);
}

}  // namespace
}  // namespace sonomask::training
