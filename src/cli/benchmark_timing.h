#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/benchmark_machine.h"

namespace sonomask::cli {

/// Times of one thing, in milliseconds.
class Timings {
  public:
    /// Runs `work`, notes how long it took by the clock and by the processor, and hands on what it
    /// returned.
    template <typename Work>
    auto time(Work&& work, Counted counted = Counted::AllThreads) {
        const ProcessorWatch processor(counted);
        const auto start = std::chrono::steady_clock::now();
        const auto note = [&] {
            const std::chrono::duration<double, std::milli> taken =
                std::chrono::steady_clock::now() - start;
            ms_.push_back(taken.count());
            cpu_ms_.push_back(1e3 * processor.seconds());
        };
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            note();
        } else {
            auto result = work();
            note();
            return result;
        }
    }

    /// The value below which `part` of the times lie; 0 without any.
    double quantile(double part) const { return quantileOf(ms_, part); }

    nlohmann::json json() const {
        return {{"min", quantile(0)},
                {"median", quantile(0.5)},
                {"p99", quantile(0.99)},
                {"cpu_median", quantileOf(cpu_ms_, 0.5)},
                {"runs", ms_.size()}};
    }

  private:
    static double quantileOf(std::vector<double> values, double part) {
        if (values.empty()) return 0;
        std::sort(values.begin(), values.end());
        // Between two runs where the part ends there: the median of an even number is their mean.
        const double end = part * static_cast<double>(values.size());
        const auto at = [&](double place) {
            const double last = static_cast<double>(values.size()) - 1;
            return values[static_cast<std::size_t>(std::clamp(place, 0.0, last))];
        };
        return (at(std::ceil(end) - 1) + at(std::floor(end))) / 2;
    }

    std::vector<double> ms_;
    std::vector<double> cpu_ms_;
};

}  // namespace sonomask::cli
