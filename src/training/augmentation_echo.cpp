#include "training/augmentation.h"
#include "training/random_tensors.h"

namespace sonomask::training {
namespace {

constexpr double kRing = 0.06;         // width of the tissue around the mass, of the picture's side
constexpr double kLeast = 0.5;         // of the way from the mass's level to the tissue's
constexpr double kMost = 1.5;          // beyond it: brighter than the tissue
constexpr std::int64_t kSoftEdge = 5;  // pixels over which the change fades at the outline

/// Mean grey of each picture where `weight` is not 0: [N, 1, 1, 1].
torch::Tensor meanWhere(const torch::Tensor& grey, const torch::Tensor& weight) {
    const std::vector<std::int64_t> all{1, 2, 3};
    return (grey * weight).sum(all, true) / weight.sum(all, true).clamp_min(1);
}

}  // namespace

void raiseEcho(Batch& batch, const AugmentationConfig& config) {
    if (config.echo <= 0) return;
    const auto& grey = batch.pictures;
    const auto width = static_cast<std::int64_t>(kRing * static_cast<double>(grey.size(3)));
    const auto grown = torch::max_pool2d(batch.masks, 2 * width + 1, 1, width);
    const auto tissue = (grey > 0).to(grey.dtype());
    const auto ring = (grown - batch.masks) * tissue;
    const auto darker_by = (meanWhere(grey, ring) - meanWhere(grey, batch.masks)).clamp_min(0);
    const auto amount = darker_by * uniformEach(grey, kLeast, kMost);
    const auto soft = torch::avg_pool2d(batch.masks, kSoftEdge, 1, kSoftEdge / 2);
    batch.pictures = (grey + chanceEach(grey, config.echo) * amount * soft * tissue).clamp(0, 1);
}

}  // namespace sonomask::training
