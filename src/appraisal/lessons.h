#pragma once

#include <string>
#include <vector>

#include "descriptors/term_models.h"

namespace sonomask::appraisal {

/// A learnt term with the recipes among which its training chooses, the plainest first.
struct Lesson {
    std::string term;
    std::vector<descriptors::TermModels::Recipe> recipes;
};

/// `descriptors::TermModels::recipes`, gathered by term.
const std::vector<Lesson>& lessons();

/// Throws `ConfigError` for a term that is not learnt.
const Lesson& lessonFor(const std::string& term);

/// A recipe's features, freedom and balance, for reports.
std::string inWords(const descriptors::TermModels::Recipe& recipe);

}  // namespace sonomask::appraisal
