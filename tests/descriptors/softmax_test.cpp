#include "descriptors/softmax.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::descriptors {
namespace {

struct Data {
    std::vector<Features> samples;
    std::vector<std::string> classes;
};

/// Three overlapping clouds that only the first two features tell apart.
Data clouds(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 0.5);
    Data data;
    for (int i = 0; i < 300; ++i) {
        const int kind = i % 3;
        data.samples.push_back({{"x", 10 * (kind == 1) + 5 * noise(random)},
                                {"y", 0.1 * (kind == 2) + 0.05 * noise(random)},
                                {"noise", noise(random)}});
        data.classes.push_back(std::string(1, static_cast<char>('a' + kind)));
    }
    return data;
}

double accuracy(const SoftmaxClassifier& classifier, const Data& data) {
    int right = 0;
    for (std::size_t i = 0; i < data.samples.size(); ++i) {
        for (const auto& [name, probability] : classifier.probabilities(data.samples[i]))
            if (name == data.classes[i] && probability > 0.5) ++right;
    }
    return double(right) / double(data.samples.size());
}

TEST(Softmax, LearnsWhatTellsTheClassesApart) {
    const Data data = clouds(1);
    const auto classifier = SoftmaxClassifier::train(data.samples, data.classes, {1, 0});
    EXPECT_GT(accuracy(classifier, clouds(2)), 0.93);
    double sum = 0;
    for (const auto& item : classifier.probabilities(data.samples[0])) sum += item.probability;
    EXPECT_NEAR(sum, 1, 1e-12);
}

TEST(Softmax, TheMeanOfClassifiersAveragesTheirScores) {
    const Data data = clouds(1);
    std::vector<Features> first;
    std::vector<Features> others;
    for (const Features& sample : data.samples) {
        first.push_back({sample[0]});
        others.push_back({sample[1], sample[2]});
    }
    const auto a = SoftmaxClassifier::train(first, data.classes, {1, 0});
    const auto b = SoftmaxClassifier::train(others, data.classes, {0.1, 0});
    const auto both = SoftmaxClassifier::mean({a, b});
    EXPECT_GT(accuracy(both, clouds(2)), std::max(accuracy(a, clouds(2)), accuracy(b, clouds(2))));
    // A mean of scores is a geometric mean of probabilities: their ratios say so.
    const auto ratio = [&](const SoftmaxClassifier& classifier) {
        const auto p = classifier.probabilities(data.samples[7]);
        return p[0].probability / p[1].probability;
    };
    EXPECT_NEAR(ratio(both), std::sqrt(ratio(a) * ratio(b)), 1e-9 * ratio(both));
    EXPECT_EQ(both.contributions(data.samples[7], "a").size(), 3U);
}

TEST(Softmax, HasNoMeanOfNothingOrOfDifferentClasses) {
    const Data data = clouds(1);
    const auto three = SoftmaxClassifier::train(data.samples, data.classes, {1, 0});
    const auto two =
        SoftmaxClassifier::train({data.samples[0], data.samples[1]}, {"a", "b"}, {1, 0});
    EXPECT_THROW(SoftmaxClassifier::mean({}), ConfigError);
    EXPECT_THROW(SoftmaxClassifier::mean({three, two}), ConfigError);
}

TEST(Softmax, NamesTheFeatureThatDecided) {
    const Data data = clouds(1);
    const auto classifier = SoftmaxClassifier::train(data.samples, data.classes, {1, 0});
    const auto evidence = classifier.contributions({{"x", 0}, {"y", 0.12}, {"noise", 0}}, "c");
    EXPECT_EQ(evidence.front().feature, "y");
    EXPECT_NEAR(evidence.front().value, 0.12, 1e-9);
    EXPECT_GT(evidence.front().weight, 0);
}

TEST(Softmax, SurvivesBeingWrittenAndRead) {
    const Data data = clouds(1);
    const auto classifier = SoftmaxClassifier::train(data.samples, data.classes, {1, 0});
    const auto again =
        nlohmann::json::parse(nlohmann::json(classifier).dump()).get<SoftmaxClassifier>();
    const auto a = classifier.probabilities(data.samples[5]);
    const auto b = again.probabilities(data.samples[5]);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_DOUBLE_EQ(a[i].probability, b[i].probability);
}

TEST(Softmax, BalanceHearsTheRareClass) {
    Data data = clouds(3);
    for (std::size_t i = 0; i < data.classes.size(); ++i) data.classes[i] = i % 30 ? "no" : "yes";
    const Features middle{{"x", 3}, {"y", 0.03}, {"noise", 0}};
    const auto rare = SoftmaxClassifier::train(data.samples, data.classes, {1, 0});
    const auto heard = SoftmaxClassifier::train(data.samples, data.classes, {1, 1});
    EXPECT_LT(rare.probabilities(middle)[1].probability, 0.15);
    EXPECT_GT(heard.probabilities(middle)[1].probability, 0.3);
}

TEST(Softmax, RefusesOneClassMissingFeaturesAndDamage) {
    const Data data = clouds(1);
    EXPECT_THROW(SoftmaxClassifier::train(data.samples,
                                          std::vector<std::string>(data.samples.size(), "a"), {}),
                 ConfigError);
    const auto classifier = SoftmaxClassifier::train(data.samples, data.classes, {});
    EXPECT_THROW(classifier.probabilities({{"x", 1}}), ConfigError);
    nlohmann::json damaged = classifier;
    damaged["means"].erase(0);
    EXPECT_THROW(damaged.get<SoftmaxClassifier>(), ModelError);
}

}  // namespace
}  // namespace sonomask::descriptors
