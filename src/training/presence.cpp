#include "training/presence.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace sonomask::training {
namespace {

constexpr int kNewtonSteps = 50;
constexpr double kSettled = 1e-7;
constexpr double kConstant = 1e-6;  // an input that hardly varies says nothing

/// The penalised loss of a logistic regression, for each sample weighted by `sample_weight`.
struct Objective {
    torch::Tensor inputs;  ///< [N, D + 1], the last column ones
    torch::Tensor target;
    torch::Tensor sample_weight;
    torch::Tensor penalty;  ///< [D + 1], zero for the bias

    double at(const torch::Tensor& weights) const {
        const auto loss = torch::binary_cross_entropy_with_logits(
            inputs.mv(weights), target, sample_weight, {}, at::Reduction::Sum);
        return (loss + 0.5 * (penalty * weights.square()).sum()).item<double>();
    }

    torch::Tensor newtonStep(const torch::Tensor& weights) const {
        const auto probability = torch::sigmoid(inputs.mv(weights));
        const auto slope =
            inputs.t().mv(sample_weight * (probability - target)) + penalty * weights;
        const auto spread = sample_weight * probability * (1 - probability);
        const auto curvature =
            inputs.t().mm(inputs * spread.unsqueeze(1)) + torch::diag(penalty + kSettled);
        return torch::linalg_solve(curvature, slope);
    }
};

torch::Tensor minimum(const Objective& objective) {
    auto weights = torch::zeros_like(objective.penalty);
    double value = objective.at(weights);
    for (int i = 0; i < kNewtonSteps; ++i) {
        auto step = objective.newtonStep(weights);
        while (objective.at(weights - step) > value && step.abs().max().item<double>() > kSettled)
            step = step / 2;
        weights = weights - step;
        value = objective.at(weights);
        if (step.abs().max().item<double>() <= kSettled) break;
    }
    return weights;
}

}  // namespace

std::pair<torch::Tensor, torch::Tensor> logisticRegression(const torch::Tensor& inputs,
                                                           const torch::Tensor& present,
                                                           const PresenceConfig& config) {
    const auto x = inputs.to(torch::kFloat64);
    const auto y = present.to(torch::kFloat64);
    const auto mean = x.mean(0);
    auto deviation = x.std(0, /*unbiased=*/false);
    deviation = deviation.masked_fill(deviation < kConstant, 1);
    const auto of_class = [](const torch::Tensor& members) {
        return members * (double(members.size(0)) / 2) / members.sum();
    };
    const auto penalty = torch::full({x.size(1) + 1}, 1 / config.freedom, torch::kFloat64);
    penalty[-1] = 0;
    const Objective objective{
        torch::cat({(x - mean) / deviation, torch::ones({x.size(0), 1}, y.options())}, 1), y,
        of_class(y) + config.absence_cost * of_class(1 - y), penalty};
    const auto weights = minimum(objective);
    const auto slopes = weights.slice(0, 0, -1) / deviation;
    return {slopes.unsqueeze(0), weights.slice(0, -1) - slopes.dot(mean)};
}

std::vector<std::int64_t> rowsOfBothKinds(const PackedSet& set,
                                          const std::vector<std::int64_t>& rows) {
    const auto rowAt = [&](std::int64_t row) -> const PackedRow& {
        return set.rows[static_cast<std::size_t>(row)];
    };
    std::map<std::string, std::set<bool>> kinds;
    for (const std::int64_t row : rows) kinds[rowAt(row).dataset].insert(rowAt(row).has_mass);
    std::vector<std::int64_t> both;
    std::ranges::copy_if(rows, std::back_inserter(both), [&](std::int64_t row) {
        return kinds.at(rowAt(row).dataset).size() == 2;
    });
    return both;
}

void fitPresence(network::DeepLabV3Plus& net, const PackedSet& set, const DeviceSet& on_device,
                 const std::vector<std::int64_t>& rows, const PresenceConfig& config,
                 const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    net->eval();
    std::vector<torch::Tensor> inputs;
    std::vector<float> present;
    inBatches(rows, stop, [&](const std::vector<std::int64_t>& some) {
        inputs.push_back(net->presenceInputs(on_device.picturesOf(some)).cpu());
        for (const std::int64_t row : some)
            present.push_back(set.rows[static_cast<std::size_t>(row)].has_mass ? 1.0F : 0.0F);
    });
    const auto [weight, bias] =
        logisticRegression(torch::cat(inputs), torch::tensor(present), config);
    net->presence()->set(weight, bias);
}

}  // namespace sonomask::training
