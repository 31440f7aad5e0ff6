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
    evaluation::AgreementTable table;     ///< first rater: the reader; second: the program
    double kappa = 0;                     ///< mean over the partitions; the table is of the first
    evaluation::Interval kappa_interval;  ///< of that mean: bootstrap over patients
};

/// How masses are parted for cross-validation: `partitions` times into `folds` parts. The same seed
/// gives the same parts.
struct Partitions {
    int folds = 5;
    int partitions = 5;
    std::uint64_t seed = 1;
};

/// Words for each mass by classifiers that were trained without it; each class is spread evenly
/// over the parts and patients are kept together. Throws `ConfigError` when the table states fewer
/// than two words for the term.
TermAgreement crossValidate(const descriptors::TermModels::Recipe& recipe,
                            const std::vector<MeasuredMass>& masses,
                            const Partitions& partitions = {});

/// Words by classifiers that are there already, on masses they have not seen.
TermAgreement compareWith(const descriptors::TermModels& models, const std::string& term,
                          const std::vector<MeasuredMass>& masses);

/// A classifier of one term from all masses for which the table states a word. Throws as
/// `crossValidate`.
descriptors::SoftmaxClassifier trainTerm(const descriptors::TermModels::Recipe& recipe,
                                         const std::vector<MeasuredMass>& masses);

}  // namespace sonomask::appraisal
