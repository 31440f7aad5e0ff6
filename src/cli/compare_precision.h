#pragma once

#include <stop_token>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/progress.h"
#include "evaluation/cases.h"
#include "evaluation/evaluate.h"

namespace sonomask::cli {

/// How far two predictors agree, image by image: mean, worst and fifth percentile of the Dice
/// coefficient between their masks (1 where both are empty), how many images differ at all, and
/// the ten that differ most. Throws `ReadError` for an image that cannot be read, and `Cancelled`.
nlohmann::json comparePredictors(const std::vector<evaluation::Case>& cases,
                                 const evaluation::Predictor& first,
                                 const evaluation::Predictor& second,
                                 const ProgressCallback& progress, const std::stop_token& stop);

}  // namespace sonomask::cli
