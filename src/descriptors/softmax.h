#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "descriptors/features.h"

namespace sonomask::descriptors {

/// How much a feature spoke for the class that won: its weight times its standardised value,
/// against the mean over all classes.
struct Contribution {
    std::string feature;
    double value = 0;
    double weight = 0;
};

/// One class and its probability.
struct ClassProbability {
    std::string name;
    double probability = 0;
};

/// Multinomial logistic regression on named features: small, calibrated by its making, and able to
/// say what decided.
class SoftmaxClassifier {
  public:
    /// What training is told. Smaller `freedom` (the C of the literature) draws weights to zero;
    /// `balance` 0 takes samples as they come, 1 gives all classes the same total weight.
    struct Training {
        double freedom = 0.1;
        double balance = 0.5;
    };

    /// Learns from one list of features a sample (all with the same names) and its class. Throws
    /// `ConfigError` for fewer than two classes or lists that differ.
    static SoftmaxClassifier train(const std::vector<Features>& samples,
                                   const std::vector<std::string>& classes,
                                   const Training& training);

    /// One classifier whose scores are the means of those of classifiers that learnt apart from the
    /// same samples: sets of features of different kind each keep a regularisation of their own.
    /// Throws `ConfigError` for none, or when their classes differ.
    static SoftmaxClassifier mean(const std::vector<SoftmaxClassifier>& members);

    /// Probabilities of the classes, in the order of `classes`. Features are found by name. Throws
    /// `ConfigError` when one is missing.
    std::vector<ClassProbability> probabilities(const Features& features) const;

    /// The features that spoke most for or against `class_name`, strongest first.
    std::vector<Contribution> contributions(const Features& features,
                                            const std::string& class_name) const;

    const std::vector<std::string>& classes() const noexcept { return classes_; }

    friend void to_json(nlohmann::json& json, const SoftmaxClassifier& classifier);
    friend void from_json(const nlohmann::json& json, SoftmaxClassifier& classifier);

  private:
    std::vector<double> standardised(const Features& features) const;
    double scoreOf(std::size_t class_index, const std::vector<double>& inputs) const;
    void learn(const std::vector<std::vector<double>>& inputs,
               const std::vector<std::size_t>& target, const std::vector<double>& sample_weight,
               double decay);

    std::vector<std::string> features_;
    std::vector<double> means_;
    std::vector<double> deviations_;
    std::vector<std::string> classes_;
    std::vector<std::vector<double>> weights_;  ///< a row a class; the last is the bias
};

}  // namespace sonomask::descriptors
