#pragma once

#include <cstdint>

namespace sonomask::phantom {

/// 64 well-mixed bits for a counter (the finaliser of SplitMix64, Steele et al. 2014). Being a pure
/// function, it gives the same phantom on every machine, in any order of evaluation.
constexpr std::uint64_t mixBits(std::uint64_t bits) {
    bits += 0x9E3779B97F4A7C15ull;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ull;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBull;
    return bits ^ (bits >> 31);
}

/// A new seed for a part of something that has a seed.
constexpr std::uint64_t childSeed(std::uint64_t seed, std::uint64_t part) {
    return mixBits(seed ^ mixBits(part));
}

/// A stream of random numbers for drawing a scene's parameters.
class Random {
  public:
    explicit Random(std::uint64_t seed) : seed_(seed) {}

    std::uint64_t bits() { return childSeed(seed_, counter_++); }
    /// Uniform in [low, high).
    double between(double low, double high);
    /// Uniform among 0 .. count-1.
    int below(int count);
    bool chance(double probability) { return between(0, 1) < probability; }

  private:
    std::uint64_t seed_;
    std::uint64_t counter_ = 0;
};

/// Smooth random fields over space, in units of their own grain (period 1).
class Noise {
  public:
    explicit Noise(std::uint64_t seed) : seed_(seed) {}

    /// Value noise, smooth, in -1 .. 1.
    float value(float x, float y, float z) const;
    /// Two octaves of `value`, about -1 .. 1.
    float fractal(float x, float y, float z) const;

    /// The place of a point in an irregular honeycomb of unit cells in (x, z), which drifts slowly
    /// with y.
    struct Cell {
        float edge_distance;  ///< to the nearest wall, in cells
        float wall_normal_z;  ///< 1 where that wall is horizontal
        float brightness;     ///< -1 .. 1, constant over the cell
    };
    Cell cell(float x, float y, float z) const;

  private:
    std::uint64_t seed_;
};

}  // namespace sonomask::phantom
