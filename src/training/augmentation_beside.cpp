#include "training/augmentation.h"
#include "training/masked_level.h"
#include "training/random_tensors.h"
#include "training/resample.h"

namespace sonomask::training {
namespace {

constexpr double kGap = 0.02;        // kept between mass and window, for masks drawn too small
constexpr double kNarrowest = 0.22;  // less tissue than this shows nothing to learn from
constexpr double kMostZoom = 1.6;

/// The wider of the two strips beside the mass, as shares of the width: [N] each.
struct Strip {
    torch::Tensor low, high;
};

Strip widerStripBeside(const torch::Tensor& masks) {
    const auto extent = extentOf(masks, 3);
    const auto first = extent.first - kGap, last = extent.second + kGap;
    const auto left_is_wider = first > 1 - last;
    return {torch::where(left_is_wider, torch::zeros_like(first), last),
            torch::where(left_is_wider, first, torch::ones_like(last))};
}

}  // namespace

void showTissueBeside(Batch& batch, const AugmentationConfig& config) {
    if (config.beside <= 0) return;
    const auto strip = widerStripBeside(batch.masks);
    const auto one_each = [&](double low, double high) {
        return uniformEach(batch.pictures, low, high).flatten();
    };
    const auto has_mass = batch.masks.flatten(1).amax(1) > 0;
    const auto chosen =
        (one_each(0, 1) < config.beside) & has_mass & (strip.high - strip.low >= kNarrowest);
    const auto rows = chosen.nonzero().flatten();
    const auto zoom = one_each(1, kMostZoom);
    const auto height = one_each(-1, 1) * (1 - 1 / zoom);
    if (rows.numel() == 0) return;

    const auto zero = torch::zeros_like(zoom);
    const auto middle = strip.low + strip.high - 1;
    const auto first = torch::stack({1 / zoom, zero, middle}, 1);
    const auto second = torch::stack({zero, 1 / zoom, height}, 1);
    const auto affine = torch::stack({first, second}, 1).index_select(0, rows);
    const auto pictures = batch.pictures.index_select(0, rows);
    const auto grid = torch::affine_grid_generator(affine, pictures.sizes(), false);
    const auto across = grid.select(3, 0).unsqueeze(1);
    const auto edge = [&](const torch::Tensor& share) {
        return (2 * share - 1).index_select(0, rows).view({-1, 1, 1, 1});
    };
    const auto inside = (across >= edge(strip.low)) & (across <= edge(strip.high));
    batch.pictures = batch.pictures.index_copy(0, rows, resample(pictures, grid) * inside);
    batch.masks = batch.masks.index_fill(0, rows, 0);
}

}  // namespace sonomask::training
