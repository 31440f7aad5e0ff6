#include "evaluation/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

using Group = std::vector<std::size_t>;

std::vector<Group> groupsOf(const std::vector<std::string>& group_of) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> place_of;
    for (std::size_t i = 0; i < group_of.size(); ++i) {
        const auto [place, is_new] = place_of.try_emplace(group_of[i], groups.size());
        if (is_new || group_of[i].empty())
            groups.push_back({i});
        else
            groups[place->second].push_back(i);
    }
    return groups;
}

/// Uniform in 0 .. count-1. The standard distributions differ between libraries; the generator does
/// not.
std::size_t below(std::mt19937_64& random, std::size_t count) {
    constexpr double kTwoToThe53 = 9007199254740992.0;
    const double share = static_cast<double>(random() >> 11) / kTwoToThe53;
    return static_cast<std::size_t>(share * static_cast<double>(count));
}

double meanOf(const std::vector<double>& values) {
    if (values.empty()) return kUndefined;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviationOf(const std::vector<double>& values, double mean) {
    if (values.size() < 2) return kUndefined;
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

}  // namespace

double percentile(std::vector<double> values, double percent) {
    if (values.empty()) return kUndefined;
    const double at = percent / 100 * static_cast<double>(values.size() - 1);
    const auto lower = static_cast<std::ptrdiff_t>(at);
    std::nth_element(values.begin(), values.begin() + lower, values.end());
    const double low = values[static_cast<std::size_t>(lower)];
    const double rest = at - static_cast<double>(lower);
    if (rest == 0) return low;
    return low + rest * (*std::min_element(values.begin() + lower + 1, values.end()) - low);
}

Interval bootstrap(const std::vector<std::string>& group_of, const Statistic& statistic,
                   const BootstrapOptions& options) {
    if (options.resamples <= 0 || !(options.level > 0 && options.level < 1))
        throw ConfigError("a bootstrap needs resamples, and a level between 0 and 1");
    const std::vector<Group> groups = groupsOf(group_of);
    if (groups.size() < 2) return {kUndefined, kUndefined};  // one patient says nothing of others
    std::mt19937_64 random(options.seed);
    std::vector<double> results;
    std::vector<std::size_t> sample;
    for (int i = 0; i < options.resamples; ++i) {
        sample.clear();
        for (std::size_t drawn = 0; drawn < groups.size(); ++drawn) {
            const Group& group = groups[below(random, groups.size())];
            sample.insert(sample.end(), group.begin(), group.end());
        }
        const double result = statistic(sample);
        if (!std::isnan(result)) results.push_back(result);
    }
    const double tail = (1 - options.level) / 2 * 100;
    return {percentile(results, tail), percentile(results, 100 - tail)};
}

Interval wilsonInterval(std::size_t hits, std::size_t count) {
    if (count == 0) return {kUndefined, kUndefined};
    constexpr double kNormalQuantile = 1.959963984540054;
    constexpr double kSquare = kNormalQuantile * kNormalQuantile;
    const auto n = static_cast<double>(count);
    const double share = static_cast<double>(hits) / n;
    const double centre = share + kSquare / (2 * n);
    const double half = kNormalQuantile * std::sqrt((share * (1 - share) + kSquare / (4 * n)) / n);
    const double scale = 1 + kSquare / n;
    return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

Summary summarise(const std::vector<double>& values, const std::vector<std::string>& group_of,
                  const BootstrapOptions& options) {
    std::vector<double> defined;
    std::vector<std::string> groups;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        defined.push_back(values[i]);
        groups.push_back(group_of[i]);
    }
    const auto mean_of_sample = [&](std::span<const std::size_t> sample) {
        double sum = 0;
        for (const std::size_t i : sample) sum += defined[i];
        return sum / static_cast<double>(sample.size());
    };
    const double mean = meanOf(defined);
    return {defined.size(), mean, deviationOf(defined, mean), percentile(defined, 50),
            bootstrap(groups, mean_of_sample, options)};
}

}  // namespace sonomask::evaluation
