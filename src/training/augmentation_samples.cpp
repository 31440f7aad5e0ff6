#include "training/augmentation_samples.h"

#include <algorithm>
#include <array>

#include "training/augmentation.h"
#include "training/validation.h"

namespace sonomask::training {
namespace {

using Strength = double AugmentationConfig::*;

struct Kind {
    const char* name;
    Strength strength;
    bool is_chance;
};

constexpr std::array<Kind, 22> kKinds = {{
    {"beside", &AugmentationConfig::beside, true},
    {"erase", &AugmentationConfig::erase, true},
    {"transplant", &AugmentationConfig::transplant, true},
    {"echo", &AugmentationConfig::echo, true},
    {"flip", &AugmentationConfig::flip, true},
    {"rotation", &AugmentationConfig::rotation_deg, false},
    {"scale", &AugmentationConfig::scale, false},
    {"aspect", &AugmentationConfig::aspect, false},
    {"shift", &AugmentationConfig::shift, false},
    {"elastic", &AugmentationConfig::elastic, false},
    {"crop", &AugmentationConfig::crop, true},
    {"gamma", &AugmentationConfig::gamma, false},
    {"contrast", &AugmentationConfig::contrast, false},
    {"brightness", &AugmentationConfig::brightness, false},
    {"depth gain", &AugmentationConfig::depth_gain, false},
    {"speckle", &AugmentationConfig::speckle, false},
    {"noise", &AugmentationConfig::noise, false},
    {"blur", &AugmentationConfig::blur_px, false},
    {"shadows", &AugmentationConfig::shadows, true},
    {"calipers", &AugmentationConfig::calipers, true},
    {"text", &AugmentationConfig::text, true},
    {"body mark", &AugmentationConfig::body_mark, true},
}};

AugmentationConfig only(const Kind& kind, const AugmentationConfig& config) {
    AugmentationConfig alone = config;
    for (const auto& other : kKinds) alone.*other.strength = 0;
    alone.*kind.strength = kind.is_chance ? 1 : config.*kind.strength;
    return alone;
}

std::vector<std::uint8_t> bytesOf(const torch::Tensor& tensor, double factor) {
    const auto bytes = (tensor * factor + 0.5).to(torch::kUInt8).contiguous();
    const auto* data = bytes.data_ptr<std::uint8_t>();
    return {data, data + bytes.numel()};
}

AugmentationSample sampleOf(const std::string& name, const Batch& batch) {
    return {name, bytesOf(batch.pictures, 255), bytesOf(batch.masks, 1)};
}

}  // namespace

std::vector<AugmentationSample> augmentationSamples(const PackedSet& set, const std::string& split,
                                                    std::size_t count,
                                                    const AugmentationConfig& config,
                                                    std::uint64_t seed) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < set.rows.size() && rows.size() < count; ++i)
        if (set.rows[i].split == split && set.rows[i].has_mass)
            rows.push_back(static_cast<std::int64_t>(i));
    const DeviceSet data(set, torch::kCPU);
    const Batch original{data.picturesOf(rows), data.masksOf(rows)};
    std::vector<AugmentationSample> samples{sampleOf("original", original)};
    const auto add = [&](const std::string& name, const AugmentationConfig& changes) {
        Batch batch = original;
        torch::manual_seed(seed);
        augment(batch, changes);
        samples.push_back(sampleOf(name, batch));
    };
    for (const auto& kind : kKinds)
        if (config.*kind.strength > 0) add(kind.name, only(kind, config));
    add("all", config);
    return samples;
}

}  // namespace sonomask::training
