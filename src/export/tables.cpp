#include "export/tables.h"

#include <array>
#include <functional>

#include "base/csv_text.h"
#include "export/scale_source.h"

namespace sonomask::report {
namespace {

using descriptors::Geometry;

/// A measure that has a unit becomes two columns, one of which stays empty: numbers of different
/// units never share a column.
struct Measure {
    const char* name;
    const char* power;
    double (*value)(const Geometry&);
};

constexpr std::array kMeasures{
    Measure{"area", "2", [](const Geometry& g) { return g.area; }},
    Measure{"perimeter", "", [](const Geometry& g) { return g.perimeter; }},
    Measure{"longest_axis", "", [](const Geometry& g) { return g.longest.length; }},
    Measure{"perpendicular_axis", "", [](const Geometry& g) { return g.perpendicular.length; }},
    Measure{"width", "", [](const Geometry& g) { return g.width; }},
    Measure{"height", "", [](const Geometry& g) { return g.height; }},
    Measure{"equivalent_diameter", "", [](const Geometry& g) { return g.equivalent_diameter; }},
};

constexpr std::array kRatios{
    Measure{"angle_degrees", "", [](const Geometry& g) { return g.angle_degrees; }},
    Measure{"circularity", "", [](const Geometry& g) { return g.circularity; }},
    Measure{"solidity", "", [](const Geometry& g) { return g.solidity; }},
    Measure{"height_to_width", "", [](const Geometry& g) { return g.height_to_width; }},
};

constexpr std::array kUnits{"mm", "px"};

std::string termHeaders() {
    std::string line;
    for (const descriptors::Category& category : descriptors::vocabulary())
        line += "," + category.name + "," + category.name + "_confidence," + category.name +
                "_overruled";
    return line + ",second_opinion,second_opinion_confidence";
}

/// The word and its confidence; two empty fields where nothing is said.
std::string wordAndConfidence(const descriptors::Term* term) {
    if (!term || term->value.empty()) return ",,";
    return "," + spreadsheetField(term->value) + "," + decimalText(term->confidence);
}

std::string termFields(const MeasurementRow& row) {
    std::string line;
    for (const descriptors::Category& category : descriptors::vocabulary()) {
        const auto overruled = row.overruled.find(category.name);
        line += wordAndConfidence(row.description.find(category.name)) + "," +
                (overruled == row.overruled.end() ? "" : spreadsheetField(overruled->second));
    }
    const auto& opinion = row.description.second_opinion;
    return line + wordAndConfidence(opinion ? &*opinion : nullptr);
}

std::string headerLine() {
    std::string line = "file,frame,mass,score";
    for (const Measure& measure : kMeasures)
        for (const char* unit : kUnits)
            line += std::string(",") + measure.name + "_" + unit + measure.power;
    for (const Measure& ratio : kRatios) line += std::string(",") + ratio.name;
    return line + ",pixel_width_mm,pixel_height_mm,scale_source,scale_note" + termHeaders() +
           "\r\n";
}

std::string lineOf(const MeasurementRow& row) {
    const Geometry& geometry = row.geometry;
    std::string line = spreadsheetField(row.origin.file.string()) + "," +
                       std::to_string(row.origin.index) + "," + std::to_string(row.lesion_number) +
                       "," + decimalText(row.score);
    for (const Measure& measure : kMeasures)
        for (const char* unit : kUnits)
            line += "," + (geometry.unit == unit ? decimalText(measure.value(geometry)) : "");
    for (const Measure& ratio : kRatios) line += "," + decimalText(ratio.value(geometry));
    const auto& spacing = geometry.scale.spacing;
    line += "," + (spacing ? decimalText(spacing->x_mm) : "");
    line += "," + (spacing ? decimalText(spacing->y_mm) : "");
    return line + "," + nameOf(geometry.scale.source) + "," +
           spreadsheetField(geometry.scale.note) + termFields(row) + "\r\n";
}

}  // namespace

std::string measurementsCsv(const std::vector<MeasurementRow>& rows) {
    std::string text = headerLine();
    for (const MeasurementRow& row : rows) text += lineOf(row);
    return text;
}

}  // namespace sonomask::report
