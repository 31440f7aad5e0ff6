#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "network/architecture.h"
#include "network/tensor_io.h"

namespace sonomask::training {

/// All that a run needs to go on as if it had never stopped. Random numbers need no state: those
/// of a step follow from the seed and the step.
struct RunState {
    int step = 0;  ///< the one that comes next
    network::Architecture architecture;
    std::string fingerprint;  ///< of the packed set
    /// Tensors by group prefix ("net/", "average/", "first/", "second/"); they share memory with
    /// what they describe.
    std::map<std::string, network::NamedTensors> groups;
};

/// Writes a state whole or not at all. Throws `WriteError`.
void writeRunState(const std::filesystem::path& file, const RunState& state);

/// The step that a saved state would go on with. Throws `ReadError`.
int savedStep(const std::filesystem::path& file);

/// Fills the tensors of `state` from the file. Throws `ConfigError` when the file belongs to a run
/// of another architecture or on other data, and `ReadError` when it is damaged.
void readRunState(const std::filesystem::path& file, RunState& state);

}  // namespace sonomask::training
