#pragma once

#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::phantom {

/// The point spread function at one depth: a Gaussian pulse envelope along the beam times a
/// Gaussian beam profile across, both as standard deviations in samples of the beam grid.
struct PointSpread {
    float axial = 1;
    float lateral = 1;
};

/// Which realisation of the scatterers is seen. Moving `plane` by 1 replaces it wholly, smoothly in
/// between: that is how speckle decorrelates when the probe moves along the elevation.
struct ScattererField {
    std::uint64_t seed = 1;
    double plane = 0;
};

/// The detected envelope of one look at a tissue (CV_32F, rows = depth, columns = beams).
///
/// Linear, shift-variant model in baseband (Bamber & Dickinson 1980; Meunier & Bertrand 1995):
/// circular Gaussian scatterers of the local amplitude `scatterer_amplitude`, plus the
/// deterministic echoes of surfaces `surface_amplitude`, convolved with the PSF of each depth; the
/// modulus is the envelope. The PSF has unit energy, so homogeneous tissue of amplitude a gives a
/// Rayleigh envelope with mean square a² (fully developed speckle, Wagner et al. 1983).
///
/// Both maps are CV_32F of one size; `spread` has one entry a row.
cv::Mat simulateEnvelope(const cv::Mat& scatterer_amplitude, const cv::Mat& surface_amplitude,
                         const std::vector<PointSpread>& spread, const ScattererField& field);

/// The mean of `looks` envelopes with independent speckle (spatial compounding).
cv::Mat simulateCompoundEnvelope(const cv::Mat& scatterer_amplitude,
                                 const cv::Mat& surface_amplitude,
                                 const std::vector<PointSpread>& spread,
                                 const ScattererField& field, int looks);

}  // namespace sonomask::phantom
