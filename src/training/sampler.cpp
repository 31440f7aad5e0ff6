#include "training/sampler.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "base/error.h"

namespace sonomask::training {

std::vector<std::int64_t> rowsOf(const PackedSet& set, const std::string& split,
                                 const std::vector<std::string>& datasets) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < set.rows.size(); ++i) {
        const auto& row = set.rows[i];
        const bool wanted = datasets.empty() || std::find(datasets.begin(), datasets.end(),
                                                          row.dataset) != datasets.end();
        if (wanted && row.split == split) rows.push_back(static_cast<std::int64_t>(i));
    }
    return rows;
}

std::uint64_t seedOfStep(std::uint64_t seed, std::uint64_t step) {
    std::uint64_t z = seed + (step + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

Sampler::Sampler(const PackedSet& set, const std::string& split,
                 const std::vector<std::string>& datasets, const SamplingConfig& config,
                 std::uint64_t seed)
    : seed_(seed) {
    std::map<std::string, Group> with_mass;
    Group without_mass;
    for (const auto row : rowsOf(set, split, datasets)) {
        const auto& description = set.rows[static_cast<std::size_t>(row)];
        auto& group = description.has_mass ? with_mass[description.dataset] : without_mass;
        group.rows.push_back(row);
    }
    if (with_mass.empty())
        throw ConfigError("the split \"" + split + "\" has no image with a mass");
    double total = 0;
    for (auto& [name, group] : with_mass)
        total += group.weight = std::pow(double(group.rows.size()), config.balance);
    const double negative_share = without_mass.rows.empty() ? 0 : config.negative_share;
    for (auto& [name, group] : with_mass) {
        group.weight *= (1 - negative_share) / total;
        groups_.push_back(std::move(group));
    }
    without_mass.weight = negative_share;
    if (negative_share > 0) groups_.push_back(std::move(without_mass));
}

std::vector<std::int64_t> Sampler::batch(int step, int size) const {
    std::mt19937_64 random(seedOfStep(seed_, static_cast<std::uint64_t>(step)));
    // Not std::uniform_..._distribution: its results differ between libraries.
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    std::vector<std::int64_t> rows;
    for (int i = 0; i < size; ++i) {
        double point = uniform();
        std::size_t g = 0;
        while (g + 1 < groups_.size() && point >= groups_[g].weight) point -= groups_[g++].weight;
        const auto& group = groups_[g].rows;
        rows.push_back(group[static_cast<std::size_t>(uniform() * double(group.size()))]);
    }
    return rows;
}

}  // namespace sonomask::training
