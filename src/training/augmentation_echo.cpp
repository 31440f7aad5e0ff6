#include "training/augmentation.h"
#include "training/masked_level.h"
#include "training/random_tensors.h"

namespace sonomask::training {
namespace {

constexpr double kRing = 0.06;         // width of the tissue around the mass, of the picture's side
constexpr double kLeast = 0.5;         // of the way from the mass's level to the tissue's
constexpr double kMost = 1.5;          // beyond it: brighter than the tissue
constexpr std::int64_t kSoftEdge = 5;  // pixels over which the change fades at the outline

}  // namespace

void raiseEcho(Batch& batch, const AugmentationConfig& config) {
    if (config.echo <= 0) return;
    const auto& grey = batch.pictures;
    const auto width = static_cast<std::int64_t>(kRing * static_cast<double>(grey.size(3)));
    const auto tissue = tissueOf(grey);
    const auto ring = (grown(batch.masks, width) - batch.masks) * tissue;
    const auto darker_by = (meanWhere(grey, ring) - meanWhere(grey, batch.masks)).clamp_min(0);
    const auto amount = darker_by * uniformEach(grey, kLeast, kMost);
    const auto soft = softened(batch.masks, kSoftEdge);
    batch.pictures = (grey + chanceEach(grey, config.echo) * amount * soft * tissue).clamp(0, 1);
}

}  // namespace sonomask::training
