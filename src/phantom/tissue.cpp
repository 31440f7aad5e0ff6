#include "phantom/tissue.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "phantom/noise.h"

namespace sonomask::phantom {
namespace {

/// What one point of tissue sends back.
struct Echo {
    float db = 0;
    float surface = 0;
};

/// 1 on a thin sheet, 0 away from it.
float sheet(float distance_mm, float width_mm) {
    const float d = distance_mm / width_mm;
    return std::exp(-d * d);
}

float smoothStep(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0f, 1.0f);
    return t * t * (3 - 2 * t);
}

/// The breast as functions of position (x, elevation, depth), in mm.
class Breast {
  public:
    Breast(const Tissue& tissue, std::uint64_t seed, double plane_mm)
        : tissue_(tissue),
          plane_(static_cast<float>(plane_mm)),
          shape_(childSeed(seed, 11)),
          texture_(childSeed(seed, 12)),
          lobules_(childSeed(seed, 13)) {}

    /// Depths of the layers' lower ends under one point of the skin.
    struct Layers {
        float skin, fat, gland, deep_fat, muscle;
        float gland_slope;  ///< mm down per mm to the right, of the layers below the fat
    };
    Layers layersAt(float x) const;
    Echo at(float x, float depth, const Layers& layers) const;

  private:
    float wave(float x, float period, float offset) const {
        return shape_.value(x / period, plane_ / period, offset);
    }
    float fatEnd(float x) const;
    Echo skin(float x, float depth, const Layers& layers) const;
    Echo fat(float x, float depth) const;
    Echo gland(float x, float depth, const Layers& layers) const;
    Echo muscle(float x, float depth, const Layers& layers) const;
    Echo chestWall(float x, float depth, const Layers& layers) const;
    void addFascia(Echo& echo, float x, float distance, float strength, float offset) const;

    Tissue tissue_;
    float plane_;
    Noise shape_, texture_, lobules_;
};

float Breast::fatEnd(float x) const {
    const auto thickness = static_cast<float>(tissue_.fat_mm);
    // Scalloped: lobules of fat hang between the ligaments' feet.
    const float scallop = std::abs(wave(x, 9, 3.5f));
    return thickness * (1 + 0.35f * wave(x, 22, 1.5f) + 0.3f * (scallop - 0.35f));
}

Breast::Layers Breast::layersAt(float x) const {
    Layers layers{};
    layers.skin = static_cast<float>(tissue_.skin_mm) * (1 + 0.08f * wave(x, 14, 0.5f));
    layers.fat = layers.skin + fatEnd(x);
    layers.gland =
        layers.fat + static_cast<float>(tissue_.gland_mm) * (1 + 0.2f * wave(x, 26, 4.5f));
    layers.deep_fat = layers.gland + static_cast<float>(tissue_.retromammary_fat_mm) *
                                         (1 + 0.4f * wave(x, 18, 5.5f));
    layers.muscle =
        layers.deep_fat + static_cast<float>(tissue_.muscle_mm) * (1 + 0.12f * wave(x, 30, 6.5f));
    layers.gland_slope = 0.25f * wave(x, 24, 8.5f);
    return layers;
}

Echo Breast::at(float x, float depth, const Layers& layers) const {
    Echo echo;
    if (depth < layers.skin) {
        echo = skin(x, depth, layers);
    } else if (depth < layers.fat) {
        echo = fat(x, depth);
    } else if (depth < layers.gland) {
        echo = gland(x, depth, layers);
    } else if (depth < layers.deep_fat) {
        echo = fat(x, depth);
    } else if (depth < layers.muscle) {
        echo = muscle(x, depth, layers);
    } else {
        echo = chestWall(x, depth, layers);
    }
    addFascia(echo, x, depth - layers.skin, 1.2f, 20.5f);
    addFascia(echo, x, depth - layers.fat, 0.9f, 21.5f);
    addFascia(echo, x, depth - layers.gland, 0.8f, 22.5f);
    addFascia(echo, x, depth - layers.deep_fat, 1.6f, 23.5f);
    addFascia(echo, x, depth - layers.muscle, 1.6f, 24.5f);
    return echo;
}

Echo Breast::skin(float x, float depth, const Layers& layers) const {
    const float t = depth / layers.skin;
    // The gel and the probe's face ring down over the first tenths of a millimetre.
    const float face = 9 * std::exp(-depth / 0.35f);
    return {5 + face - 3 * sheet(t - 0.5f, 0.3f) + 1.5f * texture_.value(x / 3, plane_ / 3, t * 4),
            2.5f * sheet(depth - 0.15f, 0.12f)};
}

Echo Breast::fat(float x, float depth) const {
    const float warp_x = 3 * shape_.value(x / 8, plane_ / 8, depth / 5 + 40);
    const float warp_z = 1.6f * shape_.value(x / 7, plane_ / 8, depth / 5 + 60);
    const Noise::Cell cell = lobules_.cell((x + warp_x) / 13, plane_ / 13, (depth + warp_z) / 5.5f);
    const float wall = sheet(cell.edge_distance * 5.5f, 0.22f);
    const float facing = cell.wall_normal_z * cell.wall_normal_z;
    const float patchy = smoothStep(-0.5f, 0.5f, texture_.value(x / 5, plane_ / 5, depth / 5 + 9));
    // Short bright strands within the lobules.
    const float strand = texture_.value(x / 4, plane_ / 2, depth / 0.6f + 30);
    Echo echo;
    echo.db = 1.5f * cell.brightness + 1.2f * texture_.fractal(x / 2.5f, plane_ / 2, depth / 1.2f) +
              7 * wall * (0.4f + 0.6f * patchy) + 5 * smoothStep(0.6f, 0.95f, strand);
    echo.surface = 2.0f * wall * facing * patchy;
    return echo;
}

Echo Breast::gland(float x, float depth, const Layers& layers) const {
    // Texture follows the layer: its coordinates bend with the layer's upper end.
    const float along = x, across = depth - 0.6f * layers.fat - layers.gland_slope * x * 0.3f;
    const float streaks = texture_.fractal(along / 7, plane_ / 5, across / 1.3f + 80);
    const float coarse = texture_.fractal(along / 9, plane_ / 9, across / 4 + 120);
    const float lobule = shape_.fractal(along / 7, plane_ / 7, across / 3.2f + 200);
    const auto fat_part = static_cast<float>(tissue_.gland_fat_part);
    const float edge = 0.75f - 1.5f * fat_part;
    const float fatty = smoothStep(edge, edge + 0.18f, lobule);
    const float glandular = static_cast<float>(tissue_.gland_db) + 3.0f * streaks + 2.5f * coarse;
    Echo echo;
    echo.db = glandular + fatty * (0.8f - glandular);
    echo.surface = (1 - fatty) * 1.0f * smoothStep(0.45f, 0.8f, streaks);
    return echo;
}

Echo Breast::muscle(float x, float depth, const Layers& layers) const {
    const float across = depth - layers.deep_fat + 0.12f * x;
    const float fibres = texture_.fractal(x / 14, plane_ / 6, across / 0.75f + 300);
    const float bright = smoothStep(0.25f, 0.75f, fibres);
    return {-5 + 1.5f * fibres + 8 * bright, 0.9f * bright};
}

Echo Breast::chestWall(float x, float depth, const Layers& layers) const {
    const float below = depth - layers.muscle;
    const float soft = texture_.fractal(x / 6, plane_ / 6, depth / 2.5f + 400);
    return {-4 - 0.5f * below + 3 * soft, 0};
}

void Breast::addFascia(Echo& echo, float x, float distance, float strength, float offset) const {
    if (std::abs(distance) > 1) return;
    const float patchy = smoothStep(-0.6f, 0.5f, shape_.value(x / 6, plane_ / 6, offset));
    const float profile = sheet(distance, 0.2f) * patchy;
    echo.db += 5 * profile * strength;
    echo.surface += 2.2f * profile * strength;
}

}  // namespace

TissueMaps makeTissue(const Scene& scene, const BeamGrid& grid) {
    const cv::Size size = grid.size();
    TissueMaps maps{cv::Mat::zeros(size, CV_32F), cv::Mat::zeros(size, CV_32F),
                    cv::Mat::zeros(size, CV_32F)};
    if (scene.tissue.homogeneous) return maps;
    const Breast breast(scene.tissue, scene.seed, scene.plane_mm);
    for (int column = 0; column < size.width; ++column) {
        const auto arc_mm = static_cast<float>(grid.positionMm(0, column).x);
        const Breast::Layers layers = breast.layersAt(arc_mm);
        for (int row = 0; row < size.height; ++row) {
            const auto x = static_cast<float>(grid.positionMm(row, column).x);
            const Echo echo = breast.at(x, static_cast<float>(grid.depthMm(row)), layers);
            maps.echo_db.at<float>(row, column) = echo.db;
            maps.surface.at<float>(row, column) = echo.surface;
        }
    }
    return maps;
}

}  // namespace sonomask::phantom
