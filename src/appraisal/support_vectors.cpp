#include "appraisal/support_vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "appraisal/discrimination.h"
#include "base/error.h"

namespace sonomask::appraisal {
namespace {

using descriptors::Features;

constexpr int kFolds = 5;
constexpr std::array kPenalties{0.3, 1.0, 3.0};
/// Times one over the number of features: the kernel's width.
constexpr std::array kWidths{0.1, 0.3, 1.0};
/// Standardised values beyond this say no more.
constexpr double kFarthest = 4;

struct Setting {
    double penalty = 1;
    double gamma = 1;
};

cv::Mat labelsOf(const std::vector<bool>& positive) {
    cv::Mat labels(static_cast<int>(positive.size()), 1, CV_32SC1);
    for (std::size_t i = 0; i < positive.size(); ++i)
        labels.at<int>(static_cast<int>(i)) = positive[i] ? 1 : 0;
    return labels;
}

cv::Ptr<cv::ml::SVM> trained(const cv::Mat& inputs, const cv::Mat& labels, const Setting& setting) {
    const auto machine = cv::ml::SVM::create();
    machine->setType(cv::ml::SVM::C_SVC);
    machine->setKernel(cv::ml::SVM::RBF);
    machine->setC(setting.penalty);
    machine->setGamma(setting.gamma);
    machine->train(inputs, cv::ml::ROW_SAMPLE, labels);
    return machine;
}

/// Decision values, larger for label 1 (OpenCV's grow towards label 0).
std::vector<double> decisions(const cv::ml::SVM& machine, const cv::Mat& inputs) {
    cv::Mat raw;
    machine.predict(inputs, raw, cv::ml::StatModel::RAW_OUTPUT);
    std::vector<double> values;
    for (int i = 0; i < raw.rows; ++i) values.push_back(-raw.at<float>(i));
    return values;
}

cv::Mat rowsOf(const cv::Mat& all, const std::vector<int>& fold_of, int fold, bool inside) {
    cv::Mat rows;
    for (int i = 0; i < all.rows; ++i)
        if ((fold_of[static_cast<std::size_t>(i)] == fold) == inside) rows.push_back(all.row(i));
    return rows;
}

std::vector<double> crossValidated(const cv::Mat& inputs, const cv::Mat& labels,
                                   const std::vector<int>& fold_of, const Setting& setting) {
    std::vector<double> values(fold_of.size());
    for (int fold = 0; fold < kFolds; ++fold) {
        const auto machine = trained(rowsOf(inputs, fold_of, fold, false),
                                     rowsOf(labels, fold_of, fold, false), setting);
        const auto part = decisions(*machine, rowsOf(inputs, fold_of, fold, true));
        std::size_t next = 0;
        for (std::size_t i = 0; i < fold_of.size(); ++i)
            if (fold_of[i] == fold) values[i] = part[next++];
    }
    return values;
}

/// Patients in the order in which they come, dealt out.
std::vector<int> foldsOf(const std::vector<std::string>& patients) {
    std::map<std::string, int> fold_of;
    std::vector<int> folds;
    for (const std::string& patient : patients)
        folds.push_back(
            fold_of.try_emplace(patient, static_cast<int>(fold_of.size()) % kFolds).first->second);
    return folds;
}

/// Each fold is judged by what is learnt from the others.
void requireBothClassesBesides(const std::vector<int>& folds, const std::vector<bool>& positive) {
    for (int fold = 0; fold < kFolds; ++fold) {
        std::array<int, 2> others{};
        for (std::size_t i = 0; i < folds.size(); ++i)
            if (folds[i] != fold) ++others[positive[i] ? 1 : 0];
        const bool is_empty = std::find(folds.begin(), folds.end(), fold) == folds.end();
        if (is_empty || others[0] == 0 || others[1] == 0)
            throw ConfigError(
                "a support-vector machine needs five patients at least, and both "
                "classes without any fifth of them");
    }
}

double rankOf(const std::vector<double>& values, const std::vector<bool>& positive) {
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < values.size(); ++i) scored.push_back({values[i], positive[i], ""});
    return areaUnderRoc(scored);
}

/// Platt's sigmoid: Newton's method on the likelihood with his softened targets.
std::pair<double, double> sigmoidFor(const std::vector<double>& values,
                                     const std::vector<bool>& positive) {
    const auto positives = double(std::count(positive.begin(), positive.end(), true));
    const double negatives = double(positive.size()) - positives;
    double slope = 1;
    double offset = std::log((positives + 1) / (negatives + 1));
    for (int iteration = 0; iteration < 100; ++iteration) {
        double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double target =
                positive[i] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
            const double p = 1 / (1 + std::exp(-(slope * values[i] + offset)));
            ga += (p - target) * values[i];
            gb += p - target;
            haa += p * (1 - p) * values[i] * values[i];
            hab += p * (1 - p) * values[i];
            hbb += p * (1 - p);
        }
        const double determinant = haa * hbb - hab * hab;
        if (determinant <= 0) break;
        const double step_a = (hbb * ga - hab * gb) / determinant;
        const double step_b = (haa * gb - hab * ga) / determinant;
        slope -= std::clamp(step_a, -1.0, 1.0);
        offset -= std::clamp(step_b, -1.0, 1.0);
        if (std::abs(step_a) + std::abs(step_b) < 1e-9) break;
    }
    return {slope, offset};
}

}  // namespace

SupportVectors::SupportVectors(const std::vector<Features>& samples,
                               const std::vector<bool>& positive,
                               const std::vector<std::string>& patients) {
    const auto positives = std::count(positive.begin(), positive.end(), true);
    if (positives == 0 || positives == static_cast<std::ptrdiff_t>(positive.size()))
        throw ConfigError("a support-vector machine needs samples of two classes");
    if (samples.front().empty()) throw ConfigError("a support-vector machine needs features");
    const auto count = double(samples.size());
    for (std::size_t k = 0; k < samples.front().size(); ++k) {
        double mean = 0;
        double square = 0;
        for (const Features& sample : samples) mean += sample[k].value / count;
        for (const Features& sample : samples) square += std::pow(sample[k].value - mean, 2);
        means_.push_back(mean);
        deviations_.push_back(std::max(1e-9, std::sqrt(square / count)));
    }
    const cv::Mat inputs = standardised(samples);
    const cv::Mat labels = labelsOf(positive);
    const std::vector<int> folds = foldsOf(patients);
    requireBothClassesBesides(folds, positive);
    Setting best;
    double best_rank = -1;
    std::vector<double> best_values;
    for (const double penalty : kPenalties)
        for (const double width : kWidths) {
            const Setting setting{penalty, width / inputs.cols};
            auto values = crossValidated(inputs, labels, folds, setting);
            const double rank = rankOf(values, positive);
            if (rank <= best_rank) continue;
            best_rank = rank;
            best = setting;
            best_values = std::move(values);
        }
    std::tie(slope_, offset_) = sigmoidFor(best_values, positive);
    machine_ = trained(inputs, labels, best);
}

cv::Mat SupportVectors::standardised(const std::vector<Features>& samples) const {
    cv::Mat inputs(static_cast<int>(samples.size()), static_cast<int>(means_.size()), CV_32FC1);
    for (int i = 0; i < inputs.rows; ++i)
        for (int k = 0; k < inputs.cols; ++k) {
            const auto at = static_cast<std::size_t>(k);
            const double value =
                (samples[static_cast<std::size_t>(i)].at(at).value - means_[at]) / deviations_[at];
            inputs.at<float>(i, k) =
                std::isfinite(value) ? float(std::clamp(value, -kFarthest, kFarthest)) : 0;
        }
    return inputs;
}

double SupportVectors::probability(const Features& features) const {
    const double value = decisions(*machine_, standardised({features})).front();
    return 1 / (1 + std::exp(-(slope_ * value + offset_)));
}

}  // namespace sonomask::appraisal
