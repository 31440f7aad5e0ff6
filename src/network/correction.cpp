#include "network/correction.h"

#include "network/low_rank.h"
#include "network/quantised_weights.h"

namespace sonomask::network {
namespace {

/// How a checkpoint stores a tensor, without what corrects it there: corrections do not pile up.
TensorViews storedAlone(const TensorViews& base, const std::string& name) {
    TensorViews alone;
    for (const auto& part : {name, name + kScaleSuffix})
        if (const auto found = base.find(part); found != base.end()) alone.insert(*found);
    return alone;
}

}  // namespace

NamedTensors storedAsCorrection(const NamedTensors& state, const TensorViews& base,
                                std::int64_t numbers, const std::filesystem::path& file) {
    NamedTensors stored;
    std::vector<std::string> names;
    std::vector<torch::Tensor> learnt;
    for (const auto& [name, tensor] : storedAs(state, torch::kFloat32)) {
        if (tensor.dim() != 4) {
            stored.emplace_back(name, tensor);
            continue;
        }
        const auto alone = storedAlone(base, name);
        const auto began = torch::empty_like(tensor);
        copyInto({{name, began}}, alone, {}, file);
        for (const auto& [part, view] : alone) stored.emplace_back(part, tensorFrom(view));
        names.push_back(name);
        learnt.push_back(tensor - began);
    }
    const auto factors = lowRankFactorsOf(learnt, numbers);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& [down, up] = factors[i];
        if (down.size(0) == 0) continue;
        const auto quantised_factors =
            quantised({{names[i] + kDownSuffix, down}, {names[i] + kUpSuffix, up}});
        stored.insert(stored.end(), quantised_factors.begin(), quantised_factors.end());
    }
    return stored;
}

}  // namespace sonomask::network
