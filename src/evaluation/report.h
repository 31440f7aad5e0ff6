#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "evaluation/case_sheet.h"
#include "evaluation/evaluate.h"
#include "evaluation/group_metrics.h"

namespace sonomask::evaluation {

/// The metrics of a run as JSON, described in docs/metrics.md; undefined numbers are null.
/// `provenance` (an object: model, options, split, ...) is put in as it is.
nlohmann::json metricsJson(const EvaluationRun& run, const std::vector<ScopeMetrics>& scopes,
                           const nlohmann::json& provenance);

/// One line an image: counts, overlap, distances, missed, false mass. Undefined numbers are empty.
std::string metricsCsv(const EvaluationRun& run);

/// The same for reading, in Markdown, with links to the `sheets` (file names beside the report).
std::string reportMarkdown(const EvaluationRun& run, const std::vector<ScopeMetrics>& scopes,
                           const nlohmann::json& provenance,
                           const std::vector<std::string>& sheets);

/// Writes metrics.json, metrics.csv, report.md and the sheets of best, median and worst cases into
/// `folder`, each whole or not at all. The masks lie in `mask_folder`, as `evaluateCases` wrote
/// them. Gives the metrics back. Throws `WriteError`.
std::vector<ScopeMetrics> writeEvaluation(const std::filesystem::path& folder,
                                          const EvaluationRun& run,
                                          const std::filesystem::path& mask_folder,
                                          const nlohmann::json& provenance,
                                          SheetGround ground = SheetGround::Picture);

}  // namespace sonomask::evaluation
