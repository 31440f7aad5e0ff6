#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace sonomask::workflow {

/// A document as one line of JSON. File names need not be UTF-8; a document must be, so bytes that
/// are not become U+FFFD.
std::string asLine(const nlohmann::json& document);

}  // namespace sonomask::workflow
