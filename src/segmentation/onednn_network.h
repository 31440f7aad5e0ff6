#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include <opencv2/core.hpp>

#include "network/graph.h"

namespace sonomask::segmentation {

/// A graph compiled into oneDNN primitives for one picture size: weights packed once into the
/// layout that each convolution wants, ReLU and residual sums fused into the convolutions, maps
/// kept in blocked layouts from step to step and their memory used again as soon as it is free.
class OneDnnNetwork {
  public:
    enum class Precision { Fp32, Bf16, Int8 };

    /// `threads`: of one pass; every caller of `run` uses as many. `peaks`, for 8-bit integers:
    /// the magnitudes that the maps are to hold, as `peaks` gives them.
    OneDnnNetwork(const network::Graph& graph, int size, Precision precision, int threads,
                  const std::vector<float>& peaks = {});
    ~OneDnnNetwork();
    OneDnnNetwork(const OneDnnNetwork&) = delete;
    OneDnnNetwork& operator=(const OneDnnNetwork&) = delete;

    /// The graph's output (CV_32FC1) for a picture (CV_32FC1, size × size). Safe to call from
    /// several threads; each call at the same time takes memory for its maps. Looks for a stop
    /// before each layer; throws `Cancelled`.
    cv::Mat run(const cv::Mat& picture, const std::stop_token& stop = {}) const;

    /// In fp32: for each map of the graph, [ValueId], the magnitude that `share` of its values do
    /// not exceed for this picture.
    std::vector<float> peaks(const cv::Mat& picture, double share) const;

    /// Bytes of packed weights, and of maps for one call.
    std::size_t weightBytes() const;
    std::size_t mapBytes() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sonomask::segmentation
