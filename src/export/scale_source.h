#pragma once

#include <string>

#include "imaging/calibration.h"

namespace sonomask::report {

/// The word for a source of scale in CSV and JSON.
inline std::string nameOf(SpacingSource source) {
    switch (source) {
        case SpacingSource::None:
            return "none";
        case SpacingSource::UltrasoundRegion:
            return "ultrasound-region";
        case SpacingSource::DeclaredSpacing:
            return "declared-spacing";
        case SpacingSource::User:
            return "user";
        case SpacingSource::DepthTicks:
            return "depth-ticks";
    }
    return "none";
}

}  // namespace sonomask::report
