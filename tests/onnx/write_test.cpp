#include "onnx/write.h"

#include <gtest/gtest.h>
#include <opencv2/dnn.hpp>

#include "support/random_model.h"
#include "support/temporary_folder.h"

namespace sonomask::onnx {
namespace {

constexpr int kSize = 96;

cv::Mat randomPicture() {
    cv::Mat picture(kSize, kSize, CV_32FC1);
    cv::RNG random(3);
    random.fill(picture, cv::RNG::UNIFORM, 0.0, 1.0);
    return picture;
}

class OnnxOf : public testing::TestWithParam<network::Architecture> {};
INSTANTIATE_TEST_SUITE_P(Architectures, OnnxOf, testing::ValuesIn(test::smallArchitectures()),
                         [](const auto& tested) {
                             return "Number" + std::to_string(tested.index);
                         });

TEST_P(OnnxOf, GivesInOpenCvWhatLibTorchGives) {
    const test::TemporaryFolder folder;
    const auto checkpoint = folder.path() / "model.safetensors";
    const auto file = folder.path() / "model.onnx";
    test::writeSpreadCheckpoint(checkpoint, GetParam());
    const auto graph = network::withProbability(network::loadGraph(checkpoint).logits_at_stride4);
    writeModel(file, graph, kSize, {"test", "notes"});

    const cv::Mat picture = randomPicture();
    cv::dnn::Net net = cv::dnn::readNetFromONNX(file.string());
    net.setInput(cv::dnn::blobFromImage(picture));
    const cv::Mat blob = net.forward();
    ASSERT_EQ(blob.total(), picture.total());
    const cv::Mat by_opencv(kSize, kSize, CV_32FC1, blob.data);
    const cv::Mat by_libtorch = test::probabilityByLibTorch(checkpoint, picture);

    EXPECT_LT(cv::norm(by_opencv, by_libtorch, cv::NORM_INF), 1e-4);
    double lowest = 0;
    double highest = 0;
    cv::minMaxLoc(by_libtorch, &lowest, &highest);
    EXPECT_GT(highest - lowest, 0.1) << "the map is flat: the comparison shows nothing";
}

}  // namespace
}  // namespace sonomask::onnx
