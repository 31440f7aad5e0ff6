#include "evaluation/report.h"

#include <map>

#include <opencv2/imgcodecs.hpp>

#include "base/atomic_file.h"

namespace sonomask::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr int kSheetColumns = 6;
constexpr int kSheetQuality = 92;

/// One sheet a data set; gives the names of the files.
std::vector<std::string> writeSheets(const fs::path& folder, const EvaluationRun& run,
                                     const fs::path& mask_folder, SheetGround ground) {
    std::map<std::string, std::vector<const CaseResult*>> by_dataset;
    for (const CaseResult& result : run.results) by_dataset[result.item.dataset].push_back(&result);
    std::vector<std::string> names;
    for (const auto& [dataset, results] : by_dataset) {
        const std::vector<SheetRow> rows = chooseCases(results, kSheetColumns);
        if (rows.empty()) continue;
        std::vector<uchar> jpeg;
        cv::imencode(".jpg", drawCaseSheet(rows, mask_folder, ground), jpeg,
                     {cv::IMWRITE_JPEG_QUALITY, kSheetQuality});
        names.push_back(sheetFileName(dataset));
        writeFileAtomically(folder / names.back(), std::as_bytes(std::span(jpeg)));
    }
    return names;
}

}  // namespace

std::vector<ScopeMetrics> writeEvaluation(const fs::path& folder, const EvaluationRun& run,
                                          const fs::path& mask_folder,
                                          const nlohmann::json& provenance, SheetGround ground) {
    makeFolder(folder);
    const std::vector<ScopeMetrics> scopes = measureRun(run);
    const std::vector<std::string> sheets = writeSheets(folder, run, mask_folder, ground);
    // The names of files on this machine may be no UTF-8; the figures are still worth having.
    writeFileAtomically(folder / "metrics.json",
                        metricsJson(run, scopes, provenance)
                            .dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    writeFileAtomically(folder / "metrics.csv", metricsCsv(run));
    writeFileAtomically(folder / "report.md", reportMarkdown(run, scopes, provenance, sheets));
    return scopes;
}

}  // namespace sonomask::evaluation
