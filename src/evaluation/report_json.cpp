#include <cmath>

#include "evaluation/report.h"

namespace sonomask::evaluation {
namespace {

using nlohmann::json;

json numberOf(double value) {
    return std::isfinite(value) ? json(value) : json(nullptr);
}

json jsonOf(const Interval& interval) {
    return {numberOf(interval.low), numberOf(interval.high)};
}

json jsonOf(const Summary& summary) {
    return {{"count", summary.count},
            {"mean", numberOf(summary.mean)},
            {"mean_interval", jsonOf(summary.mean_interval)},
            {"standard_deviation", numberOf(summary.deviation)},
            {"median", numberOf(summary.median)}};
}

json jsonOf(const Share& share) {
    return {{"hits", share.hits},
            {"count", share.count},
            {"share", numberOf(share.value)},
            {"interval", jsonOf(share.interval)}};
}

json jsonOf(const GroupMetrics& group) {
    json measures = json::object();
    for (std::size_t i = 0; i < kOverlapMeasures.size(); ++i) {
        const MeasureInGroup& measure = group.measures[i];
        measures[kOverlapMeasures[i].name] = {{"pooled", numberOf(measure.pooled)},
                                              {"pooled_interval", jsonOf(measure.pooled_interval)},
                                              {"over_images", jsonOf(measure.over_images)}};
    }
    return {{"name", group.name},
            {"images", group.images},
            {"measures", measures},
            {"hd95_px", jsonOf(group.hd95_px)},
            {"assd_px", jsonOf(group.assd_px)},
            {"hd95_mm", jsonOf(group.hd95_mm)},
            {"assd_mm", jsonOf(group.assd_mm)},
            {"missed", jsonOf(group.missed)},
            {"false_mass", jsonOf(group.false_mass)}};
}

json jsonOf(const ScopeMetrics& scope) {
    json result = jsonOf(scope.all);
    for (const Division& division : scope.divisions) {
        json groups = json::array();
        for (const GroupMetrics& group : division.groups) groups.push_back(jsonOf(group));
        result["by_" + division.by] = groups;
    }
    return result;
}

}  // namespace

json metricsJson(const EvaluationRun& run, const std::vector<ScopeMetrics>& scopes,
                 const json& provenance) {
    json failures = json::array();
    for (const CaseFailure& failure : run.failures)
        failures.push_back({{"dataset", failure.item.dataset},
                            {"case_id", failure.item.id},
                            {"row", failure.item.row},
                            {"reason", failure.reason}});
    json all = json::array();
    for (const ScopeMetrics& scope : scopes) all.push_back(jsonOf(scope));
    return {{"format", "sonomask-evaluation"},
            {"version", 1},
            {"provenance", provenance},
            {"scopes", all},
            {"failures", failures}};
}

}  // namespace sonomask::evaluation
