#include "appraisal/masses.h"

#include <map>

#include "descriptors/terms.h"
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

}  // namespace

std::vector<MeasuredMass> measureMasses(const std::vector<evaluation::Case>& cases,
                                        const ProgressCallback& progress,
                                        const std::stop_token& stop) {
    std::vector<MeasuredMass> masses;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        throwIfStopped(stop);
        reportProgress(progress, i, cases.size(), cases[i].id);
        const Frame frame = evaluation::readImage(cases[i]);
        const auto lesions =
            segmentation::lesionsFromMask(evaluation::readMask(cases[i], frame.pixels.size()));
        if (lesions.empty()) continue;
        masses.push_back({cases[i], descriptors::measureFeatures(
                                        frame, lesions.front().contour_in_frame,
                                        cases[i].spacing.value_or(PixelSpacing{1, 1}))});
    }
    reportProgress(progress, cases.size(), cases.size());
    return masses;
}

std::string statedWord(const evaluation::Case& item, const std::string& term) {
    static const std::map<std::string, std::string> kColumns{{"shape", "shape"},
                                                             {"echo_pattern", "echogenicity"},
                                                             {"posterior", "posterior_features"},
                                                             {"rim", "halo"}};
    if (term == "malignancy") return item.label == "normal" ? "" : item.label;
    if (term == "margin") return marginWord(columnOf(item, "margin"), "");
    if (term.starts_with("margin ")) return marginWord(columnOf(item, "margin"), term.substr(7));
    const auto column = kColumns.find(term);
    return column == kColumns.end() ? std::string() : columnOf(item, column->second);
}

}  // namespace sonomask::appraisal
