#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace sonomask {

/// Levels of nesting in JSON from a file. The library copies, compares and writes documents by
/// recursion: some ten thousand levels would end the process.
inline constexpr int kMaximalJsonNesting = 100;

enum class JsonComments { Refused, Skipped };

/// The document, discarded (`is_discarded()`) where the text is not JSON or nests deeper than
/// `kMaximalJsonNesting`. Never throws for what the text holds.
nlohmann::json parseJson(std::string_view text, JsonComments comments = JsonComments::Refused);

/// A whole number from a file, checked: the library converts a fraction, or a number that `Number`
/// cannot hold, without a word, and some of them to nothing defined. Throws
/// `nlohmann::json::type_error`.
template <std::integral Number>
Number wholeNumber(const nlohmann::json& value) {
    if (value.is_number_unsigned()) {
        if (const auto number = value.get<std::uint64_t>(); std::in_range<Number>(number))
            return static_cast<Number>(number);
    } else if (value.is_number_integer()) {
        if (const auto number = value.get<std::int64_t>(); std::in_range<Number>(number))
            return static_cast<Number>(number);
    }
    throw nlohmann::json::type_error::create(302, "not a whole number within its range", &value);
}

}  // namespace sonomask
