#include "descriptors/term_models.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "descriptors/shipped_term_models.h"

namespace sonomask::descriptors {
namespace {

constexpr std::size_t kEvidence = 5;

const std::vector<std::string> kOutlineFeatures{
    "rectangularity", "aspect",   "tilt_degrees", "ellipse_",       "convexity",  "solidity",
    "circularity",    "fractal_", "total_turn",   "form_deviation", "undulation", "radial_",
    "deepest_dent",   "dents",    "lobes",        "spicules"};

/// Outline and picture; not the classic features, nor what is left of unevenness without the gain.
std::vector<std::string> outlineAndPicture() {
    std::vector<std::string> prefixes = kOutlineFeatures;
    for (const char* prefix : {"margin_", "echo_", "posterior_", "rim_", "speck_"})
        prefixes.emplace_back(prefix);
    return prefixes;
}

}  // namespace

const std::vector<TermModels::Recipe>& TermModels::recipes() {
    static const std::vector<std::string> kBoth = outlineAndPicture();
    static const std::vector<Recipe> all{
        {"shape", kOutlineFeatures, {0.2, 0.5}},
        {"margin", kBoth, {0.03, 1.0}},
        {"echo_pattern", {"echo_"}, {0.1, 0.5}},
        {"posterior", {"posterior_"}, {0.3, 0.5}},
        {"rim", kBoth, {0.01, 1.0}},
        {"calcifications", {"speck_"}, {0.1, 0.5}},
        {"margin indistinct", kBoth, {0.1, 0.0}},
        {"margin angular", kBoth, {0.1, 0.5}},
        {"margin microlobulated", kBoth, {0.1, 0.5}},
        {"margin spiculated", kBoth, {0.1, 0.5}},
        {"malignancy", kBoth, {0.05, 0.0}},
    };
    return all;
}

Features TermModels::seenBy(const Recipe& recipe, const Features& all) {
    if (recipe.prefixes.empty()) return all;
    Features seen;
    for (const Feature& feature : all)
        if (std::any_of(recipe.prefixes.begin(), recipe.prefixes.end(),
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
        if (json.at("format") != "sonomask-terms" || json.at("version") != 1)
            throw ModelError("the terms' classifiers are of another version");
        json.at("classifiers").get_to(models.classifiers_);
    } catch (const nlohmann::json::exception& error) {
        throw ModelError(std::string("the terms' classifiers are damaged: ") + error.what());
    }
    return models;
}

}  // namespace sonomask::descriptors
