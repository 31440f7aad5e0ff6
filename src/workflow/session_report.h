#pragma once

#include <string>

#include "export/report.h"
#include "imaging/clip.h"
#include "workflow/session.h"

namespace sonomask::workflow {

/// The report of a session: a picture with numbered outlines for each frame that is marked (for
/// each frame with a mass where none is marked), and every mass of these frames measured. Decodes
/// those frames; throws `ReadError`.
report::ReportContent reportOf(const Session& session, const Clip& clip);

}  // namespace sonomask::workflow
