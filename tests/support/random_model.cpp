#include "support/random_model.h"

#include "network/model.h"

namespace sonomask::test {
namespace {

/// Makes the probabilities of a random picture cover 0..1, so that comparing them shows something.
void spreadLogits(network::DeepLabV3Plus& net) {
    net->eval();
    for (auto& parameter : net->named_parameters())
        if (parameter.value().dim() == 4) torch::nn::init::kaiming_normal_(parameter.value());
    const auto parameters = net->named_parameters();
    auto weight = parameters["decoder.classifier.weight"];
    auto bias = parameters["decoder.classifier.bias"];
    bias.zero_();
    const auto logits = net->logitsAtStride4(torch::rand({1, 1, 96, 96}));
    const auto factor = 3 / logits.std();
    weight.mul_(factor);
    bias.sub_(logits.mean() * factor);
}

/// Weights as they are initialised, batch-norm statistics as they might be learnt.
network::DeepLabV3Plus randomNet(const network::Architecture& architecture) {
    torch::manual_seed(11);
    network::DeepLabV3Plus net(architecture);
    const torch::NoGradGuard no_grad;
    for (const auto& module : net->modules())
        if (auto* norm = module->as<torch::nn::BatchNorm2dImpl>()) {
            norm->running_mean.normal_(0, 0.1);
            norm->running_var.uniform_(0.5, 2);
            norm->weight.uniform_(0.5, 1.5);
            norm->bias.normal_(0, 0.1);
        }
    // Absence on random pictures, but not so sure that nothing of the map is left.
    if (auto& presence = net->presence()) {
        net->eval();
        const auto inputs = net->presenceInputs(torch::rand({1, 1, 96, 96}));
        const auto weight = torch::randn_like(inputs);
        presence->set(weight / (weight * inputs).abs().sum(), torch::full({1}, -0.2));
    }
    return net;
}

}  // namespace

network::Architecture smallArchitecture(network::Backbone backbone) {
    network::Architecture architecture;
    architecture.backbone = backbone;
    architecture.aspp_channels = 32;
    architecture.decoder_channels = 32;
    return architecture;
}

std::vector<network::Architecture> smallArchitectures() {
    using network::Backbone;
    auto dense = smallArchitecture(Backbone::ResNet18);
    dense.separable = false;
    auto whole = smallArchitecture(Backbone::ResNet18);
    whole.ends_after_layer3 = false;
    auto stride8 = smallArchitecture(Backbone::ResNet34);
    stride8.output_stride = 8;
    auto presence = smallArchitecture(Backbone::ResNet18);
    presence.presence_head = true;
    return {smallArchitecture(Backbone::ResNet18),
            smallArchitecture(Backbone::ResNet50),
            dense,
            whole,
            stride8,
            presence};
}

void writeRandomCheckpoint(const std::filesystem::path& file,
                           const network::CheckpointHeader& header) {
    auto net = randomNet(header.architecture);
    network::saveModel(file, header, net, network::Storage::F32);
}

void writeSpreadCheckpoint(const std::filesystem::path& file,
                           const network::Architecture& architecture) {
    const torch::NoGradGuard no_grad;
    auto net = randomNet(architecture);
    spreadLogits(net);
    network::CheckpointHeader header;
    header.architecture = architecture;
    network::saveModel(file, header, net, network::Storage::F32);
}

void writeAbsentCheckpoint(const std::filesystem::path& file, int size) {
    network::CheckpointHeader header;
    header.architecture = smallArchitecture(network::Backbone::ResNet18);
    header.architecture.presence_head = true;
    header.preprocessing = {{"size", size}};
    auto net = randomNet(header.architecture);
    const torch::NoGradGuard no_grad;
    const auto inputs = net->presenceInputs(torch::rand({1, 1, 96, 96}));
    net->presence()->set(torch::zeros_like(inputs), torch::full({1}, -2.0));
    network::saveModel(file, header, net, network::Storage::F32);
}

cv::Mat probabilityByLibTorch(const std::filesystem::path& checkpoint, const cv::Mat& picture) {
    const torch::NoGradGuard no_grad;
    network::Model model = network::loadModel(checkpoint);
    cv::Mat copy = picture.clone();
    const auto input = torch::from_blob(copy.data, {1, 1, copy.rows, copy.cols});
    const auto output = model.net->forward(input).sigmoid().contiguous();
    return cv::Mat(copy.size(), CV_32FC1, output.data_ptr<float>()).clone();
}

}  // namespace sonomask::test
