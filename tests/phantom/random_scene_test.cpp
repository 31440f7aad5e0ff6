#include "phantom/random_scene.h"

#include <map>

#include <gtest/gtest.h>

#include "phantom/render.h"
#include "phantom/terms.h"

namespace sonomask::phantom {
namespace {

TEST(DrawCase, TheSamePatientAndViewAreDrawnTheSame) {
    const Scene one = drawCase(3, 7, 1).scene, other = drawCase(3, 7, 1).scene;
    EXPECT_EQ(one.seed, other.seed);
    ASSERT_EQ(one.masses.size(), other.masses.size());
    for (std::size_t i = 0; i < one.masses.size(); ++i) {
        EXPECT_EQ(one.masses[i].centre_mm, other.masses[i].centre_mm);
        EXPECT_EQ(one.masses[i].seed, other.masses[i].seed);
    }
}

TEST(DrawCase, BothViewsOfAPatientShowTheSameKindOfMass) {
    for (int patient = 0; patient < 20; ++patient) {
        const DrawnCase one = drawCase(1, patient, 0), other = drawCase(1, patient, 1);
        EXPECT_EQ(one.label, other.label);
        if (one.scene.masses.empty()) continue;
        EXPECT_EQ(one.scene.masses[0].echo, other.scene.masses[0].echo);
        EXPECT_EQ(one.scene.masses[0].margin, other.scene.masses[0].margin);
    }
}

TEST(DrawCase, LabelsComeInTheSharesAskedFor) {
    std::map<std::string, int> count;
    for (int patient = 0; patient < 1000; ++patient) ++count[drawCase(2, patient, 0).label];
    EXPECT_NEAR(count["normal"], 120, 40);
    EXPECT_NEAR(count["malignant"], 352, 60);
    EXPECT_EQ(drawCase(2, 0, 0, {.normal_part = 1}).scene.masses.size(), 0u);
}

TEST(DrawCase, EveryMassLiesWithinTheView) {
    for (int patient = 0; patient < 200; ++patient) {
        const Scene scene = drawCase(4, patient, patient % 2, {.frame_size = {160, 120}}).scene;
        const cv::Rect area = imageArea(scene);
        for (const Mass& mass : scene.masses) {
            double side = 0, top = 100, bottom = 0;
            for (const cv::Point2d& mm : massContour(mass, 0)) {
                side = std::max(side, std::abs(mm.x));
                top = std::min(top, mm.y);
                bottom = std::max(bottom, mm.y);
            }
            EXPECT_LT(side, area.width / 2.0 * scene.spacing_mm.x_mm) << patient;
            EXPECT_GT(top, scene.tissue.skin_mm) << patient;
            EXPECT_LT(bottom, area.height * scene.spacing_mm.y_mm) << patient;
        }
    }
}

TEST(Terms, FollowTheWordsOfTheCaseTable) {
    EXPECT_EQ(marginTerm({}), "circumscribed");
    EXPECT_EQ(marginTerm({.indistinct = true, .spiculated = true}),
              "not circumscribed - spiculated&indistinct");
    EXPECT_EQ(echoTerm(EchoPattern::Complex), "complex cystic/solid");
    EXPECT_EQ(posteriorTerm(PosteriorFeatures::None), "no");
    EXPECT_EQ(compositionTerm({.fat_mm = 18, .gland_mm = 1}), "homogeneous: fat");
}

}  // namespace
}  // namespace sonomask::phantom
