#include <cmath>
#include <utility>

#include "training/augmentation.h"
#include "training/masked_level.h"
#include "training/random_tensors.h"
#include "training/resample.h"
#include "training/try_on_some.h"

namespace sonomask::training {
namespace {

constexpr int kPlacesTried = 4;
constexpr double kSmallest = 0.35;  // of the mass's own size
constexpr double kLargest = 1.1;
constexpr double kSurroundings = 0.04;  // of the picture's side: tissue that must be free of masses
constexpr double kTissue = 0.95;        // share of it and its surroundings that must lie on tissue
constexpr std::int64_t kMargin = 2;     // pixels of the donor's tissue that come along
constexpr std::int64_t kSoftEdge = 7;   // pixels over which donor and host fade into each other

/// Rows of the map from the host's coordinates to the donor's: the mass at a random place, whole.
torch::Tensor randomMap(const torch::Tensor& masks) {
    const auto one_each = [&](double low, double high) {
        return uniformEach(masks, low, high).flatten();
    };
    const auto zoom = torch::exp(one_each(std::log(kSmallest), std::log(kLargest)));
    const auto mirror = 1 - 2 * chanceEach(masks, 0.5).flatten();
    const auto zero = torch::zeros_like(zoom);
    const auto offset = [&](std::int64_t dimension, const torch::Tensor& slope) {
        const auto [from, to] = extentOf(masks, dimension);
        const auto middle = from + to - 1, half_length = to - from;  // in coordinates of -1..1
        const auto room = (1 - zoom * half_length).clamp_min(0);
        return middle - slope * room * one_each(-1, 1);
    };
    const auto slope_x = mirror / zoom, slope_y = 1 / zoom;
    const auto first = torch::stack({slope_x, zero, offset(3, slope_x)}, 1);
    const auto second = torch::stack({zero, slope_y, offset(2, slope_y)}, 1);
    return torch::stack({first, second}, 1);
}

/// Sets the donors' masses into the pictures where the place drawn has room.
std::pair<Batch, torch::Tensor> withMassOf(const Batch& donors, const Batch& batch) {
    const auto grid = torch::affine_grid_generator(randomMap(donors.masks), donors.masks.sizes(),
                                                   /*align_corners=*/false);
    const auto moved = resample(donors.pictures, grid);
    const auto mask = (resample(donors.masks, grid) > 0.5).to(moved.dtype());

    const auto width = static_cast<std::int64_t>(kSurroundings * double(mask.size(3)));
    const auto near = grown(mask, width);
    const auto succeeded = (areaOf(mask) > 0) & (areaOf(near * batch.masks) == 0) &
                           (areaOf(near * tissueOf(batch.pictures)) > kTissue * areaOf(near));
    const auto share = succeeded * softened(grown(mask, kMargin), kSoftEdge);
    return {{laidOver(batch.pictures, moved, near - mask, share),
             torch::max(batch.masks, succeeded * mask)},
            succeeded};
}

}  // namespace

void transplantMasses(Batch& batch, const AugmentationConfig& config) {
    if (config.transplant <= 0) return;
    const Batch donors{batch.pictures.roll(1, 0), batch.masks.roll(1, 0)};
    const auto wanted = chanceEach(batch.pictures, config.transplant) * (areaOf(donors.masks) > 0);
    tryOnSome(batch, wanted, kPlacesTried, [&](const Batch& some, const torch::Tensor& rows) {
        return withMassOf(selected(donors, rows), some);
    });
}

}  // namespace sonomask::training
