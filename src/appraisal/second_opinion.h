#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "appraisal/discrimination.h"
#include "appraisal/masses.h"
#include "descriptors/term_models.h"

namespace sonomask::appraisal {

/// One classifier of benign or malignant, judged on masses that it has not seen.
struct Opinion {
    std::string name;
    std::vector<Scored> scored;  ///< the probability of "malignant" for each mass judged
    double auc = 0;
    evaluation::Interval auc_interval;  ///< bootstrap over patients
    double brier = 0;                   ///< mean squared error of the probability
};

/// The classifier of `models` asked about `test`. Masses without a label are left out.
Opinion opinionOf(const descriptors::TermModels& models, const std::vector<MeasuredMass>& test);

/// Logistic regression (the lesson "malignancy") against support-vector machines with a radial
/// kernel, on the classic features and on the lesson's own, all learnt from `train` and asked about
/// `test`. The machines' decision values become probabilities by Platt's sigmoid (1999, in the form
/// of Lin, Lin & Weng 2007), fitted on cross-validated values; C and the kernel's width are chosen
/// by the cross-validated AUC in `train`. Masses without a label are left out. Throws `ConfigError`
/// where `train` does not hold both labels.
std::vector<Opinion> compareOpinions(const std::vector<MeasuredMass>& train,
                                     const std::vector<MeasuredMass>& test);

/// A line a classifier, then for each how predicted and observed shares of malignant masses agree.
std::string opinionsMarkdown(const std::vector<Opinion>& opinions);

/// The same with the points of each ROC curve.
nlohmann::json opinionsJson(const std::vector<Opinion>& opinions);

}  // namespace sonomask::appraisal
