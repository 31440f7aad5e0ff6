#include "training/adamw.h"

#include <cmath>
#include <limits>

namespace sonomask::training {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;

}  // namespace

AdamW::AdamW(const torch::nn::Module& module, double weight_decay,
             const std::function<double(const std::string&)>& rate_factor) {
    for (const auto& item : module.named_parameters()) {
        const auto& parameter = item.value();
        if (!parameter.requires_grad()) continue;
        slots_.push_back({item.key(), parameter, torch::zeros_like(parameter),
                          torch::zeros_like(parameter), rate_factor(item.key()),
                          parameter.dim() > 1 ? weight_decay : 0});
    }
}

void AdamW::clearGradients() {
    for (auto& slot : slots_) slot.parameter.mutable_grad() = torch::Tensor();
}

double AdamW::limitGradients(double most) {
    std::vector<torch::Tensor> parameters;
    for (const auto& slot : slots_) parameters.push_back(slot.parameter);
    constexpr double kAnyLength = std::numeric_limits<double>::infinity();
    return torch::nn::utils::clip_grad_norm_(parameters, most > 0 ? most : kAnyLength);
}

void AdamW::step(double rate, int count) {
    torch::NoGradGuard no_grad;
    const double correction1 = 1 - std::pow(kBeta1, count);
    const double correction2 = 1 - std::pow(kBeta2, count);
    for (auto& slot : slots_) {
        const auto& gradient = slot.parameter.grad();
        if (!gradient.defined()) continue;
        const double own_rate = rate * slot.rate_factor;
        slot.parameter.mul_(1 - own_rate * slot.decay);
        slot.first.lerp_(gradient, 1 - kBeta1);
        slot.second.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
        const auto length = (slot.second / correction2).sqrt_().add_(kEpsilon);
        slot.parameter.addcdiv_(slot.first, length, -own_rate / correction1);
    }
}

network::NamedTensors AdamW::firstMoments() const {
    network::NamedTensors moments;
    for (const auto& slot : slots_) moments.emplace_back(slot.name, slot.first);
    return moments;
}

network::NamedTensors AdamW::secondMoments() const {
    network::NamedTensors moments;
    for (const auto& slot : slots_) moments.emplace_back(slot.name, slot.second);
    return moments;
}

}  // namespace sonomask::training
