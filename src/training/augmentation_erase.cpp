#include <algorithm>
#include <utility>

#include "training/augmentation.h"
#include "training/masked_level.h"
#include "training/random_tensors.h"
#include "training/resample.h"
#include "training/try_on_some.h"

namespace sonomask::training {
namespace {

constexpr int kPlacesTried = 6;
constexpr double kAlongDepth = 0.1;  // of the picture: tissue of about the same depth
constexpr double kGrown = 0.025;     // of the picture's side: outlines are drawn too small
constexpr double kTissue = 0.98;     // share of what is laid over the mass that must be tissue

/// The same pictures, each shifted by a random amount, mostly sideways; and mirrored or not.
Batch shiftedAtRandom(const Batch& batch) {
    const auto mirror = 1 - 2 * chanceEach(batch.pictures, 0.5).flatten();
    const auto zero = torch::zeros_like(mirror), one = torch::ones_like(mirror);
    const auto across = 2 * uniformEach(batch.pictures, -1, 1).flatten();
    const auto down = 2 * uniformEach(batch.pictures, -kAlongDepth, kAlongDepth).flatten();
    const auto map = torch::stack(
        {torch::stack({mirror, zero, across}, 1), torch::stack({zero, one, down}, 1)}, 1);
    const auto grid = torch::affine_grid_generator(map, batch.pictures.sizes(), false);
    return {resample(batch.pictures, grid), resample(batch.masks, grid)};
}

/// Covers the masses where the shift drawn brings tissue there.
std::pair<Batch, torch::Tensor> covered(const Batch& batch) {
    const auto width =
        std::max<std::int64_t>(1, std::int64_t(kGrown * double(batch.masks.size(3))));
    const auto near = grown(batch.masks, width);
    const Batch moved = shiftedAtRandom(batch);
    const auto cover = near * tissueOf(moved.pictures) * (grown(moved.masks, width) == 0);
    const auto succeeded = areaOf(cover) > kTissue * areaOf(near);
    const auto share = succeeded * softened(near, 2 * width - 1);
    return {{laidOver(batch.pictures, moved.pictures, grown(near, width) - near, share),
             batch.masks * ~succeeded},
            succeeded};
}

}  // namespace

void eraseMasses(Batch& batch, const AugmentationConfig& config) {
    if (config.erase <= 0) return;
    const auto wanted = chanceEach(batch.pictures, config.erase) * (areaOf(batch.masks) > 0);
    tryOnSome(batch, wanted, kPlacesTried,
              [](const Batch& some, const torch::Tensor&) { return covered(some); });
}

}  // namespace sonomask::training
