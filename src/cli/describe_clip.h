#pragma once

#include <nlohmann/json_fwd.hpp>

#include "imaging/clip.h"

namespace sonomask::cli {

/// A clip's header and the calibration of its first frame as JSON. Decodes the first frame, so that
/// what is said to be readable is. Throws `ReadError`.
nlohmann::json describeClip(const Clip& clip);

/// The depth scale that the picture shows, `null` where none is found (docs/descriptors.md).
nlohmann::json depthTicksJson(const Frame& frame);

}  // namespace sonomask::cli
