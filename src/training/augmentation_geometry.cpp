#include <numbers>

#include "training/augmentation.h"
#include "training/random_tensors.h"
#include "training/resample.h"

namespace sonomask::training {
namespace {

/// Maps from the new picture's coordinates (-1..1) to the old one's: [N, 2, 3].
torch::Tensor randomAffine(const torch::Tensor& pictures, const AugmentationConfig& config) {
    const auto flat = [](const torch::Tensor& tensor) { return tensor.flatten(); };
    const double radians = config.rotation_deg * std::numbers::pi / 180;
    const auto angle = flat(uniformEach(pictures, -radians, radians));
    const auto scale = flat(uniformEach(pictures, -config.scale, config.scale));
    const auto aspect = flat(uniformEach(pictures, -config.aspect, config.aspect)) / 2;
    const auto mirror = 1 - 2 * flat(chanceEach(pictures, config.flip));
    const auto shift_x = flat(uniformEach(pictures, -2 * config.shift, 2 * config.shift));
    const auto shift_y = flat(uniformEach(pictures, -2 * config.shift, 2 * config.shift));
    const auto along_x = torch::exp(-scale + aspect) * mirror;
    const auto along_y = torch::exp(-scale - aspect);
    const auto cosine = torch::cos(angle), sine = torch::sin(angle);
    const auto first = torch::stack({cosine * along_x, -sine * along_y, shift_x}, 1);
    const auto second = torch::stack({sine * along_x, cosine * along_y, shift_y}, 1);
    return torch::stack({first, second}, 1);
}

/// Smooth random displacement in coordinates of -1..1: [N, H, W, 2].
torch::Tensor elasticDisplacement(const torch::Tensor& pictures, const AugmentationConfig& config) {
    const std::int64_t points = config.elastic_points;
    const auto coarse = torch::randn({pictures.size(0), 2, points, points}, pictures.options()) *
                        2 * config.elastic;
    const auto smooth =
        torch::upsample_bicubic2d(coarse, pictures.sizes().slice(2), /*align_corners=*/true);
    return smooth.permute({0, 2, 3, 1});
}

/// 0 in strips along the four sides of some pictures, else 1: [N, 1, H, W].
torch::Tensor randomBorder(const torch::Tensor& pictures, const AugmentationConfig& config) {
    const auto along = [&](std::int64_t length) {
        const auto place = ramp(length, pictures.options());
        const auto low = uniformEach(pictures, 0, config.crop_depth).view({-1, 1});
        const auto high = 1 - uniformEach(pictures, 0, config.crop_depth).view({-1, 1});
        const auto cut = chanceEach(pictures, config.crop).view({-1, 1});
        const auto inside = ((place >= low) & (place <= high)).to(pictures.dtype());
        return 1 - cut * (1 - inside);
    };
    const auto columns = along(pictures.size(3)).view({-1, 1, 1, pictures.size(3)});
    const auto rows = along(pictures.size(2)).view({-1, 1, pictures.size(2), 1});
    return columns * rows;
}

}  // namespace

void changeGeometry(Batch& batch, const AugmentationConfig& config) {
    const auto sizes = batch.pictures.sizes().vec();
    auto grid = torch::affine_grid_generator(randomAffine(batch.pictures, config), sizes,
                                             /*align_corners=*/false);
    if (config.elastic > 0) grid = grid + elasticDisplacement(batch.pictures, config);
    const auto border = randomBorder(batch.pictures, config);
    batch.pictures = resample(batch.pictures, grid) * border;
    batch.masks = (resample(batch.masks, grid) * border > 0.5).to(batch.pictures.dtype());
}

void augment(Batch& batch, const AugmentationConfig& config) {
    torch::NoGradGuard no_grad;
    showTissueBeside(batch, config);
    eraseMasses(batch, config);
    transplantMasses(batch, config);
    raiseEcho(batch, config);
    changeGeometry(batch, config);
    changeGreyValues(batch, config);
    paintMarks(batch, config);
}

}  // namespace sonomask::training
