#pragma once

#include <cstdint>

#include "phantom/noise.h"
#include "phantom/scene.h"

namespace sonomask::phantom {

/// What one point of tissue sends back.
struct Echo {
    float db = 0;       ///< strength of its scatterers; fat is 0
    float surface = 0;  ///< amplitude of a mirror-like surface; fat's scatterers are 1
};

/// A breast without masses, as a function of position: x along the skin, elevation, depth, in mm.
class Breast {
  public:
    Breast(const Tissue& tissue, std::uint64_t seed, double plane_mm);

    /// Depths at which the layers end under one point of the skin, before `bend`.
    struct Layers {
        float skin, fat, gland, deep_fat, muscle;
    };
    Layers layersAt(float x) const;

    /// The echo at a point; `layers` are those at its x.
    Echo at(float x, float depth, const Layers& layers) const;

  private:
    float wave(float x, float period, float offset) const {
        return shape_.value(x / period, plane_ / period, offset);
    }
    float bend(float x, float depth, const Layers& layers) const;
    float strands(float x, float depth, float length, float thickness, float offset) const;
    float grain(float x, float depth) const;
    Echo skin(float x, float depth, const Layers& layers) const;
    Echo fat(float x, float depth) const;
    Echo gland(float x, float depth, const Layers& layers) const;
    Echo muscle(float x, float depth, const Layers& layers) const;
    Echo chestWall(float x, float depth, const Layers& layers) const;
    void addFascia(Echo& echo, float x, float distance, float strength, float offset) const;

    Tissue tissue_;
    float plane_;
    float tilt_;
    Noise shape_, texture_, lobules_;
};

}  // namespace sonomask::phantom
