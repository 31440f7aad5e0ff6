#pragma once

#include <filesystem>

#include "network/checkpoint.h"
#include "network/deeplab.h"
#include "network/tensor_io.h"

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

/// The net's tensors as a checkpoint keeps them; F16 halves their size, I8 (the weights of
/// convolutions quantised by channel, quantised_weights.h) quarters it.
NamedTensors storedState(const DeepLabV3Plus& net, Storage storage);

/// Writes a checkpoint whole or not at all. Throws `WriteError`.
void saveModel(const std::filesystem::path& file, const CheckpointHeader& header,
               const NamedTensors& stored);

}  // namespace sonomask::network
