#include "random_checkpoint.h"

#include "network/model.h"
#include "preprocess/settings.h"

namespace sonomask::segmentation {

void writeRandomCheckpoint(const std::filesystem::path& file) {
    torch::manual_seed(7);
    network::CheckpointHeader header;
    header.architecture.backbone = network::Backbone::ResNet18;
    header.architecture.aspp_channels = 32;
    header.architecture.decoder_channels = 32;
    header.preprocessing = preprocess::Settings{.size = 96};
    header.provenance = {{"name", "test model"}, {"version", "0.1"}};
    header.threshold = 0.4;
    network::DeepLabV3Plus net(header.architecture);
    const torch::NoGradGuard no_grad;
    for (const auto& module : net->modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2dImpl>()) {
            norm->running_mean.normal_(0, 0.1);
            norm->running_var.uniform_(0.5, 2);
            norm->weight.uniform_(0.5, 1.5);
            norm->bias.normal_(0, 0.1);
        }
    network::saveModel(file, header, net, network::Storage::F32);
}

cv::Mat unfoldedProbability(const std::filesystem::path& file, const cv::Mat& picture) {
    const torch::NoGradGuard no_grad;
    network::Model model = network::loadModel(file);
    cv::Mat copy = picture.clone();
    const auto input = torch::from_blob(copy.data, {1, 1, copy.rows, copy.cols});
    const auto output = model.net->forward(input).sigmoid().contiguous();
    return cv::Mat(copy.size(), CV_32FC1, output.data_ptr<float>()).clone();
}

}  // namespace sonomask::segmentation
