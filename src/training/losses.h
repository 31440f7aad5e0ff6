#pragma once

#include "network/torch.h"
#include "training/config.h"

namespace sonomask::training {

/// The terms of the loss, each a scalar tensor, unweighted; `total` is the weighted sum.
struct Losses {
    torch::Tensor total;
    torch::Tensor cross_entropy;
    torch::Tensor dice;
    torch::Tensor tversky;
    torch::Tensor presence;
    torch::Tensor distillation;
};

/// Mean binary cross-entropy, in which pixels within `boundary_px` of an outline weigh
/// 1 + `boundary` and others 1. `logits` and `masks` (0 to 1): [N, 1, H, W].
torch::Tensor crossEntropyLoss(const torch::Tensor& logits, const torch::Tensor& masks,
                               double boundary, int boundary_px);

/// 1 - Tversky index (Salehi et al. 2017, arXiv:1706.05721), mean over the images that have a mass;
/// `missed` and `found` are the costs of a missed and of a false pixel. 0.5 and 0.5 is the Dice
/// loss. Zero when no image has a mass.
torch::Tensor tverskyLoss(const torch::Tensor& logits, const torch::Tensor& masks, double missed,
                          double found);

/// Cross-entropy of "this image has a mass" on the mean logit of its strongest pixels (`share` of
/// the image): pushes down the peaks on normal images and lifts masses that go unseen.
torch::Tensor presenceLoss(const torch::Tensor& logits, const torch::Tensor& masks, double share);

/// All terms in fp32. `taught` is the teachers' probability, shaped as `logits`; undefined without
/// teachers.
Losses lossesOf(const torch::Tensor& logits, const torch::Tensor& masks,
                const torch::Tensor& taught, const LossConfig& config);

}  // namespace sonomask::training
