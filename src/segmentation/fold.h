#pragma once

#include "network/deeplab.h"

namespace sonomask::segmentation {

/// Moves the scale and shift of every batch norm of a net in evaluation mode into the convolution
/// before it, in place and in the weights' own precision (fold first, convert then). The net gives
/// the same values as before and can no longer be trained or saved. Throws `ModelError` for a
/// batch norm whose convolution is not found.
void foldBatchNorms(network::DeepLabV3Plus& net);

/// Moves a folded net to a device and a type, its convolutions channels-last.
void moveFolded(network::DeepLabV3Plus& net, torch::Device device, torch::ScalarType type);

}  // namespace sonomask::segmentation
