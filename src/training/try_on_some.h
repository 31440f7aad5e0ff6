#pragma once

#include "training/augmentation.h"

namespace sonomask::training {

/// These rows of a batch.
inline Batch selected(const Batch& batch, const torch::Tensor& rows) {
    return {batch.pictures.index_select(0, rows), batch.masks.index_select(0, rows)};
}

/// Changes the pictures for which `wanted` ([N, 1, 1, 1], 0 or 1) holds, each by as many attempts
/// as it needs, `attempts` at most. `attempt` gets them and their rows, and returns the changed
/// ones and for which of them it has succeeded ([n, 1, 1, 1]); the others are to stay as they are.
template <typename Attempt>
void tryOnSome(Batch& batch, const torch::Tensor& wanted, int attempts, const Attempt& attempt) {
    auto open = wanted.flatten() > 0;
    for (int i = 0; i < attempts; ++i) {
        const auto rows = open.nonzero().flatten();
        if (rows.numel() == 0) return;
        const auto [changed, succeeded] = attempt(selected(batch, rows), rows);
        batch.pictures = batch.pictures.index_copy(0, rows, changed.pictures);
        batch.masks = batch.masks.index_copy(0, rows, changed.masks);
        open = open.index_copy(0, rows, ~succeeded.flatten());
    }
}

}  // namespace sonomask::training
