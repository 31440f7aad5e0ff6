#include "appraisal/second_opinion.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "appraisal/support_vectors.h"
#include "base/error.h"

namespace sonomask::appraisal {
namespace {

using testing::HasSubstr;

/// Malignant masses lie in a ring around the benign ones: a straight cut cannot part them.
std::vector<MeasuredMass> ring(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 0.25);
    std::vector<MeasuredMass> masses;
    for (int i = 0; i < 160; ++i) {
        MeasuredMass mass;
        mass.item.id = std::to_string(i);
        mass.item.label = i % 2 ? "malignant" : "benign";
        const double radius = i % 2 ? 2 : 0.3;
        const double x = radius * std::cos(i) + noise(random);
        const double y = radius * std::sin(i) + noise(random);
        mass.features = {{"margin_x", x}, {"margin_y", y}, {"hu_1", x}, {"hu_2", y}};
        mass.judged = mass.features;
        masses.push_back(std::move(mass));
    }
    return masses;
}

TEST(SecondOpinion, SupportVectorsFindARingThatALineCannot) {
    const auto opinions = compareOpinions(ring(1), ring(2));
    ASSERT_EQ(opinions.size(), 3U);
    EXPECT_LT(opinions[0].auc, 0.7);
    for (std::size_t i : {1U, 2U}) {
        EXPECT_GT(opinions[i].auc, 0.97) << opinions[i].name;
        EXPECT_LT(opinions[i].brier, 0.06) << opinions[i].name;
        EXPECT_LE(opinions[i].auc_interval.low, opinions[i].auc);
    }
}

TEST(SecondOpinion, ProbabilitiesAreCalibratedWhereClassesOverlap) {
    // One feature whose classes overlap: of those said to be malignant at 0.8, about that many are.
    std::mt19937 random(3);
    std::normal_distribution<double> noise(0, 1);
    std::vector<descriptors::Features> samples;
    std::vector<bool> positive;
    std::vector<std::string> patients;
    for (int i = 0; i < 400; ++i) {
        positive.push_back(i % 2);
        samples.push_back({{"x", (i % 2) * 1.5 + noise(random)}});
        patients.push_back(std::to_string(i));
    }
    const SupportVectors machine(samples, positive, patients);
    // Normal classes of equal width, 1.5 apart: the odds are exp(1.5 (x - 0.75)).
    for (const double x : {0.0, 0.75, 1.5})
        EXPECT_NEAR(machine.probability({{"x", x}}), 1 / (1 + std::exp(-1.5 * (x - 0.75))), 0.12)
            << x;
}

TEST(SecondOpinion, RefusesOneClassOnly) {
    EXPECT_THROW(SupportVectors({{{"x", 1}}, {{"x", 2}}}, {true, true}, {"a", "b"}), ConfigError);
    EXPECT_THROW(SupportVectors({{}, {}}, {true, false}, {"a", "b"}), ConfigError);
    const descriptors::Features one{{"x", 1}}, two{{"x", 2}};
    const std::vector<descriptors::Features> six{one, two, one, two, one, two};
    EXPECT_THROW(SupportVectors(six, {true, false, true, false, true, false},
                                {"a", "b", "c", "d", "a", "b"}),
                 ConfigError)
        << "four patients";
    EXPECT_THROW(SupportVectors(six, {true, false, false, false, false, false},
                                {"a", "b", "c", "d", "e", "f"}),
                 ConfigError)
        << "one patient has all of a class";
}

TEST(SecondOpinion, JudgesAClassifierThatIsThere) {
    descriptors::TermModels models;
    std::vector<MeasuredMass> masses = ring(2);
    for (MeasuredMass& mass : masses)
        mass.judged = {{"x", mass.item.label == "benign" ? 0.0 : 1.0}};
    models.set("malignancy", descriptors::SoftmaxClassifier::train(
                                 {{{"x", 0}}, {{"x", 1}}}, {"benign", "malignant"}, {1, 0}));
    EXPECT_DOUBLE_EQ(opinionOf(models, masses).auc, 1);
}

TEST(SecondOpinion, TheReportOfMassesWithoutBothLabelsHoldsNoNumbersThatAreNone) {
    descriptors::TermModels models;
    models.set("malignancy", descriptors::SoftmaxClassifier::train(
                                 {{{"x", 0}}, {{"x", 1}}}, {"benign", "malignant"}, {1, 0}));
    std::vector<MeasuredMass> masses = ring(2);
    for (MeasuredMass& mass : masses) {
        mass.item.label = "benign";
        mass.judged = {{"x", 0.0}};
    }
    EXPECT_THAT(opinionsMarkdown({opinionOf(models, masses)}),
                HasSubstr("| shipped | 160 | – | – to – | 0."));
    for (MeasuredMass& mass : masses) mass.item.label = "";
    EXPECT_EQ(opinionsMarkdown({opinionOf(models, masses)}),
              "Nothing can be compared: no mass is labelled benign or malignant.\n");
    EXPECT_THAT(opinionsJson({opinionOf(models, masses)}).dump(), HasSubstr("\"brier\":null"));
}

TEST(SecondOpinion, TheReportHoldsFiguresCalibrationAndCurve) {
    const auto opinions = compareOpinions(ring(1), ring(2));
    const std::string text = opinionsMarkdown(opinions);
    EXPECT_THAT(text, HasSubstr("| logistic regression | 160 |"));
    EXPECT_THAT(text, HasSubstr("support vectors, classic features, predicted/observed"));
    const auto roc = opinionsJson(opinions)[1].at("roc");
    EXPECT_EQ(roc.front(), nlohmann::json({0, 0}));
    EXPECT_EQ(roc.back(), nlohmann::json({1.0, 1.0}));
}

}  // namespace
}  // namespace sonomask::appraisal
