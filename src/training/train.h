#pragma once

#include <filesystem>
#include <stop_token>

#include "base/progress.h"

namespace sonomask::training {

/// Runs the training that a configuration file describes (docs/training.md), or goes on with the
/// one that its output folder holds. Images are checked and prepared first and kept in
/// `packed.safetensors` of the output folder. Returns the finished checkpoint.
///
/// Throws `ConfigError` for the configuration, `ReadError` naming every row of the case table that
/// cannot be used, `ModelError`, `WriteError`, and `Cancelled` (the run can be resumed).
std::filesystem::path runTraining(const std::filesystem::path& config,
                                  const ProgressCallback& progress, std::stop_token stop);

/// Only checks and prepares the images, for a run of `sonomask-trainer` elsewhere. Returns the
/// packed set. Throws like `runTraining`.
std::filesystem::path packForTraining(const std::filesystem::path& config,
                                      const ProgressCallback& progress, std::stop_token stop);

/// Draws what the configuration's augmentation does to its training images: a PNG with one row for
/// each kind of change alone, and a last row with all together. Masks are shown as outlines. Throws
/// like `runTraining`.
void drawAugmentationSheet(const std::filesystem::path& config,
                           const std::filesystem::path& picture, const ProgressCallback& progress,
                           std::stop_token stop);

}  // namespace sonomask::training
