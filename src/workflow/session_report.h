#pragma once

#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "export/report.h"
#include "workflow/file_list.h"
#include "workflow/session_findings.h"

namespace sonomask::workflow {

struct StudyReport {
    report::ReportContent content;
    /// Clips that it does not show since they cannot be read; its warnings name them, too.
    std::vector<SkippedFile> left_out;
};

/// The report of a study's clips: a picture with numbered outlines for each marked frame, and every
/// mass of these frames measured. Of a clip without marked frames the frames with a mass are taken,
/// at most the four with the largest masses. Clips without work are counted. Reader and text come
/// from the clips in their order. `unreadable` are the study's files that could not even be opened.
/// Decodes those frames; throws `Cancelled`.
StudyReport reportOf(const std::vector<ReadClip>& clips,
                     const descriptors::DescribeOptions& describe = {},
                     const std::vector<SkippedFile>& unreadable = {},
                     const ProgressCallback& progress = {}, const std::stop_token& stop = {});

}  // namespace sonomask::workflow
