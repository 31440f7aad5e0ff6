#pragma once

#include <nlohmann/json_fwd.hpp>

#include "imaging/clip.h"

namespace sonomask::cli {

/// A clip's header and the calibration of its first frame as JSON. Decodes the first frame, so that
/// what is said to be readable is. Throws `ReadError`.
nlohmann::json describeClip(const Clip& clip);

}  // namespace sonomask::cli
