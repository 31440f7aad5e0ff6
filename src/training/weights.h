#pragma once

#include <string>
#include <vector>

#include "network/deeplab.h"
#include "training/config.h"

namespace sonomask::training {

bool startsWithAny(const std::string& name, const std::vector<std::string>& prefixes);

/// The net a run begins with: random, ImageNet's backbone, or (some layers of) a checkpoint.
/// Throws `ModelError`.
network::DeepLabV3Plus initialNet(const Config& config);

/// What a run ends with: the average of its weights, joined with the checkpoint's that it began
/// with in the share that `initial.kept_share` says. Between the two lie weights that hold better
/// on images unlike those of the run (Wortsman et al. 2022, robust fine-tuning). A net of its own.
/// Throws `ModelError`.
network::DeepLabV3Plus finishedNet(const Config& config, const network::DeepLabV3Plus& average);

/// Copies the layers of `source` whose names begin with one of `prefixes` (none = all). What it has
/// not got, stays as it is.
void copyLayers(network::DeepLabV3Plus& target, const network::DeepLabV3Plus& source,
                const std::vector<std::string>& prefixes);

/// Puts the layers whose names begin with one of `prefixes` back to random values.
void resetLayers(network::DeepLabV3Plus& net, const std::vector<std::string>& prefixes);

/// Which parameters learn: all but those of the given prefixes.
void freezeParameters(network::DeepLabV3Plus& net, const std::vector<std::string>& prefixes);

/// The names of the batch norms, each with a point behind it, as a prefix of layers has.
std::vector<std::string> modulesWithStatistics(const network::DeepLabV3Plus& net);

/// Training mode, except for the modules of the given prefixes, whose batch-norm statistics stay.
void setTrainingMode(network::DeepLabV3Plus& net, const std::vector<std::string>& fixed_statistics);

/// Weights in the memory order that convolutions on CPUs prefer.
void makeChannelsLast(network::DeepLabV3Plus& net);

/// Moves every value of `average` towards `net`: average = decay * average + (1 - decay) * net.
void averageWeights(network::DeepLabV3Plus& average, const network::DeepLabV3Plus& net,
                    double decay);

/// Whether every weight and statistic is a finite number.
bool allFinite(const network::DeepLabV3Plus& net);

/// The factor on the learning rate for a parameter: that of the longest prefix that fits, or 1.
double layerRate(const StageConfig& stage, const std::string& name);

}  // namespace sonomask::training
