#include "network/low_rank.h"

#include <algorithm>

namespace sonomask::network {
namespace {

/// One more rank of a weight's factors.
struct Step {
    std::size_t weight = 0;
    std::int64_t cost = 0;
    double gain = 0;  ///< of squared difference, for each element
};

using Decomposition = std::tuple<torch::Tensor, torch::Tensor, torch::Tensor>;

/// How many ranks each weight gets.
std::vector<std::int64_t> sharedOut(std::vector<Step> steps, std::size_t weights,
                                    std::int64_t numbers) {
    // A weight's ranks are worth less and less: those taken are always its first ones.
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.gain > b.gain; });
    std::vector<std::int64_t> ranks(weights, 0);
    for (const auto& step : steps) {
        if (step.gain <= 0 || step.cost > numbers) break;
        numbers -= step.cost;
        ++ranks[step.weight];
    }
    return ranks;
}

}  // namespace

torch::Tensor productOf(const LowRankFactors& factors) {
    auto shape = factors.down.sizes().vec();
    shape[0] = factors.up.size(0);
    return factors.up.flatten(1).matmul(factors.down.flatten(1)).view(shape);
}

std::vector<LowRankFactors> lowRankFactorsOf(const std::vector<torch::Tensor>& weights,
                                             std::int64_t numbers) {
    torch::NoGradGuard no_grad;
    std::vector<Decomposition> decompositions;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto matrix = weights[i].flatten(1);
        decompositions.push_back(torch::linalg_svd(matrix, false));
        const auto values = std::get<1>(decompositions.back()).to(torch::kFloat64);
        const auto cost = matrix.size(0) + matrix.size(1);
        for (std::int64_t rank = 0; rank < values.size(0); ++rank) {
            const double value = values[rank].item<double>();
            steps.push_back({i, cost, value * value / double(cost)});
        }
    }
    const auto ranks = sharedOut(std::move(steps), weights.size(), numbers);
    std::vector<LowRankFactors> factors;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto& [left, values, right] = decompositions[i];
        const auto roots = values.slice(0, 0, ranks[i]).sqrt();
        auto shape = weights[i].sizes().vec();
        shape[0] = ranks[i];
        factors.push_back(
            {(roots.unsqueeze(1) * right.slice(0, 0, ranks[i])).contiguous().view(shape),
             (left.slice(1, 0, ranks[i]) * roots)
                 .contiguous()
                 .view({weights[i].size(0), ranks[i], 1, 1})});
    }
    return factors;
}

}  // namespace sonomask::network
