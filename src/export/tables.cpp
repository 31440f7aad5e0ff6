#include "export/tables.h"

#include <array>
#include <functional>
#include <sstream>

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

/// RFC 4180 quoting. A leading =, +, -, @, tab or return would make a spreadsheet run the text as a
/// formula; an apostrophe before it makes it text.
std::string quoted(const std::string& text) {
    std::string safe = text;
    if (!safe.empty() && std::string("=+-@\t\r").find(safe.front()) != std::string::npos)
        safe.insert(safe.begin(), '\'');
    std::string result = "\"";
    for (const char character : safe) {
        if (character == '"') result += '"';
        result += character;
    }
    return result + '"';
}

std::string number(double value) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(6);
    text << value;
    return text.str();
}

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
    return "," + quoted(term->value) + "," + number(term->confidence);
}

std::string termFields(const MeasurementRow& row) {
    std::string line;
    for (const descriptors::Category& category : descriptors::vocabulary()) {
        const auto overruled = row.overruled.find(category.name);
        line += wordAndConfidence(row.description.find(category.name)) + "," +
                (overruled == row.overruled.end() ? "" : quoted(overruled->second));
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
    std::string line = quoted(row.origin.file.string()) + "," + std::to_string(row.origin.index) +
                       "," + std::to_string(row.lesion_number) + "," + number(row.score);
    for (const Measure& measure : kMeasures)
        for (const char* unit : kUnits)
            line += "," + (geometry.unit == unit ? number(measure.value(geometry)) : "");
    for (const Measure& ratio : kRatios) line += "," + number(ratio.value(geometry));
    const auto& spacing = geometry.scale.spacing;
    line += "," + (spacing ? number(spacing->x_mm) : "");
    line += "," + (spacing ? number(spacing->y_mm) : "");
    return line + "," + nameOf(geometry.scale.source) + "," + quoted(geometry.scale.note) +
           termFields(row) + "\r\n";
}

}  // namespace

std::string measurementsCsv(const std::vector<MeasurementRow>& rows) {
    std::string text = headerLine();
    for (const MeasurementRow& row : rows) text += lineOf(row);
    return text;
}

}  // namespace sonomask::report
