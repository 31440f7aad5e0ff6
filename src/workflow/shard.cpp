#include "workflow/shard.h"

#include <charconv>

#include "base/error.h"

namespace sonomask::workflow {

Shard parseShard(const std::string& text) {
    Shard shard;
    const char* end = text.data() + text.size();
    const auto index = std::from_chars(text.data(), end, shard.index);
    const bool has_count = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
    const auto count = std::from_chars(has_count ? index.ptr + 1 : end, end, shard.count);
    const bool readable = has_count && count.ec == std::errc() && count.ptr == end;
    if (!readable || shard.index < 1 || shard.index > shard.count)
        throw ConfigError("\"" + text + "\" names no part of a folder", {},
                          "Write the part and the number of parts, such as 3/10.");
    return shard;
}

std::string suffixOf(const Shard& shard) {
    if (shard.isWhole()) return "";
    return "-" + std::to_string(shard.index) + "-of-" + std::to_string(shard.count);
}

}  // namespace sonomask::workflow
