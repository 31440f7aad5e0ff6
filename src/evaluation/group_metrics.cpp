#include "evaluation/group_metrics.h"

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace sonomask::evaluation {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

using Results = std::vector<const CaseResult*>;

std::vector<std::string> patientsOf(const Results& results) {
    std::vector<std::string> patients;
    for (const CaseResult* result : results) patients.push_back(personOf(result->item));
    return patients;
}

template <typename Predicate>
Results only(const Results& results, const Predicate& holds) {
    Results kept;
    for (const CaseResult* result : results)
        if (holds(*result)) kept.push_back(result);
    return kept;
}

template <typename Value>
Summary summaryOf(const Results& results, const Value& value, const BootstrapOptions& options) {
    std::vector<double> values;
    for (const CaseResult* result : results) values.push_back(value(*result));
    return summarise(values, patientsOf(results), options);
}

Share shareOf(std::size_t hits, std::size_t count) {
    const double value =
        count == 0 ? kUndefined : static_cast<double>(hits) / static_cast<double>(count);
    return {hits, count, value, wilsonInterval(hits, count)};
}

MeasureInGroup measureOf(double Overlap::*member, const Results& results, const Results& masses,
                         const BootstrapOptions& options) {
    const auto pooled = [&](std::span<const std::size_t> sample) {
        Confusion counts;
        for (const std::size_t i : sample) counts += results[i]->counts;
        return overlapOf(counts).*member;
    };
    Confusion counts;
    for (const CaseResult* result : results) counts += result->counts;
    const auto value = [&](const CaseResult& result) { return result.overlap.*member; };
    return {overlapOf(counts).*member, bootstrap(patientsOf(results), pooled, options),
            summaryOf(masses, value, options)};
}

/// A group of a division: groups are listed by `order`, then by name.
struct GroupKey {
    int order = 0;
    std::string name;
    friend auto operator<=>(const GroupKey&, const GroupKey&) = default;
};

/// The group to which a result belongs; nothing = to none.
using Classifier = std::function<std::optional<GroupKey>(const CaseResult&)>;

std::optional<GroupKey> keyOf(const std::string& name) {
    return name.empty() ? std::nullopt : std::optional(GroupKey{0, name});
}

std::optional<GroupKey> sizeClass(const CaseResult& result) {
    if (!result.hasMass()) return std::nullopt;
    const double share =
        static_cast<double>(result.counts.reference()) / static_cast<double>(result.counts.total());
    if (share < 0.02) return GroupKey{0, "below 2 % of the picture"};
    if (share < 0.10) return GroupKey{1, "2 to 10 % of the picture"};
    return GroupKey{2, "above 10 % of the picture"};
}

std::optional<GroupKey> diameterClass(const CaseResult& result) {
    if (!result.hasMass() || !result.item.spacing) return std::nullopt;
    const PixelSpacing& spacing = *result.item.spacing;
    const double area_mm2 =
        static_cast<double>(result.counts.reference()) * spacing.x_mm * spacing.y_mm;
    const double diameter_mm = 2 * std::sqrt(area_mm2 / CV_PI);
    if (diameter_mm < 10) return GroupKey{0, "below 10 mm"};
    if (diameter_mm < 20) return GroupKey{1, "10 to 20 mm"};
    return GroupKey{2, "above 20 mm"};
}

Division divide(std::string by, const Results& results, const Classifier& classify,
                const BootstrapOptions& options) {
    std::map<GroupKey, Results> members;
    for (const CaseResult* result : results)
        if (const auto key = classify(*result)) members[*key].push_back(result);
    Division division{std::move(by), {}};
    for (const auto& [key, group] : members)
        division.groups.push_back(measureGroup(key.name, group, options));
    return division;
}

ScopeMetrics measureScope(const std::string& name, const Results& results,
                          const BootstrapOptions& options) {
    const std::pair<const char*, Classifier> classifiers[] = {
        {"label", [](const CaseResult& result) { return keyOf(result.item.label); }},
        {"size", sizeClass},
        {"diameter", diameterClass},
        {"device", [](const CaseResult& result) { return keyOf(result.item.device); }},
    };
    ScopeMetrics scope{measureGroup(name, results, options), {}};
    for (const auto& [by, classify] : classifiers) {
        Division division = divide(by, results, classify, options);
        if (!division.groups.empty()) scope.divisions.push_back(std::move(division));
    }
    return scope;
}

}  // namespace

GroupMetrics measureGroup(std::string name, const Results& results,
                          const BootstrapOptions& options) {
    const Results masses = only(results, [](const CaseResult& r) { return r.hasMass(); });
    GroupMetrics group;
    group.name = std::move(name);
    group.images = results.size();
    for (std::size_t i = 0; i < kOverlapMeasures.size(); ++i)
        group.measures[i] = measureOf(kOverlapMeasures[i].member, results, masses, options);

    const auto distance = [&](std::optional<SurfaceDistance> CaseResult::*kind,
                              double SurfaceDistance::*member) {
        const auto value = [=](const CaseResult& result) {
            return (result.*kind) ? (*(result.*kind)).*member : kUndefined;
        };
        return summaryOf(masses, value, options);
    };
    group.hd95_px = distance(&CaseResult::distance_px, &SurfaceDistance::hd95);
    group.assd_px = distance(&CaseResult::distance_px, &SurfaceDistance::assd);
    group.hd95_mm = distance(&CaseResult::distance_mm, &SurfaceDistance::hd95);
    group.assd_mm = distance(&CaseResult::distance_mm, &SurfaceDistance::assd);

    const auto missed = only(masses, [](const CaseResult& r) { return r.isMissed(); });
    const auto false_mass = only(results, [](const CaseResult& r) { return r.isFalseMass(); });
    group.missed = shareOf(missed.size(), masses.size());
    group.false_mass = shareOf(false_mass.size(), results.size() - masses.size());
    return group;
}

std::vector<ScopeMetrics> measureRun(const EvaluationRun& run, const BootstrapOptions& options) {
    Results all;
    std::map<std::string, Results> by_dataset;
    for (const CaseResult& result : run.results) {
        all.push_back(&result);
        by_dataset[result.item.dataset].push_back(&result);
    }
    std::vector<ScopeMetrics> scopes;
    if (by_dataset.size() > 1) scopes.push_back(measureScope("pooled", all, options));
    for (const auto& [name, results] : by_dataset)
        scopes.push_back(measureScope(name, results, options));
    return scopes;
}

}  // namespace sonomask::evaluation
