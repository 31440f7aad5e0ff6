// What a radiologist reads off a picture must be measurable in it.

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "phantom/render.h"

namespace sonomask::phantom {
namespace {

/// A mass in uniform tissue: what differs from 0 dB is the mass's doing.
Scene plainScene() {
    Scene scene;
    scene.frame_size = {240, 260};
    scene.spacing_mm = {0.15, 0.15};
    scene.tissue.homogeneous = true;
    scene.masses = {Mass{}};
    scene.masses[0].centre_mm = {0, 14};
    return scene;
}

double meanGrey(const RenderedFrame& rendered, const cv::Rect& box) {
    return cv::mean(rendered.frame.pixels(box))[0];
}

/// Mean grey inside the mass, a little away from its edge.
double insideGrey(const Scene& scene) {
    const RenderedFrame rendered = render(scene);
    cv::Mat core;
    cv::erode(rendered.mask_in_frame, core, cv::Mat::ones(9, 9, CV_8U));
    return cv::mean(rendered.frame.pixels, core)[0];
}

double insideGrey(EchoPattern echo) {
    Scene scene = plainScene();
    scene.masses[0].echo = echo;
    return insideGrey(scene);
}

/// Grey behind the mass less grey beside that, at one depth.
double behindMinusBeside(PosteriorFeatures posterior) {
    Scene scene = plainScene();
    scene.masses[0].posterior = posterior;
    const RenderedFrame rendered = render(scene);
    const double behind = meanGrey(rendered, {105, 140, 30, 25});
    const double beside =
        (meanGrey(rendered, {10, 140, 30, 25}) + meanGrey(rendered, {200, 140, 30, 25})) / 2;
    return behind - beside;
}

TEST(Appearance, EchoPatternsBrightenInTheirOrder) {
    const double anechoic = insideGrey(EchoPattern::Anechoic);
    const double hypoechoic = insideGrey(EchoPattern::Hypoechoic);
    const double isoechoic = insideGrey(EchoPattern::Isoechoic);
    const double hyperechoic = insideGrey(EchoPattern::Hyperechoic);
    EXPECT_LT(anechoic, 15);
    EXPECT_LT(anechoic + 15, hypoechoic);
    EXPECT_LT(hypoechoic + 15, isoechoic);
    EXPECT_LT(isoechoic + 15, hyperechoic);
}

TEST(Appearance, IsoechoicMassesAreAsBrightAsFat) {
    Scene without = plainScene();
    without.masses.clear();
    const double fat = meanGrey(render(without), {85, 75, 70, 40});
    EXPECT_NEAR(insideGrey(EchoPattern::Isoechoic), fat, 0.15 * fat);
}

TEST(Appearance, MixedPatternsVaryMoreThanEvenOnes) {
    const auto variation = [](EchoPattern echo) {
        Scene scene = plainScene();
        scene.masses[0].echo = echo;
        const RenderedFrame rendered = render(scene);
        cv::Mat smooth;
        cv::GaussianBlur(rendered.frame.pixels, smooth, {0, 0}, 3);
        cv::Mat core;
        cv::erode(rendered.mask_in_frame, core, cv::Mat::ones(13, 13, CV_8U));
        cv::Scalar mean, deviation;
        cv::meanStdDev(smooth, mean, deviation, core);
        return deviation[0];
    };
    const double even = variation(EchoPattern::Hypoechoic);
    EXPECT_GT(variation(EchoPattern::Heterogeneous), 2 * even);
    EXPECT_GT(variation(EchoPattern::Complex), 2 * even);
}

TEST(Appearance, EnhancementBrightensAndShadowDarkensWhatLiesBehind) {
    EXPECT_GT(behindMinusBeside(PosteriorFeatures::Enhancement), 20);
    EXPECT_LT(behindMinusBeside(PosteriorFeatures::Shadowing), -40);
    EXPECT_NEAR(behindMinusBeside(PosteriorFeatures::None), 0, 8);
}

TEST(Appearance, CombinedPosteriorFeaturesHaveADarkAndABrightSide) {
    Scene scene = plainScene();
    scene.masses[0].posterior = PosteriorFeatures::Combined;
    const RenderedFrame rendered = render(scene);
    EXPECT_GT(meanGrey(rendered, {135, 140, 20, 25}), meanGrey(rendered, {85, 140, 20, 25}) + 40);
}

TEST(Appearance, AnIndistinctEdgeIsWiderThanACircumscribedOne) {
    const auto greyJustInside = [](bool indistinct) {
        Scene scene = plainScene();
        scene.masses[0].margin.indistinct = indistinct;
        const RenderedFrame rendered = render(scene);
        cv::Mat inner, ring;
        cv::erode(rendered.mask_in_frame, inner, cv::Mat::ones(5, 5, CV_8U));
        ring = rendered.mask_in_frame - inner;
        return cv::mean(rendered.frame.pixels, ring)[0];
    };
    EXPECT_GT(greyJustInside(true), greyJustInside(false) + 5);
}

TEST(Appearance, AHaloBrightensTheSurroundingsOfTheMass) {
    const auto greyAround = [](bool halo) {
        Scene scene = plainScene();
        scene.masses[0].halo = halo;
        const RenderedFrame rendered = render(scene);
        cv::Mat outer;
        cv::dilate(rendered.mask_in_frame, outer, cv::Mat::ones(13, 13, CV_8U));
        return cv::mean(rendered.frame.pixels, outer - rendered.mask_in_frame)[0];
    };
    EXPECT_GT(greyAround(true), greyAround(false) + 15);
}

TEST(Appearance, CalcificationsAreBrightPointsInside) {
    Scene scene = plainScene();
    scene.masses[0].calcifications = 5;
    const RenderedFrame rendered = render(scene);
    double brightest = 0;
    cv::minMaxLoc(rendered.frame.pixels, nullptr, &brightest, nullptr, nullptr,
                  rendered.mask_in_frame);
    EXPECT_GT(brightest, 200);
}

TEST(Appearance, DeepTissueSinksIntoDarkAtHighFrequency) {
    const auto fading = [](double frequency_mhz) {
        Scene scene = plainScene();
        scene.masses.clear();
        scene.probe.frequency_mhz = frequency_mhz;
        const RenderedFrame rendered = render(scene);
        return meanGrey(rendered, {20, 40, 200, 20}) - meanGrey(rendered, {20, 235, 200, 20});
    };
    EXPECT_GT(fading(16), fading(7) + 15);
}

}  // namespace
}  // namespace sonomask::phantom
