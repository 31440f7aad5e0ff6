#pragma once

#include <vector>

#include "export/report.h"
#include "workflow/session_findings.h"

namespace sonomask::workflow {

/// The report of a study's clips: a picture with numbered outlines for each marked frame, and every
/// mass of these frames measured. Of a clip without marked frames the frames with a mass are taken,
/// at most the four with the largest masses. Clips without work are counted. Reader and text come
/// from the clips in their order. Decodes those frames; throws `ReadError`.
report::ReportContent reportOf(const std::vector<ReadClip>& clips,
                               const descriptors::DescribeOptions& describe = {});

}  // namespace sonomask::workflow
