#include "network/backbone_weights.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/error.h"

namespace sonomask::network {
namespace {

namespace fs = std::filesystem;
using Dictionary = c10::Dict<c10::IValue, c10::IValue>;

constexpr auto kUse = "Give a dictionary of tensors with torchvision's ResNet names.";

Dictionary readDictionary(const fs::path& file) {
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) throw ModelError("is a folder, not a file", file, kUse);
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw ModelError("the backbone weights cannot be opened", file, kUse);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
    try {
        return torch::pickle_load(bytes).toGenericDict();
    } catch (const c10::Error&) {
        throw ModelError("the backbone weights are damaged or of another kind", file, kUse);
    }
}

/// Turns weights for normalised RGB into weights for grey in 0..1; see the header.
void foldToGrey(torch::Tensor& conv1, torch::Tensor& running_mean) {
    const auto mean = torch::tensor({0.485, 0.456, 0.406}, torch::kFloat32).view({1, 3, 1, 1});
    const auto deviation = torch::tensor({0.229, 0.224, 0.225}, torch::kFloat32).view({1, 3, 1, 1});
    const auto scaled = conv1 / deviation;
    running_mean = running_mean + (scaled * mean).sum({1, 2, 3});
    conv1 = scaled.sum(1, /*keepdim=*/true);
}

}  // namespace

void loadImageNetBackbone(ResNet& backbone, const fs::path& file) {
    torch::NoGradGuard no_grad;
    const auto dictionary = readDictionary(file);
    const auto find = [&](const std::string& name) {
        const auto entry = dictionary.find(name);
        const bool there = entry != dictionary.end() && entry->value().isTensor();
        return there ? entry->value().toTensor() : torch::Tensor();
    };
    auto conv1 = find("conv1.weight");
    auto running_mean = find("bn1.running_mean");
    if (!conv1.defined() || conv1.dim() != 4 || conv1.size(1) != 3 || !running_mean.defined() ||
        running_mean.dim() != 1 || running_mean.size(0) != conv1.size(0))
        throw ModelError("the backbone weights lack the first layer", file, kUse);
    foldToGrey(conv1, running_mean);

    const auto fill = [&](const std::string& name, torch::Tensor& target) {
        const auto source = name == "conv1.weight"       ? conv1
                            : name == "bn1.running_mean" ? running_mean
                                                         : find(name);
        if (!source.defined()) {
            if (name.rfind("layer4.", 0) == 0) return;
            throw ModelError("the backbone weights lack \"" + name + "\"", file, kUse);
        }
        if (source.sizes() != target.sizes())
            throw ModelError("\"" + name + "\" has another shape than this backbone", file, kUse);
        target.copy_(source);
    };
    for (auto& item : backbone->named_parameters()) fill(item.key(), item.value());
    for (auto& item : backbone->named_buffers())
        if (item.value().is_floating_point()) fill(item.key(), item.value());
}

}  // namespace sonomask::network
