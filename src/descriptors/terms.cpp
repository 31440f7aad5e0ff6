#include "descriptors/terms.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/error.h"
#include "descriptors/appearance.h"
#include "descriptors/classic.h"
#include "descriptors/oriented.h"
#include "descriptors/patch.h"
#include "descriptors/picture.h"
#include "descriptors/shape.h"
#include "descriptors/surroundings.h"
#include "preprocess/ultrasound_region.h"

namespace sonomask::descriptors {
namespace {

/// A mass in the part of its frame that shows ultrasound.
struct Place {
    cv::Mat grey_frame;
    cv::Rect region_in_frame;
    const std::vector<cv::Point2f>& contour_in_frame;
};

Patch patchOf(const Place& place, const PixelSpacing& spacing) {
    if (place.contour_in_frame.size() < 3)
        throw ConfigError("an outline needs at least three points to be described");
    return cutPatch(place.grey_frame, place.region_in_frame, place.contour_in_frame, spacing);
}

Features featuresOf(const Place& place, const Patch& patch, const std::vector<MarginEdge>& edges) {
    const Surroundings surroundings =
        surroundingsOf(place.grey_frame, place.region_in_frame, place.contour_in_frame);
    Features all = featuresOf(measureShape(patch.outline));
    const auto add = [&](Features part) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    };
    add(marginFeatures(patch, edges));
    add(echoFeatures(patch));
    add(posteriorFeatures(patch));
    add(rimFeatures(patch));
    add(speckFeatures(patch));
    add(unevennessFeatures(patch));
    add(classicFeatures(patch));
    add(pictureFeatures(surroundings, place.region_in_frame, place.contour_in_frame));
    add(orientedFeatures(surroundings));
    return all;
}

const std::vector<std::string>& marginKinds() {
    return std::find_if(vocabulary().begin(), vocabulary().end(),
                        [](const Category& category) { return category.name == "margin_kind"; })
        ->words;
}

/// Parallel: wider than tall (ACR). How sure that is grows with the distance of the height-to-width
/// ratio from 1.
Term orientationOf(const Geometry& geometry, const Evidence& evidence) {
    constexpr double kSteepness = 8;
    const double taller =
        1 / (1 + std::exp(-kSteepness * std::log(std::max(1e-6, geometry.height_to_width))));
    Term term;
    term.category = "orientation";
    term.value = taller > 0.5 ? "not parallel" : "parallel";
    term.confidence = std::max(taller, 1 - taller);
    term.alternatives = {{"not parallel", taller}, {"parallel", 1 - taller}};
    term.figures = {{"height_to_width", geometry.height_to_width},
                    {"tilt_degrees", evidence.tilt_degrees}};
    term.evidence = {{"height_to_width", geometry.height_to_width, 1}};
    return term;
}

/// Of a margin that is not circumscribed: every kind that is likelier than not, at least the
/// likeliest. Kinds occur together, so that their probabilities do not add up to 1.
Term marginKindOf(const TermModels& models, const Features& features) {
    Term term;
    term.category = "margin_kind";
    for (const std::string& kind : marginKinds()) {
        Term one = models.decide("margin " + kind, features);
        const double yes = one.value == "yes" ? one.confidence : 1 - one.confidence;
        term.alternatives.push_back({kind, yes});
        if (yes <= term.confidence) continue;
        term.confidence = yes;
        term.value = kind;
        term.evidence = std::move(one.evidence);
    }
    const std::string likeliest = term.value;
    for (const ClassProbability& kind : term.alternatives)
        if (kind.probability > 0.5 && kind.name != likeliest) term.value += "&" + kind.name;
    return term;
}

void addFigures(Term& term, const Features& all) {
    for (const std::string& name : figuresFor(term.category))
        for (const Feature& feature : all)
            if (feature.name == name) term.figures.push_back(feature);
}

}  // namespace

std::vector<std::string> figuresFor(const std::string& category) {
    if (category == "shape") return {"circularity", "solidity", "aspect", "lobes"};
    if (category == "margin")
        return {"margin_steepness", "margin_contrast", "margin_blurred_share"};
    if (category == "margin_kind") return {"margin_blurred_share", "undulation", "spicules"};
    if (category == "echo_pattern") return {"echo_level", "echo_level_beside", "echo_deviation"};
    if (category == "posterior") return {"posterior_difference", "posterior_ratio"};
    if (category == "rim") return {"rim_near"};
    if (category == "calcifications") return {"speck_highest", "speck_contrast"};
    return {};
}

Features measureFeatures(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                         const PixelSpacing& spacing) {
    const Place place{greyOf(frame), preprocess::ultrasoundRegion(frame), contour_in_frame};
    const Patch patch = patchOf(place, spacing);
    return featuresOf(place, patch, marginEdges(patch));
}

Description describe(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                     const DescribeOptions& options, const TermModels& models) {
    if (!options.terms) return {};
    return describe(frame, preprocess::ultrasoundRegion(frame), contour_in_frame,
                    measure(contour_in_frame, frame.calibration), options, models);
}

Description describe(const Frame& frame, const cv::Rect& ultrasound_region_in_frame,
                     const std::vector<cv::Point2f>& contour_in_frame, const Geometry& geometry,
                     const DescribeOptions& options, const TermModels& models) {
    if (!options.terms) return {};
    const Place place{greyOf(frame), ultrasound_region_in_frame, contour_in_frame};
    const Patch patch = patchOf(place, geometry.scale.pixel());
    Description result;
    const std::vector<MarginEdge> edges = marginEdges(patch);
    result.features = featuresOf(place, patch, edges);
    result.evidence = evidenceOf(patch, edges, frame.pixels.size());
    result.terms = {models.decide("shape", result.features),
                    orientationOf(geometry, result.evidence),
                    models.decide("margin", result.features),
                    marginKindOf(models, result.features),
                    models.decide("echo_pattern", result.features),
                    models.decide("posterior", result.features),
                    models.decide("rim", result.features),
                    models.decide("calcifications", result.features)};
    for (Term& term : result.terms) addFigures(term, result.features);
    if (result.find("margin")->value == "circumscribed")
        std::erase_if(result.terms, [](const Term& t) { return t.category == "margin_kind"; });
    if (options.second_opinion)
        result.second_opinion = models.decide("malignancy", result.features);
    return result;
}

}  // namespace sonomask::descriptors
