#pragma once

#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "descriptors/description.h"
#include "descriptors/geometry.h"
#include "segmentation/lesions.h"

namespace sonomask::report {

/// One mass as JSON: score, contour (frame pixels), every measure with its unit, and the source of
/// the scale (docs/findings.md describes each key).
nlohmann::json lesionJson(const segmentation::Lesion& lesion,
                          const descriptors::Geometry& geometry);

/// What was said about a mass, as keys to add to `lesionJson`: terms with the reader's words beside
/// them, second opinion, evidence and features. Nothing where it was not described.
nlohmann::json descriptionJson(const descriptors::Description& description,
                               const std::map<std::string, std::string>& overruled);

}  // namespace sonomask::report
