#include "descriptors/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "shapes.h"
#include "value_of.h"

namespace sonomask::descriptors {
namespace {

std::vector<cv::Point2f> asContour(const Points& points) {
    return {points.begin(), points.end()};
}

/// Grainy tissue with a mass of a given level; the strip behind it is brighter or darker by
/// `behind`.
Frame pictureOf(const std::vector<cv::Point2f>& contour, double level, double behind) {
    cv::Mat grey(400, 500, CV_32FC1);
    cv::RNG random(3);
    random.fill(grey, cv::RNG::NORMAL, 110, 25);
    cv::GaussianBlur(grey, grey, {0, 0}, 1);
    const cv::Rect box = cv::boundingRect(contour);
    grey(cv::Rect(box.x, box.br().y, box.width, 399 - box.br().y)) += behind;
    cv::Mat mask = cv::Mat::zeros(grey.size(), CV_8UC1);
    const std::vector<cv::Point> corners(contour.begin(), contour.end());
    cv::fillPoly(mask, std::vector{corners}, cv::Scalar(255));
    cv::Mat inside(grey.size(), CV_32FC1);
    random.fill(inside, cv::RNG::NORMAL, level, 6);
    inside.copyTo(grey, mask);
    Frame frame;
    grey.convertTo(frame.pixels, CV_8UC1);
    return frame;
}

const std::vector<cv::Point2f> kOval = asContour(flower({250, 150}, 40, 0, 0, 1.5));
constexpr PixelSpacing kSquare{1, 1};

TEST(Features, SeeEnhancementAndShadow) {
    const auto behind = [](double change) {
        return valueOf(measureFeatures(pictureOf(kOval, 40, change), kOval, kSquare),
                       "posterior_difference");
    };
    EXPECT_NEAR(behind(40), 40, 6);
    EXPECT_NEAR(behind(0), 0, 4);
    EXPECT_NEAR(behind(-40), -40, 6);
}

TEST(Features, SeeTheMassesLevelAgainstTheTissueBeside) {
    const auto difference = [](double level) {
        return valueOf(measureFeatures(pictureOf(kOval, level, 0), kOval, kSquare),
                       "echo_difference");
    };
    EXPECT_NEAR(difference(40), -70, 5);
    EXPECT_NEAR(difference(160), 50, 5);
}

TEST(Features, ASharpEdgeIsSteeperThanABlurredOne) {
    const Frame sharp = pictureOf(kOval, 30, 0);
    Frame blurred;
    cv::GaussianBlur(sharp.pixels, blurred.pixels, {0, 0}, 6);
    EXPECT_GT(valueOf(measureFeatures(sharp, kOval, kSquare), "margin_steepness"),
              2 * valueOf(measureFeatures(blurred, kOval, kSquare), "margin_steepness"));
}

TEST(Features, DoNotDependOnTheFramesResolution) {
    const Frame frame = pictureOf(kOval, 40, 20);
    Frame fine;
    cv::resize(frame.pixels, fine.pixels, {}, 2, 2, cv::INTER_LINEAR);
    std::vector<cv::Point2f> fine_oval;
    for (const cv::Point2f& point : kOval)
        fine_oval.emplace_back(2 * point.x + 0.5F, 2 * point.y + 0.5F);
    const Features a = measureFeatures(frame, kOval, kSquare);
    const Features b = measureFeatures(fine, fine_oval, kSquare);
    for (const char* name : {"echo_difference", "posterior_difference", "margin_contrast"})
        EXPECT_NEAR(valueOf(a, name), valueOf(b, name), 4) << name;
    EXPECT_NEAR(valueOf(a, "aspect"), valueOf(b, "aspect"), 0.01);
}

TEST(Features, RespectPixelsThatAreNotSquare) {
    // Twice as tall as wide on the body, though an oval on the screen.
    const Features features = measureFeatures(pictureOf(kOval, 40, 0), kOval, {1, 3});
    EXPECT_NEAR(valueOf(features, "aspect"), 0.5, 0.02);
    EXPECT_NEAR(valueOf(features, "tilt_degrees"), 90, 1);
}

TEST(Features, RefuseAnOutlineWithoutArea) {
    const Frame frame = pictureOf(kOval, 40, 0);
    EXPECT_THROW(measureFeatures(frame, {{1, 1}, {2, 2}}, kSquare), ConfigError);
    EXPECT_THROW(measureFeatures(frame, {{1, 1}, {2, 2}, {3, 3}}, kSquare), ConfigError);
}

std::string wordOf(const Frame& frame, const std::vector<cv::Point2f>& contour,
                   const std::string& category) {
    const Description description = describe(frame, contour);
    const Term* term = description.find(category);
    return term ? term->value : "";
}

TEST(Describe, GivesEachTermWithConfidenceAndEvidence) {
    const Description description = describe(pictureOf(kOval, 40, 0), kOval);
    ASSERT_TRUE(description.second_opinion);
    std::vector<Term> all = description.terms;
    all.push_back(*description.second_opinion);
    EXPECT_GE(all.size(), 8U);
    for (const Term& term : all) {
        EXPECT_FALSE(term.value.empty()) << term.category;
        EXPECT_GT(term.confidence, 0.15) << term.category;
        EXPECT_LE(term.confidence, 1) << term.category;
        EXPECT_FALSE(term.evidence.empty()) << term.category;
    }
}

TEST(Describe, UsesTheWordsOfItsVocabularyInItsOrder) {
    const auto ragged = asContour(flower({250, 150}, 50, 0.3, 7));
    const Description description = describe(pictureOf(ragged, 40, 0), ragged);
    ASSERT_EQ(description.terms.size(), vocabulary().size());
    for (std::size_t i = 0; i < vocabulary().size(); ++i) {
        const Term& term = description.terms[i];
        EXPECT_EQ(term.category, vocabulary()[i].name);
        for (const ClassProbability& word : term.alternatives)
            EXPECT_THAT(vocabulary()[i].words, testing::Contains(word.name));
    }
}

TEST(Describe, NamesNoKindOfACircumscribedMargin) {
    const Description description = describe(pictureOf(kOval, 10, 0), kOval);
    ASSERT_EQ(description.find("margin")->value, "circumscribed");
    EXPECT_EQ(description.find("margin_kind"), nullptr);
}

TEST(Describe, CanBeSwitchedOff) {
    const Frame frame = pictureOf(kOval, 40, 0);
    EXPECT_FALSE(describe(frame, kOval, {true, false}).second_opinion);
    EXPECT_FALSE(describe(frame, kOval, {true, false}).terms.empty());
    EXPECT_TRUE(describe(frame, kOval, {false, true}).terms.empty());
}

TEST(Describe, CallsASmoothOvalOvalAndAStarIrregular) {
    EXPECT_EQ(wordOf(pictureOf(kOval, 40, 0), kOval, "shape"), "oval");
    const auto ragged = asContour(flower({250, 150}, 50, 0.3, 7));
    EXPECT_EQ(wordOf(pictureOf(ragged, 40, 0), ragged, "shape"), "irregular");
}

TEST(Describe, OrientationFollowsHeightAgainstWidthInTheBody) {
    Frame frame = pictureOf(kOval, 40, 0);
    EXPECT_EQ(wordOf(frame, kOval, "orientation"), "parallel");
    frame.calibration.user_spacing = PixelSpacing{0.1, 0.3};
    const Description description = describe(frame, kOval);
    const Term& term = *description.find("orientation");
    EXPECT_EQ(term.value, "not parallel");
    EXPECT_EQ(term.figures.front().name, "height_to_width");
    EXPECT_NEAR(term.figures.front().value, 2, 0.02);
    EXPECT_NEAR(description.evidence.tilt_degrees, 90, 1);
}

TEST(Describe, FindsBrightSpecksInside) {
    Frame frame = pictureOf(kOval, 40, 0);
    EXPECT_TRUE(describe(frame, kOval).evidence.specks_in_frame.empty());
    cv::circle(frame.pixels, {240, 150}, 2, cv::Scalar(250), cv::FILLED);
    const auto specks = describe(frame, kOval).evidence.specks_in_frame;
    ASSERT_EQ(specks.size(), 1U);
    EXPECT_TRUE(specks.front().contains({240, 150}));
}

TEST(TermModels, RefusesToLackAClassifier) {
    nlohmann::json document = TermModels::shipped().toJson();
    EXPECT_NO_THROW(TermModels::fromJson(document));
    for (const char* term : {"margin", "margin spiculated", "malignancy"}) {
        nlohmann::json less = document;
        less["classifiers"].erase(term);
        EXPECT_THROW(TermModels::fromJson(less), ModelError) << term;
    }
}

TEST(TermModels, RefusesDamageAndOtherVersions) {
    EXPECT_THROW(TermModels::fromJson({{"format", "sonomask-terms"}, {"version", 2}}), ModelError);
    EXPECT_THROW(TermModels::fromJson({{"format", "sonomask-terms"}, {"version", 1}}), ModelError);
}

}  // namespace
}  // namespace sonomask::descriptors
