#include "appraisal/term_study.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <set>
#include <span>
#include <utility>

#include "base/error.h"

namespace sonomask::appraisal {
namespace {

using descriptors::Features;
using descriptors::SoftmaxClassifier;
using descriptors::TermModels;
/// For intervals; each one means over the partitions.
constexpr int kResamples = 1000;
/// How recipes are compared. The seed is far from those of the partitions that judge.
constexpr Partitions kChoosing{4, 2, 1000};

using Indices = std::vector<std::size_t>;
using Ratings = std::vector<std::pair<std::string, std::string>>;

/// The masses for which the table states a word of the lesson's term.
struct Material {
    const Lesson* lesson;
    std::vector<std::string> words;
    std::vector<std::string> patients;
    std::vector<const MeasuredMass*> masses;

    Indices all() const {
        Indices indices(words.size());
        std::iota(indices.begin(), indices.end(), 0);
        return indices;
    }
};

Material materialFor(const Lesson& lesson, const std::vector<MeasuredMass>& masses) {
    Material material{&lesson, {}, {}, {}};
    for (const MeasuredMass& mass : masses) {
        std::string word = statedWord(mass.item, lesson.term);
        if (word.empty()) continue;
        material.words.push_back(std::move(word));
        material.patients.push_back(personOf(mass.item));
        material.masses.push_back(&mass);
    }
    return material;
}

/// A classifier parts two words at least.
void requireTwoWords(const Material& material, const Indices& from) {
    const std::set<std::string> stated(material.words.begin(), material.words.end());
    if (stated.empty()) throw ConfigError("the table states no reader's word");
    const std::string count = "(masses: " + std::to_string(material.words.size()) + ")";
    if (stated.size() == 1)
        throw ConfigError("the table states one word only, \"" + *stated.begin() + "\" " + count);
    const auto differs = [&](std::size_t i) {
        return material.words[i] != material.words[from[0]];
    };
    if (std::none_of(from.begin(), from.end(), differs))
        throw ConfigError("the table states too few words " + count +
                          ": a part of the cross-validation holds one word only");
}

/// A fold for each of the masses `among`: patients are shuffled and dealt out word by word.
std::vector<int> foldsOf(const Material& material, const Indices& among, int folds,
                         std::uint64_t seed) {
    std::map<std::string, std::set<std::string>> patients_of;
    std::set<std::string> seen;
    for (const std::size_t i : among)
        if (seen.insert(material.patients[i]).second)
            patients_of[material.words[i]].insert(material.patients[i]);
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
    for (const std::size_t i : among) result.push_back(fold_of[material.patients[i]]);
    return result;
}

std::string likeliest(const SoftmaxClassifier& classifier, const Features& features) {
    const auto all = classifier.probabilities(features);
    return std::max_element(
               all.begin(), all.end(),
               [](const auto& a, const auto& b) { return a.probability < b.probability; })
        ->name;
}

/// Where there are second outlines the two of a mass share its weight: the classifier is as free as
/// one of as many masses.
SoftmaxClassifier trained(const Material& material, const TermModels::Recipe& recipe,
                          const Indices& from) {
    requireTwoWords(material, from);
    std::vector<const Features*> outlines;
    std::vector<std::string> words;
    const auto add = [&](const Features& features, std::size_t i) {
        outlines.push_back(&features);
        words.push_back(material.words[i]);
    };
    for (const std::size_t i : from) add(material.masses[i]->features, i);
    for (const std::size_t i : from)
        if (!material.masses[i]->second.empty()) add(material.masses[i]->second, i);
    std::vector<SoftmaxClassifier> members;
    for (auto [prefixes, training] : recipe.members) {
        std::vector<Features> seen;
        for (const Features* all : outlines) seen.push_back(TermModels::seenBy(prefixes, *all));
        training.freedom *= double(from.size()) / double(outlines.size());
        members.push_back(SoftmaxClassifier::train(seen, words, training));
    }
    return SoftmaxClassifier::mean(members);
}

/// Which recipe to use, learnt from some masses only.
using Choice = std::function<std::size_t(const Indices& from)>;

/// The reader's word for each of the masses `among` and that of a classifier that was chosen and
/// trained without the mass.
Ratings ratingsOf(const Material& material, const Indices& among, const Choice& choice, int folds,
                  std::uint64_t seed) {
    const std::vector<int> fold_of = foldsOf(material, among, folds, seed);
    Ratings ratings(among.size());
    for (int fold = 0; fold < folds; ++fold) {
        Indices others;
        for (std::size_t k = 0; k < among.size(); ++k)
            if (fold_of[k] != fold) others.push_back(among[k]);
        const SoftmaxClassifier classifier =
            trained(material, material.lesson->recipes[choice(others)], others);
        for (std::size_t k = 0; k < among.size(); ++k)
            if (fold_of[k] == fold)
                ratings[k] = {material.words[among[k]],
                              likeliest(classifier, material.masses[among[k]]->judged)};
    }
    return ratings;
}

evaluation::AgreementTable tableOf(const Ratings& ratings) {
    std::set<std::string> words;
    for (const auto& [reader, program] : ratings) words.insert({reader, program});
    return {{words.begin(), words.end()}, ratings};
}

std::size_t bestFrom(const Material& material, const Indices& from, const std::stop_token& stop) {
    const std::size_t recipes = material.lesson->recipes.size();
    if (recipes == 1) return 0;
    std::size_t best = 0;
    double best_kappa = -2;
    for (std::size_t recipe = 0; recipe < recipes; ++recipe) {
        double kappa = 0;
        for (int i = 0; i < kChoosing.partitions; ++i) {
            throwIfStopped(stop);
            kappa += tableOf(ratingsOf(
                                 material, from, [&](const Indices&) { return recipe; },
                                 kChoosing.folds, kChoosing.seed + static_cast<std::uint64_t>(i)))
                         .kappa();
        }
        if (!(kappa > best_kappa)) continue;
        best_kappa = kappa;
        best = recipe;
    }
    return best;
}

using Measure = double (evaluation::AgreementTable::*)() const;

/// A measure's mean over partitions, for masses that may be drawn several times.
double meanOver(const std::vector<Ratings>& partitions, std::span<const std::size_t> drawn,
                Measure measure) {
    double sum = 0;
    for (const Ratings& ratings : partitions) {
        Ratings sample;
        for (const std::size_t i : drawn) sample.push_back(ratings[i]);
        sum += (tableOf(sample).*measure)();
    }
    return sum / static_cast<double>(partitions.size());
}

TermAgreement agreementOf(const std::string& term, const std::vector<Ratings>& partitions,
                          const std::vector<std::string>& patients) {
    Indices all(patients.size());
    std::iota(all.begin(), all.end(), 0);
    const auto mean = [&](Measure measure) { return meanOver(partitions, all, measure); };
    const auto interval = [&](Measure measure) {
        return evaluation::bootstrap(
            patients, [&](auto drawn) { return meanOver(partitions, drawn, measure); },
            {kResamples});
    };
    constexpr Measure kKappa = &evaluation::AgreementTable::kappa;
    constexpr Measure kAccuracy = &evaluation::AgreementTable::observedAgreement;
    return {term,
            tableOf(partitions.front()),
            mean(kKappa),
            interval(kKappa),
            mean(kAccuracy),
            interval(kAccuracy),
            {}};
}

}  // namespace

const descriptors::TermModels::Recipe& bestRecipe(const Lesson& lesson,
                                                  const std::vector<MeasuredMass>& masses) {
    const Material material = materialFor(lesson, masses);
    return lesson.recipes[bestFrom(material, material.all(), {})];
}

TermAgreement crossValidate(const Lesson& lesson, const std::vector<MeasuredMass>& masses,
                            const Partitions& partitions, const std::stop_token& stop) {
    const Material material = materialFor(lesson, masses);
    std::map<std::string, int> chosen;
    const Choice choice = [&](const Indices& from) {
        const std::size_t recipe = bestFrom(material, from, stop);
        ++chosen[inWords(lesson.recipes[recipe])];
        return recipe;
    };
    std::vector<Ratings> all;
    for (int i = 0; i < partitions.partitions; ++i)
        all.push_back(ratingsOf(material, material.all(), choice, partitions.folds,
                                partitions.seed + static_cast<std::uint64_t>(i)));
    TermAgreement agreement = agreementOf(lesson.term, all, material.patients);
    agreement.chosen = std::move(chosen);
    return agreement;
}

TermAgreement compareWith(const descriptors::TermModels& models, const std::string& term,
                          const std::vector<MeasuredMass>& masses) {
    Ratings ratings;
    std::vector<std::string> patients;
    for (const MeasuredMass& mass : masses) {
        const std::string word = statedWord(mass.item, term);
        if (word.empty()) continue;
        ratings.emplace_back(word, models.decide(term, mass.judged).value);
        patients.push_back(personOf(mass.item));
    }
    return agreementOf(term, {ratings}, patients);
}

SoftmaxClassifier trainTerm(const Lesson& lesson, const std::vector<MeasuredMass>& masses) {
    const Material material = materialFor(lesson, masses);
    const Indices all = material.all();
    return trained(material, lesson.recipes[bestFrom(material, all, {})], all);
}

}  // namespace sonomask::appraisal
