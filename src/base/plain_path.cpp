#include "base/plain_path.h"

namespace sonomask {

std::filesystem::path plainPath(const std::filesystem::path& path) {
    std::filesystem::path result = std::filesystem::absolute(path).lexically_normal();
    return result.has_filename() ? result : result.parent_path();
}

}  // namespace sonomask
