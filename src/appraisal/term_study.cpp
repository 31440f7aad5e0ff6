#include "appraisal/term_study.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace sonomask::appraisal {
namespace {

using descriptors::Features;
using descriptors::SoftmaxClassifier;
using descriptors::TermModels;
using Ratings = std::vector<std::pair<std::string, std::string>>;

/// What a recipe learns from, and who the patients are.
struct Samples {
    std::vector<Features> features;
    std::vector<std::string> words;
    std::vector<std::string> patients;
};

Samples samplesFor(const TermModels::Recipe& recipe, const std::vector<MeasuredMass>& masses) {
    Samples samples;
    for (const MeasuredMass& mass : masses) {
        std::string word = statedWord(mass.item, recipe.term);
        if (word.empty()) continue;
        samples.features.push_back(TermModels::seenBy(recipe, mass.features));
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

TermAgreement agreementOf(const std::string& term, const Ratings& ratings,
                          const std::vector<std::string>& patients) {
    std::set<std::string> words;
    for (const auto& [reader, program] : ratings) words.insert({reader, program});
    const std::vector<std::string> classes(words.begin(), words.end());
    return {term, evaluation::AgreementTable(classes, ratings),
            evaluation::kappaInterval(classes, ratings, patients)};
}

SoftmaxClassifier trainWithout(int fold, const std::vector<int>& fold_of, const Samples& samples,
                               const SoftmaxClassifier::Training& training) {
    std::vector<Features> features;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < fold_of.size(); ++i) {
        if (fold_of[i] == fold) continue;
        features.push_back(samples.features[i]);
        words.push_back(samples.words[i]);
    }
    return SoftmaxClassifier::train(features, words, training);
}

}  // namespace

TermAgreement crossValidate(const TermModels::Recipe& recipe,
                            const std::vector<MeasuredMass>& masses, int folds,
                            std::uint64_t seed) {
    const Samples samples = samplesFor(recipe, masses);
    const std::vector<int> fold_of = foldsOf(samples, folds, seed);
    Ratings ratings(samples.words.size());
    for (int fold = 0; fold < folds; ++fold) {
        const auto classifier = trainWithout(fold, fold_of, samples, recipe.training);
        for (std::size_t i = 0; i < fold_of.size(); ++i)
            if (fold_of[i] == fold)
                ratings[i] = {samples.words[i], likeliest(classifier, samples.features[i])};
    }
    return agreementOf(recipe.term, ratings, samples.patients);
}

TermAgreement compareWith(const TermModels& models, const std::string& term,
                          const std::vector<MeasuredMass>& masses) {
    Ratings ratings;
    std::vector<std::string> patients;
    for (const MeasuredMass& mass : masses) {
        const std::string word = statedWord(mass.item, term);
        if (word.empty()) continue;
        ratings.emplace_back(word, models.decide(term, mass.features).value);
        patients.push_back(mass.item.patient);
    }
    return agreementOf(term, ratings, patients);
}

SoftmaxClassifier trainTerm(const TermModels::Recipe& recipe,
                            const std::vector<MeasuredMass>& masses) {
    const Samples samples = samplesFor(recipe, masses);
    return SoftmaxClassifier::train(samples.features, samples.words, recipe.training);
}

}  // namespace sonomask::appraisal
