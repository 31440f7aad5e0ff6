#include "base/json.h"

namespace sonomask {
namespace {

struct TooDeep {};

}  // namespace

nlohmann::json parseJson(std::string_view text, JsonComments comments) {
    const auto refuse_depth = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > kMaximalJsonNesting) throw TooDeep();
        return true;
    };
    try {
        return nlohmann::json::parse(text, refuse_depth, false, comments == JsonComments::Skipped);
    } catch (const TooDeep&) {
        return nlohmann::json(nlohmann::json::value_t::discarded);
    }
}

}  // namespace sonomask
