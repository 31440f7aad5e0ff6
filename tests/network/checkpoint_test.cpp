#include "network/checkpoint.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "network/checkpoint_metadata.h"
#include "network/model.h"
#include "network/quantised_weights.h"
#include "support/temporary_folder.h"

namespace sonomask::network {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

CheckpointHeader smallHeader() {
    CheckpointHeader header;
    header.architecture.backbone = Backbone::ResNet18;
    header.architecture.aspp_channels = 16;
    header.architecture.low_level_channels = 8;
    header.architecture.decoder_channels = 8;
    header.preprocessing = {{"size", 128}};
    header.provenance = {{"data", "made up"}};
    header.threshold = 0.4375;
    header.minimal_score = 0.75;
    return header;
}

class Checkpoint : public testing::Test {
  protected:
    Checkpoint() : net_(header_.architecture) {
        torch::NoGradGuard no_grad;
        net_->eval();
        saveModel(file_, header_, net_, Storage::F32);
    }

    /// Writes the checkpoint again with other metadata and tensors, and returns the message with
    /// which it is refused.
    std::string refusal(const Metadata& metadata, const NamedTensors& tensors) {
        writeSafetensors(folder_ / "changed", metadata, viewsOf(tensors));
        return refusal(folder_ / "changed");
    }
    std::string refusal(const std::filesystem::path& file) {
        try {
            loadModel(file);
        } catch (const ModelError& error) {
            return error.what();
        }
        return "not refused";
    }
    NamedTensors tensors() { return storedAs(stateOf(*net_), torch::kFloat32); }

    TemporaryFolder folder_;
    std::filesystem::path file_ = folder_ / "model.safetensors";
    CheckpointHeader header_ = smallHeader();
    DeepLabV3Plus net_;
};

TEST_F(Checkpoint, GivesTheSameOutputsAfterSavingAndLoading) {
    torch::NoGradGuard no_grad;
    auto model = loadModel(file_);
    const auto picture = torch::rand({1, 1, 64, 64});
    EXPECT_TRUE(torch::equal(model.net(picture), net_(picture)));
    EXPECT_EQ(model.header.architecture, header_.architecture);
    EXPECT_EQ(model.header.preprocessing, header_.preprocessing);
    EXPECT_EQ(model.header.provenance, header_.provenance);
    EXPECT_EQ(model.header.threshold, header_.threshold);
    EXPECT_EQ(model.header.minimal_score, header_.minimal_score);
    EXPECT_EQ(readCheckpointHeader(file_).threshold, header_.threshold);
}

TEST_F(Checkpoint, HalvesItsSizeInHalfPrecision) {
    torch::NoGradGuard no_grad;
    saveModel(folder_ / "half", header_, net_, Storage::F16);
    EXPECT_LT(std::filesystem::file_size(folder_ / "half"),
              std::filesystem::file_size(file_) * 0.52);
    auto half = loadModel(folder_ / "half");
    EXPECT_EQ(half.net->parameters().front().scalar_type(), torch::kFloat32);
    const auto picture = torch::rand({1, 1, 64, 64});
    EXPECT_TRUE(torch::allclose(half.net(picture), net_(picture), 0.02, 0.02));
}

TEST_F(Checkpoint, QuartersItsSizeInEightBits) {
    torch::NoGradGuard no_grad;
    saveModel(folder_ / "bytes", header_, net_, Storage::I8);
    EXPECT_LT(std::filesystem::file_size(folder_ / "bytes"),
              std::filesystem::file_size(file_) * 0.27);
    auto loaded = loadModel(folder_ / "bytes");
    const auto exact = stateOf(*net_);
    const auto rounded = stateOf(*loaded.net);
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const auto& [name, tensor] = exact[i];
        // Half a step of each output channel's scale.
        const auto bound = tensor.dim() == 4 ? tensor.abs().amax({1, 2, 3}, true) / 127 * 0.501
                                             : torch::zeros({1});
        EXPECT_TRUE(((rounded[i].second - tensor).abs() <= bound).all().item<bool>()) << name;
    }
}

TEST_F(Checkpoint, IsRefusedWithoutTheScalesOfItsIntegers) {
    const auto metadata = metadataFrom(header_);
    const auto scales = std::string("backbone.conv1.weight") + kScaleSuffix;
    auto stored = quantised(stateOf(*net_));
    const auto found = std::find_if(stored.begin(), stored.end(),
                                    [&](const auto& item) { return item.first == scales; });
    ASSERT_NE(found, stored.end());
    found->second = torch::ones({3});
    EXPECT_THAT(refusal(metadata, stored), HasSubstr("one number a channel"));
    stored.erase(found);
    EXPECT_THAT(refusal(metadata, stored), HasSubstr("lacks the scales"));
}

TEST_F(Checkpoint, IsRefusedWhenItIsNone) {
    EXPECT_THAT(refusal(folder_ / "missing"), HasSubstr("cannot be opened"));
    test::writeText(folder_ / "text", "this is no checkpoint, whatever its name says");
    EXPECT_THAT(refusal(folder_ / "text"), HasSubstr("damaged"));
    EXPECT_THAT(refusal({}, tensors()), HasSubstr("not a Sonomask checkpoint"));
    EXPECT_THROW(readCheckpointHeader(folder_ / "text"), ModelError);
}

TEST_F(Checkpoint, IsRefusedWhenCutAnywhere) {
    const auto bytes = test::readText(file_);
    for (const std::size_t length :
         {std::size_t(0), std::size_t(7), std::size_t(100), bytes.size() / 2, bytes.size() - 1}) {
        test::writeText(folder_ / "cut", bytes.substr(0, length));
        EXPECT_THAT(refusal(folder_ / "cut"), HasSubstr("damaged")) << length;
    }
}

TEST_F(Checkpoint, IsRefusedInAnotherVersion) {
    auto metadata = metadataFrom(header_);
    metadata["version"] = "2";
    EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("of version 2"));
}

TEST_F(Checkpoint, IsRefusedWithAnotherArchitecture) {
    auto header = header_;
    header.architecture.backbone = Backbone::ResNet34;
    EXPECT_THAT(refusal(metadataFrom(header), tensors()), HasSubstr("lacks the tensor"));
    header = header_;
    header.architecture.decoder_channels = 24;
    EXPECT_THAT(refusal(metadataFrom(header), tensors()), HasSubstr("another shape"));
    auto more = tensors();
    more.emplace_back("layer9.weight", torch::zeros({1}));
    EXPECT_THAT(refusal(metadataFrom(header_), more), HasSubstr("does not have"));
    auto metadata = metadataFrom(header_);
    metadata["architecture"] = R"({"backbone":"vgg"})";
    EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("vgg"));
}

TEST_F(Checkpoint, IsRefusedWithDamagedMetadata) {
    for (const char* key : {"architecture", "preprocessing", "provenance", "threshold"}) {
        auto metadata = metadataFrom(header_);
        metadata[key] = "{";
        EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("damaged")) << key;
        metadata.erase(key);
        EXPECT_THAT(refusal(metadata, tensors()), HasSubstr(key));
    }
    for (const char* threshold : {"0", "1", "-3", "\"high\"", "null"}) {
        auto metadata = metadataFrom(header_);
        metadata["threshold"] = threshold;
        EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("threshold")) << threshold;
    }
    for (const char* score : {"-0.1", "2", "\"sure\"", "null"}) {
        auto metadata = metadataFrom(header_);
        metadata["minimal_score"] = score;
        EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("minimal score")) << score;
    }
}

}  // namespace
}  // namespace sonomask::network
