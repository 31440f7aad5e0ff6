#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "evaluation/evaluate.h"
#include "evaluation/statistics.h"

namespace sonomask::evaluation {

/// One of the overlap measures by its name.
struct OverlapMeasure {
    const char* name;
    double Overlap::*member;
};

inline constexpr std::array<OverlapMeasure, 6> kOverlapMeasures{{
    {"accuracy", &Overlap::accuracy},
    {"precision", &Overlap::precision},
    {"recall", &Overlap::recall},
    {"specificity", &Overlap::specificity},
    {"iou", &Overlap::iou},
    {"dice", &Overlap::dice},
}};

/// The place of a measure among `kOverlapMeasures`.
constexpr std::size_t positionOf(double Overlap::*member) {
    std::size_t position = 0;
    while (kOverlapMeasures.at(position).member != member) ++position;
    return position;
}

/// A share of images with its 95 % interval.
struct Share {
    std::size_t hits = 0;
    std::size_t count = 0;
    double value = 0;  ///< NaN for a count of 0
    Interval interval;
};

/// A measure in a group of images, taken both ways.
struct MeasureInGroup {
    double pooled = 0;  ///< from the pixels of all images together, those without a mass included
    Interval pooled_interval;
    Summary over_images;  ///< of the values of the images with a mass
};

/// The measures of a group of images (docs/metrics.md). Intervals are bootstrapped over patients,
/// or over images where patients are not known.
struct GroupMetrics {
    std::string name;
    std::size_t images = 0;
    std::array<MeasureInGroup, kOverlapMeasures.size()> measures;  ///< as `kOverlapMeasures`
    Summary hd95_px;
    Summary assd_px;
    Summary hd95_mm;
    Summary assd_mm;
    Share missed;      ///< of the images with a mass
    Share false_mass;  ///< of the images without a mass
};

/// Measures a group. `results` must outlive the call only.
GroupMetrics measureGroup(std::string name, const std::vector<const CaseResult*>& results,
                          const BootstrapOptions& options = {});

/// A division of the images ("label": benign, malignant, ...).
struct Division {
    std::string by;
    std::vector<GroupMetrics> groups;
};

/// All that is reported about a data set, or about all of them together.
struct ScopeMetrics {
    GroupMetrics all;
    std::vector<Division> divisions;  ///< by label, size, diameter and device, where known
};

/// The metrics of a run: all images together first ("pooled", only where there are several data
/// sets), then each data set in order of name.
std::vector<ScopeMetrics> measureRun(const EvaluationRun& run,
                                     const BootstrapOptions& options = {});

}  // namespace sonomask::evaluation
