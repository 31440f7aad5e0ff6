#include "discs.h"

#include <cmath>
#include <random>

namespace sonomask::test {
namespace {

using training::PackedSet;

void addPicture(PackedSet& set, std::mt19937& random, bool has_mass) {
    const auto uniform = [&](double low, double high) {
        return low + (high - low) * double(random()) / double(std::mt19937::max());
    };
    const double size = set.size;
    const double x0 = uniform(0.3, 0.7) * size, y0 = uniform(0.3, 0.7) * size;
    const double rx = uniform(0.12, 0.25) * size, ry = uniform(0.1, 0.2) * size;
    for (int y = 0; y < set.size; ++y) {
        for (int x = 0; x < set.size; ++x) {
            const bool inside = has_mass && std::hypot((x - x0) / rx, (y - y0) / ry) < 1;
            // Log-compressed Rayleigh speckle.
            const double envelope = std::sqrt(-2 * std::log(uniform(1e-6, 1)));
            const double grey = (inside ? 80 : 140) + 25 * std::log(envelope + 1e-3);
            set.pictures.push_back(static_cast<std::uint8_t>(std::clamp(grey, 0.0, 255.0)));
            set.masks.push_back(inside);
        }
    }
}

}  // namespace

PackedSet discs(int size, int pictures_each, int negative_every) {
    PackedSet set;
    set.size = size;
    set.preprocessing = {{"size", size}};
    std::mt19937 random(42);
    for (const char* split : {"train", "val"}) {
        for (int i = 0; i < pictures_each; ++i) {
            const bool has_mass = i % negative_every != 0;
            addPicture(set, random, has_mass);
            set.rows.push_back({i % 2 ? "odd" : "even", std::to_string(i), split,
                                has_mass ? "benign" : "normal", has_mass});
        }
    }
    return set;
}

training::Config tinyConfig(const std::filesystem::path& output, int steps) {
    training::Config config;
    config.output = output;
    config.device = "cpu";
    config.precision = "fp32";
    config.data.cases = "cases.csv";
    config.architecture.backbone = network::Backbone::ResNet18;
    config.architecture.aspp_channels = 32;
    config.architecture.low_level_channels = 16;
    config.architecture.decoder_channels = 32;
    config.stages[0].steps = steps;
    config.stages[0].rate = 2e-3;
    config.stages[0].warm_up_steps = steps / 10;
    config.optimiser.ema_decay = 0.95;
    config.validation.every_steps = 1000;
    return config;
}

}  // namespace sonomask::test
