#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask {

/// Levels of nesting in JSON from a file. The library copies, compares and writes documents by
/// recursion: some ten thousand levels would end the process.
inline constexpr int kMaximalJsonNesting = 100;

/// The document, discarded (`is_discarded()`) where the text is not JSON or nests deeper than
/// `kMaximalJsonNesting`. Never throws for what the text holds.
nlohmann::json parseJson(std::string_view text);

/// The same of a document whose array `key`, at its outermost level, may be too long for memory:
/// each object of it goes to `take` as soon as it is read, and is missing in what is returned. A
/// document that ends up discarded has handed over what stood before the damage.
nlohmann::json parseJson(std::istream& text, std::string_view key,
                         const std::function<void(nlohmann::json&)>& take);

/// A document that a person wrote: comments are skipped, and a key that an object has twice, of
/// which one value would be lost, is refused. Throws `ConfigError` with the line for what is not
/// JSON.
nlohmann::json parseWrittenJson(std::string_view text);

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

/// A whole number from `low` to `high`. Throws `ConfigError`, which calls the value `name`.
template <std::integral Number>
Number wholeNumberWithin(const nlohmann::json& value, const std::string& name, Number low,
                         Number high) {
    try {
        if (const auto number = wholeNumber<Number>(value); low <= number && number <= high)
            return number;
    } catch (const nlohmann::json::type_error&) {  // what is thrown below says it
    }
    throw ConfigError(name + " must be a whole number from " + std::to_string(low) + " to " +
                      std::to_string(high));
}

/// A number from `low` to `high`. Throws `ConfigError`, which calls the value `name`.
double numberWithin(const nlohmann::json& value, const std::string& name, double low, double high);

}  // namespace sonomask
