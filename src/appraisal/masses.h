#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "descriptors/features.h"
#include "evaluation/cases.h"
#include "evaluation/evaluate.h"
#include "segmentation/lesions.h"

namespace sonomask::appraisal {

/// The mass of a case, measured.
struct MeasuredMass {
    evaluation::Case item;
    descriptors::Features features;  ///< on the reference outline: what classifiers learn from
    descriptors::Features judged;    ///< on the outline under test: what they are asked about
    descriptors::Features second;    ///< on another outline to learn from; empty = none
};

/// The masses of a table.
struct MeasuredMasses {
    std::vector<MeasuredMass> masses;
    std::size_t missed = 0;  ///< left out: the outline under test is not where the mass is
};

/// The outline that stands for the reference mask; empty where the mass was missed.
using OutlineFinder = std::function<segmentation::Contour(
    const evaluation::Case& item, const Frame& frame, const cv::Mat& reference_mask)>;

/// Outlines other than the reference; an empty function = none.
struct OtherOutlines {
    OutlineFinder judged;  ///< what is asked about; masses that it misses are left out
    OutlineFinder second;  ///< also learnt from; the reference again where it misses the mass
};

/// Told of a case that cannot be read, and why.
using CaseFailed = std::function<void(const evaluation::CaseFailure& failure)>;

/// Measures the mass of each case that has one (the largest part of its reference mask), in the
/// order of the cases. Without an outline under test the reference is judged. A case that cannot be
/// read is told to `failed` and left out; without `failed` its `ReadError` is thrown, which names
/// the row. Throws `Cancelled`.
MeasuredMasses measureMasses(const std::vector<evaluation::Case>& cases,
                             const ProgressCallback& progress = {},
                             const std::stop_token& stop = {}, const OtherOutlines& others = {},
                             const CaseFailed& failed = {});

/// Of several masses the one that overlaps the reference mask most, where that is an intersection
/// over union of 0.2 or more; else empty.
segmentation::Contour bestOverlapping(const std::vector<segmentation::Lesion>& lesions,
                                      const cv::Mat& reference_mask);

/// The word that the table's reader chose for a term of `descriptors::TermModels::recipes`, from
/// the columns shape, margin, echogenicity, posterior_features, halo and label; empty where the
/// table has none.
std::string statedWord(const evaluation::Case& item, const std::string& term);

}  // namespace sonomask::appraisal
