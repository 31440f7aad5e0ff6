#include "training/run_state.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;

constexpr auto kFormat = "sonomask-training-state-1";
constexpr auto kRemedy = "Choose another output folder, or delete the state to start again.";

network::Metadata metadataOf(const RunState& state) {
    return {{"format", kFormat},
            {"step", std::to_string(state.step)},
            {"architecture", nlohmann::json(state.architecture).dump()},
            {"data", state.fingerprint}};
}

int stepOf(const network::Metadata& metadata, const fs::path& file) {
    const auto format = metadata.find("format");
    const auto step = metadata.find("step");
    int value = -1;
    if (format != metadata.end() && format->second == kFormat && step != metadata.end()) {
        const auto& text = step->second;
        std::from_chars(text.data(), text.data() + text.size(), value);
    }
    if (value < 0) throw ReadError("is not the state of a training run", file, kRemedy);
    return value;
}

}  // namespace

void writeRunState(const fs::path& file, const RunState& state) {
    std::map<std::string, network::NamedTensors> stored;
    network::NamedViews views;
    for (const auto& [prefix, tensors] : state.groups) {
        stored[prefix] = network::storedAs(tensors, torch::kFloat32);
        for (auto& view : network::viewsOf(stored[prefix], prefix)) views.push_back(view);
    }
    network::writeSafetensors(file, metadataOf(state), views);
}

int savedStep(const fs::path& file) {
    return stepOf(network::readSafetensorsMetadata(file), file);
}

void readRunState(const fs::path& file, RunState& state) {
    const auto source = network::Safetensors::read(file);
    state.step = stepOf(source.metadata(), file);
    const auto expected = metadataOf(state);
    for (const char* key : {"architecture", "data"}) {
        const auto found = source.metadata().find(key);
        if (found == source.metadata().end() || found->second != expected.at(key))
            throw ConfigError(std::string("the output folder holds a run with another ") + key,
                              file, kRemedy);
    }
    for (const auto& [prefix, tensors] : state.groups)
        network::copyInto(tensors, source.tensors(), prefix, file);
}

}  // namespace sonomask::training
