#pragma once

#include <cstddef>
#include <string>

namespace sonomask::workflow {

/// One of `count` parts into which a folder is cut, so that several machines segment it: every
/// count-th file of the sorted list, from the index-th on. Files keep their part as long as the
/// list is the same.
struct Shard {
    int index = 1;  ///< 1 … count
    int count = 0;  ///< 0 = not cut; a single part is merged as others are

    bool isWhole() const { return count == 0; }
    bool holds(std::size_t position) const {
        return isWhole() ||
               position % static_cast<std::size_t>(count) == static_cast<std::size_t>(index - 1);
    }
    friend bool operator==(const Shard&, const Shard&) = default;
};

/// Reads "3/10". Throws `ConfigError` for anything but two whole numbers with 1 ≤ index ≤ count.
Shard parseShard(const std::string& text);

/// What the part's own files are named after: "-3-of-10"; "" for the whole.
std::string suffixOf(const Shard& shard);

}  // namespace sonomask::workflow
