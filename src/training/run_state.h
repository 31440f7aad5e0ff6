#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "network/architecture.h"
#include "network/tensor_io.h"

namespace sonomask::training {

/// The groups of tensors of a state; each begins the names of its tensors in the file.
inline const std::string kNet = "net/";
inline const std::string kAverage = "average/";
inline const std::string kFirstMoments = "first/";
inline const std::string kSecondMoments = "second/";

/// All that a run needs to go on as if it had never stopped. Random numbers need no state: those
/// of a step follow from the seed and the step.
struct RunState {
    int step = 0;  ///< the one that comes next
    network::Architecture architecture;
    std::string fingerprint;  ///< of the packed set
    /// Tensors by group; they share memory with what they describe.
    std::map<std::string, network::NamedTensors> groups;
};

/// Writes a state whole or not at all. Throws `WriteError`.
void writeRunState(const std::filesystem::path& file, const RunState& state);

/// The step that a saved state would go on with. Throws `ConfigError` when the file belongs to a
/// run of another architecture or on other data than `run`, and `ReadError` when it is no state.
int savedStep(const std::filesystem::path& file, const RunState& run);

/// Fills the tensors of `state` from the file; moments that it lacks stay as they are where it has
/// the parameter. Throws `ReadError` when the file is damaged or holds what is no finite number.
void readRunState(const std::filesystem::path& file, const RunState& state);

}  // namespace sonomask::training
