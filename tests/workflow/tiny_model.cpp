#include "tiny_model.h"

#include "preprocess/settings.h"
#include "support/random_model.h"

namespace sonomask::test {

segmentation::Engine tinyEngine(const std::filesystem::path& folder) {
    const auto model = folder / "tiny.safetensors";
    if (!std::filesystem::exists(model)) {
        network::CheckpointHeader header;
        header.architecture.backbone = network::Backbone::ResNet18;
        header.preprocessing = preprocess::Settings{.size = 64};
        writeRandomCheckpoint(model, header);
    }
    segmentation::EngineOptions options;
    options.model = model;
    options.precision = segmentation::PrecisionChoice::Fp32;
    options.device = segmentation::DeviceChoice::Cpu;
    options.threads = 1;
    return segmentation::Engine(options);
}

}  // namespace sonomask::test
