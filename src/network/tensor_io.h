#pragma once

#include <string>
#include <utility>
#include <vector>

#include "network/safetensors.h"
#include "network/torch.h"

namespace sonomask::network {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

/// A module's parameters and floating-point buffers by name; they share the module's memory.
NamedTensors stateOf(const torch::nn::Module& module);

/// Copies of the tensors as contiguous CPU tensors of `type`, and views onto them.
NamedTensors storedAs(const NamedTensors& tensors, torch::ScalarType type);
/// Views of contiguous CPU tensors, named `prefix` + name; valid while the tensors live.
NamedViews viewsOf(const NamedTensors& tensors, const std::string& prefix = {});

/// A tensor of its own with the view's values.
torch::Tensor tensorFrom(const TensorView& view);

/// Copies the file's tensors `prefix` + name into `targets`, converting the type; quantised ones
/// (quantised_weights.h) with their scales. Throws `ReadError` when one is missing, has another
/// shape, or (with an empty prefix) the file holds others.
void copyInto(const NamedTensors& targets, const TensorViews& source, const std::string& prefix,
              const std::filesystem::path& file);

/// Throws `ReadError` where a tensor holds a number that is not finite or, a variance, below 0:
/// such weights would give masks all the same, wrong ones.
void requireFinite(const TensorViews& tensors, const std::filesystem::path& file);

}  // namespace sonomask::network
