#include "cli/option_checks.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>

namespace sonomask::cli {
namespace {

template <typename Number>
std::optional<Number> wholeText(const std::string& text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

std::string plain(double number) {
    char digits[400];  // the largest double has 309 digits before the point
    const auto [end, error] =
        std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed);
    return error == std::errc() ? std::string(digits, end) : std::to_string(number);
}

/// For a decimal comma; else nothing.
std::string pointHint(const std::string& text) {
    std::string pointed = text;
    std::replace(pointed.begin(), pointed.end(), ',', '.');
    if (pointed == text || !wholeText<double>(pointed)) return {};
    return " (write the decimals after a point: " + pointed + ")";
}

template <typename Number>
CLI::Validator wholeNumbers(Number low, Number high) {
    const std::string range = "from " + std::to_string(low) + " to " + std::to_string(high);
    const auto check = [low, high, range](std::string& text) {
        const auto number = wholeText<Number>(text);
        if (number && *number >= low && *number <= high) return std::string();
        return "must be a whole number " + range + ", not \"" + text + "\"";
    };
    return {check, range};
}

}  // namespace

double numberFrom(const std::string& text, double low, double high) {
    const auto number = wholeText<double>(text);
    if (!number || !std::isfinite(*number) || *number < low || *number > high)
        throw CLI::ValidationError("must be a number from " + plain(low) + " to " + plain(high) +
                                   ", not \"" + text + "\"" + pointHint(text));
    return *number;
}

CLI::Validator fileEndingIn(const std::string& ending) {
    const auto check = [ending](const std::string& text) {
        return std::filesystem::path(text).extension() == ending
                   ? std::string()
                   : "must be a file whose name ends in " + ending + ", not \"" + text + "\"";
    };
    return {check, ""};
}

CLI::Validator numberBetween(double low, double high) {
    const auto check = [low, high](std::string& text) {
        numberFrom(text, low, high);
        return std::string();
    };
    return {check, "from " + plain(low) + " to " + plain(high)};
}

CLI::Validator wholeNumberBetween(int low, int high) {
    return wholeNumbers(low, high);
}

CLI::Validator seedNumber() {
    return wholeNumbers<std::uint64_t>(0, std::numeric_limits<std::uint64_t>::max());
}

std::string listOf(const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) list += i + 1 < names.size() ? ", " : " or ";
        list += names[i];
    }
    return list;
}

CLI::Validator oneOf(std::vector<std::pair<std::string, int>> choices) {
    const auto check = [choices = std::move(choices)](std::string& text) {
        std::vector<std::string> names;
        for (const auto& [name, number] : choices) {
            if (name == text) {
                text = std::to_string(number);
                return std::string();
            }
            names.push_back(name);
        }
        return "must be " + listOf(names) + ", not \"" + text + "\"";
    };
    return {check, ""};
}

}  // namespace sonomask::cli
