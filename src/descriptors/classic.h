#pragma once

#include "descriptors/features.h"
#include "descriptors/patch.h"

namespace sonomask::descriptors {

/// The classic features of the field for one mass, with names (docs/descriptors.md says what each
/// is): the four lists below, one after the other.
Features classicFeatures(const Patch& patch);

/// `hu_1`..`hu_7`: Hu's invariant moments (1962) of the region within the outline.
/// `boundary_1`..`boundary_3`: the second to fourth central moment of the outline's distance from
/// its centroid, as roots, by the mean distance (Shen & Rangayyan 1994).
Features momentFeatures(const Points& even_outline);

/// `chord_mean`, `chord_variance`, `chord_skewness`, `chord_kurtosis` of the lengths of all chords
/// between points of the outline, by the longest (You & Jain 1984); a normal distribution's
/// kurtosis is 3. `fourier_2`..`fourier_10`: strength of each pair of harmonics by the first.
Features outlineFeatures(const Points& even_outline);

/// `grey_mean`, `grey_deviation`, `grey_skewness`, `grey_kurtosis`, `grey_entropy` (bits, 32
/// levels) of the pixels of `picture` (CV_32FC1, 0..255) within `mask`.
Features greyFeatures(const cv::Mat& picture, const cv::Mat& mask);

/// Haralick's texture (1973) from the co-occurrence of 32 grey levels within `mask`, mean of four
/// directions, at distances of 2 and 6 pixels: `glcm2_contrast`, `_correlation`, `_energy`,
/// `_homogeneity`, `_entropy` (bits), then `glcm6_...`.
Features textureFeatures(const cv::Mat& picture, const cv::Mat& mask);

}  // namespace sonomask::descriptors
