#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "appraisal/term_study.h"

namespace sonomask::appraisal {

/// A line a term (masses, κ and accuracy as means over the partitions with their intervals), then
/// for each a confusion table of the first partition and the recipes that were chosen.
std::string agreementMarkdown(const std::vector<TermAgreement>& terms);

/// The same as an array of objects.
nlohmann::json agreementJson(const std::vector<TermAgreement>& terms);

}  // namespace sonomask::appraisal
