#include "imaging/calibration.h"

#include <clocale>
#include <limits>
#include <string>

#include <gmock/gmock.h>

namespace sonomask {
namespace {

using ::testing::HasSubstr;

/// A 2-D tissue region in cm with this scale in mm.
UltrasoundRegion regionOf(const cv::Rect& area, double x_mm, double y_mm) {
    UltrasoundRegion region;
    region.area_in_frame = area;
    region.spatial_format = 1;
    region.data_type = 1;
    region.units_x = 3;
    region.units_y = 3;
    region.delta_x = x_mm / 10;
    region.delta_y = y_mm / 10;
    return region;
}

Calibration withRegions(std::vector<UltrasoundRegion> regions) {
    Calibration calibration;
    calibration.regions = std::move(regions);
    return calibration;
}

const cv::Rect kLeft(0, 0, 100, 100);
const cv::Rect kRight(100, 0, 100, 100);
const cv::Rect kInLeft(20, 20, 30, 30);
const cv::Rect kAcross(80, 20, 40, 30);

TEST(UltrasoundRegionSpacing, IsInMillimetresAndMayDifferAlongTheAxes) {
    const auto spacing = regionOf(kLeft, 0.08, 0.05).spacing();
    ASSERT_TRUE(spacing);
    EXPECT_NEAR(spacing->x_mm, 0.08, 1e-12);
    EXPECT_NEAR(spacing->y_mm, 0.05, 1e-12);
}

TEST(UltrasoundRegionSpacing, NegativeDeltasAreDirectionsNotSizes) {
    UltrasoundRegion region = regionOf(kLeft, 0.08, 0.05);
    region.delta_y = -region.delta_y;
    EXPECT_NEAR(region.spacing()->y_mm, 0.05, 1e-12);
}

TEST(UltrasoundRegionSpacing, NeedsCentimetresATwoDimensionalFormatAndUsableNumbers) {
    UltrasoundRegion seconds = regionOf(kLeft, 0.08, 0.05);
    seconds.units_x = 4;
    UltrasoundRegion m_mode = regionOf(kLeft, 0.08, 0.05);
    m_mode.spatial_format = 2;
    UltrasoundRegion zero = regionOf(kLeft, 0, 0.05);
    UltrasoundRegion infinite = regionOf(kLeft, 0.08, std::numeric_limits<double>::infinity());
    UltrasoundRegion undefined = regionOf(kLeft, std::numeric_limits<double>::quiet_NaN(), 0.05);
    for (const auto& region : {seconds, m_mode, zero, infinite, undefined})
        EXPECT_FALSE(region.spacing());
}

TEST(Calibration, UsesTheRegionAroundTheContour) {
    const auto calibration =
        withRegions({regionOf(kLeft, 0.08, 0.08), regionOf(kRight, 0.04, 0.04)});
    const ScaleAnswer left = calibration.scaleFor(kInLeft);
    EXPECT_EQ(left.source, SpacingSource::UltrasoundRegion);
    EXPECT_EQ(left.region_index, 0);
    EXPECT_NEAR(left.spacing->x_mm, 0.08, 1e-12);
    const ScaleAnswer right = calibration.scaleFor(kInLeft + cv::Point(100, 0));
    EXPECT_EQ(right.region_index, 1);
    EXPECT_NEAR(right.spacing->x_mm, 0.04, 1e-12);
    EXPECT_THAT(right.note, HasSubstr("region 2"));
}

TEST(Calibration, RefusesAContourAcrossRegionsOfDifferentScale) {
    const ScaleAnswer answer =
        withRegions({regionOf(kLeft, 0.08, 0.08), regionOf(kRight, 0.04, 0.04)}).scaleFor(kAcross);
    EXPECT_FALSE(answer.spacing);
    EXPECT_EQ(answer.source, SpacingSource::None);
    EXPECT_THAT(answer.note, HasSubstr("region 1 and region 2, which differ in scale"));
}

TEST(Calibration, RefusesAContourThatTouchesARegionWithoutScale) {
    UltrasoundRegion spectrum = regionOf(kRight, 0.08, 0.08);
    spectrum.spatial_format = 3;
    const auto calibration = withRegions({regionOf(kLeft, 0.08, 0.08), spectrum});
    EXPECT_TRUE(calibration.scaleFor(kInLeft).spacing);
    EXPECT_FALSE(calibration.scaleFor(kAcross).spacing);
    EXPECT_THAT(calibration.scaleFor(kAcross).note, HasSubstr("region 2 is not a 2-D picture"));
}

TEST(Calibration, RefusesAContourOutsideOrBeyondTheRegions) {
    const auto calibration = withRegions({regionOf(kLeft, 0.08, 0.08)});
    EXPECT_THAT(calibration.scaleFor({150, 150, 10, 10}).note, HasSubstr("outside"));
    EXPECT_THAT(calibration.scaleFor(kAcross).note, HasSubstr("beyond"));
    EXPECT_FALSE(calibration.scaleFor(kAcross).spacing);
}

TEST(Calibration, AColourBoxOfTheSameScaleInsideThePictureDoesNotStopIt) {
    UltrasoundRegion colour = regionOf({30, 30, 40, 40}, 0.08, 0.08);
    colour.data_type = 2;
    const ScaleAnswer answer =
        withRegions({regionOf(kLeft, 0.08, 0.08), colour}).scaleFor({20, 20, 60, 60});
    ASSERT_TRUE(answer.spacing);
    EXPECT_EQ(answer.region_index, 0);
}

TEST(Calibration, NamesTheLargestTissueRegionOfThoseInsideEachOther) {
    UltrasoundRegion colour = regionOf({0, 0, 200, 100}, 0.08, 0.08);
    colour.data_type = 2;
    const ScaleAnswer answer =
        withRegions({regionOf({30, 30, 10, 10}, 0.08, 0.08), colour, regionOf(kLeft, 0.08, 0.08)})
            .scaleFor({20, 20, 60, 60});
    EXPECT_EQ(answer.region_index, 2);
    EXPECT_EQ(answer.note, "scale of ultrasound region 3");
}

TEST(Calibration, GraphicsOverThePictureDoNotStopIt) {
    UltrasoundRegion graphics = regionOf({30, 30, 40, 40}, 0.5, 0.5);
    graphics.spatial_format = 5;
    const auto calibration = withRegions({graphics, regionOf(kLeft, 0.08, 0.08)});
    EXPECT_EQ(calibration.scaleFor({20, 20, 60, 60}).region_index, 1);
    EXPECT_THAT(withRegions({graphics}).scaleFor({35, 35, 10, 10}).note, HasSubstr("outside"));
}

TEST(Calibration, ARegionThatDoesNotSayWhereItLiesIsNamed) {
    auto calibration = withRegions({regionOf(kRight, 0.08, 0.08), regionOf({}, 0.08, 0.08)});
    calibration.declared_spacing = PixelSpacing{0.1, 0.1};
    EXPECT_FALSE(calibration.scaleFor(kInLeft).spacing);
    EXPECT_EQ(calibration.scaleFor(kInLeft).note,
              "region 2 has no place in the picture (was it resized?); use the ruler");
    EXPECT_TRUE(calibration.scaleFor(kInLeft + cv::Point(100, 0)).spacing);
}

TEST(Calibration, RefusesAScaleThatNoBreastUltrasoundHas) {
    const auto note = [](double x_mm, double y_mm) {
        const ScaleAnswer answer = withRegions({regionOf(kLeft, x_mm, y_mm)}).scaleFor(kInLeft);
        EXPECT_FALSE(answer.spacing);
        return answer.note;
    };
    EXPECT_EQ(note(500, 500),
              "region 1 claims 500 mm a pixel, which no breast ultrasound has; use the ruler");
    EXPECT_THAT(note(0.08, 1.5), HasSubstr("claims 1.5 mm"));
    EXPECT_THAT(note(0.001, 0.08), HasSubstr("claims 0.001 mm"));
    EXPECT_EQ(note(0.05, 0.9),
              "region 1 claims pixels of 0.05 x 0.9 mm, which no breast ultrasound has; use the "
              "ruler");

    Calibration declared;
    declared.declared_by = "PixelSpacing";
    declared.declared_spacing = PixelSpacing{5, 5};
    EXPECT_EQ(declared.scaleFor(kInLeft).note,
              "PixelSpacing claims 5 mm a pixel, which no breast ultrasound has; use the ruler");
    declared.user_spacing = PixelSpacing{5, 5};
    EXPECT_TRUE(declared.scaleFor(kInLeft).spacing) << "the reader's word is taken";
}

TEST(Calibration, PixelsThatAreNotSquareAreSaidToBeSo) {
    Calibration calibration;
    calibration.pixel_aspect = 2;
    const ScaleAnswer high = calibration.scaleFor(kInLeft);
    EXPECT_EQ(high.pixel(), (PixelSpacing{1, 2}));
    EXPECT_EQ(high.note,
              "the picture carries no scale; its pixels are not square, lengths count their "
              "shorter sides");
    calibration.pixel_aspect = 0.5;
    EXPECT_EQ(calibration.scaleFor(kInLeft).pixel(), (PixelSpacing{2, 1}));
    for (const double nonsense : {0.0, -2.0, 1e300}) {
        calibration.pixel_aspect = nonsense;
        EXPECT_EQ(calibration.scaleFor(kInLeft).pixel(), (PixelSpacing{1, 1}));
    }
    calibration.pixel_aspect = 2;
    calibration.declared_spacing = PixelSpacing{0.1, 0.1};
    EXPECT_EQ(calibration.scaleFor(kInLeft).pixel(), (PixelSpacing{0.1, 0.1}));
}

TEST(Calibration, RegionsComeBeforeADeclaredSpacing) {
    Calibration calibration = withRegions({regionOf(kLeft, 0.08, 0.08)});
    calibration.declared_spacing = PixelSpacing{0.5, 0.5};
    calibration.declared_by = "PixelSpacing";
    EXPECT_NEAR(calibration.scaleFor(kInLeft).spacing->x_mm, 0.08, 1e-12);
    EXPECT_EQ(calibration.scaleFor(kInLeft).note,
              "scale of ultrasound region 1; PixelSpacing says otherwise: check it");
    EXPECT_FALSE(calibration.scaleFor(kAcross).spacing);
    calibration.declared_spacing = PixelSpacing{0.081, 0.08};
    EXPECT_EQ(calibration.scaleFor(kInLeft).note, "scale of ultrasound region 1");
}

TEST(Calibration, ARegionOfNoKindSaysNothing) {
    UltrasoundRegion none = regionOf({0, 0, 200, 100}, 10, 10);
    none.spatial_format = 0;
    none.data_type = 0;
    none.units_x = none.units_y = 0;
    EXPECT_EQ(withRegions({none, regionOf(kLeft, 0.08, 0.08)}).scaleFor(kInLeft).region_index, 1);
    none.data_type = 1;
    EXPECT_EQ(withRegions({none}).scaleFor(kInLeft).note, "region 1 gives no scale in centimetres");
}

TEST(Calibration, ARegionThatLacksItsKindMayBeTheMasssOwn) {
    UltrasoundRegion lacking = regionOf(kLeft, 0.2, 0.2);
    lacking.spatial_format = lacking.data_type = UltrasoundRegion::kMissing;
    EXPECT_EQ(withRegions({lacking}).scaleFor(kInLeft).note,
              "region 1 gives no scale in centimetres");
    EXPECT_FALSE(withRegions({regionOf(kLeft, 0.1, 0.1), lacking}).scaleFor(kInLeft).spacing);
}

TEST(Calibration, ADeclaredSpacingIsUsedWithANote) {
    Calibration calibration;
    calibration.declared_spacing = PixelSpacing{0.5, 0.4};
    calibration.declared_by = "ImagerPixelSpacing";
    const ScaleAnswer answer = calibration.scaleFor(kInLeft);
    EXPECT_EQ(answer.source, SpacingSource::DeclaredSpacing);
    EXPECT_EQ(answer.spacing, (PixelSpacing{0.5, 0.4}));
    EXPECT_THAT(answer.note, HasSubstr("ImagerPixelSpacing"));
}

TEST(Calibration, TheReadersScaleOverridesTheFile) {
    Calibration calibration = withRegions({regionOf(kLeft, 0.08, 0.08)});
    calibration.user_spacing = PixelSpacing{0.1, 0.1};
    EXPECT_EQ(calibration.scaleFor(kAcross).source, SpacingSource::User);
    EXPECT_EQ(calibration.scaleFor(kAcross).spacing, (PixelSpacing{0.1, 0.1}));
}

TEST(Calibration, AScaleFromDepthTicksSaysWhoseWordItIs) {
    Calibration calibration;
    calibration.user_spacing = PixelSpacing{0.1, 0.1};
    calibration.user_tick_mm = 5;
    const ScaleAnswer answer = calibration.scaleFor(kAcross);
    EXPECT_EQ(answer.source, SpacingSource::DepthTicks);
    EXPECT_EQ(answer.spacing, (PixelSpacing{0.1, 0.1}));
    EXPECT_EQ(answer.note,
              "scale from the picture's depth ticks, 50.0 pixels and by the reader's word 5 mm "
              "apart");
}

TEST(Calibration, ItsNotesHaveADecimalPointWhateverTheLocale) {
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"})
        if (std::setlocale(LC_NUMERIC, locale) != nullptr) break;
    Calibration calibration;
    calibration.user_spacing = PixelSpacing{0.2, 0.2};
    calibration.user_tick_mm = 7.5;
    const std::string note = calibration.scaleFor(kAcross).note;
    std::setlocale(LC_NUMERIC, before.c_str());
    EXPECT_THAT(note, HasSubstr("37.5 pixels and by the reader's word 7.5 mm"));
}

TEST(Calibration, ALineOfKnownLengthGivesBothSidesOfAPixel) {
    const PixelSpacing square = spacingFromLine({30, 40}, 10, {1, 1});
    EXPECT_DOUBLE_EQ(square.x_mm, 0.2);
    EXPECT_DOUBLE_EQ(square.y_mm, 0.2);
    const PixelSpacing tall = spacingFromLine({30, 20}, 10, {1, 2});  // 30 by 40 of its widths
    EXPECT_DOUBLE_EQ(tall.x_mm, 0.2);
    EXPECT_DOUBLE_EQ(tall.y_mm, 0.4);
}

TEST(Calibration, NothingKnownMeansPixelsAndAReason) {
    const ScaleAnswer answer = Calibration{}.scaleFor(kInLeft);
    EXPECT_FALSE(answer.spacing);
    EXPECT_THAT(answer.note, HasSubstr("no scale"));
}

}  // namespace
}  // namespace sonomask
