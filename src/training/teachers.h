#pragma once

#include <filesystem>
#include <vector>

#include "network/deeplab.h"
#include "training/device.h"

namespace sonomask::training {

/// Finished networks that another one learns from.
class Teachers {
  public:
    /// Throws `ModelError` when a checkpoint cannot be read or does not say its pictures' size.
    Teachers(const std::vector<std::filesystem::path>& checkpoints, const Compute& compute);

    /// What they say of the pictures [N, 1, H, W] together: the probability of the mean of their
    /// logits, fp32, of the same shape. Each sees the pictures at its own resolution. Undefined
    /// when there are none.
    torch::Tensor probability(const torch::Tensor& pictures) const;

  private:
    struct Teacher {
        network::DeepLabV3Plus net{nullptr};
        int size = 0;
    };

    Compute compute_;
    std::vector<Teacher> teachers_;
};

}  // namespace sonomask::training
