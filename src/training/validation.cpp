#include "training/validation.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/error.h"
#include "base/progress.h"
#include "network/checkpoint.h"

namespace sonomask::training {
namespace {

constexpr std::size_t kBatch = 8;
// Of the picture; less is no mass (the application drops such specks too).
constexpr double kSpeck = 0.0005;

/// Sums over images for one decision.
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

    DecisionResult result(double threshold, double minimal_score) const {
        DecisionResult result;
        result.threshold = threshold;
        result.minimal_score = minimal_score;
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
        if (all > 0) result.merit = (total + without_mass - false_masses) / all;
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

/// A batch of validation images; `probability` and `truth` (0 or 1): [N, pixels].
struct Batch {
    torch::Tensor probability;
    torch::Tensor strongest;  ///< of `probability`: [N, share of pixels]
    torch::Tensor truth;
    std::vector<std::int64_t> rows;
};

torch::Tensor strongestOf(const torch::Tensor& probability) {
    const auto count = std::max<std::int64_t>(
        1, std::llround(network::kStrongestShare * double(probability.size(1))));
    return std::get<0>(probability.topk(count, 1, true, /*sorted=*/false));
}

/// Mean of the strongest values that reach the threshold: [N]; 0 where none does.
torch::Tensor scoresOf(const torch::Tensor& strongest, double threshold) {
    const auto inside = (strongest >= threshold).to(torch::kFloat32);
    return (strongest * inside).sum(1) / inside.sum(1).clamp_min(1);
}

/// Adds the images to the sums of one threshold: one for each of `minimal_scores`.
void compare(const Batch& batch, const PackedSet& set, double threshold,
             const std::vector<double>& minimal_scores, std::span<Sums> sums) {
    const auto found = (batch.probability >= threshold).to(torch::kFloat32);
    const auto area = found.sum(1);
    const auto common = (found * batch.truth).sum(1);
    const auto dice = (2 * common / (area + batch.truth.sum(1)).clamp_min(1)).cpu();
    const auto any = (area > kSpeck * double(found.size(1))).cpu();
    const auto scores = scoresOf(batch.strongest, threshold).cpu();
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const auto& row = set.rows[static_cast<std::size_t>(batch.rows[i])];
        for (std::size_t s = 0; s < minimal_scores.size(); ++s) {
            const bool counts = scores[index].item<double>() >= minimal_scores[s];
            sums[s].add(row, counts ? dice[index].item<double>() : 0,
                        counts && any[index].item<bool>());
        }
    }
}

}  // namespace

const DecisionResult& ValidationResult::best() const {
    const auto by_merit = [](const auto& a, const auto& b) { return a.merit < b.merit; };
    const auto& highest = *std::max_element(decisions.begin(), decisions.end(), by_merit);
    const DecisionResult* lowest = &highest;
    for (const auto& result : decisions)
        if (result.minimal_score == highest.minimal_score &&
            result.merit >= highest.merit - recall_margin && result.threshold < lowest->threshold)
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

void inBatches(const std::vector<std::int64_t>& rows, const std::stop_token& stop,
               const std::function<void(const std::vector<std::int64_t>&)>& use) {
    for (std::size_t begin = 0; begin < rows.size(); begin += kBatch) {
        throwIfStopped(stop);
        const auto end = std::min(rows.size(), begin + kBatch);
        use({rows.begin() + long(begin), rows.begin() + long(end)});
    }
}

ValidationResult validate(network::DeepLabV3Plus& net, const PackedSet& set,
                          const DeviceSet& on_device, const std::vector<std::int64_t>& rows,
                          const ValidationConfig& config, const Compute& compute,
                          std::stop_token stop) {
    torch::NoGradGuard no_grad;
    net->eval();
    const auto& thresholds = config.thresholds;
    const auto& scores = config.minimal_scores;
    std::vector<Sums> sums(thresholds.size() * scores.size());
    inBatches(rows, stop, [&](const std::vector<std::int64_t>& some) {
        Batch batch;
        batch.rows = some;
        batch.probability = probabilityOf(net, on_device.picturesOf(batch.rows), compute);
        batch.strongest = strongestOf(batch.probability);
        batch.truth = on_device.masksOf(batch.rows).flatten(1);
        for (std::size_t t = 0; t < thresholds.size(); ++t)
            compare(batch, set, thresholds[t], scores,
                    std::span(sums).subspan(t * scores.size(), scores.size()));
    });
    ValidationResult result;
    result.recall_margin = config.recall_margin;
    for (std::size_t i = 0; i < sums.size(); ++i)
        result.decisions.push_back(
            sums[i].result(thresholds[i / scores.size()], scores[i % scores.size()]));
    return result;
}

}  // namespace sonomask::training
