#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "segmentation/engine.h"

namespace sonomask::segmentation {

/// A network made ready for inference on one device in one precision, batch norms folded into the
/// convolutions: on the CPU as oneDNN primitives, on CUDA as LibTorch modules. It
/// and `CudaNetwork`, with `fold.h` for its modules, are the only places of this room that know
/// LibTorch.
class ForwardPass {
  public:
    /// For pictures of picture_size × picture_size. Throws `ModelError` and `ConfigError` as
    /// `Engine` says.
    ForwardPass(const EngineOptions& options, int picture_size);
    ~ForwardPass();
    /// True where a choice comes to the CPU. Throws `ConfigError` as the constructor does.
    static bool runsOnCpu(DeviceChoice device);
    ForwardPass(const ForwardPass&) = delete;
    ForwardPass& operator=(const ForwardPass&) = delete;

    /// Probabilities (CV_32FC1) for pictures (CV_32FC1 in 0..1), in one batch. Safe to
    /// call from several threads. Throws `ModelError` when memory runs out, and `Cancelled`: on the
    /// CPU from layer to layer, on CUDA before the batch.
    std::vector<cv::Mat> run(std::span<const cv::Mat> pictures,
                             const std::stop_token& stop = {}) const;

    const std::string& device() const noexcept;
    const std::string& precision() const noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sonomask::segmentation
