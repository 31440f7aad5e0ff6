#pragma once

#include <complex>
#include <vector>

#include "descriptors/chords.h"

namespace sonomask::descriptors {

/// The complex Fourier descriptors of an outline (Granlund 1972): its points x + iy as a periodic
/// function of the way along it. Harmonic 0 is the centre of the points, 1 and -1 make an ellipse.
class Harmonics {
  public:
    /// `values` holds the harmonics -order .. order.
    explicit Harmonics(std::vector<std::complex<double>> values) : values_(std::move(values)) {}

    int order() const noexcept { return static_cast<int>(values_.size() / 2); }
    /// -order .. order.
    const std::complex<double>& at(int harmonic) const {
        return values_[static_cast<std::size_t>(harmonic + order())];
    }

  private:
    std::vector<std::complex<double>> values_;
};

/// Harmonics up to `order` of an evenly spaced outline of more than 2·order points.
Harmonics harmonicsOf(const Points& even_outline, int order);

/// The outline that the harmonics up to `order` (at most those that there are) describe.
Points reconstructed(const Harmonics& harmonics, int order, int points);

}  // namespace sonomask::descriptors
