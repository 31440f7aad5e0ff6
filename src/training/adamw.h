#pragma once

#include <functional>
#include <string>
#include <vector>

#include "network/tensor_io.h"
#include "training/config.h"

namespace sonomask::training {

/// AdamW (Loshchilov and Hutter 2017, arXiv:1711.05101) over named parameters, each with a factor
/// on the learning rate. Written out here so that its state is plain named tensors, which resume
/// exactly and with any version of LibTorch.
class AdamW {
  public:
    /// Takes the parameters of `module` that require a gradient. Those of one dimension (biases,
    /// norms) do not decay.
    AdamW(const torch::nn::Module& module, double weight_decay,
          const std::function<double(const std::string&)>& rate_factor);

    void clearGradients();
    /// Shortens all gradients together to the length `most`; 0 leaves them. Returns the length that
    /// they had, which is not finite where one of them is not.
    double limitGradients(double most);
    /// `count` is the number of this step since the optimiser began, from 1.
    void step(double rate, int count);

    /// Running means of the gradients and of their squares, by parameter name.
    network::NamedTensors firstMoments() const;
    network::NamedTensors secondMoments() const;

  private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        torch::Tensor first;
        torch::Tensor second;
        double rate_factor;
        double decay;
    };
    std::vector<Slot> slots_;
};

}  // namespace sonomask::training
