#include "descriptors/term_models.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "descriptors/shipped_term_models.h"

namespace sonomask::descriptors {
namespace {

constexpr std::size_t kEvidence = 5;

using Prefixes = TermModels::Prefixes;

const Prefixes kOutlineFeatures{"rectangularity", "aspect",         "tilt_degrees", "ellipse_",
                                "convexity",      "solidity",       "circularity",  "fractal_",
                                "total_turn",     "form_deviation", "undulation",   "radial_",
                                "deepest_dent",   "dents",          "lobes",        "spicules"};
/// Grey levels at the mass's own scale.
const Prefixes kGreyFeatures{"margin_", "echo_", "posterior_", "rim_", "speck_"};
/// The mass's share of the picture and how sharp it is at the picture's own scale.
const Prefixes kPicture{"picture_"};
/// Where it lies, too: there must be room behind a mass for a shadow, but its place says nothing of
/// its shape or margin, whatever a data set may suggest.
const Prefixes kPictureAndPlace{"picture_", "place_"};
/// Edges and lines by their direction.
const Prefixes kOriented{"oriented_"};
/// Of what learns at the picture's own scale, in every recipe.
constexpr double kPictureFreedom = 0.03;

Prefixes joined(Prefixes all, const Prefixes& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

bool seesPicture(const Prefixes& seen) {
    return seen.front() == kPicture.front() || seen.front() == kOriented.front();
}

/// What each member of a recipe sees.
using Members = std::vector<Prefixes>;

/// Every freedom with each of these.
void add(std::vector<TermModels::Recipe>& all, const std::string& term,
         const std::vector<Members>& choices, double balance,
         const std::vector<double>& freedoms = {0.03, 0.1, 0.3}) {
    for (const Members& members : choices)
        for (const double freedom : freedoms) {
            all.push_back({term, {}});
            for (const Prefixes& seen : members)
                all.back().members.push_back(
                    {seen, {seesPicture(seen) ? kPictureFreedom : freedom, balance}});
        }
}

std::vector<TermModels::Recipe> allRecipes() {
    const Prefixes harmonics{"fourier_"};
    const Prefixes outline_and_harmonics = joined(kOutlineFeatures, harmonics);
    // Not the classic features, nor what is left of unevenness without the gain.
    const Prefixes both = joined(kOutlineFeatures, kGreyFeatures);
    const Prefixes both_and_harmonics = joined(both, harmonics);
    const std::vector<Members> alone{{both}, {both_and_harmonics}};
    const std::vector<Members> beside_picture{{both, kPicture}, {both_and_harmonics, kPicture}};
    std::vector<TermModels::Recipe> all;
    add(all, "shape", {{kOutlineFeatures, kPicture}, {outline_and_harmonics, kPicture}}, 0.5);
    add(all, "margin", {{both, kPicture, kOriented}, {both_and_harmonics, kPicture, kOriented}}, 1);
    add(all, "echo_pattern",
        {{{"echo_"}, kPicture, kOriented}, {{"echo_", "glcm"}, kPicture, kOriented}}, 0.5);
    add(all, "posterior", {{{"posterior_"}, kPictureAndPlace}}, 0.5);
    add(all, "rim", beside_picture, 1);
    add(all, "calcifications", {{{"speck_"}}}, 0.5);
    add(all, "margin indistinct", beside_picture, 0.5);
    for (const char* kind : {"angular", "microlobulated", "spiculated"})
        add(all, std::string("margin ") + kind, alone, 0.5);
    add(all, "malignancy", {{both}}, 0, {0.01, 0.05, 0.2});
    return all;
}

}  // namespace

const std::vector<TermModels::Recipe>& TermModels::recipes() {
    static const std::vector<Recipe> all = allRecipes();
    return all;
}

Features TermModels::seenBy(const Prefixes& prefixes, const Features& all) {
    if (prefixes.empty()) return all;
    Features seen;
    for (const Feature& feature : all)
        if (std::any_of(prefixes.begin(), prefixes.end(),
                        [&](const auto& prefix) { return feature.name.starts_with(prefix); }))
            seen.push_back(feature);
    return seen;
}

const TermModels& TermModels::shipped() {
    static const TermModels models = fromJson(nlohmann::json::parse(kShippedTermModels));
    return models;
}

void TermModels::set(const std::string& term, SoftmaxClassifier classifier) {
    classifiers_[term] = std::move(classifier);
}

Term TermModels::decide(const std::string& term, const Features& all) const {
    const auto found = classifiers_.find(term);
    if (found == classifiers_.end()) return {};
    Term result;
    result.category = term;
    result.alternatives = found->second.probabilities(all);
    const auto best = std::max_element(
        result.alternatives.begin(), result.alternatives.end(),
        [](const auto& a, const auto& b) { return a.probability < b.probability; });
    result.value = best->name;
    result.confidence = best->probability;
    result.evidence = found->second.contributions(all, result.value);
    result.evidence.resize(std::min(kEvidence, result.evidence.size()));
    return result;
}

nlohmann::json TermModels::toJson() const {
    return {{"format", "sonomask-terms"}, {"version", 1}, {"classifiers", classifiers_}};
}

TermModels TermModels::fromJson(const nlohmann::json& json) {
    TermModels models;
    try {
        if (!json.is_object() || json.value("format", nlohmann::json()) != "sonomask-terms")
            throw ModelError("does not hold the classifiers of terms");
        if (json.at("version") != 1)
            throw ModelError("the terms' classifiers are of another version");
        json.at("classifiers").get_to(models.classifiers_);
    } catch (const nlohmann::json::exception&) {
        throw ModelError("the terms' classifiers are damaged");
    }
    for (const Recipe& recipe : recipes())
        if (!models.classifiers_.contains(recipe.term))
            throw ModelError("the classifier of \"" + recipe.term + "\" is missing");
    return models;
}

}  // namespace sonomask::descriptors
