#pragma once

#include "phantom/beam_grid.h"
#include "phantom/scene.h"
#include "phantom/tissue.h"

namespace sonomask::phantom {

/// Puts the section of a mass at elevation `plane_mm` into the tissue: its echo pattern, edge, rim,
/// calcifications, and what it does to the sound that passes through it. No change where the plane
/// does not meet it.
void addMass(TissueMaps& maps, const BeamGrid& grid, const Mass& mass, double plane_mm);

}  // namespace sonomask::phantom
