#include "network/checkpoint.h"

#include <sys/stat.h>

#include <algorithm>
#include <limits>

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
using testing::EndsWith;
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
    EXPECT_THAT(refusal(folder_ / "missing"),
                EndsWith("missing: cannot be opened: No such file or directory. Check that it "
                         "still exists and that you may read it."));
    EXPECT_THAT(refusal(folder_.path()),
                EndsWith("is a folder, not a file. Choose a Sonomask checkpoint."));
    ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_THAT(refusal(folder_ / "pipe"),
                EndsWith("pipe: is not a regular file. Choose a Sonomask checkpoint."));
    test::writeText(folder_ / "empty", "");
    EXPECT_THAT(refusal(folder_ / "empty"),
                EndsWith("empty: is empty. Get the file again from where it came."));
    EXPECT_THAT(refusal({}, tensors()),
                EndsWith("is not a Sonomask checkpoint. Choose a Sonomask checkpoint."));
}

TEST_F(Checkpoint, IsRefusedWhenItIsAFileOfAnotherKind) {
    const std::vector<std::pair<const char*, std::string>> others = {
        {"text", "this is no checkpoint, whatever its name says"},
        {"picture", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)},
        {"imagenet.pt", std::string("PK\3\4\0\0\x08\x08\0\0\0\0archive/data.pkl", 28)},
        {"onnx", std::string("\x08\x07\x12\x08sonomask\x1a", 13)}};
    for (const auto& [name, bytes] : others) {
        test::writeText(folder_ / name, bytes);
        const std::string expected =
            std::string(name) + ": is not a safetensors file. Choose a Sonomask checkpoint.";
        EXPECT_THAT(refusal(folder_ / name), EndsWith(expected));
        EXPECT_THROW(readCheckpointHeader(folder_ / name), ModelError) << name;
    }
}

TEST_F(Checkpoint, IsRefusedWhereWeightsAreNoFiniteNumbers) {
    const auto metadata = metadataFrom(header_);
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), infinity, -infinity})
        for (const auto& stored : {tensors(), storedAs(stateOf(*net_), torch::kFloat16)}) {
            stored.back().second.view(-1)[0] = value;
            EXPECT_THAT(refusal(metadata, stored),
                        HasSubstr("changed: \"" + stored.back().first +
                                  "\" holds values that are not finite numbers. Get the file "
                                  "again from where it came."));
        }
    auto stored = quantised(stateOf(*net_));
    for (auto& [name, tensor] : stored)
        if (name.ends_with(kScaleSuffix)) tensor[0] = infinity;
    EXPECT_THAT(refusal(metadata, stored), HasSubstr("not finite numbers"));

    auto negative = storedAs(stateOf(*net_), torch::kFloat32);
    for (auto& [name, tensor] : negative)
        if (name.ends_with("running_var")) tensor[0] = -1;
    EXPECT_THAT(refusal(metadata, negative), HasSubstr("variances below 0"));
}

TEST_F(Checkpoint, IsRefusedWhenCutAnywhere) {
    const auto bytes = test::readText(file_);
    for (const std::size_t length :
         {std::size_t(7), std::size_t(8), std::size_t(100), bytes.size() / 2, bytes.size() - 1}) {
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
    EXPECT_THAT(refusal(metadataFrom(header), tensors()),
                AllOf(HasSubstr("lacks the tensor"), EndsWith("Choose a Sonomask checkpoint.")));
    header = header_;
    header.architecture.decoder_channels = 24;
    EXPECT_THAT(refusal(metadataFrom(header), tensors()), HasSubstr("another shape"));
    auto more = tensors();
    more.emplace_back("layer9.weight", torch::zeros({1}));
    EXPECT_THAT(refusal(metadataFrom(header_), more), HasSubstr("does not have"));
    auto metadata = metadataFrom(header_);
    metadata["architecture"] = R"({"backbone":"vgg"})";
    EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("vgg"));
    metadata["architecture"] = R"({"aspp_channels":"many"})";
    EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("aspp_channels must be a whole number"));
    metadata["architecture"] = "3";
    EXPECT_THAT(refusal(metadata, tensors()), HasSubstr("is not an object"));
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
