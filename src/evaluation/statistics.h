#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sonomask::evaluation {

/// The value below which `percent` (0..100) of the values lie, by linear interpolation between
/// order statistics (Hyndman & Fan 1996, type 7). NaN for no values.
double percentile(std::vector<double> values, double percent);

/// A confidence interval; both ends NaN where it cannot be had.
struct Interval {
    double low = 0;
    double high = 0;
};

/// How intervals are drawn. The same seed gives the same interval on every machine.
struct BootstrapOptions {
    int resamples = 2000;
    double level = 0.95;
    std::uint64_t seed = 1;
};

/// A number computed from a sample, given as indices (with repetitions) of its observations. It may
/// be NaN where a resample leaves it undefined; such resamples are not counted.
using Statistic = std::function<double(std::span<const std::size_t>)>;

/// Percentile bootstrap (Efron & Tibshirani 1993, ch. 13) of a statistic over observations that
/// belong to groups: whole groups are drawn, since two pictures of one patient are not independent.
/// `group_of` has one name an observation; an empty name is a group of its own. Throws
/// `ConfigError` for no resamples or a level outside 0..1.
Interval bootstrap(const std::vector<std::string>& group_of, const Statistic& statistic,
                   const BootstrapOptions& options = {});

/// Wilson's 95 % interval for a share of `hits` in `count` (Wilson 1927), which unlike the
/// bootstrap is honest at 0 and at `count`. NaN ends for a count of 0.
Interval wilsonInterval(std::size_t hits, std::size_t count);

/// Mean, spread and middle of a measure over images.
struct Summary {
    std::size_t count = 0;  ///< values that are defined; the others are left out
    double mean = 0;        ///< NaN when there is no value, like all below
    double deviation = 0;   ///< sample standard deviation (n - 1); NaN for one value
    double median = 0;
    Interval mean_interval;  ///< bootstrap over groups
};

/// Summarises `values` (NaN = undefined), one a picture, with its group as in `bootstrap`.
Summary summarise(const std::vector<double>& values, const std::vector<std::string>& group_of,
                  const BootstrapOptions& options = {});

}  // namespace sonomask::evaluation
