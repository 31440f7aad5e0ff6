#pragma once

#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

#include "network/deeplab.h"
#include "training/config.h"
#include "training/packed_set.h"
#include "training/validation.h"

namespace sonomask::training {

/// Logistic regression of `present` [N] (0 or 1) on `inputs` [N, D], both classes with the same
/// total weight, times `absence_cost` for 0: weights [1, D] and bias [1]. Inputs are standardised
/// first; `freedom` is the inverse of the weights' penalty (C of the literature). Newton's method,
/// so that the same inputs give the same weights.
std::pair<torch::Tensor, torch::Tensor> logisticRegression(const torch::Tensor& inputs,
                                                           const torch::Tensor& present,
                                                           const PresenceConfig& config);

/// Of these rows those whose data set has images with and without a mass. Where all images of a
/// data set have one, its look would pass for a mass.
std::vector<std::int64_t> rowsOfBothKinds(const PackedSet& set,
                                          const std::vector<std::int64_t>& rows);

/// Fits the presence head of a network to these rows as they are, in fp32. Throws `Cancelled`.
void fitPresence(network::DeepLabV3Plus& net, const PackedSet& set, const DeviceSet& on_device,
                 const std::vector<std::int64_t>& rows, const PresenceConfig& config,
                 const std::stop_token& stop);

}  // namespace sonomask::training
