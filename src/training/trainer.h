#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "base/progress.h"
#include "network/checkpoint.h"
#include "training/config.h"
#include "training/packed_set.h"

namespace sonomask::training {

/// Files that a run leaves in its output folder.
inline constexpr auto kStateFile = "state.safetensors";
inline constexpr auto kPackedFile = "packed.safetensors";
inline constexpr auto kModelFile = "model.safetensors";

/// For a user who stopped a run.
inline constexpr auto kHowToGoOn = "Give the same command again to go on.";

/// One training run on a packed set. Knows neither images nor case tables.
class Trainer {
  public:
    /// Starts the run, or takes up the state that its output folder holds. `set` must outlive the
    /// trainer. Throws `ConfigError` (no images in a split, a state of another architecture or
    /// other data, no such device), `ModelError` and `ReadError` (weights to start from),
    /// `WriteError`.
    Trainer(const Config& config, const PackedSet& set);
    ~Trainer();

    /// Runs to the last step, validates, and writes the averaged weights as a checkpoint with the
    /// threshold and the minimal score chosen on validation images. Saves the state every
    /// `save_every_seconds`, and when it is stopped, which happens after the step in progress.
    /// Throws `Cancelled`, `WriteError`.
    void run(const ProgressCallback& progress, std::stop_token stop);

    /// The step that comes next, from 0.
    int nextStep() const noexcept;

  private:
    class Run;
    std::unique_ptr<Run> run_;
};

}  // namespace sonomask::training
