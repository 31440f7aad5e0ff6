#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "appraisal/masses.h"
#include "descriptors/term_models.h"
#include "evaluation/agreement.h"
#include "evaluation/statistics.h"

namespace sonomask::appraisal {

/// How the program's word for a term agrees with the table's reader.
struct TermAgreement {
    std::string term;
    evaluation::AgreementTable table;  ///< first rater: the reader; second: the program
    evaluation::Interval kappa_interval;
};

/// Words for each mass by classifiers that were trained without it: `folds` parts, each class
/// spread evenly over them and patients kept together; the same seed gives the same parts. Throws
/// `ConfigError` when the table states fewer than two words for the term.
TermAgreement crossValidate(const descriptors::TermModels::Recipe& recipe,
                            const std::vector<MeasuredMass>& masses, int folds = 5,
                            std::uint64_t seed = 1);

/// Words by classifiers that are there already, on masses they have not seen.
TermAgreement compareWith(const descriptors::TermModels& models, const std::string& term,
                          const std::vector<MeasuredMass>& masses);

/// A classifier of one term from all masses for which the table states a word.
descriptors::SoftmaxClassifier trainTerm(const descriptors::TermModels::Recipe& recipe,
                                         const std::vector<MeasuredMass>& masses);

}  // namespace sonomask::appraisal
