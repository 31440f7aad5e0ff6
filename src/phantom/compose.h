#pragma once

#include "phantom/render.h"

namespace sonomask::phantom {

/// Two scans on one screen, as machines show the two views of a mass: `left` and `right` beside
/// each other, the lower one filled up with black below. Masks, contours and ultrasound regions
/// move with their pixels, so the frame has one region a scan, each with its own scale. The masses
/// are those of `left`, then those of `right`.
RenderedFrame sideBySide(const RenderedFrame& left, const RenderedFrame& right);

}  // namespace sonomask::phantom
