#include "base/json.h"

#include <istream>
#include <set>
#include <sstream>
#include <vector>

namespace sonomask {
namespace {

using nlohmann::json;
using Event = json::parse_event_t;

struct TooDeep {};

void refuseDepth(int depth) {
    if (depth > kMaximalJsonNesting) throw TooDeep();
}

/// The keys of the objects that are being read, the innermost last.
class OpenObjects {
  public:
    void take(Event event, const json& value) {
        if (event == Event::object_start) keys_.emplace_back();
        if (event == Event::object_end) keys_.pop_back();
        if (event == Event::key && !keys_.back().insert(value.get<std::string>()).second)
            throw ConfigError("the key " + value.dump() + " is there twice");
    }

  private:
    std::vector<std::set<std::string>> keys_;
};

/// A `string_view` or a stream, read by the library with this callback.
template <typename Text>
json parsedOrDiscarded(Text& text, const json::parser_callback_t& callback) {
    try {
        return json::parse(text, callback, false);
    } catch (const TooDeep&) {
        return json(json::value_t::discarded);
    }
}

/// "line 3, column 5: syntax error ..." of the library's text.
std::string placeAndReason(const std::string& text) {
    const std::size_t place = text.find("line ");
    return place == std::string::npos ? text : text.substr(place);
}

}  // namespace

json parseJson(std::string_view text) {
    const auto refuse_depth = [](int depth, Event, json&) {
        refuseDepth(depth);
        return true;
    };
    return parsedOrDiscarded(text, refuse_depth);
}

json parseJson(std::istream& text, std::string_view key, const std::function<void(json&)>& take) {
    bool named = false;   // the outermost key read last is `key`
    bool within = false;  // its array
    const auto hand_over = [&](int depth, Event event, json& value) {
        refuseDepth(depth);
        if (depth == 1) {
            if (event == Event::key) named = value == key;
            if (event == Event::array_start) within = named;
            if (event == Event::array_end) within = false;
        }
        if (!within || depth != 2 || event != Event::object_end) return true;
        take(value);
        return false;
    };
    return parsedOrDiscarded(text, hand_over);
}

json parseWrittenJson(std::string_view text) {
    OpenObjects objects;
    const auto check = [&](int depth, Event event, json& value) {
        refuseDepth(depth);
        objects.take(event, value);
        return true;
    };
    try {
        return json::parse(text, check, true, /*ignore_comments=*/true);
    } catch (const TooDeep&) {
        throw ConfigError("is not valid JSON: nests deeper than " +
                          std::to_string(kMaximalJsonNesting) + " levels");
    } catch (const json::exception& error) {
        throw ConfigError("is not valid JSON: " + placeAndReason(error.what()));
    }
}

double numberWithin(const json& value, const std::string& name, double low, double high) {
    if (value.is_number() && value >= low && value <= high) return value;
    std::ostringstream range;
    range << low << " to " << high;
    throw ConfigError(name + " must be a number from " + range.str());
}

}  // namespace sonomask
