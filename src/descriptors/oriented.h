#pragma once

#include "descriptors/features.h"
#include "descriptors/surroundings.h"

namespace sonomask::descriptors {

/// What edges and lines run through the mass, along its outline and around it, and which way
/// (`oriented_…`): means of half-wave rectified Gaussian derivatives, as in the first stages of
/// vision (Freeman & Adelson 1991, steerable filters). At each of three octaves: grey levels that
/// rise towards one of eight directions (`rise`), and bright and dark lines in four (`bright`,
/// `dark`); the direction is in degrees, 0 to the right, 90 downwards, across the edge or line. The
/// beam comes from above: a mass's near side, its flanks and its far side look different.
Features orientedFeatures(const Surroundings& surroundings);

}  // namespace sonomask::descriptors
