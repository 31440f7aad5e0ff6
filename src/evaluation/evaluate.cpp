#include "evaluation/evaluate.h"

#include <climits>
#include <utility>

#include <opencv2/imgcodecs.hpp>

#include "base/atomic_file.h"
#include "base/error.h"

namespace sonomask::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr PixelSpacing kPixels{1, 1};

std::string safeName(const std::string& text) {
    constexpr std::string_view kSafe =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string name;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        const bool leading_dot = character == '.' && name.empty();
        if (kSafe.find(character) != std::string_view::npos && !leading_dot)
            name += character;
        else
            name += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return name;
}

void requireFileName(const Case& item, const char* column, const std::string& name) {
    if (name.size() <= NAME_MAX) return;
    throw ReadError("row " + std::to_string(item.row) + " has a " + column +
                        " that is too long for the name of a file (" + std::to_string(name.size()) +
                        " bytes where " + std::to_string(NAME_MAX) + " are possible)",
                    item.table, "Shorten it.");
}

/// Before the network runs in vain.
void requireFileNames(const Case& item) {
    requireFileName(item, "dataset", sheetFileName(item.dataset));
    requireFileName(item, "case_id", maskFile({}, item).filename().string());
}

void writeMask(const fs::path& file, const cv::Mat& mask) {
    makeFolder(file.parent_path());
    std::vector<uchar> png;
    cv::imencode(".png", mask, png, {cv::IMWRITE_PNG_BILEVEL, 1});
    writeFileAtomically(file, std::as_bytes(std::span(png)));
}

}  // namespace

CaseResult judge(const Case& item, const cv::Mat& predicted, const cv::Mat& reference) {
    CaseResult result;
    result.item = item;
    result.size = reference.size();
    result.counts = confusionOf(predicted, reference);
    result.overlap = overlapOf(result.counts);
    result.distance_px = surfaceDistance(predicted, reference, kPixels);
    if (item.spacing) result.distance_mm = surfaceDistance(predicted, reference, *item.spacing);
    return result;
}

EvaluationRun evaluateCases(const std::vector<Case>& cases, const Predictor& predict,
                            const fs::path& mask_folder, const ProgressCallback& progress,
                            std::stop_token stop) {
    EvaluationRun run;
    std::size_t done = 0;
    for (const Case& item : cases) {
        throwIfStopped(stop);
        reportProgress(progress, done++, cases.size(), item.dataset + " " + item.id);
        try {
            requireFileNames(item);
            const Frame frame = readImage(item);
            const cv::Mat reference = readMask(item, frame.pixels.size());
            const cv::Mat predicted = predict(frame);
            run.results.push_back(judge(item, predicted, reference));
            writeMask(maskFile(mask_folder, item), predicted);
        } catch (const ReadError& error) {
            run.failures.push_back({item, error.what()});
        }
    }
    reportProgress(progress, cases.size(), cases.size());
    return run;
}

fs::path maskFile(const fs::path& folder, const Case& item) {
    return folder / safeName(item.dataset) / (safeName(item.id) + ".png");
}

std::string sheetFileName(const std::string& dataset) {
    return "cases-" + safeName(dataset) + ".jpg";
}

}  // namespace sonomask::evaluation
