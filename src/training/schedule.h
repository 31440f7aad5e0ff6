#pragma once

#include <string>

#include "training/config.h"

namespace sonomask::training {

/// Which stage a step of the run belongs to.
struct StagePosition {
    std::size_t stage = 0;
    int step_in_stage = 0;
};

/// `step` counts from 0 over all stages; a step at or beyond the end belongs to the last stage.
StagePosition positionOf(const Config& config, int step);

/// The learning rate of a step: a linear rise over the stage's warm-up, then "cosine" or "poly"
/// (power 0.9) down to zero at the stage's end.
double learningRate(const StageConfig& stage, const std::string& decay, int step_in_stage);

/// Steps since the last stage up to `step` that resets layers, or since the run began.
int stepsSinceReset(const Config& config, int step);

/// The decay of the moving average so many steps after a random start: short at first, so that the
/// start is soon forgotten.
double averageDecay(double ema_decay, int steps);

}  // namespace sonomask::training
