#pragma once

#include <nlohmann/json_fwd.hpp>

namespace sonomask::preprocess {

enum class Crop { None, UltrasoundRegion };
enum class Equalisation { None, Clahe };
enum class Denoising { None, Gaussian, KNearest };

/// The parameters of the chain. They travel inside the checkpoint, so that a model is always fed as
/// it was trained.
struct Settings {
    int size = 512;  ///< the network sees size×size pixels; a multiple of 32
    Crop crop = Crop::UltrasoundRegion;
    Equalisation equalisation = Equalisation::None;
    double clahe_clip_limit = 2.0;
    int clahe_tiles = 8;
    Denoising denoising = Denoising::Gaussian;
    double gaussian_sigma = 0.6;  ///< in network pixels
    int k_nearest_radius = 2;     ///< in network pixels; the window is (2r+1)²
    int k_nearest_count = 9;      ///< neighbours that are averaged
    /// Mean-variance normalisation maps mean ± this many standard deviations to 0..1.
    double deviations = 3.0;

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// Every key present; enumerations as lower-case words ("ultrasound-region", "k-nearest").
void to_json(nlohmann::json& json, const Settings& settings);
/// Missing keys keep their defaults. Throws `ConfigError` for unknown keys or values out of range.
void from_json(const nlohmann::json& json, Settings& settings);

}  // namespace sonomask::preprocess
