#pragma once

#include <functional>
#include <vector>

#include "descriptors/terms.h"
#include "imaging/frame.h"
#include "workflow/session_state.h"

/// The computed BI-RADS terms of a session's masses. They hold for one mask: a change of the mask
/// takes them away, and `withTerms` computes them anew. What the reader overruled stays.
namespace sonomask::workflow {

void dropComputedTerms(SessionLesion& lesion);

/// A category that is not among `computed` is no longer computed.
void putComputedTerms(SessionLesion& lesion, const std::vector<descriptors::Term>& computed);

/// The same edit, with the terms of each of its masses that has none. Where it changes the ratio of
/// width and height of a pixel, the terms of every mass. `picture` decodes a frame; the session's
/// ruler counts. Throws as `picture` and `findingsOf`.
Edit withTerms(Edit edit, const SessionState& before, const std::function<Frame(int)>& picture,
               const descriptors::DescribeOptions& describe = {});

}  // namespace sonomask::workflow
