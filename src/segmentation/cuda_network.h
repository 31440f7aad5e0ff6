#pragma once

#include <span>
#include <vector>

#include <torch/torch.h>
#include <opencv2/core.hpp>

#include "network/model.h"

namespace sonomask::segmentation {

/// A model's LibTorch modules on a GPU: batch norms folded, channels-last. Each calling thread has
/// a stream of its own and hands pictures over in pinned memory, so that one batch is copied while
/// another is computed.
class CudaNetwork {
  public:
    /// Takes the model's modules. `type` is kFloat32, kBFloat16 or kFloat16.
    CudaNetwork(network::Model model, torch::Device device, torch::ScalarType type);

    /// Probabilities (CV_32FC1) for pictures (CV_32FC1) of one size, in one batch. Safe to call
    /// from several threads. Throws `c10::Error` when the GPU's memory runs out.
    std::vector<cv::Mat> run(std::span<const cv::Mat> pictures) const;

  private:
    torch::Tensor probabilities(const torch::Tensor& batch) const;

    mutable network::DeepLabV3Plus net_;
    torch::Device device_;
    torch::ScalarType type_;
};

}  // namespace sonomask::segmentation
