#include "tiny_model.h"

#include <nlohmann/json.hpp>

#include "network/model.h"
#include "preprocess/settings.h"

namespace sonomask::test {

void writeTinyModel(const std::filesystem::path& file) {
    network::CheckpointHeader header;
    header.architecture.backbone = network::Backbone::ResNet18;
    preprocess::Settings settings;
    settings.size = 64;
    header.preprocessing = settings;
    torch::manual_seed(1);
    network::DeepLabV3Plus net(header.architecture);
    network::saveModel(file, header, net, network::Storage::F16);
}

segmentation::Engine tinyEngine(const std::filesystem::path& folder) {
    segmentation::EngineOptions options;
    options.model = folder / "tiny.safetensors";
    options.precision = segmentation::PrecisionChoice::Fp32;
    options.device = segmentation::DeviceChoice::Cpu;
    options.threads = 1;
    if (!std::filesystem::exists(options.model)) writeTinyModel(options.model);
    return segmentation::Engine(options);
}

}  // namespace sonomask::test
