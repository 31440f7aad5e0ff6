#include "export/tables.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sonomask::report {
namespace {

using testing::HasSubstr;

MeasurementRow rowIn(const std::string& unit) {
    MeasurementRow row;
    row.origin = {"study/frame.png", 3};
    row.lesion_number = 2;
    row.score = 0.875;
    row.geometry.unit = unit;
    row.geometry.area = 12.5;
    row.geometry.scale.note = "scale of ultrasound region 1";
    if (unit == "mm") {
        row.geometry.scale.spacing = PixelSpacing{0.1, 0.2};
        row.geometry.scale.source = SpacingSource::UltrasoundRegion;
    }
    return row;
}

/// Splits a line without quoted commas.
std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> result;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) result.push_back(cell);
    if (line.ends_with(',')) result.emplace_back();
    return result;
}

std::vector<std::string> lines(const std::string& csv) {
    std::vector<std::string> result;
    std::istringstream stream(csv);
    for (std::string line; std::getline(stream, line);) {
        EXPECT_EQ(line.back(), '\r');
        line.pop_back();
        result.push_back(line);
    }
    return result;
}

std::string cellOf(const std::string& csv, const std::string& column) {
    const auto all = lines(csv);
    const auto names = cells(all.at(0));
    const auto values = cells(all.at(1));
    EXPECT_EQ(names.size(), values.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == column) return values[i];
    return "no such column";
}

TEST(MeasurementsCsv, HasAHeaderAndOneLineAMass) {
    EXPECT_EQ(lines(measurementsCsv({})).size(), 1U);
    EXPECT_EQ(lines(measurementsCsv({rowIn("mm"), rowIn("px")})).size(), 3U);
}

TEST(MeasurementsCsv, MillimetresAndPixelsNeverShareAColumn) {
    const std::string with_scale = measurementsCsv({rowIn("mm")});
    EXPECT_EQ(cellOf(with_scale, "area_mm2"), "12.5");
    EXPECT_EQ(cellOf(with_scale, "area_px2"), "");
    EXPECT_EQ(cellOf(with_scale, "pixel_height_mm"), "0.2");
    EXPECT_EQ(cellOf(with_scale, "scale_source"), "ultrasound-region");
    const std::string without = measurementsCsv({rowIn("px")});
    EXPECT_EQ(cellOf(without, "area_mm2"), "");
    EXPECT_EQ(cellOf(without, "area_px2"), "12.5");
    EXPECT_EQ(cellOf(without, "scale_source"), "none");
}

TEST(MeasurementsCsv, NamesFileFrameAndMass) {
    const std::string csv = measurementsCsv({rowIn("mm")});
    EXPECT_EQ(cellOf(csv, "file"), "study/frame.png");
    EXPECT_EQ(cellOf(csv, "frame"), "3");
    EXPECT_EQ(cellOf(csv, "mass"), "2");
    EXPECT_EQ(cellOf(csv, "score"), "0.875");
}

TEST(MeasurementsCsv, TextFromFilesCannotBecomeAFormulaOrBreakTheTable) {
    MeasurementRow row = rowIn("mm");
    row.origin.file = "=HYPERLINK(\"x\").png";
    EXPECT_THAT(measurementsCsv({row}), HasSubstr("\"'=HYPERLINK(\"\"x\"\").png\","));
    row.origin.file = "a,b\nc.png";
    EXPECT_THAT(measurementsCsv({row}), HasSubstr("\"a,b\nc.png\","));
}

TEST(MeasurementsCsv, HasThreeColumnsForEachCategoryOfTerms) {
    MeasurementRow row;
    descriptors::Term shape;
    shape.category = "shape";
    shape.value = "oval";
    shape.confidence = 0.8;
    row.description.terms = {shape};
    row.overruled = {{"shape", "round"}};
    const std::string text = measurementsCsv({row});
    EXPECT_NE(text.find(",shape,shape_confidence,shape_overruled,orientation,"), std::string::npos);
    EXPECT_NE(text.find(",oval,0.8,round,,,,"), std::string::npos);
}

}  // namespace
}  // namespace sonomask::report
