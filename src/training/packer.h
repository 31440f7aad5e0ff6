#pragma once

#include <filesystem>
#include <stop_token>

#include "base/progress.h"
#include "evaluation/cases.h"
#include "preprocess/settings.h"
#include "training/packed_set.h"

namespace sonomask::training {

/// A text that is another one where a case has another image or mask: by their paths beside the
/// table, their sizes and the times of their last change.
std::string stampOf(const evaluation::Case& item);

/// Reads, checks and preprocesses the images and masks of `cases`. Looks at all of them before it
/// gives up: throws `ReadError` naming each row that has a missing or damaged image or mask, a
/// mask of another size, or a mask with grey values (the first 20 where there are more).
PackedSet packCases(const std::vector<evaluation::Case>& cases,
                    const preprocess::Settings& settings, const ProgressCallback& progress,
                    std::stop_token stop);

}  // namespace sonomask::training
