#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "descriptors/geometry.h"
#include "segmentation/lesions.h"

namespace sonomask::report {

/// One mass as JSON: score, contour (frame pixels), every measure with its unit, and the source of
/// the scale (docs/findings.md describes each key).
nlohmann::json lesionJson(const segmentation::Lesion& lesion,
                          const descriptors::Geometry& geometry);

}  // namespace sonomask::report
