#pragma once

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "appraisal/lessons.h"
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
    double accuracy = 0;                  ///< mean over the partitions
    evaluation::Interval accuracy_interval;
    std::map<std::string, int> chosen;  ///< how often each recipe was, in words
};

/// How masses are parted for cross-validation: `partitions` times into `folds` parts. The same seed
/// gives the same parts.
struct Partitions {
    int folds = 5;
    int partitions = 5;
    std::uint64_t seed = 1;
};

/// The recipe whose classifiers, cross-validated in four parts on these masses, agree best with the
/// reader (κ, mean over two partitions); the first of equals. Throws `ConfigError` with the
/// reason when the table states fewer than two words for the term, or too few for the parts.
const descriptors::TermModels::Recipe& bestRecipe(const Lesson& lesson,
                                                  const std::vector<MeasuredMass>& masses);

/// Nested cross-validation (Varma & Simon 2006): words for each mass by classifiers whose recipe
/// was chosen and which were trained without it. Each class is spread evenly over the parts and
/// patients are kept together. Throws as `bestRecipe`, and `Cancelled`.
TermAgreement crossValidate(const Lesson& lesson, const std::vector<MeasuredMass>& masses,
                            const Partitions& partitions = {}, const std::stop_token& stop = {});

/// Words by classifiers that are there already, on masses they have not seen.
TermAgreement compareWith(const descriptors::TermModels& models, const std::string& term,
                          const std::vector<MeasuredMass>& masses);

/// A classifier of one term by its best recipe, from all masses for which the table states a word.
/// Throws as `bestRecipe`.
descriptors::SoftmaxClassifier trainTerm(const Lesson& lesson,
                                         const std::vector<MeasuredMass>& masses);

}  // namespace sonomask::appraisal
