#include "training/teachers.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "discs.h"
#include "network/model.h"
#include "support/temporary_folder.h"
#include "training/weights.h"

namespace sonomask::training {
namespace {

/// Checkpoints of small random networks.
class TeachersTest : public testing::Test {
  protected:
    std::filesystem::path saved(const std::string& name, std::uint64_t seed,
                                const nlohmann::json& preprocessing) {
        auto config = test::tinyConfig(folder_.path(), 1);
        config.seed = seed;
        network::CheckpointHeader header;
        header.architecture = config.architecture;
        header.preprocessing = preprocessing;
        network::saveModel(folder_ / name, header, initialNet(config), network::Storage::F32);
        return folder_ / name;
    }
    static torch::Tensor logitsOf(const std::filesystem::path& checkpoint,
                                  const torch::Tensor& pictures) {
        const torch::NoGradGuard no_grad;
        return network::loadModel(checkpoint).net(pictures);
    }

    test::TemporaryFolder folder_;
    const torch::Tensor pictures_ = torch::rand({2, 1, 64, 64});
};

TEST_F(TeachersTest, SpeakWithTheMeanOfTheirLogits) {
    const auto one = saved("one", 1, {{"size", 64}});
    const auto other = saved("other", 2, {{"size", 64}});
    const auto expected =
        torch::sigmoid((logitsOf(one, pictures_) + logitsOf(other, pictures_)) / 2);
    const auto said = Teachers({one, other}, {}).probability(pictures_);
    EXPECT_TRUE(torch::allclose(said, expected, 1e-4, 1e-5));
    EXPECT_FALSE(said.requires_grad());
}

TEST_F(TeachersTest, SeeThePicturesAtTheirOwnResolution) {
    const auto small = saved("small", 1, {{"size", 32}});
    const auto halved = torch::avg_pool2d(pictures_, 2);
    const auto expected = torch::sigmoid(
        torch::upsample_bilinear2d(logitsOf(small, halved), {64, 64}, /*align_corners=*/false));
    const auto said = Teachers({small}, {}).probability(pictures_);
    EXPECT_TRUE(torch::allclose(said, expected, 1e-4, 1e-5));
}

TEST_F(TeachersTest, AreSilentWhenThereAreNone) {
    EXPECT_FALSE(Teachers({}, {}).probability(pictures_).defined());
}

TEST_F(TeachersTest, AreNamedWhenTheyCannotTeach) {
    for (const auto& file : {folder_ / "missing", saved("sizeless", 1, nlohmann::json::object()),
                             saved("unclear", 1, {{"size", "large"}})}) {
        try {
            Teachers({file}, {});
            ADD_FAILURE() << file;
        } catch (const ModelError& error) {
            EXPECT_EQ(error.file(), file);
        }
    }
}

}  // namespace
}  // namespace sonomask::training
