#pragma once

#include <filesystem>

namespace sonomask {

/// The absolute path without "." and "..", doubled slashes and one at the end: the same for every
/// spelling of a path, but for links.
std::filesystem::path plainPath(const std::filesystem::path& path);

}  // namespace sonomask
