#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sonomask {

/// Length of the beginning of `text` that is well-formed UTF-8, as strictly as the writer of JSON
/// asks for it: all of it, or up to the first byte that belongs to no character.
std::size_t utf8Length(std::string_view text);

/// Whether all of `text` is well-formed UTF-8.
bool isUtf8(std::string_view text);

/// Appends a character of ISO 8859-1.
void appendLatin1(std::string& utf8, char latin1);

}  // namespace sonomask
