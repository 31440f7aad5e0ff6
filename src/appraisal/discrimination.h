#pragma once

#include <span>
#include <string>
#include <vector>

#include "evaluation/statistics.h"

namespace sonomask::appraisal {

/// A score for each thing and whether it is what the score looks for.
struct Scored {
    double score = 0;
    bool positive = false;
    std::string group;  ///< things of one group (patient) are not independent
};

/// Area under the ROC curve: the chance that a positive scores above a negative, ties half
/// (Mann & Whitney). NaN without positives or without negatives.
double areaUnderRoc(const std::vector<Scored>& things);

/// Its bootstrap interval, drawn by groups.
evaluation::Interval rocInterval(const std::vector<Scored>& things);

}  // namespace sonomask::appraisal
