#include "cli/compare_precision.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace sonomask::cli {
namespace {

using nlohmann::json;

struct Agreement {
    double dice = 1;
    const evaluation::Case* item = nullptr;
};

double diceOf(const evaluation::Confusion& counts) {
    const double dice = evaluation::overlapOf(counts).dice;
    return std::isnan(dice) ? 1 : dice;  // neither shows a mass
}

json summaryOf(std::vector<Agreement> images) {
    constexpr std::size_t kShown = 10;
    std::sort(images.begin(), images.end(),
              [](const Agreement& a, const Agreement& b) { return a.dice < b.dice; });
    double sum = 0;
    std::size_t differing = 0;
    json worst = json::array();
    for (const Agreement& image : images) {
        sum += image.dice;
        if (image.dice == 1) continue;
        ++differing;
        if (worst.size() < kShown)
            worst.push_back(
                {{"dataset", image.item->dataset}, {"id", image.item->id}, {"dice", image.dice}});
    }
    return {{"images", images.size()},
            {"mean_dice", sum / static_cast<double>(images.size())},
            {"worst_dice", images.front().dice},
            {"p5_dice", images[images.size() / 20].dice},
            {"differing", differing},
            {"worst", std::move(worst)}};
}

}  // namespace

json comparePredictors(const std::vector<evaluation::Case>& cases,
                       const evaluation::Predictor& first, const evaluation::Predictor& second,
                       const ProgressCallback& progress, const std::stop_token& stop) {
    std::vector<Agreement> images;
    for (const evaluation::Case& item : cases) {
        throwIfStopped(stop);
        reportProgress(progress, images.size(), cases.size(), item.id);
        const Frame frame = evaluation::readImage(item);
        images.push_back({diceOf(evaluation::confusionOf(first(frame), second(frame))), &item});
    }
    reportProgress(progress, cases.size(), cases.size());
    return summaryOf(std::move(images));
}

}  // namespace sonomask::cli
