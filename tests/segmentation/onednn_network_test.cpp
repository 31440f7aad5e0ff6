#include "segmentation/onednn_network.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/processor.h"
#include "support/random_model.h"
#include "support/temporary_folder.h"

namespace sonomask::segmentation {
namespace {

using Precision = OneDnnNetwork::Precision;
constexpr int kSize = 96;

cv::Mat randomPicture(int seed) {
    cv::Mat picture(kSize, kSize, CV_32FC1);
    cv::RNG random(static_cast<std::uint64_t>(seed));
    random.fill(picture, cv::RNG::UNIFORM, 0.0, 1.0);
    return picture;
}

class OneDnnOf : public testing::TestWithParam<network::Architecture> {
  protected:
    OneDnnOf() : checkpoint(folder / "model.safetensors") {
        test::writeSpreadCheckpoint(checkpoint, GetParam());
        graph = network::withProbability(network::loadGraph(checkpoint).logits_at_stride4);
    }

    test::TemporaryFolder folder;
    std::filesystem::path checkpoint;
    network::Graph graph;
};
INSTANTIATE_TEST_SUITE_P(Architectures, OneDnnOf, testing::ValuesIn(test::smallArchitectures()),
                         [](const auto& tested) {
                             return "Number" + std::to_string(tested.index);
                         });

TEST_P(OneDnnOf, Fp32GivesWhatLibTorchGives) {
    const OneDnnNetwork network(graph, kSize, Precision::Fp32, 1);
    // Twice: the second pass finds the maps of the first in its memory.
    for (int seed : {1, 2}) {
        const cv::Mat picture = randomPicture(seed);
        EXPECT_LT(cv::norm(network.run(picture), test::probabilityByLibTorch(checkpoint, picture),
                           cv::NORM_INF),
                  1e-4);
    }
}

TEST_P(OneDnnOf, Bf16StaysNearFp32) {
    if (!cpuHasBf16()) GTEST_SKIP() << "this CPU has no bf16 instructions";
    const OneDnnNetwork exact(graph, kSize, Precision::Fp32, 1);
    const OneDnnNetwork rounded(graph, kSize, Precision::Bf16, 1);
    const cv::Mat picture = randomPicture(3);
    const double sum = cv::norm(exact.run(picture), rounded.run(picture), cv::NORM_L1);
    EXPECT_LT(sum / picture.total(), 0.03);
}

TEST_P(OneDnnOf, Int8StaysNearFp32) {
    if (!cpuHasInt8()) GTEST_SKIP() << "this CPU has no instructions for sums of 8-bit products";
    const OneDnnNetwork exact(graph, kSize, Precision::Fp32, 1);
    const cv::Mat picture = randomPicture(3);
    const OneDnnNetwork integers(graph, kSize, Precision::Int8, 1, exact.peaks(picture, 1));
    const double sum = cv::norm(exact.run(picture), integers.run(picture), cv::NORM_L1);
    EXPECT_LT(sum / picture.total(), 0.06);  // random weights: steep logits
    EXPECT_LT(integers.weightBytes(), exact.weightBytes() / 3);
    EXPECT_LT(integers.mapBytes(), exact.mapBytes());
}

TEST_P(OneDnnOf, PeaksAreThoseOfEachMap) {
    const OneDnnNetwork network(graph, kSize, Precision::Fp32, 1);
    const cv::Mat picture = randomPicture(4);
    const std::vector<float> peaks = network.peaks(picture, 1);
    ASSERT_EQ(peaks.size(), graph.steps.size() + 1);
    double highest = 0;
    cv::minMaxLoc(picture, nullptr, &highest);
    EXPECT_FLOAT_EQ(peaks.front(), static_cast<float>(highest));
    cv::minMaxLoc(network.run(picture), nullptr, &highest);
    EXPECT_FLOAT_EQ(peaks.back(), static_cast<float>(highest));
    EXPECT_LE(network.peaks(picture, 0.5).front(), 0.6F);
}

TEST_P(OneDnnOf, CallersSideBySideGetTheirOwnMap) {
    const OneDnnNetwork network(graph, kSize, Precision::Fp32, 1);
    std::vector<cv::Mat> alone(4);
    std::vector<cv::Mat> together(4);
    for (int i = 0; i < 4; ++i) alone[i] = network.run(randomPicture(i));
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 4; ++i)
            callers.emplace_back([&, i] { together[i] = network.run(randomPicture(i)); });
    }
    for (int i = 0; i < 4; ++i) EXPECT_EQ(cv::norm(alone[i], together[i], cv::NORM_INF), 0) << i;
}

}  // namespace
}  // namespace sonomask::segmentation
