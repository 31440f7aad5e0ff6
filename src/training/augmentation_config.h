#pragma once

namespace sonomask::training {

/// Strengths of the random changes; 0 turns one off. Lengths are shares of the picture's side,
/// grey values shares of the full range.
struct AugmentationConfig {
    double beside = 0.1;        ///< chance that only tissue beside the mass is shown
    double erase = 0;           ///< chance that tissue beside the mass is laid over it
    double transplant = 0;      ///< chance that another picture's mass is set in
    double echo = 0;            ///< chance that the mass is raised to the tissue's grey or above
    double flip = 0.5;          ///< chance of a mirror image, left to right
    double rotation_deg = 15;   ///< up to this angle either way
    double scale = 0.25;        ///< up to this factor larger or smaller (as a logarithm)
    double aspect = 0.1;        ///< up to this factor of unequal scale (as a logarithm)
    double shift = 0.1;         ///< moved by up to this, so that parts leave the picture
    double elastic = 0.02;      ///< standard deviation of the elastic displacement
    int elastic_points = 6;     ///< control points of the displacement along each side
    double crop = 0.3;          ///< chance that a border is cut away to black
    double crop_depth = 0.2;    ///< up to this much of a side
    double gamma = 0.4;         ///< exponent up to e to this power either way
    double contrast = 0.3;      ///< factor up to e to this power either way
    double brightness = 0.1;    ///< up to this either way
    double depth_gain = 0.15;   ///< up to this either way, a smooth curve along the depth
    double speckle = 0.08;      ///< highest standard deviation of correlated speckle
    double noise = 0.04;        ///< highest standard deviation of white noise
    double blur_px = 1.2;       ///< highest standard deviation of the blur
    double shadows = 0.3;       ///< chance of each of two shadow stripes
    double shadow_depth = 0.4;  ///< how much darker at most
    double calipers = 0.35;     ///< chance of a pair of crosses
    double text = 0.3;          ///< chance of each of two rows of text-like marks
    double body_mark = 0.15;    ///< chance of an outline as of a body mark
};

}  // namespace sonomask::training
