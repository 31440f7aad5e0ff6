#include "appraisal/masses.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/error.h"
#include "descriptors/terms.h"
#include "evaluation/evaluate.h"
#include "segmentation/lesions.h"

namespace sonomask::appraisal {
namespace {

constexpr auto kNotApplicable = "not applicable";

std::string columnOf(const evaluation::Case& item, const std::string& name) {
    const auto found = item.others.find(name);
    if (found == item.others.end() || found->second == kNotApplicable) return {};
    return found->second;
}

/// "circumscribed" or "not circumscribed - spiculated&angular".
std::string marginWord(const std::string& margin, const std::string& kind) {
    if (margin.empty()) return {};
    if (kind.empty()) return margin == "circumscribed" ? margin : "not circumscribed";
    return margin.find(kind) == std::string::npos ? "no" : "yes";
}

/// In a duct, or nowhere certain, is not in the mass.
std::string calcificationWord(const std::string& calcifications) {
    if (calcifications.empty()) return {};
    return calcifications.starts_with("in ") ? "in the mass" : "no";
}

/// Nothing where the case has no mass; nothing is `judged` where the outline under test misses it.
std::optional<MeasuredMass> measured(const evaluation::Case& item, const OtherOutlines& others) {
    const Frame frame = evaluation::readImage(item);
    const cv::Mat mask = evaluation::readMask(item, frame.pixels.size());
    const auto lesions = segmentation::lesionsFromMask(mask);
    if (lesions.empty()) return std::nullopt;
    const auto features = [&](const segmentation::Contour& contour) {
        return descriptors::measureFeatures(frame, contour,
                                            item.spacing.value_or(PixelSpacing{1, 1}));
    };
    MeasuredMass mass{item, features(lesions.front().contour_in_frame), {}, {}};
    mass.judged = mass.features;
    if (others.judged) {
        const segmentation::Contour found = others.judged(item, frame, mask);
        mass.judged = found.empty() ? descriptors::Features() : features(found);
    }
    if (others.second) {
        const segmentation::Contour found = others.second(item, frame, mask);
        mass.second = found.empty() ? mass.features : features(found);
    }
    return mass;
}

}  // namespace

MeasuredMasses measureMasses(const std::vector<evaluation::Case>& cases,
                             const ProgressCallback& progress, const std::stop_token& stop,
                             const OtherOutlines& others, const CaseFailed& failed) {
    MeasuredMasses result;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        throwIfStopped(stop);
        reportProgress(progress, i, cases.size(), cases[i].id);
        try {
            auto mass = measured(cases[i], others);
            if (!mass) continue;
            if (mass->judged.empty())
                ++result.missed;
            else
                result.masses.push_back(std::move(*mass));
        } catch (const ReadError& error) {
            if (!failed) throw;
            failed({cases[i], error.what()});
        }
    }
    reportProgress(progress, cases.size(), cases.size());
    return result;
}

segmentation::Contour bestOverlapping(const std::vector<segmentation::Lesion>& lesions,
                                      const cv::Mat& reference_mask) {
    double best = evaluation::kMissedIou;
    segmentation::Contour contour;
    for (const segmentation::Lesion& lesion : lesions) {
        const cv::Mat mask = segmentation::maskOf({lesion}, reference_mask.size());
        const double overlap = double(cv::countNonZero(mask & reference_mask)) /
                               std::max(1, cv::countNonZero(mask | reference_mask));
        if (overlap < best) continue;
        best = overlap;
        contour = lesion.contour_in_frame;
    }
    return contour;
}

std::string statedWord(const evaluation::Case& item, const std::string& term) {
    static const std::map<std::string, std::string> kColumns{{"shape", "shape"},
                                                             {"echo_pattern", "echogenicity"},
                                                             {"posterior", "posterior_features"},
                                                             {"rim", "halo"}};
    if (term == "malignancy") return item.label == "normal" ? "" : item.label;
    if (term == "margin") return marginWord(columnOf(item, "margin"), "");
    if (term.starts_with("margin ")) return marginWord(columnOf(item, "margin"), term.substr(7));
    if (term == "calcifications") return calcificationWord(columnOf(item, term));
    const auto column = kColumns.find(term);
    return column == kColumns.end() ? std::string() : columnOf(item, column->second);
}

}  // namespace sonomask::appraisal
