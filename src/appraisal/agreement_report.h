#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "appraisal/term_study.h"

namespace sonomask::appraisal {

/// A line a term (masses, κ as the mean over the partitions with its interval, accuracy), then a
/// confusion table for each; accuracy and confusions are of the first partition.
std::string agreementMarkdown(const std::vector<TermAgreement>& terms);

/// The same as an array of objects.
nlohmann::json agreementJson(const std::vector<TermAgreement>& terms);

}  // namespace sonomask::appraisal
