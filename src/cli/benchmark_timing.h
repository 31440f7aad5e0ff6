#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace sonomask::cli {

/// Times of one thing, in milliseconds.
class Timings {
  public:
    /// Runs `work`, notes how long it took, and hands on what it returned.
    template <typename Work>
    auto time(Work&& work) {
        const auto start = std::chrono::steady_clock::now();
        const auto note = [&] {
            const std::chrono::duration<double, std::milli> taken =
                std::chrono::steady_clock::now() - start;
            ms_.push_back(taken.count());
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

    void add(double ms) { ms_.push_back(ms); }

    /// The value below which `part` of the times lie; 0 without any.
    double quantile(double part) const {
        if (ms_.empty()) return 0;
        std::vector<double> sorted = ms_;
        std::sort(sorted.begin(), sorted.end());
        const double place = std::ceil(part * static_cast<double>(sorted.size())) - 1;
        return sorted[static_cast<std::size_t>(std::max(0.0, place))];
    }

    nlohmann::json json() const {
        return {{"min", quantile(0)},
                {"median", quantile(0.5)},
                {"p99", quantile(0.99)},
                {"runs", ms_.size()}};
    }

  private:
    std::vector<double> ms_;
};

}  // namespace sonomask::cli
