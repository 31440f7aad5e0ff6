#include "training/packed_set.h"

#include <span>
#include <string_view>

#include "base/error.h"
#include "base/fingerprint.h"
#include "base/json.h"
#include "network/safetensors.h"
#include "training/error_context.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kAnyFormat = "sonomask-packed-set-";
constexpr auto kFormat = "sonomask-packed-set-2";
constexpr auto kRemedy =
    "Delete it, if it is there, and let `sonomask-cli train --pack` make it from the images.";

/// What the pixels mean: the part of the rows that counts for the fingerprint.
json rowsAsJson(const std::vector<PackedRow>& rows) {
    json list = json::array();
    for (const auto& row : rows)
        list.push_back({row.dataset, row.case_id, row.split, row.label, row.has_mass});
    return list;
}

json stampsAsJson(const std::vector<PackedRow>& rows) {
    json list = json::array();
    for (const auto& row : rows) list.push_back(row.files);
    return list;
}

std::vector<PackedRow> rowsFromJson(const json& list, const json& stamps) {
    std::vector<PackedRow> rows;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto& item = list.at(i);
        rows.push_back({item.at(0).get<std::string>(), item.at(1).get<std::string>(),
                        item.at(2).get<std::string>(), item.at(3).get<std::string>(),
                        item.at(4).get<bool>(), stamps.at(i).get<std::string>()});
    }
    return rows;
}

bool isCurrent(const network::Metadata& metadata, const fs::path& file) {
    const auto format = metadata.find("format");
    if (format == metadata.end() || !format->second.starts_with(kAnyFormat))
        throw ReadError("is not a packed training set", file, kRemedy);
    return format->second == kFormat;
}

std::vector<std::uint8_t> pixelsOf(const network::Safetensors& source, const char* name,
                                   std::int64_t rows, int size, const fs::path& file) {
    const auto found = source.tensors().find(name);
    const std::vector<std::int64_t> shape{rows, size, size};
    if (found == source.tensors().end() || found->second.type != network::DataType::U8 ||
        found->second.shape != shape)
        throw ReadError("the packed training set is damaged", file, kRemedy);
    const auto* data = reinterpret_cast<const std::uint8_t*>(found->second.bytes.data());
    return {data, data + found->second.bytes.size()};
}

PackedSet setFrom(const network::Safetensors& source, const fs::path& file) {
    const auto& metadata = source.metadata();
    PackedSet set;
    set.size = std::stoi(metadata.at("size"));
    set.rows = rowsFromJson(parseJson(metadata.at("rows")), parseJson(metadata.at("files")));
    set.preprocessing = parseJson(metadata.at("preprocessing"));
    const auto rows = static_cast<std::int64_t>(set.rows.size());
    set.pictures = pixelsOf(source, "pictures", rows, set.size, file);
    set.masks = pixelsOf(source, "masks", rows, set.size, file);
    return set;
}

}  // namespace

std::string fingerprintOf(const PackedSet& set) {
    Fingerprint fingerprint;
    const std::string rows = rowsAsJson(set.rows).dump() + set.preprocessing.dump();
    fingerprint.add(std::as_bytes(std::span(rows)));
    fingerprint.add(std::as_bytes(std::span(set.pictures)));
    fingerprint.add(std::as_bytes(std::span(set.masks)));
    return fingerprint.text();
}

void writePackedSet(const fs::path& file, const PackedSet& set) {
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(set.rows.size()), set.size,
                                          set.size};
    const auto view = [&](const std::vector<std::uint8_t>& pixels) {
        return network::TensorView{network::DataType::U8, shape, std::as_bytes(std::span(pixels))};
    };
    network::writeSafetensors(file,
                              {{"format", kFormat},
                               {"size", std::to_string(set.size)},
                               {"rows", rowsAsJson(set.rows).dump()},
                               {"files", stampsAsJson(set.rows).dump()},
                               {"preprocessing", set.preprocessing.dump()}},
                              {{"pictures", view(set.pictures)}, {"masks", view(set.masks)}});
}

bool hasCurrentFormat(const fs::path& file) {
    return withRemedy(kRemedy,
                      [&] { return isCurrent(network::readSafetensorsMetadata(file), file); });
}

PackedSet readPackedSet(const fs::path& file) {
    const auto source = withRemedy(kRemedy, [&] { return network::Safetensors::read(file); });
    if (!isCurrent(source.metadata(), file))
        throw ReadError("is a training set that another version of Sonomask packed", file, kRemedy);
    try {
        return setFrom(source, file);
    } catch (const std::logic_error&) {  // a key or number that is not there
        throw ReadError("the packed training set is damaged", file, kRemedy);
    } catch (const json::exception&) {
        throw ReadError("the packed training set is damaged", file, kRemedy);
    }
}

}  // namespace sonomask::training
