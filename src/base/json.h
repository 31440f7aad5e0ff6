#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace sonomask {

/// Levels of nesting in JSON from a file. The library copies, compares and writes documents by
/// recursion: some ten thousand levels would end the process.
inline constexpr int kMaximalJsonNesting = 100;

enum class JsonComments { Refused, Skipped };

/// The document, discarded (`is_discarded()`) where the text is not JSON or nests deeper than
/// `kMaximalJsonNesting`. Never throws for what the text holds.
nlohmann::json parseJson(std::string_view text, JsonComments comments = JsonComments::Refused);

}  // namespace sonomask
