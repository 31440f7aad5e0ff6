#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "descriptors/description.h"

namespace sonomask::descriptors {

/// The classifiers of all terms that are learnt.
class TermModels {
  public:
    /// How a learnt term may be trained: which features it sees, and how freely.
    struct Recipe {
        std::string term;
        std::vector<std::string> prefixes;  ///< of the features it sees; empty = all
        SoftmaxClassifier::Training training;
    };
    /// "shape", "margin", "echo_pattern", "posterior", "rim", "calcifications", "margin indistinct"
    /// and so on, "malignancy": of each all recipes to choose among, the plainest first.
    static const std::vector<Recipe>& recipes();
    /// The features that a recipe sees.
    static Features seenBy(const Recipe& recipe, const Features& all);

    /// Those that ship with the program.
    static const TermModels& shipped();

    void set(const std::string& term, SoftmaxClassifier classifier);
    /// The word for a term. Nothing said where there is no classifier for it.
    Term decide(const std::string& term, const Features& all) const;

    nlohmann::json toJson() const;
    /// Throws `ModelError`.
    static TermModels fromJson(const nlohmann::json& json);

  private:
    std::map<std::string, SoftmaxClassifier> classifiers_;
};

}  // namespace sonomask::descriptors
