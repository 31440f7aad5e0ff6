#include "descriptors/softmax.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::descriptors {
namespace {

constexpr int kIterations = 1500;
/// Standardised values beyond this say no more: another machine's picture must not run away.
constexpr double kFarthest = 4;

using Matrix = std::vector<std::vector<double>>;

/// Looks from a place on, round about: lists keep their order, so that the next is seldom far.
std::size_t placeOf(const std::string& name, const Features& features, std::size_t from) {
    for (std::size_t i = 0; i < features.size(); ++i) {
        const std::size_t place = (from + i) % features.size();
        if (features[place].name == name) return place;
    }
    throw ConfigError("the classifier needs the feature " + name);
}

std::vector<double> softmax(std::vector<double> scores) {
    const double highest = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (double& score : scores) sum += score = std::exp(score - highest);
    for (double& score : scores) score /= sum;
    return scores;
}

void requireSameNames(const std::vector<Features>& samples) {
    for (const Features& sample : samples) {
        const bool same =
            std::equal(sample.begin(), sample.end(), samples.front().begin(), samples.front().end(),
                       [](const auto& a, const auto& b) { return a.name == b.name; });
        if (!same) throw ConfigError("the samples have different features");
    }
}

/// n / (classes · n_class) to the power of `balance`, so that rare classes are heard.
std::vector<double> weightsFor(const std::vector<std::size_t>& target, std::size_t classes,
                               double balance) {
    std::vector<double> count(classes, 0);
    for (const std::size_t index : target) ++count[index];
    std::vector<double> weights;
    for (const std::size_t index : target)
        weights.push_back(
            std::pow(double(target.size()) / (double(classes) * count[index]), balance));
    return weights;
}

}  // namespace

SoftmaxClassifier SoftmaxClassifier::train(const std::vector<Features>& samples,
                                           const std::vector<std::string>& classes,
                                           const Training& training) {
    const std::set<std::string> names(classes.begin(), classes.end());
    if (names.size() < 2 || samples.size() != classes.size())
        throw ConfigError("a classifier needs samples of at least two classes");
    requireSameNames(samples);
    SoftmaxClassifier result;
    result.classes_.assign(names.begin(), names.end());
    const auto count = static_cast<double>(samples.size());
    for (std::size_t i = 0; i < samples.front().size(); ++i) {
        double mean = 0;
        double squares = 0;
        for (const Features& sample : samples) mean += sample[i].value / count;
        for (const Features& sample : samples) squares += std::pow(sample[i].value - mean, 2);
        result.features_.push_back(samples.front()[i].name);
        result.means_.push_back(mean);
        result.deviations_.push_back(std::max(1e-9, std::sqrt(squares / count)));
    }
    Matrix inputs;
    std::vector<std::size_t> target;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        inputs.push_back(result.standardised(samples[i]));
        target.push_back(
            static_cast<std::size_t>(std::distance(names.begin(), names.find(classes[i]))));
    }
    result.learn(inputs, target, weightsFor(target, names.size(), training.balance),
                 1 / (training.freedom * count));
    return result;
}

/// Nesterov's accelerated descent on the weighted mean cross-entropy + decay/2·|weights|² (the bias
/// is free). The step is safe: half the trace of the inputs' second moments bounds the curvature.
void SoftmaxClassifier::learn(const Matrix& inputs, const std::vector<std::size_t>& target,
                              const std::vector<double>& sample_weight, double decay) {
    const std::size_t width = inputs.front().size() + 1;
    const auto count = static_cast<double>(inputs.size());
    weights_.assign(classes_.size(), std::vector<double>(width, 0));
    Matrix previous = weights_;
    double curvature = decay;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        double square = 1;
        for (const double value : inputs[i]) square += value * value;
        curvature += 0.5 * sample_weight[i] * square / count;
    }
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        const double momentum = double(iteration) / (iteration + 3);
        Matrix ahead = weights_;
        for (std::size_t c = 0; c < ahead.size(); ++c)
            for (std::size_t k = 0; k < width; ++k)
                ahead[c][k] += momentum * (weights_[c][k] - previous[c][k]);
        previous = std::exchange(weights_, std::move(ahead));
        Matrix gradient = weights_;
        for (auto& row : gradient) {
            for (double& value : row) value *= decay;
            row.back() = 0;
        }
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            std::vector<double> scores;
            for (std::size_t c = 0; c < weights_.size(); ++c)
                scores.push_back(scoreOf(c, inputs[i]));
            scores = softmax(std::move(scores));
            for (std::size_t c = 0; c < weights_.size(); ++c) {
                const double error =
                    sample_weight[i] * (scores[c] - (c == target[i] ? 1 : 0)) / count;
                for (std::size_t k = 0; k + 1 < width; ++k) gradient[c][k] += error * inputs[i][k];
                gradient[c].back() += error;
            }
        }
        for (std::size_t c = 0; c < weights_.size(); ++c)
            for (std::size_t k = 0; k < width; ++k) weights_[c][k] -= gradient[c][k] / curvature;
    }
}

std::vector<double> SoftmaxClassifier::standardised(const Features& features) const {
    std::vector<double> inputs;
    std::size_t place = 0;
    for (std::size_t i = 0; i < features_.size(); ++i) {
        place = placeOf(features_[i], features, place);
        const double value = (features[place].value - means_[i]) / deviations_[i];
        inputs.push_back(std::isfinite(value) ? std::clamp(value, -kFarthest, kFarthest) : 0);
    }
    return inputs;
}

double SoftmaxClassifier::scoreOf(std::size_t class_index,
                                  const std::vector<double>& inputs) const {
    const std::vector<double>& weights = weights_[class_index];
    double score = weights.back();
    for (std::size_t k = 0; k < inputs.size(); ++k) score += weights[k] * inputs[k];
    return score;
}

std::vector<ClassProbability> SoftmaxClassifier::probabilities(const Features& features) const {
    const std::vector<double> inputs = standardised(features);
    std::vector<double> scores;
    for (std::size_t c = 0; c < classes_.size(); ++c) scores.push_back(scoreOf(c, inputs));
    scores = softmax(std::move(scores));
    std::vector<ClassProbability> result;
    for (std::size_t c = 0; c < classes_.size(); ++c) result.push_back({classes_[c], scores[c]});
    return result;
}

std::vector<Contribution> SoftmaxClassifier::contributions(const Features& features,
                                                           const std::string& class_name) const {
    const auto found = std::find(classes_.begin(), classes_.end(), class_name);
    if (found == classes_.end()) throw ConfigError("the classifier knows no " + class_name);
    const auto own = static_cast<std::size_t>(found - classes_.begin());
    const std::vector<double> inputs = standardised(features);
    std::vector<Contribution> result;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        double mean = 0;
        for (const auto& row : weights_) mean += row[k] / double(weights_.size());
        const double value = means_[k] + inputs[k] * deviations_[k];
        result.push_back({features_[k], value, (weights_[own][k] - mean) * inputs[k]});
    }
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return std::abs(a.weight) > std::abs(b.weight); });
    return result;
}

void to_json(nlohmann::json& json, const SoftmaxClassifier& classifier) {
    json = {{"features", classifier.features_},
            {"means", classifier.means_},
            {"deviations", classifier.deviations_},
            {"classes", classifier.classes_},
            {"weights", classifier.weights_}};
}

void from_json(const nlohmann::json& json, SoftmaxClassifier& classifier) {
    try {
        json.at("features").get_to(classifier.features_);
        json.at("means").get_to(classifier.means_);
        json.at("deviations").get_to(classifier.deviations_);
        json.at("classes").get_to(classifier.classes_);
        json.at("weights").get_to(classifier.weights_);
    } catch (const nlohmann::json::exception& error) {
        throw ModelError(std::string("the classifier is damaged: ") + error.what());
    }
    const std::size_t width = classifier.features_.size();
    bool fits = classifier.means_.size() == width && classifier.deviations_.size() == width &&
                classifier.weights_.size() == classifier.classes_.size() && width > 0;
    for (const auto& row : classifier.weights_) fits = fits && row.size() == width + 1;
    if (!fits) throw ModelError("the classifier is damaged: its parts do not fit together");
}

}  // namespace sonomask::descriptors
