#include "descriptors/softmax.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "base/error.h"

namespace sonomask::descriptors {
namespace {

constexpr int kMostIterations = 2000;
/// Learning ends where no entry of the gradient is larger.
constexpr double kFlat = 1e-5;
/// Standardised values beyond this say no more: another machine's picture must not run away.
constexpr double kFarthest = 4;

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

/// What learning minimises: the weighted mean cross-entropy + decay/2·|weights|² (the bias is
/// free). A row of `inputs` is a sample, its last column 1.
struct Task {
    cv::Mat inputs;
    std::vector<std::size_t> target;
    std::vector<double> sample_weight;
    double decay = 0;

    /// Half the largest eigenvalue of the inputs' second moments bounds the curvature; no row sum
    /// of their absolute values is smaller than that at its largest (Gershgorin).
    double curvature() const {
        const cv::Mat weights(sample_weight, true);
        cv::Mat weighted;
        cv::multiply(inputs, cv::repeat(weights, 1, inputs.cols), weighted);
        const cv::Mat moments = cv::abs(weighted.t() * inputs);
        cv::Mat sums;
        cv::reduce(moments, sums, 1, cv::REDUCE_SUM);
        double largest = 0;
        cv::minMaxLoc(sums, nullptr, &largest);
        return decay + 0.5 * largest / inputs.rows;
    }

    cv::Mat gradientAt(const cv::Mat& weights) const {
        cv::Mat errors = inputs * weights.t();
        for (int i = 0; i < errors.rows; ++i) {
            const auto at = static_cast<std::size_t>(i);
            auto* row = errors.ptr<double>(i);
            std::vector<double> shares = softmax({row, row + errors.cols});
            shares[target[at]] -= 1;
            for (int c = 0; c < errors.cols; ++c)
                row[c] = sample_weight[at] / errors.rows * shares[static_cast<std::size_t>(c)];
        }
        cv::Mat shrinking = decay * weights;
        shrinking.col(shrinking.cols - 1).setTo(0);
        return errors.t() * inputs + shrinking;
    }
};

/// Nesterov's accelerated descent, begun anew whenever its momentum points uphill (O'Donoghue &
/// Candès 2015). A row of the result is a class.
cv::Mat solutionOf(const Task& task, std::size_t classes) {
    const double curvature = task.curvature();
    cv::Mat weights = cv::Mat::zeros(static_cast<int>(classes), task.inputs.cols, CV_64FC1);
    cv::Mat previous = weights.clone();
    int since_start = 0;
    for (int iteration = 0; iteration < kMostIterations; ++iteration) {
        const double momentum = double(since_start) / (since_start + 3);
        const cv::Mat ahead = weights + momentum * (weights - previous);
        const cv::Mat gradient = task.gradientAt(ahead);
        previous = weights;
        weights = ahead - gradient / curvature;
        if (cv::norm(gradient, cv::NORM_INF) < kFlat) break;
        since_start = gradient.dot(weights - previous) > 0 ? 0 : since_start + 1;
    }
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
    std::vector<std::vector<double>> inputs;
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

SoftmaxClassifier SoftmaxClassifier::mean(const std::vector<SoftmaxClassifier>& members) {
    if (members.empty()) throw ConfigError("there are no classifiers to average");
    const double share = 1 / double(members.size());
    SoftmaxClassifier result;
    result.classes_ = members.front().classes_;
    std::vector<double> bias(result.classes_.size(), 0);
    result.weights_.resize(result.classes_.size());
    for (const SoftmaxClassifier& member : members) {
        if (member.classes_ != result.classes_)
            throw ConfigError("the classifiers to average have different classes");
        const auto append = [](auto& all, const auto& more) {
            all.insert(all.end(), more.begin(), more.end());
        };
        append(result.features_, member.features_);
        append(result.means_, member.means_);
        append(result.deviations_, member.deviations_);
        for (std::size_t c = 0; c < bias.size(); ++c) {
            const std::vector<double>& row = member.weights_[c];
            for (std::size_t k = 0; k + 1 < row.size(); ++k)
                result.weights_[c].push_back(share * row[k]);
            bias[c] += share * row.back();
        }
    }
    for (std::size_t c = 0; c < bias.size(); ++c) result.weights_[c].push_back(bias[c]);
    return result;
}

void SoftmaxClassifier::learn(const std::vector<std::vector<double>>& inputs,
                              const std::vector<std::size_t>& target,
                              const std::vector<double>& sample_weight, double decay) {
    const auto width = inputs.front().size() + 1;
    Task task{cv::Mat::ones(static_cast<int>(inputs.size()), static_cast<int>(width), CV_64FC1),
              target, sample_weight, decay};
    for (int i = 0; i < task.inputs.rows; ++i) {
        const auto& sample = inputs[static_cast<std::size_t>(i)];
        std::copy(sample.begin(), sample.end(), task.inputs.ptr<double>(i));
    }
    const cv::Mat weights = solutionOf(task, classes_.size());
    for (int c = 0; c < weights.rows; ++c)
        weights_.emplace_back(weights.ptr<double>(c), weights.ptr<double>(c) + width);
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
