#include "training/validation.h"

#include <algorithm>

#include "base/error.h"
#include "base/progress.h"

namespace sonomask::training {
namespace {

constexpr std::size_t kBatch = 8;
// Of the picture; less is no mass (the application drops such specks too).
constexpr double kSpeck = 0.0005;

/// Sums over images for one threshold.
struct Sums {
    std::map<std::string, std::pair<double, int>> dice;
    int without_mass = 0;
    int false_masses = 0;

    void add(const PackedRow& row, double dice_of_image, bool found) {
        if (row.has_mass) {
            auto& [sum, count] = dice[row.dataset];
            sum += dice_of_image;
            ++count;
        } else {
            ++without_mass;
            false_masses += found;
        }
    }

    ThresholdResult result(double threshold) const {
        ThresholdResult result;
        result.threshold = threshold;
        double total = 0;
        int images = 0;
        for (const auto& [name, entry] : dice) {
            result.dice[name] = entry.first / entry.second;
            total += entry.first;
            images += entry.second;
        }
        if (images > 0) result.mean_dice = total / images;
        if (without_mass > 0) result.false_mass_share = double(false_masses) / without_mass;
        const int all = images + without_mass;
        if (all > 0) result.score = (total + without_mass - false_masses) / all;
        return result;
    }
};

/// [N, pixels], fp32.
torch::Tensor probabilityOf(network::DeepLabV3Plus& net, const torch::Tensor& pictures,
                            const Compute& compute) {
    const Autocast autocast(compute);
    const auto logits = net(pictures.contiguous(torch::MemoryFormat::ChannelsLast));
    return torch::sigmoid(logits.to(torch::kFloat32)).flatten(1);
}

/// Adds the images of one batch to the sums; `found` and `truth`: [N, pixels], 0 or 1.
void compare(const torch::Tensor& found, const torch::Tensor& truth, const PackedSet& set,
             const std::vector<std::int64_t>& rows, Sums& sums) {
    const auto area = found.sum(1);
    const auto dice = (2 * (found * truth).sum(1) / (area + truth.sum(1)).clamp_min(1)).cpu();
    const auto any = (area > kSpeck * double(found.size(1))).cpu();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        sums.add(set.rows[static_cast<std::size_t>(rows[i])], dice[index].item<double>(),
                 any[index].item<bool>());
    }
}

}  // namespace

const ThresholdResult& ValidationResult::best() const {
    const auto by_score = [](const auto& a, const auto& b) { return a.score < b.score; };
    const double highest = std::max_element(thresholds.begin(), thresholds.end(), by_score)->score;
    const ThresholdResult* lowest = nullptr;
    for (const auto& result : thresholds)
        if (result.score >= highest - recall_margin &&
            (!lowest || result.threshold < lowest->threshold))
            lowest = &result;
    return *lowest;
}

DeviceSet::DeviceSet(const PackedSet& set, torch::Device device) {
    const auto rows = static_cast<std::int64_t>(set.rows.size());
    const auto tensor = [&](const std::vector<std::uint8_t>& pixels) {
        auto view = torch::from_blob(const_cast<std::uint8_t*>(pixels.data()),
                                     {rows, 1, set.size, set.size}, torch::kUInt8);
        // On the CPU the tensor shares the set's memory, which outlives it.
        return view.to(device);
    };
    pictures_ = tensor(set.pictures);
    masks_ = tensor(set.masks);
}

torch::Tensor DeviceSet::gather(const torch::Tensor& source,
                                const std::vector<std::int64_t>& rows) const {
    const auto index = torch::tensor(rows, torch::kInt64).to(source.device());
    return source.index_select(0, index).to(torch::kFloat32);
}

torch::Tensor DeviceSet::picturesOf(const std::vector<std::int64_t>& rows) const {
    return gather(pictures_, rows).div_(255);
}

torch::Tensor DeviceSet::masksOf(const std::vector<std::int64_t>& rows) const {
    return gather(masks_, rows);
}

ValidationResult validate(network::DeepLabV3Plus& net, const PackedSet& set,
                          const DeviceSet& on_device, const std::vector<std::int64_t>& rows,
                          const ValidationConfig& config, const Compute& compute,
                          std::stop_token stop) {
    torch::NoGradGuard no_grad;
    net->eval();
    const auto& thresholds = config.thresholds;
    std::vector<Sums> sums(thresholds.size());
    for (std::size_t begin = 0; begin < rows.size(); begin += kBatch) {
        throwIfStopped(stop);
        const auto end = std::min(rows.size(), begin + kBatch);
        const std::vector<std::int64_t> part(rows.begin() + long(begin), rows.begin() + long(end));
        const auto probability = probabilityOf(net, on_device.picturesOf(part), compute);
        const auto truth = on_device.masksOf(part).flatten(1);
        for (std::size_t t = 0; t < thresholds.size(); ++t)
            compare((probability >= thresholds[t]).to(torch::kFloat32), truth, set, part, sums[t]);
    }
    ValidationResult result;
    result.recall_margin = config.recall_margin;
    for (std::size_t t = 0; t < thresholds.size(); ++t)
        result.thresholds.push_back(sums[t].result(thresholds[t]));
    return result;
}

}  // namespace sonomask::training
