#pragma once

#include <QString>

#include "imaging/calibration.h"

namespace sonomask::ui {

/// What millimetres rest on, in a word or two: "ruler", "ultrasound region 1", "declared by the
/// file", "none".
QString scaleText(const ScaleAnswer& scale);

}  // namespace sonomask::ui
