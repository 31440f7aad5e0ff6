#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace sonomask::training {

/// What is known of one image of a packed set.
struct PackedRow {
    std::string dataset;
    std::string case_id;
    std::string split;
    std::string label;
    bool has_mass = false;
    std::string files = {};  ///< `stampOf` image and mask, as they were when they were packed
};

/// Images and masks, preprocessed once and kept together in one file: what the trainer reads.
struct PackedSet {
    int size = 0;  ///< each picture has size×size pixels
    std::vector<PackedRow> rows;
    std::vector<std::uint8_t> pictures;  ///< rows × size × size, grey
    std::vector<std::uint8_t> masks;     ///< rows × size × size, 0 or 1
    nlohmann::json preprocessing;        ///< the settings that made the pictures

    std::size_t pixelsEach() const noexcept { return static_cast<std::size_t>(size) * size; }
};

/// A fingerprint of all pixels and rows but not of the files that they came from ("fnv1a64:" and 16
/// hexadecimal digits), for provenance: two runs with the same fingerprint learnt from the same
/// data. Not a protection against forgery.
std::string fingerprintOf(const PackedSet& set);

/// Writes a packed set whole or not at all. Throws `WriteError`.
void writePackedSet(const std::filesystem::path& file, const PackedSet& set);
/// Whether the file is a packed set of this version's format; one of another version is to be made
/// again. Throws `ReadError` when it is missing, damaged or not a packed set.
bool hasCurrentFormat(const std::filesystem::path& file);
/// Throws `ReadError` when the file is missing, damaged, of another version or not a packed set.
PackedSet readPackedSet(const std::filesystem::path& file);

}  // namespace sonomask::training
