#pragma once

#include "descriptors/chords.h"
#include "descriptors/features.h"

namespace sonomask::descriptors {

/// Form of an outline beyond its size. All are free of scale, place and (but for `tilt`) turning.
struct Shape {
    double rectangularity = 0;     ///< area / area of the smallest enclosing rectangle
    double aspect = 0;             ///< minor / major axis of the ellipse with the same moments
    double tilt_degrees = 0;       ///< of that ellipse's major axis to the horizontal, 0..90
    double ellipse_residual = 0;   ///< RMS distance to that ellipse / equivalent radius
    double ellipse_overlap = 0;    ///< common area with that ellipse / united area
    double convexity = 0;          ///< perimeter of the convex hull / perimeter
    double solidity = 0;           ///< area / area of the convex hull
    double circularity = 0;        ///< 4π·area / perimeter²
    double fractal_dimension = 0;  ///< box counting (Mandelbrot 1982): 1 = smooth
    double total_turn = 0;      ///< ∫|curvature| / 2π: 1 for convex outlines, more with hollows
    double form_deviation = 0;  ///< Fourier harmonics 2..4 against the ellipse's: coarse deviation
    double undulation = 0;      ///< the same of harmonics 5..20: fine deviation
    double radial_deviation = 0;  ///< SD of the distance from the centroid / its mean
    double deepest_dent = 0;      ///< depth under the convex hull / equivalent radius
    int dents = 0;     ///< stretches under the hull deeper than 5 % of the equivalent radius
    int lobes = 0;     ///< stretches that bulge, parted by hollow ones
    int spicules = 0;  ///< narrow, pointed stretches that bulge
};

/// Measures an outline that `resampled` and `smoothed` have made even and as smooth as the picture
/// it comes from. At least 32 points.
Shape measureShape(const Points& even_outline);

Features featuresOf(const Shape& shape);

}  // namespace sonomask::descriptors
