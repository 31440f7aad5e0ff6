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
    using Prefixes = std::vector<std::string>;
    /// A classifier: which features it sees, and how freely it learns.
    struct Member {
        Prefixes prefixes;  ///< of the features it sees; empty = all
        SoftmaxClassifier::Training training;
    };
    /// How a learnt term may be trained: by classifiers that learn apart, their scores averaged.
    struct Recipe {
        std::string term;
        std::vector<Member> members;
    };
    /// "shape", "margin", "echo_pattern", "posterior", "rim", "calcifications", "margin indistinct"
    /// and so on, "malignancy": of each all recipes to choose among, the plainest first.
    static const std::vector<Recipe>& recipes();
    /// The features whose names begin with one of the prefixes; without prefixes all.
    static Features seenBy(const Prefixes& prefixes, const Features& all);

    /// Those that ship with the program.
    static const TermModels& shipped();

    void set(const std::string& term, SoftmaxClassifier classifier);
    /// The word for a term. Nothing said where there is no classifier for it.
    Term decide(const std::string& term, const Features& all) const;

    nlohmann::json toJson() const;
    /// Throws `ModelError` for what is damaged, of another version or lacks a term's classifier.
    static TermModels fromJson(const nlohmann::json& json);

  private:
    std::map<std::string, SoftmaxClassifier> classifiers_;
};

}  // namespace sonomask::descriptors
