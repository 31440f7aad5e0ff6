#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sonomask::training {

StagePosition positionOf(const Config& config, int step) {
    StagePosition position{0, step};
    while (position.stage + 1 < config.stages.size() &&
           position.step_in_stage >= config.stages[position.stage].steps)
        position.step_in_stage -= config.stages[position.stage++].steps;
    return position;
}

double learningRate(const StageConfig& stage, const std::string& decay, int step_in_stage) {
    if (step_in_stage < stage.warm_up_steps)
        return stage.rate * (step_in_stage + 1) / stage.warm_up_steps;
    const double done = std::min(
        1.0, double(step_in_stage - stage.warm_up_steps) / (stage.steps - stage.warm_up_steps));
    if (decay == "poly") return stage.rate * std::pow(1 - done, 0.9);
    return stage.rate * 0.5 * (1 + std::cos(std::numbers::pi * done));
}

int stepsSinceReset(const Config& config, int step) {
    int begin = 0, reset = 0;
    for (const auto& stage : config.stages) {
        if (begin > step) break;
        if (!stage.reset.empty()) reset = begin;
        begin += stage.steps;
    }
    return step - reset;
}

double averageDecay(double ema_decay, int steps) {
    return std::min(ema_decay, (1.0 + steps) / (10.0 + steps));
}

}  // namespace sonomask::training
