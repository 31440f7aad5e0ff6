#include "training/run_state.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "training/error_context.h"

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

void requireSameRun(const network::Metadata& metadata, const RunState& run, const fs::path& file) {
    const auto expected = metadataOf(run);
    for (const auto& [key, text] :
         {std::pair{"architecture", "a run of another architecture"},
          std::pair{"data", "a run on other images or with other preprocessing"}}) {
        const auto found = metadata.find(key);
        if (found == metadata.end() || found->second != expected.at(key))
            throw ConfigError(std::string("the output folder holds ") + text, file, kRemedy);
    }
}

/// Without the moments of parameters that were frozen until now: the file has none, they begin at
/// zero.
network::NamedTensors learntBefore(network::NamedTensors tensors, const std::string& prefix,
                                   const network::TensorViews& source) {
    if (prefix != kFirstMoments && prefix != kSecondMoments) return tensors;
    std::erase_if(tensors, [&](const auto& item) {
        return !source.contains(prefix + item.first) && source.contains(kNet + item.first);
    });
    return tensors;
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

int savedStep(const fs::path& file, const RunState& run) {
    const auto metadata =
        withRemedy(kRemedy, [&] { return network::readSafetensorsMetadata(file); });
    const int step = stepOf(metadata, file);
    requireSameRun(metadata, run, file);
    return step;
}

void readRunState(const fs::path& file, const RunState& state) {
    withRemedy(kRemedy, [&] {
        const auto source = network::Safetensors::read(file);
        network::requireFinite(source.tensors(), file);
        for (const auto& [prefix, tensors] : state.groups)
            network::copyInto(learntBefore(tensors, prefix, source.tensors()), source.tensors(),
                              prefix, file);
    });
}

}  // namespace sonomask::training
