#pragma once

#include <filesystem>

#include "network/checkpoint.h"
#include "network/deeplab.h"

namespace sonomask::network {

/// A model with what its checkpoint says of it.
struct Model {
    CheckpointHeader header;
    DeepLabV3Plus net{nullptr};
};

/// Reads a checkpoint; the net is fp32 on the CPU in evaluation mode. Runs no code from the file.
/// Throws `ModelError` when it is missing, damaged, of another version, or when its tensors are
/// not those of its architecture.
Model loadModel(const std::filesystem::path& file);

enum class Storage { F32, F16, I8 };

/// Writes a checkpoint whole or not at all; F16 halves its size, I8 (the weights of convolutions
/// quantised by channel, quantised_weights.h) quarters it. Throws `WriteError`.
void saveModel(const std::filesystem::path& file, const CheckpointHeader& header,
               const DeepLabV3Plus& net, Storage storage);

/// Makes the net what somebody who reads its checkpoint of that storage will get.
void roundTo(Storage storage, DeepLabV3Plus& net);

}  // namespace sonomask::network
