#include "preprocess/settings.h"

#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"

namespace sonomask::preprocess {

NLOHMANN_JSON_SERIALIZE_ENUM(Crop,
                             {{Crop::None, "none"}, {Crop::UltrasoundRegion, "ultrasound-region"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Equalisation,
                             {{Equalisation::None, "none"}, {Equalisation::Clahe, "clahe"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Denoising, {{Denoising::None, "none"},
                                         {Denoising::Gaussian, "gaussian"},
                                         {Denoising::KNearest, "k-nearest"}})

namespace {

using nlohmann::json;

void require(bool holds, const std::string& what) {
    if (!holds) throw ConfigError("preprocessing: " + what);
}

int integer(const json& source, const std::string& key, int low, int high) {
    return wholeNumberWithin(source.at(key), "preprocessing: " + key, low, high);
}

double number(const json& source, const std::string& key, double low, double high) {
    return numberWithin(source.at(key), "preprocessing: " + key, low, high);
}

template <typename Enumeration>
Enumeration word(const json& source, const std::string& key) {
    const json& value = source.at(key);
    // The enumeration macro maps unknown words to the first value: a word must survive the round
    // trip.
    require(json(value.get<Enumeration>()) == value, key + " has an unknown value " + value.dump());
    return value;
}

}  // namespace

void to_json(json& result, const Settings& settings) {
    result = {{"size", settings.size},
              {"crop", settings.crop},
              {"equalisation", settings.equalisation},
              {"clahe_clip_limit", settings.clahe_clip_limit},
              {"clahe_tiles", settings.clahe_tiles},
              {"denoising", settings.denoising},
              {"gaussian_sigma", settings.gaussian_sigma},
              {"k_nearest_radius", settings.k_nearest_radius},
              {"k_nearest_count", settings.k_nearest_count},
              {"deviations", settings.deviations}};
}

void from_json(const json& source, Settings& settings) {
    json merged = Settings{};
    require(source.is_object(), "must be an object");
    for (const auto& [key, value] : source.items()) {
        require(merged.contains(key), "unknown key \"" + key + "\"");
        merged[key] = value;
    }
    settings = {.size = integer(merged, "size", 32, 4096),
                .crop = word<Crop>(merged, "crop"),
                .equalisation = word<Equalisation>(merged, "equalisation"),
                .clahe_clip_limit = number(merged, "clahe_clip_limit", 0.1, 1000),
                .clahe_tiles = integer(merged, "clahe_tiles", 1, 64),
                .denoising = word<Denoising>(merged, "denoising"),
                .gaussian_sigma = number(merged, "gaussian_sigma", 0, 20),
                .k_nearest_radius = integer(merged, "k_nearest_radius", 1, 10),
                .k_nearest_count = integer(merged, "k_nearest_count", 1, 441),
                .deviations = number(merged, "deviations", 0.1, 100)};
    require(settings.size % 32 == 0, "size must be a multiple of 32");
}

}  // namespace sonomask::preprocess
