#include "phantom/breast.h"

#include <algorithm>
#include <cmath>

#include "phantom/curves.h"

namespace sonomask::phantom {

Breast::Breast(const Tissue& tissue, std::uint64_t seed, double plane_mm)
    : tissue_(tissue),
      plane_(static_cast<float>(plane_mm)),
      tilt_(static_cast<float>(Random(childSeed(seed, 10)).between(-0.1, 0.1))),
      shape_(childSeed(seed, 11)),
      texture_(childSeed(seed, 12)),
      lobules_(childSeed(seed, 13)) {}

Breast::Layers Breast::layersAt(float x) const {
    const auto skin = static_cast<float>(tissue_.skin_mm), fat = static_cast<float>(tissue_.fat_mm);
    const auto gland = static_cast<float>(tissue_.gland_mm);
    const auto deep_fat = static_cast<float>(tissue_.retromammary_fat_mm);
    const auto muscle = static_cast<float>(tissue_.muscle_mm);
    // Scalloped: lobules of fat hang between the feet of Cooper's ligaments.
    const float scallop = std::abs(wave(x, 11, 3.5f)) - 0.35f;
    Layers layers{};
    layers.skin = skin * (1 + 0.06f * wave(x, 14, 0.5f));
    layers.fat = layers.skin + fat * (1 + 0.45f * wave(x, 17, 1.5f) + 0.5f * scallop);
    layers.gland = std::max(layers.fat, skin + fat + gland * (1 + 0.25f * wave(x, 21, 4.5f)));
    layers.deep_fat =
        std::max(layers.gland, skin + fat + gland + deep_fat * (1 + 0.5f * wave(x, 19, 5.5f)));
    layers.muscle = layers.deep_fat + muscle * (1 + 0.15f * wave(x, 30, 6.5f));
    return layers;
}

/// How far the tissue at a point has moved up or down against flat layers: nothing at the skin,
/// which the probe keeps flat.
float Breast::bend(float x, float depth, const Layers& layers) const {
    const float free = smoothStep(layers.skin, layers.skin + 6, depth);
    return free * (tilt_ * x + 1.5f * shape_.value(x / 15, plane_ / 15, depth / 14 + 30) +
                   0.5f * shape_.value(x / 5, plane_ / 6, depth / 5 + 50));
}

/// Thin curved sheets, cut as bright threads: the zero set of a stretched noise. 0 .. 1.
float Breast::strands(float x, float depth, float length, float thickness, float offset) const {
    const float field = texture_.fractal(x / length, plane_ / 5, depth / thickness + offset);
    const float ridge = std::max(0.0f, 1 - 4.5f * std::abs(field));
    const float patch =
        texture_.value(x / (0.6f * length) + 7, plane_ / 5, depth / (2 * thickness) + offset + 40);
    return ridge * ridge * smoothStep(-0.1f, 0.7f, patch);
}

Echo Breast::at(float x, float depth, const Layers& layers) const {
    if (depth < layers.skin - 0.5f) return skin(x, depth, layers);
    const float flat = depth - bend(x, depth, layers);
    Echo echo;
    if (depth < layers.skin) {
        echo = skin(x, depth, layers);
    } else if (flat >= layers.muscle) {
        echo = chestWall(x, flat, layers);
    } else if (flat >= layers.deep_fat) {
        echo = muscle(x, flat, layers);
    } else if (flat >= layers.fat && flat < layers.gland) {
        echo = gland(x, flat, layers);
    } else {
        echo = fat(x, flat);
    }
    addFascia(echo, x, depth - layers.skin, 0.8f, 20.5f);
    addFascia(echo, x, flat - layers.fat, 0.7f, 21.5f);
    addFascia(echo, x, flat - layers.gland, 0.5f, 22.5f);
    addFascia(echo, x, flat - layers.deep_fat, 1.0f, 23.5f);
    addFascia(echo, x, flat - layers.muscle, 1.0f, 24.5f);
    return echo;
}

Echo Breast::skin(float x, float depth, const Layers& layers) const {
    const float t = depth / layers.skin;
    // The gel and the probe's face ring down over the first tenths of a millimetre.
    const float face = 10 * std::exp(-depth / 0.3f);
    const float band = 4 * sheet(t - 0.22f, 0.12f) - 3 * sheet(t - 0.55f, 0.2f);
    return {5 + face + band + 1.5f * texture_.value(x / 3, plane_ / 3, t * 4), 0};
}

/// Grain a little coarser than the speckle, drawn out along the skin.
float Breast::grain(float x, float depth) const {
    return texture_.value(x / 0.9f, plane_ / 1.2f, depth / 0.32f) +
           0.7f * texture_.value(x / 2.3f + 9, plane_ / 2, depth / 0.7f + 9);
}

Echo Breast::fat(float x, float depth) const {
    constexpr float kLobuleHeightMm = 4.5f;
    const float warp_x = 3 * shape_.value(x / 9, plane_ / 8, depth / 6 + 40);
    const float warp_z = 1.5f * shape_.value(x / 8, plane_ / 8, depth / 5 + 60);
    const Noise::Cell cell =
        lobules_.cell((x + warp_x) / 13, plane_ / 14, (depth + warp_z) / kLobuleHeightMm);
    const float wall = sheet(cell.edge_distance * kLobuleHeightMm, 0.16f);
    const float facing = cell.wall_normal_z * cell.wall_normal_z;
    const float patchy = smoothStep(-0.4f, 0.7f, texture_.value(x / 4, plane_ / 5, depth / 4 + 9));
    const float strand = strands(x, depth, 5, 0.9f, 30);
    Echo echo;
    echo.db = 1.5f * cell.brightness + 2.5f * grain(x, depth) +
              wall * (2 + 7 * patchy * (0.3f + 0.7f * facing)) + 5 * strand;
    echo.surface = 1.6f * wall * facing * patchy + 0.5f * strand;
    return echo;
}

Echo Breast::gland(float x, float depth, const Layers& layers) const {
    const float swing = 2.5f * shape_.value(x / 10, plane_ / 10, depth / 7 + 70);
    const float across = depth - 0.4f * layers.fat + swing;
    const float streaks = texture_.fractal(x / 4.5f, plane_ / 4, across / 0.8f + 80);
    const float coarse = texture_.fractal(x / 8, plane_ / 9, across / 2 + 120);
    const float strand = strands(x, across, 7, 1.4f, 160);
    const float lobule = shape_.fractal(x / 7, plane_ / 7, across / 3 + 200) + 0.2f * streaks;
    const float edge = 0.7f - 1.4f * static_cast<float>(tissue_.gland_fat_part);
    const float fatty = smoothStep(edge, edge + 0.25f, lobule);
    const float glandular = static_cast<float>(tissue_.gland_db) - 1 + 6 * streaks + 6 * coarse +
                            5 * strand + 2.5f * grain(x, depth);
    const float between = 1.5f * streaks + 2.5f * grain(x, depth);
    return {glandular + fatty * (between - glandular), (1 - fatty) * strand};
}

Echo Breast::muscle(float x, float depth, const Layers& layers) const {
    const float across = depth - layers.deep_fat + (0.08f - tilt_) * x;
    const float fibres = texture_.fractal(x / 9, plane_ / 6, across / 0.55f + 300);
    const float strand = strands(x, across, 14, 0.9f, 340);
    return {-6 + 6 * fibres + 9 * strand + 2 * grain(x, depth), 1.0f * strand};
}

Echo Breast::chestWall(float x, float depth, const Layers& layers) const {
    const float below = depth - layers.muscle;
    const float soft = texture_.fractal(x / 5, plane_ / 6, depth / 1.5f + 400);
    Echo echo{-5 - 0.4f * below + 4 * soft + 2 * grain(x, depth),
              0.6f * strands(x, depth, 13, 1.2f, 440)};
    addFascia(echo, x, below - 6.5f - 2 * wave(x, 18, 9.5f), 1.1f, 25.5f);  // the pleura
    return echo;
}

void Breast::addFascia(Echo& echo, float x, float distance, float strength, float offset) const {
    if (std::abs(distance) > 1.2f) return;
    const float patchy = smoothStep(-0.5f, 0.7f, shape_.fractal(x / 4, plane_ / 6, offset));
    const float wiggle = 0.2f * texture_.fractal(x / 1.7f, plane_ / 3, offset);
    const float uneven = 1 + 0.5f * texture_.value(x / 0.6f, plane_ / 2, offset);
    const float profile = sheet(distance + wiggle, 0.13f) * patchy * strength * uneven;
    echo.db += 6 * profile;
    echo.surface += 2.2f * profile;
}

}  // namespace sonomask::phantom
