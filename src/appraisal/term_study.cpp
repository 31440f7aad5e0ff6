#include "appraisal/term_study.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <span>
#include <utility>

namespace sonomask::appraisal {
namespace {

using descriptors::Features;
using descriptors::SoftmaxClassifier;
using descriptors::TermModels;
/// For intervals; each one means κ of every partition.
constexpr int kResamples = 1000;

using Ratings = std::vector<std::pair<std::string, std::string>>;

/// What a recipe learns from, and who the patients are.
struct Samples {
    std::vector<Features> features;
    std::vector<Features> judged;
    std::vector<std::string> words;
    std::vector<std::string> patients;
};

Samples samplesFor(const TermModels::Recipe& recipe, const std::vector<MeasuredMass>& masses) {
    Samples samples;
    for (const MeasuredMass& mass : masses) {
        std::string word = statedWord(mass.item, recipe.term);
        if (word.empty()) continue;
        samples.features.push_back(TermModels::seenBy(recipe, mass.features));
        samples.judged.push_back(TermModels::seenBy(recipe, mass.judged));
        samples.words.push_back(std::move(word));
        samples.patients.push_back(mass.item.patient.empty() ? mass.item.id : mass.item.patient);
    }
    return samples;
}

/// A fold for each sample: patients are shuffled and dealt out word by word.
std::vector<int> foldsOf(const Samples& samples, int folds, std::uint64_t seed) {
    std::map<std::string, std::set<std::string>> patients_of;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < samples.words.size(); ++i)
        if (seen.insert(samples.patients[i]).second)
            patients_of[samples.words[i]].insert(samples.patients[i]);
    std::mt19937_64 random(seed);
    std::map<std::string, int> fold_of;
    int next = 0;
    for (const auto& [word, patients] : patients_of) {
        std::vector<std::string> order(patients.begin(), patients.end());
        // std::shuffle differs between standard libraries; this does not.
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
        for (const std::string& patient : order) fold_of[patient] = next++ % folds;
    }
    std::vector<int> result;
    for (const std::string& patient : samples.patients) result.push_back(fold_of[patient]);
    return result;
}

std::string likeliest(const SoftmaxClassifier& classifier, const Features& features) {
    const auto all = classifier.probabilities(features);
    return std::max_element(
               all.begin(), all.end(),
               [](const auto& a, const auto& b) { return a.probability < b.probability; })
        ->name;
}

/// The mean of κ over partitions, and its interval over patients.
TermAgreement agreementOf(const std::string& term, const std::vector<Ratings>& partitions,
                          const std::vector<std::string>& patients) {
    std::set<std::string> words;
    for (const Ratings& ratings : partitions)
        for (const auto& [reader, program] : ratings) words.insert({reader, program});
    const std::vector<std::string> classes(words.begin(), words.end());
    const auto meanKappa = [&](std::span<const std::size_t> drawn) {
        double sum = 0;
        for (const Ratings& ratings : partitions) {
            Ratings sample;
            for (const std::size_t i : drawn) sample.push_back(ratings[i]);
            sum += evaluation::AgreementTable(classes, sample).kappa();
        }
        return sum / static_cast<double>(partitions.size());
    };
    std::vector<std::size_t> all(patients.size());
    std::iota(all.begin(), all.end(), 0);
    return {term, evaluation::AgreementTable(classes, partitions.front()), meanKappa(all),
            evaluation::bootstrap(patients, meanKappa, {kResamples})};
}

SoftmaxClassifier trainWithout(int fold, const std::vector<int>& fold_of, const Samples& samples,
                               const SoftmaxClassifier::Training& training) {
    std::vector<Features> features;
    std::vector<Features> judged;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < fold_of.size(); ++i) {
        if (fold_of[i] == fold) continue;
        features.push_back(samples.features[i]);
        words.push_back(samples.words[i]);
    }
    return SoftmaxClassifier::train(features, words, training);
}

/// The reader's word and the word of a classifier that has not seen the mass.
Ratings ratingsOf(const TermModels::Recipe& recipe, const Samples& samples, int folds,
                  std::uint64_t seed) {
    const std::vector<int> fold_of = foldsOf(samples, folds, seed);
    Ratings ratings(samples.words.size());
    for (int fold = 0; fold < folds; ++fold) {
        const auto classifier = trainWithout(fold, fold_of, samples, recipe.training);
        for (std::size_t i = 0; i < fold_of.size(); ++i)
            if (fold_of[i] == fold)
                ratings[i] = {samples.words[i], likeliest(classifier, samples.judged[i])};
    }
    return ratings;
}

}  // namespace

TermAgreement crossValidate(const TermModels::Recipe& recipe,
                            const std::vector<MeasuredMass>& masses, const Partitions& partitions) {
    const Samples samples = samplesFor(recipe, masses);
    std::vector<Ratings> all;
    for (int i = 0; i < partitions.partitions; ++i)
        all.push_back(ratingsOf(recipe, samples, partitions.folds,
                                partitions.seed + static_cast<std::uint64_t>(i)));
    return agreementOf(recipe.term, all, samples.patients);
}

TermAgreement compareWith(const TermModels& models, const std::string& term,
                          const std::vector<MeasuredMass>& masses) {
    Ratings ratings;
    std::vector<std::string> patients;
    for (const MeasuredMass& mass : masses) {
        const std::string word = statedWord(mass.item, term);
        if (word.empty()) continue;
        ratings.emplace_back(word, models.decide(term, mass.judged).value);
        patients.push_back(mass.item.patient);
    }
    return agreementOf(term, {ratings}, patients);
}

SoftmaxClassifier trainTerm(const TermModels::Recipe& recipe,
                            const std::vector<MeasuredMass>& masses) {
    const Samples samples = samplesFor(recipe, masses);
    return SoftmaxClassifier::train(samples.features, samples.words, recipe.training);
}

}  // namespace sonomask::appraisal
