#pragma once

#include <string>

#include "network/torch.h"

namespace sonomask::training {

/// Where a run computes, and in what precision the network's layers run.
struct Compute {
    torch::Device device = torch::kCPU;
    torch::ScalarType precision = torch::kFloat32;  ///< kFloat32 or kBFloat16
};

/// Resolves "auto", "cpu", "cuda" and "auto", "fp32", "bf16". "auto" takes CUDA where it
/// is, and bf16 on CUDA and on CPUs with instructions for it. Throws `ConfigError` for what this
/// machine has not.
Compute chooseCompute(const std::string& device, const std::string& precision);

/// While it lives, LibTorch runs convolutions and matrix products in the chosen precision.
class Autocast {
  public:
    explicit Autocast(const Compute& compute);
    ~Autocast();
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    Compute compute_;
};

}  // namespace sonomask::training
