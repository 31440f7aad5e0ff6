#include "export/findings_json.h"
#include "export/json_numbers.h"

namespace sonomask::report {
namespace {

using nlohmann::json;

json featuresJson(const descriptors::Features& features) {
    json result = json::object();
    for (const auto& [name, value] : features) result[name] = toSixDigits(value);
    return result;
}

json termJson(const descriptors::Term& term) {
    json alternatives = json::object();
    for (const auto& [word, probability] : term.alternatives)
        alternatives[word] = rounded(probability);
    json evidence = json::array();
    for (const descriptors::Contribution& part : term.evidence)
        evidence.push_back({{"feature", part.feature},
                            {"value", toSixDigits(part.value)},
                            {"weight", rounded(part.weight)}});
    return {{"value", term.value},
            {"confidence", rounded(term.confidence)},
            {"alternatives", std::move(alternatives)},
            {"figures", featuresJson(term.figures)},
            {"evidence", std::move(evidence)}};
}

json termsJson(const descriptors::Description& description,
               std::map<std::string, std::string> overruled) {
    json terms = json::object();
    for (const descriptors::Term& term : description.terms) {
        json& entry = terms[term.category] = termJson(term);
        const auto word = overruled.extract(term.category);
        entry["overruled"] = word ? json(word.mapped()) : json(nullptr);
    }
    for (const auto& [category, word] : overruled) terms[category] = {{"overruled", word}};
    return terms;
}

json boxesJson(const std::vector<cv::Rect2d>& boxes) {
    json result = json::array();
    for (const cv::Rect2d& box : boxes)
        result.push_back({rounded(box.x, 1e3), rounded(box.y, 1e3), rounded(box.width, 1e3),
                          rounded(box.height, 1e3)});
    return result;
}

json marginJson(const std::vector<descriptors::MarginPoint>& margin) {
    json result = json::array();
    for (const descriptors::MarginPoint& point : margin)
        result.push_back({rounded(point.at_in_frame.x, 1e2), rounded(point.at_in_frame.y, 1e2),
                          rounded(point.sharpness, 1e2)});
    return result;
}

json evidenceJson(const descriptors::Evidence& evidence) {
    const auto& [from, to] = evidence.long_axis_in_frame;
    return {
        {"long_axis", {pointJson(from), pointJson(to)}},
        {"tilt_degrees", rounded(evidence.tilt_degrees)},
        {"margin", marginJson(evidence.margin)},
        {"beside", boxesJson(evidence.beside_in_frame)},
        {"behind", pointsJson(evidence.behind_in_frame)},
        {"beside_behind", boxesJson(evidence.beside_behind_in_frame)},
        {"specks", boxesJson({evidence.specks_in_frame.begin(), evidence.specks_in_frame.end()})}};
}

}  // namespace

json descriptionJson(const descriptors::Description& description,
                     const std::map<std::string, std::string>& overruled) {
    json result = json::object();
    if (!description.terms.empty() || !overruled.empty())
        result["terms"] = termsJson(description, overruled);
    if (description.terms.empty()) return result;
    result["evidence"] = evidenceJson(description.evidence);
    result["features"] = featuresJson(description.features);
    if (description.second_opinion)
        result["second_opinion"] = termJson(*description.second_opinion);
    return result;
}

}  // namespace sonomask::report
