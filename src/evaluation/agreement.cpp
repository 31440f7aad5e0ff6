#include "evaluation/agreement.h"

#include <algorithm>
#include <limits>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

std::size_t indexOf(const std::vector<std::string>& classes, const std::string& rating) {
    const auto found = std::find(classes.begin(), classes.end(), rating);
    if (found == classes.end())
        throw ConfigError("the rating \"" + rating + "\" is not among the classes");
    return static_cast<std::size_t>(found - classes.begin());
}

}  // namespace

AgreementTable::AgreementTable(std::vector<std::string> classes,
                               const std::vector<std::pair<std::string, std::string>>& ratings)
    : classes_(std::move(classes)),
      counts_(classes_.size() * classes_.size()),
      total_(static_cast<std::int64_t>(ratings.size())) {
    for (const auto& [first, second] : ratings)
        ++counts_[indexOf(classes_, first) * classes_.size() + indexOf(classes_, second)];
}

std::int64_t AgreementTable::count(std::size_t first, std::size_t second) const {
    return counts_.at(first * classes_.size() + second);
}

double AgreementTable::observedAgreement() const {
    if (total_ == 0) return std::numeric_limits<double>::quiet_NaN();
    std::int64_t equal = 0;
    for (std::size_t i = 0; i < classes_.size(); ++i) equal += count(i, i);
    return static_cast<double>(equal) / static_cast<double>(total_);
}

double AgreementTable::kappa() const {
    double chance = 0;
    const auto total = static_cast<double>(total_);
    for (std::size_t i = 0; i < classes_.size(); ++i) {
        std::int64_t by_first = 0;
        std::int64_t by_second = 0;
        for (std::size_t j = 0; j < classes_.size(); ++j) {
            by_first += count(i, j);
            by_second += count(j, i);
        }
        chance += static_cast<double>(by_first) / total * (static_cast<double>(by_second) / total);
    }
    if (total_ == 0 || chance >= 1) return std::numeric_limits<double>::quiet_NaN();
    return (observedAgreement() - chance) / (1 - chance);
}

}  // namespace sonomask::evaluation
