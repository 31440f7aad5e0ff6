#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "appraisal/agreement_report.h"
#include "appraisal/discrimination.h"
#include "appraisal/term_study.h"
#include "base/error.h"

namespace sonomask::appraisal {
namespace {

using descriptors::TermModels;
using testing::HasSubstr;

TEST(Roc, CountsThePairsThatAreInOrder) {
    EXPECT_DOUBLE_EQ(areaUnderRoc({{0.1, false, "a"}, {0.4, true, "b"}, {0.3, false, "c"}}), 1);
    EXPECT_DOUBLE_EQ(areaUnderRoc({{0.9, false, "a"}, {0.4, true, "b"}}), 0);
    // Of four pairs two are won, one is tied.
    EXPECT_DOUBLE_EQ(
        areaUnderRoc({{0.2, false, "a"}, {0.6, false, "b"}, {0.2, true, "c"}, {0.8, true, "d"}}),
        0.625);
    EXPECT_TRUE(std::isnan(areaUnderRoc({{0.9, true, "a"}})));
}

TEST(StatedWord, ReadsTheTablesColumns) {
    evaluation::Case item;
    item.label = "benign";
    item.others = {{"margin", "not circumscribed - spiculated&indistinct"},
                   {"shape", "not applicable"},
                   {"calcifications", "in a mass"},
                   {"halo", "yes"}};
    EXPECT_EQ(statedWord(item, "margin"), "not circumscribed");
    EXPECT_EQ(statedWord(item, "margin spiculated"), "yes");
    EXPECT_EQ(statedWord(item, "margin angular"), "no");
    EXPECT_EQ(statedWord(item, "shape"), "");
    EXPECT_EQ(statedWord(item, "rim"), "yes");
    EXPECT_EQ(statedWord(item, "calcifications"), "in the mass");
    EXPECT_EQ(statedWord(item, "posterior"), "");
    EXPECT_EQ(statedWord(item, "malignancy"), "benign");
}

/// Masses whose `label` shows in a feature (or in none), two pictures a patient.
std::vector<MeasuredMass> masses(double strength) {
    std::mt19937 random(5);
    std::normal_distribution<double> noise(0, 1);
    std::vector<MeasuredMass> result;
    for (int i = 0; i < 120; ++i) {
        MeasuredMass mass;
        mass.item.id = std::to_string(i);
        mass.item.patient = std::to_string(i / 2);
        mass.item.label = i / 2 % 2 ? "malignant" : "benign";
        // The second feature knows the patient: of use only to who has seen the other picture.
        mass.features = {{"x", strength * (i / 2 % 2) + noise(random)},
                         {"patient", double(i / 2 % 7) + noise(random)}};
        mass.judged = mass.features;
        result.push_back(std::move(mass));
    }
    return result;
}

const Lesson kLesson{"malignancy", {{"malignancy", {{{}, {1, 0}}}}}};

TEST(CrossValidation, FindsWhatIsThereAndNothingWhereNothingIs) {
    EXPECT_GT(crossValidate(kLesson, masses(4)).table.kappa(), 0.85);
    EXPECT_LT(std::abs(crossValidate(kLesson, masses(0)).table.kappa()), 0.3);
}

TEST(CrossValidation, TheSameSeedGivesTheSameWords) {
    const auto once = crossValidate(kLesson, masses(1), {5, 2, 3});
    const auto again = crossValidate(kLesson, masses(1), {5, 2, 3});
    EXPECT_EQ(once.table.count(0, 1), again.table.count(0, 1));
    EXPECT_EQ(once.table.total(), 120);
}

TEST(CrossValidation, GivesTheMeanOverItsPartitionsWithAnInterval) {
    const auto first = crossValidate(kLesson, masses(1), {5, 1, 3});
    const auto second = crossValidate(kLesson, masses(1), {5, 1, 4});
    const auto both = crossValidate(kLesson, masses(1), {5, 2, 3});
    EXPECT_NEAR(both.kappa, (first.kappa + second.kappa) / 2, 1e-12);
    EXPECT_LT(both.kappa_interval.low, both.kappa);
    EXPECT_GT(both.kappa_interval.high, both.kappa);
}

/// Which of many features of pure chance to believe is chosen, too.
TEST(CrossValidation, IsNotFooledByAChoiceAmongManyRecipes) {
    std::vector<MeasuredMass> chance = masses(0);
    Lesson lesson{"malignancy", {}};
    std::mt19937 random(11);
    std::normal_distribution<double> noise(0, 1);
    for (int k = 0; k < 30; ++k) {
        const std::string name = "noise" + std::to_string(k) + "_";
        lesson.recipes.push_back({"malignancy", {{{name}, {1, 0}}}});
        for (MeasuredMass& mass : chance) {
            mass.features.push_back({name, noise(random)});
            mass.judged = mass.features;
        }
    }
    double luckiest = 0;
    for (const auto& recipe : lesson.recipes)
        luckiest =
            std::max(luckiest, crossValidate({"malignancy", {recipe}}, chance, {5, 1, 3}).kappa);
    const TermAgreement honest = crossValidate(lesson, chance, {5, 1, 3});
    EXPECT_GT(luckiest, 0.15);
    EXPECT_LT(std::abs(honest.kappa), 0.12);
    int choices = 0;
    for (const auto& [recipe, times] : honest.chosen) choices += times;
    EXPECT_EQ(choices, 5);
}

TEST(BestRecipe, FindsTheFeatureThatTells) {
    const Lesson lesson{
        "malignancy", {{"malignancy", {{{"patient"}, {1, 0}}}}, {"malignancy", {{{"x"}, {1, 0}}}}}};
    EXPECT_EQ(bestRecipe(lesson, masses(4)).members.front().prefixes.front(), "x");
}

TEST(Lessons, GatherTheRecipesOfEachTerm) {
    EXPECT_GT(lessonFor("shape").recipes.size(), 1U);
    for (const Lesson& lesson : lessons())
        for (const auto& recipe : lesson.recipes) EXPECT_EQ(recipe.term, lesson.term);
    EXPECT_THROW(lessonFor("colour"), ConfigError);
}

TEST(CrossValidation, AsksAboutTheOutlineUnderTest) {
    std::vector<MeasuredMass> blurred = masses(4);
    for (MeasuredMass& mass : blurred) mass.judged[0].value = 2;
    EXPECT_LT(std::abs(crossValidate(kLesson, blurred).kappa), 0.2);
}

/// The outline under test shows the word in another feature than the reference does.
TEST(CrossValidation, LearnsFromTheSecondOutlineToo) {
    std::vector<MeasuredMass> rough = masses(4);
    for (MeasuredMass& mass : rough) {
        mass.features[1].value = 0;
        mass.judged[1].value = mass.features[0].value;
        mass.judged[0].value = 2;
    }
    EXPECT_LT(std::abs(crossValidate(kLesson, rough).kappa), 0.3);
    for (MeasuredMass& mass : rough) mass.second = mass.judged;
    EXPECT_GT(crossValidate(kLesson, rough).kappa, 0.6);
    for (MeasuredMass& mass : rough) mass.judged = mass.features;
    EXPECT_GT(crossValidate(kLesson, rough).kappa, 0.6);
}

/// A mass does not weigh more because it is there twice.
TEST(CrossValidation, TheSameOutlineTwiceChangesNothing) {
    std::vector<MeasuredMass> twice = masses(1);
    for (MeasuredMass& mass : twice) mass.second = mass.features;
    const auto once = crossValidate(kLesson, masses(1), {5, 2, 3});
    EXPECT_NEAR(crossValidate(kLesson, twice, {5, 2, 3}).kappa, once.kappa, 0.02);
}

TEST(BestOverlapping, TakesTheMassThatIsMeant) {
    cv::Mat reference = cv::Mat::zeros(100, 100, CV_8UC1);
    reference(cv::Rect(10, 10, 30, 30)).setTo(255);
    cv::Mat found = cv::Mat::zeros(100, 100, CV_8UC1);
    found(cv::Rect(12, 12, 28, 28)).setTo(255);
    found(cv::Rect(60, 60, 39, 39)).setTo(255);
    const auto contour = bestOverlapping(segmentation::lesionsFromMask(found), reference);
    ASSERT_FALSE(contour.empty());
    EXPECT_LT(contour.front().x, 50);
    found(cv::Rect(0, 0, 50, 50)).setTo(0);
    EXPECT_TRUE(bestOverlapping(segmentation::lesionsFromMask(found), reference).empty());
}

/// Why a term cannot be cross-validated.
std::string refusal(const Lesson& lesson, const std::vector<MeasuredMass>& masses) {
    try {
        crossValidate(lesson, masses);
    } catch (const ConfigError& error) {
        return error.reason();
    }
    return "none";
}

TEST(CrossValidation, SaysWhyATermCannotBeLearnt) {
    const Lesson shape{"shape", {{"shape", {{{}, {1, 0}}}}}};
    EXPECT_EQ(refusal(shape, masses(1)), "the table states no reader's word");
    std::vector<MeasuredMass> benign = masses(1);
    for (MeasuredMass& mass : benign) mass.item.label = "benign";
    EXPECT_EQ(refusal(kLesson, benign), "the table states one word only, \"benign\" (masses: 120)");
    benign.front().item.label = "malignant";
    EXPECT_EQ(refusal(kLesson, benign),
              "the table states too few words (masses: 120): a part of the cross-validation holds "
              "one word only");
}

/// The second of each patient's pictures belongs to somebody else of the same id.
TEST(CrossValidation, PatientsOfDifferentDataSetsArePartedAsDifferentPeople) {
    std::vector<MeasuredMass> two = masses(1);
    for (std::size_t i = 0; i < two.size(); ++i) two[i].item.dataset = i % 2 ? "a" : "b";
    std::vector<MeasuredMass> apart = two;
    for (MeasuredMass& mass : apart)
        mass.item.patient = mass.item.dataset + " " + mass.item.patient;
    const auto once = crossValidate(kLesson, two, {5, 1, 3});
    EXPECT_EQ(once.kappa, crossValidate(kLesson, apart, {5, 1, 3}).kappa);
    EXPECT_NE(once.kappa, crossValidate(kLesson, masses(1), {5, 1, 3}).kappa);
}

TEST(AgreementReport, ShowsFiguresAndConfusions) {
    TermModels models;
    models.set("malignancy", trainTerm(kLesson, masses(4)));
    const std::vector<TermAgreement> terms{compareWith(models, "malignancy", masses(4))};
    const std::string text = agreementMarkdown(terms);
    EXPECT_THAT(text, HasSubstr("| malignancy | 120 |"));
    EXPECT_THAT(text, HasSubstr("| reader \\ program | benign | malignant |"));
    const auto json = agreementJson(terms);
    EXPECT_EQ(json[0].at("masses"), 120);
    EXPECT_EQ(json[0].at("confusion").size(), 2U);
}

TEST(AgreementReport, SaysWhatIsNotDefinedOrNotThere) {
    TermModels models;
    models.set("malignancy", trainTerm(kLesson, masses(4)));
    std::vector<MeasuredMass> benign = masses(4);
    std::erase_if(benign, [&](const MeasuredMass& mass) {
        return mass.item.label != "benign" ||
               models.decide("malignancy", mass.judged).value != "benign";
    });
    const std::string text = agreementMarkdown({compareWith(models, "malignancy", benign)});
    EXPECT_THAT(text, HasSubstr(" | – | – to – | 1.00 | 1.00 to 1.00 |"));
    EXPECT_THAT(agreementMarkdown({}), HasSubstr("No term can be compared"));
}

}  // namespace
}  // namespace sonomask::appraisal
