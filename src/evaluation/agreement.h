#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sonomask::evaluation {

/// How two raters sorted the same things into classes.
class AgreementTable {
  public:
    /// Classes in the order given; the ratings of each thing by the first and the second rater.
    /// Throws `ConfigError` for a rating that is not among the classes.
    AgreementTable(std::vector<std::string> classes,
                   const std::vector<std::pair<std::string, std::string>>& ratings);

    const std::vector<std::string>& classes() const noexcept { return classes_; }
    /// How often the first rater said `first` and the second `second` (indices of classes).
    std::int64_t count(std::size_t first, std::size_t second) const;
    std::int64_t total() const noexcept { return total_; }

    /// The share of equal ratings; NaN without ratings.
    double observedAgreement() const;
    /// Cohen's κ (Cohen 1960): agreement beyond chance, 1 = full, 0 = as by chance. NaN without
    /// ratings, and where both raters use one and the same class throughout (chance is full).
    double kappa() const;

  private:
    std::vector<std::string> classes_;
    std::vector<std::int64_t> counts_;
    std::int64_t total_ = 0;
};

}  // namespace sonomask::evaluation
