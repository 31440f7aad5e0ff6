#include "appraisal/discrimination.h"

#include <algorithm>
#include <limits>

namespace sonomask::appraisal {

double areaUnderRoc(const std::vector<Scored>& things) {
    std::vector<Scored> sorted = things;
    std::sort(sorted.begin(), sorted.end(),
              [](const Scored& a, const Scored& b) { return a.score < b.score; });
    double positives = 0;
    double negatives = 0;
    double pairs_won = 0;
    for (std::size_t from = 0; from < sorted.size();) {
        std::size_t to = from;
        double tied_positives = 0;
        for (; to < sorted.size() && sorted[to].score == sorted[from].score; ++to)
            tied_positives += sorted[to].positive ? 1 : 0;
        const double tied_negatives = double(to - from) - tied_positives;
        pairs_won += tied_positives * (negatives + tied_negatives / 2);
        positives += tied_positives;
        negatives += tied_negatives;
        from = to;
    }
    if (positives == 0 || negatives == 0) return std::numeric_limits<double>::quiet_NaN();
    return pairs_won / (positives * negatives);
}

evaluation::Interval rocInterval(const std::vector<Scored>& things) {
    std::vector<std::string> groups;
    for (const Scored& thing : things) groups.push_back(thing.group);
    const auto statistic = [&](std::span<const std::size_t> drawn) {
        std::vector<Scored> sample;
        for (const std::size_t i : drawn) sample.push_back(things[i]);
        return areaUnderRoc(sample);
    };
    return evaluation::bootstrap(groups, statistic);
}

}  // namespace sonomask::appraisal
