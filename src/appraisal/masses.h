#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "descriptors/features.h"
#include "evaluation/cases.h"

namespace sonomask::appraisal {

/// The mass of a case (the largest part of its reference mask), measured.
struct MeasuredMass {
    evaluation::Case item;
    descriptors::Features features;
};

/// Measures the mass of each case that has one, in the order of the cases. Throws `ReadError`
/// naming the row, and `Cancelled`.
std::vector<MeasuredMass> measureMasses(const std::vector<evaluation::Case>& cases,
                                        const ProgressCallback& progress = {},
                                        const std::stop_token& stop = {});

/// The word that the table's reader chose for a term of `descriptors::TermModels::recipes`, from
/// the columns shape, margin, echogenicity, posterior_features, halo and label; empty where the
/// table has none.
std::string statedWord(const evaluation::Case& item, const std::string& term);

}  // namespace sonomask::appraisal
