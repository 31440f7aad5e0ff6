#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace sonomask::report {

/// The page that ships: plain tables and few styles, as both browsers and Qt's text layout show
/// them alike.
extern const std::string_view kPageTemplate;

/// A template from a file. Throws `ReadError` when it cannot be read or is larger than 4 MB.
std::string readTemplate(const std::filesystem::path& file);

/// Puts `values` (HTML) in the place of {{names}}. What is put in is not searched again, so a text
/// that holds braces stays a text. Throws `ConfigError` naming a placeholder that does not exist or
/// is not closed.
std::string filled(std::string_view page_template, const std::map<std::string, std::string>& values,
                   const std::filesystem::path& template_file);

}  // namespace sonomask::report
