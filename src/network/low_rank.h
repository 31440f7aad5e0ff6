#pragma once

#include <cstdint>
#include <vector>

#include "network/torch.h"

namespace sonomask::network {

/// Two thin convolutions in a row in place of one: a 3×3 or 1×1 one to `rank` channels, and a 1×1
/// one from there (LoRA; Hu et al. 2021, arXiv:2106.09685, section 4.1).
struct LowRankFactors {
    torch::Tensor down;  ///< [rank, in / groups, height, width]
    torch::Tensor up;    ///< [out, rank, 1, 1]
};

/// The weights of the one convolution that does what both do, [out, in / groups, height, width].
torch::Tensor productOf(const LowRankFactors& factors);

/// Factors of convolutions' weights that come nearest to them with `numbers` elements in all: a
/// rank goes where its elements take away most of the squared difference (truncated singular
/// value decompositions). One pair for each of `weights`; of rank 0, with no elements, where none
/// is worth it.
std::vector<LowRankFactors> lowRankFactorsOf(const std::vector<torch::Tensor>& weights,
                                             std::int64_t numbers);

}  // namespace sonomask::network
