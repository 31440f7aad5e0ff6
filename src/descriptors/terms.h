#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/description.h"
#include "descriptors/geometry.h"
#include "descriptors/term_models.h"
#include "imaging/frame.h"

namespace sonomask::descriptors {

/// Everything that is measured on a mass for its terms, with names; documented in
/// docs/descriptors.md. `spacing` only says how wide a pixel is against its height. Throws
/// `ConfigError` for an outline of fewer than three points or without area.
Features measureFeatures(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                         const PixelSpacing& spacing);

/// The features that a person would look at to judge a category; they become a term's figures.
std::vector<std::string> figuresFor(const std::string& category);

struct DescribeOptions {
    bool terms = true;           ///< off: measures only, and an empty `Description`
    bool second_opinion = true;  ///< benign or malignant
};

/// Describes one mass in its frame. Without a scale pixels are taken as square. Throws as
/// `measureFeatures`.
Description describe(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                     const DescribeOptions& options = {},
                     const TermModels& models = TermModels::shipped());

/// The same where `preprocess::ultrasoundRegion` and the outline's `measure` are known.
Description describe(const Frame& frame, const cv::Rect& ultrasound_region_in_frame,
                     const std::vector<cv::Point2f>& contour_in_frame, const Geometry& geometry,
                     const DescribeOptions& options,
                     const TermModels& models = TermModels::shipped());

}  // namespace sonomask::descriptors
