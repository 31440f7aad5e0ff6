#include "export/report_tables.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/number_text.h"
#include "export/report_words.h"
#include "imaging/person_name.h"

namespace sonomask::report {
namespace {

constexpr const char* kTable = R"(<table class="lines" width="100%" cellspacing="0">)";
/// Of many columns.
constexpr const char* kNarrowTable = R"(<table class="lines narrow" width="100%" cellspacing="0">)";

std::string cell(const std::string& html, const char* kind = "") {
    return "<td" + std::string(kind) + ">" + html + "</td>";
}

std::string number(const std::string& text) {
    return cell(text, R"( class="number" align="right")");
}

std::string row(const std::string& cells) {
    return "<tr>" + cells + "</tr>\n";
}

std::string heading(const ReportOptions& options, const char* english) {
    return "<h2>" + word(options, english) + "</h2>\n";
}

std::string headerRow(const std::vector<std::string>& html) {
    std::string cells;
    for (const std::string& text : html) cells += "<th align=\"left\">" + text + "</th>";
    return row(cells);
}

/// 20260131 as 2026-01-31; anything else as it is.
std::string readableDate(const std::string& date) {
    const bool digits =
        std::all_of(date.begin(), date.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    if (date.size() != 8 || !digits) return date;
    return date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6);
}

/// Tenths of a millimetre, whole pixels: what a caliper can tell.
std::string length(double value, const descriptors::Geometry& geometry) {
    return fixedText(value, geometry.unit == "mm" ? 1 : 0);
}

std::string withUnit(const std::string& value, const descriptors::Geometry& geometry,
                     const char* power = "") {
    return value + "&nbsp;" + escaped(geometry.unit) + power;
}

std::string pair(double first, double second, const descriptors::Geometry& geometry) {
    return withUnit(length(first, geometry) + "&nbsp;×&nbsp;" + length(second, geometry), geometry);
}

std::string massRow(const ReportMass& mass, const ReportOptions& options) {
    const descriptors::Geometry& g = mass.geometry;
    const char* drawn = mass.drawn_by_hand ? "hand" : "network";
    return row(number(std::to_string(mass.number)) + number(std::to_string(mass.picture)) +
               number(pair(g.longest.length, g.perpendicular.length, g)) +
               number(pair(g.width, g.height, g)) + number(withUnit(length(g.area, g), g, "²")) +
               number(withUnit(length(g.perimeter, g), g)) +
               number(fixedText(g.angle_degrees, 0) + "°") +
               number(fixedText(g.height_to_width, 2)) + number(fixedText(mass.score, 2)) +
               cell(word(options, drawn)));
}

/// The terms that any mass has, in the order in which they come.
std::vector<std::string> termNames(const std::vector<ReportMass>& masses) {
    std::vector<std::string> names;
    for (const ReportMass& mass : masses)
        for (const ReportTerm& term : mass.terms)
            if (std::find(names.begin(), names.end(), term.name) == names.end())
                names.push_back(term.name);
    return names;
}

/// A margin may be of several kinds.
std::string termWords(const std::string& words, const ReportOptions& options) {
    std::string text;
    for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t end = std::min(words.find('&', begin), words.size());
        text += (begin == 0 ? "" : " + ") + word(options, words.substr(begin, end - begin));
        begin = end + 1;
    }
    return text;
}

std::string computedHtml(const ReportTerm& term, const ReportOptions& options) {
    if (term.computed.empty()) return "–";
    const std::string words = termWords(term.computed, options);
    return term.confidence > 0 ? words + " " + fixedText(100 * term.confidence, 0) + "&nbsp;%"
                               : words;
}

/// The word that holds; where the reader overruled it, the computed one behind it.
std::string termHtml(const ReportMass& mass, const std::string& name,
                     const ReportOptions& options) {
    for (const ReportTerm& term : mass.terms) {
        if (term.name != name) continue;
        const std::string computed = computedHtml(term, options);
        if (term.overruled.empty()) return computed;
        return "<b>" + termWords(term.overruled, options) + "</b> (" + word(options, "computed") +
               ": " + computed + ")";
    }
    return "–";
}

/// What the millimetres rest on: masses of one scale in one line.
std::string scaleHtml(const std::vector<ReportMass>& masses, const ReportOptions& options) {
    std::vector<std::pair<std::string, std::string>> numbers_of_note;
    for (const ReportMass& mass : masses) {
        const std::string& note = mass.geometry.scale.note;
        const auto same = std::find_if(numbers_of_note.begin(), numbers_of_note.end(),
                                       [&](const auto& entry) { return entry.first == note; });
        if (note.empty()) continue;
        if (same == numbers_of_note.end())
            numbers_of_note.emplace_back(note, std::to_string(mass.number));
        else
            same->second += ", " + std::to_string(mass.number);
    }
    std::string html;
    for (const auto& [note, numbers] : numbers_of_note)
        html += "<p class=\"small\">" + word(options, "Scale of mass") + " " + numbers + ": " +
                word(options, note) + "</p>\n";
    return html;
}

/// That a picture is not in the report must not read as if it were free of masses.
std::string countsHtml(const PictureCounts& counts, const ReportOptions& options) {
    if (counts.all == 0) return {};
    std::string html = word(options, std::to_string(counts.with_findings) + " of " +
                                         std::to_string(counts.all) + " pictures have findings.");
    if (counts.not_segmented > 0)
        html += " " + word(options, "Not segmented: " + std::to_string(counts.not_segmented) + ".");
    return "<p>" + html + "</p>\n";
}

}  // namespace

std::string identityHtml(const ReportContent& content, const ReportOptions& options) {
    if (!options.identity) return {};
    const ReportIdentity& identity = content.identity;
    const std::pair<const char*, std::string> fields[] = {
        {"Patient", escaped(personName(identity.patient_name))},
        {"Patient ID", escaped(identity.patient_id)},
        {"Study date", escaped(readableDate(identity.study_date))},
        {"Study", escaped(identity.study_description)},
        {"Folder", fileNameHtml(identity.folder)},
        {"File", fileNameHtml(identity.file)}};
    std::string rows;
    for (const auto& [label, html] : fields)
        if (!html.empty())
            rows += row("<th align=\"left\" width=\"110\">" + word(options, label) + "</th>" +
                        cell(html));
    return rows.empty() ? rows : "<br/>" + std::string(kTable) + "\n" + rows + "</table>\n";
}

std::string massesHtml(const ReportContent& content, const ReportOptions& options) {
    const std::string head = heading(options, "Masses") + countsHtml(content.counts, options);
    if (content.masses.empty()) return head + "<p>" + word(options, "None outlined.") + "</p>\n";
    std::vector<std::string> labels;
    for (const char* label : {"No.", "Picture", "Longest × across", "Width × height", "Area",
                              "Perimeter", "Angle", "Height/width", "Score", "Outline by"})
        labels.push_back(word(options, label));
    std::string html = head + kTable + "\n" + headerRow(labels);
    for (const ReportMass& mass : content.masses) html += massRow(mass, options);
    return html + "</table>\n" + scaleHtml(content.masses, options);
}

std::string termsHtml(const ReportContent& content, const ReportOptions& options) {
    const std::vector<std::string> names = termNames(content.masses);
    if (names.empty()) return {};
    std::vector<std::string> labels = {word(options, "No.")};
    for (const std::string& name : names) labels.push_back(word(options, name));
    std::string html =
        heading(options, "BI-RADS descriptors") + kNarrowTable + "\n" + headerRow(labels);
    for (const ReportMass& mass : content.masses) {
        std::string cells = number(std::to_string(mass.number));
        for (const std::string& name : names) cells += cell(termHtml(mass, name, options));
        html += row(cells);
    }
    return html + "</table>\n";
}

std::string notesHtml(const ReportContent& content, const ReportOptions& options) {
    std::string html;
    for (const ReportMass& mass : content.masses)
        if (!mass.note.empty())
            html += "<p><b>" + word(options, "Mass") + " " + std::to_string(mass.number) +
                    ":</b> " + escaped(mass.note) + "</p>\n";
    return html.empty() ? html : heading(options, "Notes") + html;
}

}  // namespace sonomask::report
