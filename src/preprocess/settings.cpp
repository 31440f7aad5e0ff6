#include "preprocess/settings.h"

#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"

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

/// The enumeration macro maps unknown words to the first value: a word must survive the round trip.
template <typename Enumeration>
void checkWord(const json& word, const std::string& key) {
    require(json(word.get<Enumeration>()) == word, key + " has an unknown value " + word.dump());
}

void checkRanges(const Settings& settings) {
    require(settings.size >= 32 && settings.size <= 4096 && settings.size % 32 == 0,
            "size must be a multiple of 32 from 32 to 4096");
    require(settings.deviations > 0, "deviations must be positive");
    require(settings.gaussian_sigma >= 0, "gaussian_sigma must not be negative");
    require(settings.clahe_clip_limit > 0 && settings.clahe_tiles > 0,
            "clahe_clip_limit and clahe_tiles must be positive");
    require(settings.k_nearest_radius > 0 && settings.k_nearest_count > 0,
            "k_nearest_radius and k_nearest_count must be positive");
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
    try {
        checkWord<Crop>(merged["crop"], "crop");
        checkWord<Equalisation>(merged["equalisation"], "equalisation");
        checkWord<Denoising>(merged["denoising"], "denoising");
        settings = {merged["size"],
                    merged["crop"],
                    merged["equalisation"],
                    merged["clahe_clip_limit"],
                    merged["clahe_tiles"],
                    merged["denoising"],
                    merged["gaussian_sigma"],
                    merged["k_nearest_radius"],
                    merged["k_nearest_count"],
                    merged["deviations"]};
    } catch (const json::exception& error) {
        throw ConfigError(std::string("preprocessing: ") + error.what());
    }
    checkRanges(settings);
}

}  // namespace sonomask::preprocess
