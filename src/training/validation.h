#pragma once

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "network/deeplab.h"
#include "training/config.h"
#include "training/device.h"
#include "training/packed_set.h"

namespace sonomask::training {

/// What a threshold of pixels and a minimal score of masses give on validation images, at the
/// network's own resolution. The strongest pixels of an image give its score, as those of a mass do
/// in the application (segmentation/lesions.h); below the minimum nothing counts as found.
struct DecisionResult {
    double threshold = 0;
    double minimal_score = 0;
    std::map<std::string, double> dice;  ///< mean over the images with a mass, by data set
    double mean_dice = 0;                ///< over all images with a mass
    double false_mass_share = 0;  ///< of the images without a mass, those with more than a speck
    double merit = 0;             ///< what the choice goes by: see `best`
};

struct ValidationResult {
    std::vector<DecisionResult> decisions;
    double recall_margin = 0;  ///< `ValidationConfig::recall_margin`

    /// Of the decision of highest merit the minimal score, and with it the lowest threshold whose
    /// merit is at most `recall_margin` below. The merit is the mean over all images of Dice, which
    /// for an image without a mass is 1 when nothing was found and 0 otherwise. It hardly changes
    /// with the threshold, the recall does, and on other scanners probabilities are lower: hence
    /// the lowest.
    const DecisionResult& best() const;
};

/// Rows of a set on the device, as the trainer feeds them.
struct DeviceSet {
    DeviceSet(const PackedSet& set, torch::Device device);
    /// Pictures 0..1 and masks 0 or 1, [rows, 1, size, size] fp32.
    torch::Tensor picturesOf(const std::vector<std::int64_t>& rows) const;
    torch::Tensor masksOf(const std::vector<std::int64_t>& rows) const;

  private:
    torch::Tensor gather(const torch::Tensor& source, const std::vector<std::int64_t>& rows) const;
    torch::Tensor pictures_;
    torch::Tensor masks_;
};

/// Hands these rows on, a few at a time: as many as one pass of the network takes. Throws
/// `Cancelled`.
void inBatches(const std::vector<std::int64_t>& rows, const std::stop_token& stop,
               const std::function<void(const std::vector<std::int64_t>&)>& use);

/// Segments `rows` in batches with `net` in evaluation mode and compares at every threshold and
/// minimal score of `config`. Throws `Cancelled`.
ValidationResult validate(network::DeepLabV3Plus& net, const PackedSet& set,
                          const DeviceSet& on_device, const std::vector<std::int64_t>& rows,
                          const ValidationConfig& config, const Compute& compute,
                          std::stop_token stop);

}  // namespace sonomask::training
